"""One TOML value to one typed value, or the reason why not."""

import re
import types
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from kiosk.domain.text import Bilingual
from kiosk.settings.spec import Setting, Spec


class ValueRefused(Exception):
    """Carries what is `wrong`; what is allowed follows from the setting alone."""

    def __init__(self, wrong: str) -> None:
        """Keep the fact."""
        self.wrong = wrong
        super().__init__(wrong)


def convert(raw: object, setting: Setting, *, folder: Path) -> object:
    """Return `raw` as the setting's type. Relative paths are taken from `folder`, ``~`` is the user's home.

    Raises:
        ValueRefused: it is of another type or not allowed.
    """
    kind = _plain(setting.type)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(raw, kind)
    if kind is Path:
        return _path(raw, folder)
    return _PLAIN[kind](raw, setting.spec)


def allowed(setting: Setting) -> str:
    """Say in words what the setting takes."""
    kind = _plain(setting.type)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " or ".join(f'"{member.value}"' for member in kind)
    spec = setting.spec
    words = _WORDS[kind]
    if spec.minimum is not None and spec.maximum is not None:
        words += f" from {spec.minimum:g} to {spec.maximum:g}"
    if spec.unit:
        words += f" ({spec.unit})"
    if spec.pattern_words:
        words = f"{words}: {spec.pattern_words}"
    return words


def _plain(kind: Any) -> Any:
    """Strip ``| None``: None means 'not given', which a file says by leaving the key out."""
    if isinstance(kind, types.UnionType):
        return next(each for each in get_args(kind) if each is not types.NoneType)
    return kind


def _found(raw: object) -> str:
    names = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", dict: "a table"}
    return names.get(type(raw), f"a {type(raw).__name__}")


def _enum(raw: object, kind: type[Enum]) -> Enum:
    for member in kind:
        if raw == member.value:
            return member
    raise ValueRefused(f"{raw!r} is unknown" if isinstance(raw, str) else f"{_found(raw)}, not a text")


def _path(raw: object, folder: Path) -> Path:
    if not isinstance(raw, str) or not raw:
        raise ValueRefused("empty" if raw == "" else f"{_found(raw)}, not a path")
    return folder / Path(raw).expanduser()


def _text(raw: object, spec: Spec) -> str:
    if not isinstance(raw, str):
        raise ValueRefused(f"{_found(raw)}, not a text")
    if spec.pattern and not re.fullmatch(spec.pattern, raw):
        raise ValueRefused(f"{raw!r}")
    return raw


def _flag(raw: object, _spec: Spec) -> bool:
    if not isinstance(raw, bool):
        raise ValueRefused(f"{_found(raw)}, not true or false")
    return raw


def _bounded(number: float, spec: Spec) -> None:
    below = spec.minimum is not None and number < spec.minimum
    above = spec.maximum is not None and number > spec.maximum
    # Written so that `nan`, which TOML knows, is refused too.
    if below or above or number != number:  # noqa: PLR0124 - nan is the one number unlike itself
        raise ValueRefused(f"{number:g}")


def _whole(raw: object, spec: Spec) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueRefused(f"{_found(raw)}, not a whole number")
    _bounded(raw, spec)
    return raw


def _number(raw: object, spec: Spec) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueRefused(f"{_found(raw)}, not a number")
    _bounded(raw, spec)
    return float(raw)


def _bilingual(raw: object, _spec: Spec) -> Bilingual:
    if not isinstance(raw, dict):
        raise ValueRefused(f"{_found(raw)}, not a table")
    unknown = sorted(set(raw) - {"zh", "en"})
    if unknown:
        raise ValueRefused(f"{unknown[0]!r} is no language of the screen")
    zh, en = raw.get("zh", ""), raw.get("en", "")
    if not isinstance(zh, str) or not isinstance(en, str) or not zh.strip():
        raise ValueRefused("zh is missing" if zh in ("", None) else "zh and en are not both texts")
    return Bilingual(zh=zh, en=en)


_PLAIN: dict[Any, Callable[[object, Spec], object]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    Bilingual: _bilingual,
}
_WORDS: dict[Any, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Path: "a path",
    Bilingual: '{ zh = "...", en = "..." }',
}
