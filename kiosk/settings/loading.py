"""A TOML file to `Settings`, or every fault in it at once."""

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

from kiosk.settings.checks import check
from kiosk.settings.errors import SettingsError, SettingsFault
from kiosk.settings.model import Settings
from kiosk.settings.spec import Setting, every_setting, is_section
from kiosk.settings.values import ValueRefused, allowed, convert

_SETTINGS = {setting.path: setting for setting in every_setting(Settings)}
_SECTIONS = {path[:length] for path in _SETTINGS for length in range(1, len(path))}
_LARGEST_FILE_BYTES = 1_000_000


def load_settings(file: Path) -> Settings:
    """Read and check `file`. Relative paths in it are taken from its own folder.

    Raises:
        SettingsError: it cannot be read, is not TOML, or anything in it is wrong; it names every fault.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise SettingsError(file, [SettingsFault("", f"cannot be read: {error.strerror}")]) from error
    if len(raw) > _LARGEST_FILE_BYTES:
        raise SettingsError(file, [SettingsFault("", "too large", f"at most {_LARGEST_FILE_BYTES} bytes")])
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(file, [SettingsFault("", f"not UTF-8 at byte {error.start}")]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(file, [SettingsFault("", f"not TOML: {error}")]) from error
    return settings_from(table, file=file)


def settings_from(table: dict[str, Any], *, file: Path) -> Settings:
    """Check an already parsed table; `file` names it in errors and roots its relative paths.

    Raises:
        SettingsError: anything in it is wrong; it names every fault.
    """
    faults: list[SettingsFault] = []
    values: dict[tuple[str, ...], object] = {}
    for path, raw in _leaves(table, ()):
        setting = _SETTINGS.get(path)
        if setting is None:
            faults.append(_stranger(path, raw))
            continue
        try:
            values[path] = convert(raw, setting, folder=file.absolute().parent)
        except ValueRefused as refused:
            faults.append(SettingsFault(setting.key, refused.wrong, allowed(setting)))
    settings: Settings = _build(Settings, (), values)
    if not faults:
        # Rules between settings make sense only where each of them does.
        faults.extend(check(settings))
    if faults:
        raise SettingsError(file, faults)
    return settings


def _leaves(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, raw in table.items():
        here = (*path, name)
        if here in _SECTIONS and isinstance(raw, dict):
            yield from _leaves(raw, here)
        else:
            yield here, raw


def _stranger(path: tuple[str, ...], raw: object) -> SettingsFault:
    key = ".".join(path)
    if path in _SECTIONS:
        return SettingsFault(key, "a single value where a table is", f"[{key}]")
    known = [".".join(section) for section in _SECTIONS] if isinstance(raw, dict) else []
    known += [setting.key for setting in _SETTINGS.values()]
    hint = next(iter(difflib.get_close_matches(key, known, n=1, cutoff=0.6)), "") or _same_name(path)
    return SettingsFault(key, "unknown key", hint=hint)


def _same_name(path: tuple[str, ...]) -> str:
    """Find a key that was put into the wrong section."""
    return next((setting.key for setting in _SETTINGS.values() if setting.path[-1] == path[-1]), "")


def _build(section: type, path: tuple[str, ...], values: dict[tuple[str, ...], object]) -> Any:
    given: dict[str, Any] = {}
    for name, kind in get_type_hints(section).items():
        here = (*path, name)
        if is_section(kind):
            given[name] = _build(kind, here, values)
        elif here in values:
            given[name] = values[here]
    return section(**given)


def described() -> tuple[Setting, ...]:
    """Return the whole list in declared order."""
    return tuple(_SETTINGS.values())
