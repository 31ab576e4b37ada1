"""Documents from and to JSON. The form follows the dataclasses: there is no second description to keep in step."""

import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, cast

from printing.documents.kinds import NAMES, Document
from printing.errors import FieldError, JsonError

_KIND_KEY: Final = "document"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WORDS: Final[dict[type, str]] = {str: "a text", int: "a whole number", bool: "true or false"}


def to_json(document: Document) -> str:
    """Return the document as JSON text, two spaces an indent, Chinese as it is."""
    return json.dumps(as_plain(document), ensure_ascii=False, indent=2) + "\n"


def as_plain(document: Document) -> dict[str, Any]:
    """Return the document as dictionaries, lists, texts and numbers, with its kind under ``"document"``."""
    return {_KIND_KEY: NAMES[type(document)], **_plain_fields(document)}


def from_json(text: str, kind: type[Document] | None = None) -> Document:
    """Return the document that `text` holds.

    Args:
        text: what `to_json` returns, or written by hand.
        kind: which document it must be; None takes any.

    Raises:
        JsonError: no JSON, another document, an unknown or missing field, a value of the wrong type.
        FieldError: a value that breaks its field's rule.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JsonError("$", "a JSON object") from error
    if not isinstance(value, dict):
        raise JsonError("$", "a JSON object")
    by_name = {name: cls for cls, name in NAMES.items()}
    wanted = [NAMES[kind]] if kind is not None else sorted(by_name)
    name = value.pop(_KIND_KEY, None)
    if name not in wanted:
        raise JsonError(f"$.{_KIND_KEY}", " or ".join(f'"{one}"' for one in wanted))
    return cast("Document", _build(by_name[name], value, "$"))


def _plain_fields(thing: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(thing, field.name)) for field in dataclasses.fields(thing)}


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _build(kind: type, value: Mapping[str, object], path: str) -> object:
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in value:
        if name not in fields:
            raise JsonError(f"{path}.{name}", f"one of the fields {', '.join(fields)}")
    given: dict[str, object] = {}
    for name, field in fields.items():
        if name in value:
            given[name] = _convert(hints[name], value[name], f"{path}.{name}")
        elif field.default is dataclasses.MISSING:
            raise JsonError(f"{path}.{name}", "a value: the field is required")
    try:
        return kind(**given)
    except FieldError as error:
        raise error if path == "$" else error.inside(path.removeprefix("$.")) from error


def _convert(hint: Any, value: object, path: str) -> object:
    if typing.get_origin(hint) is types.UnionType:
        options = [option for option in typing.get_args(hint) if option is not types.NoneType]
        return None if value is None else _convert(options[0], value, path)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise JsonError(path, "a list")
        return tuple(_convert(typing.get_args(hint)[0], item, f"{path}[{n}]") for n, item in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise JsonError(path, "an object")
        return _build(hint, value, path)
    if hint is datetime:
        return _moment(value, path)
    if hint is date:
        return _day(value, path)
    if type(value) is not hint:
        raise JsonError(path, _WORDS[hint])
    return value


def _moment(value: object, path: str) -> datetime:
    expected = "a time with its offset, as 2026-11-23T09:41:07+08:00"
    if not isinstance(value, str):
        raise JsonError(path, expected)
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise JsonError(path, expected) from error


def _day(value: object, path: str) -> date:
    expected = "a day, as 2026-11-23"
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise JsonError(path, expected)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise JsonError(path, expected) from error
