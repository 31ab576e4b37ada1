"""Hold what an applicant filled in against the form's schema, in the version that the case keeps.

Loads jsonschema: import it where an application is checked, so that the hall starts without it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from hall.applications.form_order import fields_shown
from hall.catalogue.parts import FormGiven
from hall.http.contract_types import BilingualGiven
from hall.problems.errors import FieldFault

UNKNOWN_FIELD: Final = "unknown_field"
NOT_ASKED: Final = "not_asked"
_DEFS: Final = "#/$defs/"


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    r"""Match as ECMA-262 does: `\d` is 0 to 9, and `$` the very end. Python's own takes ４ and a line's end too."""
    if isinstance(instance, str) and (instance.endswith("\n") or not re.search(pattern, instance, re.ASCII)):
        yield ValidationError("pattern")


def _properties(validator: Any, properties: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """Descend as jsonschema does, and tell where a field is that the other answers rule out, which it does not."""
    for name, subschema in properties.items():
        if isinstance(instance, dict) and name in instance:
            if subschema is False:
                yield ValidationError(NOT_ASKED, validator=NOT_ASKED, path=[name])
            else:
                yield from validator.descend(instance[name], subschema, path=name, schema_path=name)


_Validator: Final[type[Any]] = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern, "properties": _properties}
)


def form_faults(form: FormGiven | None, values: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Return one fault for each wrong field, in the form's order; the rule is JSON Schema's keyword.

    Names that the applicant's terminal made up are not said back: they count as one fault of the whole form.
    """
    if form is None:
        return (FieldFault("/form", UNKNOWN_FIELD),) if values else ()
    schema = form.data_schema
    faults: dict[str, FieldFault] = {}
    validator = _Validator(schema, format_checker=FormatChecker(["date", "email"]))
    for error in validator.iter_errors(dict(values)):
        for place, rule in _places(error):
            pointer = "/form" + "".join(f"/{part}" for part in place)
            # One word beside a field is enough: what is missing or of the wrong type breaks other rules as well.
            faults.setdefault(pointer, FieldFault(pointer, rule, _title(schema, place)))
    order = {f"/form/{name}": number for number, name in enumerate(fields_shown(form))}
    return tuple(sorted(faults.values(), key=lambda fault: (order.get(_field(fault.pointer), -1), fault.pointer)))


def _places(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where `error` is to be shown, and the rule."""
    path = tuple(error.absolute_path)
    rule, wanted, instance = cast(
        "tuple[str | None, Any, Any]", (error.validator, error.validator_value, error.instance)
    )
    if rule == "required":
        yield from (((*path, name), rule) for name in wanted if name not in instance)
    elif rule == "additionalProperties":
        yield path, UNKNOWN_FIELD
    else:
        yield path, rule or UNKNOWN_FIELD


def field_title(form: FormGiven | None, name: str) -> BilingualGiven | None:
    """Return the name of a field of `form`, where there is one."""
    return _title(form.data_schema, (name,)) if form else None


def _title(schema: Mapping[str, Any], place: tuple[str | int, ...]) -> BilingualGiven | None:
    """Return the name of the field at `place`, or of the nearest one above it that has one."""
    titles: BilingualGiven | None = None
    node: Any = schema
    for part in place:
        node = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        reference = node.get("$ref")
        if reference is not None:
            node = {**schema.get("$defs", {}).get(reference.removeprefix(_DEFS), {}), **node}
        if "title" in node:
            titles = BilingualGiven(zh=node["title"], en=node.get("x-en", ""))
    return titles


def _field(pointer: str) -> str:
    return "/".join(pointer.split("/")[:3])
