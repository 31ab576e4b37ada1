"""Where a terminal keeps things unless told otherwise. Source: XDG Base Directory Specification 0.8."""

import os
from collections.abc import Mapping
from pathlib import Path

_NAME = "hallkiosk"
SYSTEM_SETTINGS_FILE = Path("/etc") / _NAME / "settings.toml"


def _base(environment: Mapping[str, str], variable: str, fallback: str) -> Path:
    """Return an XDG base folder; the specification says to ignore a relative one."""
    named = environment.get(variable, "")
    return Path(named) if Path(named).is_absolute() else Path(environment.get("HOME", "") or Path.home()) / fallback


def default_state_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return where the journal and the embedded hall live: ``$XDG_STATE_HOME/hallkiosk``."""
    return _base(os.environ if environment is None else environment, "XDG_STATE_HOME", ".local/state") / _NAME


def default_settings_files(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return where a settings file is looked for, the user's own before the system's."""
    base = _base(os.environ if environment is None else environment, "XDG_CONFIG_HOME", ".config")
    return (base / _NAME / "settings.toml", SYSTEM_SETTINGS_FILE)


def find_settings_file(environment: Mapping[str, str] | None = None) -> Path | None:
    """Return the first settings file there is, or None."""
    return next((path for path in default_settings_files(environment) if path.is_file()), None)
