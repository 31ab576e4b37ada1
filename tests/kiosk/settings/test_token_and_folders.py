"""The token stays secret, and folders follow the XDG specification."""

import os
from pathlib import Path

import pytest

from kiosk.settings.errors import SettingsError
from kiosk.settings.folders import default_settings_files, default_state_folder, find_settings_file
from kiosk.settings.token import read_token

SECRET = "c2VjcmV0LXRva2VuLW9mLXRoaXMtdGVybWluYWw"


def _token_file(folder: Path, content: str = f"{SECRET}\n", mode: int = 0o600) -> Path:
    file = folder / "token"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    return file


def test_the_token_is_read_and_never_shown(tmp_path: Path) -> None:
    """Its text is there for the hall client, and in no repr."""
    token = read_token(_token_file(tmp_path))
    assert token.secret == SECRET
    assert SECRET not in repr(token)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o610])
def test_a_token_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    """The error names the mode and not the token."""
    with pytest.raises(SettingsError, match=f"mode {mode:04o}") as caught:
        read_token(_token_file(tmp_path, mode=mode))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", ["", "short", "two words that are long enough", f"{SECRET}\n{SECRET}", "密" * 40])
def test_what_is_no_token_is_refused(tmp_path: Path, content: str) -> None:
    """Nothing, too little, blanks, two lines or other characters: refused without showing them."""
    with pytest.raises(SettingsError, match="no token in it") as caught:
        read_token(_token_file(tmp_path, content))
    assert not content or content not in str(caught.value)


def test_a_missing_token_or_a_folder_is_refused(tmp_path: Path) -> None:
    """Both are named errors."""
    with pytest.raises(SettingsError, match="cannot be read"):
        read_token(tmp_path / "absent")
    with pytest.raises(SettingsError, match="not a plain file"):
        read_token(tmp_path)


def test_folders_follow_xdg() -> None:
    """The variables win, a relative one is ignored, the home folder is the fall-back."""
    home = {"HOME": "/home/kiosk"}
    assert default_state_folder(home) == Path("/home/kiosk/.local/state/hallkiosk")
    assert default_state_folder(home | {"XDG_STATE_HOME": "/var/lib/x"}) == Path("/var/lib/x/hallkiosk")
    assert default_state_folder(home | {"XDG_STATE_HOME": "x"}) == Path("/home/kiosk/.local/state/hallkiosk")
    assert default_settings_files(home) == (
        Path("/home/kiosk/.config/hallkiosk/settings.toml"),
        Path("/etc/hallkiosk/settings.toml"),
    )


def test_the_users_file_comes_first(tmp_path: Path) -> None:
    """A settings file of the user is found; without one the system's is looked for."""
    environment = {"HOME": os.fspath(tmp_path)}
    assert find_settings_file(environment) in (None, Path("/etc/hallkiosk/settings.toml"))
    own = tmp_path / ".config" / "hallkiosk" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert find_settings_file(environment) == own
