"""Settings are read whole or refused whole, with every fault named."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.health import Part
from kiosk.domain.text import Bilingual
from kiosk.domain.timeouts import Timeouts
from kiosk.settings.errors import SettingsError, SettingsFault
from kiosk.settings.loading import load_settings
from kiosk.settings.model import HallMode, Settings

EVERYTHING = """
[hall]
mode = "remote"
base_url = "https://hall.example:8443/kiosk"
token_file = "token"
ca_file = "/etc/ssl/hall.pem"
connect_timeout_s = 2
read_timeout_s = 8.5
health_interval_s = 15

[terminal]
id = "yunjiang-07"
label = { zh = "7号自助终端", en = "Terminal 7" }
hall_name = { zh = "云江市政务服务中心" }
help_line = "0731-12345"

[screen]
width_px = 1920
height_px = 1080
fullscreen = true
motion = false

[timeouts]
idle_s = 45
print_s = 90.5

[face]
match_score = 0.51
unsure_score = 0.4
liveness = false
attempts = 2

[devices]
bindings_file = "bindings.toml"
card_photo = "vendor-x"

[devices.roles]
card_reader = "reader-left"
receipt_printer = ""

[state]
folder = "state"

[journal]
keep_days = 90
record_events = true
"""


def _write(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def _faults_of(folder: Path, text: str) -> tuple[SettingsFault, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(_write(folder, text))
    assert caught.value.file == folder / "settings.toml"
    assert str(caught.value.file) in str(caught.value)
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    return caught.value.faults


def test_every_kind_of_value_is_read_as_its_type(tmp_path: Path) -> None:
    """A full file gives the values it names, typed, with relative paths taken from its folder."""
    settings = load_settings(_write(tmp_path, EVERYTHING))
    assert settings.hall.mode is HallMode.REMOTE
    assert settings.hall.base_url == "https://hall.example:8443/kiosk"
    assert settings.hall.token_file == tmp_path / "token"
    assert settings.hall.ca_file == Path("/etc/ssl/hall.pem")
    assert settings.hall.connect_timeout_s == 2.0
    assert isinstance(settings.hall.connect_timeout_s, float)
    assert settings.terminal.label == Bilingual(zh="7号自助终端", en="Terminal 7")
    assert settings.terminal.hall_name == Bilingual(zh="云江市政务服务中心")
    assert settings.screen.fullscreen
    assert not settings.screen.motion
    assert settings.timeouts == replace(Timeouts(), idle_s=45.0, print_s=90.5)
    assert settings.face.attempts == 2
    assert settings.devices.bindings_file == tmp_path / "bindings.toml"
    assert settings.devices.roles.by_part()[Part.CARD_READER] == "reader-left"
    assert settings.devices.roles.by_part()[Part.RECEIPT_PRINTER] == ""
    assert settings.state.folder == tmp_path / "state"
    assert settings.journal.keep_days == 90


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    """Every key may be left out."""
    assert load_settings(_write(tmp_path, "")) == Settings()


def test_the_home_folder_is_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path may begin with the user's home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    settings = load_settings(_write(tmp_path, '[state]\nfolder = "~/kiosk"\n'))
    assert settings.state.folder == tmp_path / "home" / "kiosk"


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    """One run tells a technician everything: unknown keys with the nearest known one, wrong types, wrong values."""
    faults = _faults_of(
        tmp_path,
        """
        colour = "red"
        [hall]
        base_ulr = "https://hall.example"
        mode = "cloud"
        [screen]
        width_px = "1080"
        height_px = 10
        fullscreen = 1
        attempts = 3
        [terminal]
        label = { zh = "终端", fr = "borne" }
        """,
    )
    assert faults == (
        SettingsFault("colour", "unknown key"),
        SettingsFault("hall.base_ulr", "unknown key", hint="hall.base_url"),
        SettingsFault("hall.mode", "'cloud' is unknown", '"embedded" or "remote"'),
        SettingsFault("screen.width_px", "a text, not a whole number", "a whole number from 640 to 7680 (px)"),
        SettingsFault("screen.height_px", "10", "a whole number from 640 to 7680 (px)"),
        SettingsFault("screen.fullscreen", "a whole number, not true or false", "true or false"),
        SettingsFault("screen.attempts", "unknown key", hint="face.attempts"),
        SettingsFault("terminal.label", "'fr' is no language of the screen", '{ zh = "...", en = "..." }'),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('hall = "here"', "hall"),
        ("[screens]\nwidth_px = 1080", "screens"),
        ('[hall]\nmode = "remote"\ntoken_file = "t"', "hall.base_url"),
        ('[hall]\nmode = "remote"\nbase_url = "https://hall.example"', "hall.token_file"),
        ('[hall]\nbase_url = "https://hall.example"', "hall.base_url"),
        ('[hall]\nmode = "remote"\nbase_url = "http://10.1.2.3/"\ntoken_file = "t"', "hall.base_url"),
        ('[hall]\nmode = "remote"\nbase_url = "https://user:word@hall.example"\ntoken_file = "t"', "hall.base_url"),
        ('[hall]\nmode = "remote"\nbase_url = "ftp://hall.example"\ntoken_file = "t"', "hall.base_url"),
        ('[terminal]\nid = "Terminal 1"', "terminal.id"),
        ('[terminal]\nlabel = { en = "Terminal" }', "terminal.label"),
        ('[terminal]\nlabel = "终端"', "terminal.label"),
        ("[timeouts]\nidle_s = nan", "timeouts.idle_s"),
        ("[timeouts]\nidle_s = inf", "timeouts.idle_s"),
        ("[timeouts]\nidle_s = true", "timeouts.idle_s"),
        ("[face]\nmatch_score = 0.3", "face.unsure_score"),
        ("[face]\nattempts = 2.0", "face.attempts"),
        ('[state]\nfolder = ""', "state.folder"),
        ("[state]\nfolder = 7", "state.folder"),
        ("[journal]\nkeep_days = 1", "journal.keep_days"),
        ('[devices.roles]\ncamera = "card_reader"', "devices.roles"),
        ('[devices.roles]\ncamera = "../video0"', "devices.roles.camera"),
        ("[hall", ""),
    ],
)
def test_what_cannot_work_is_refused(tmp_path: Path, text: str, key: str) -> None:
    """Each wrong value is refused under its key, and nothing else is complained about."""
    assert [fault.key for fault in _faults_of(tmp_path, text)] == [key]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "localhost"])
def test_plain_http_is_fine_on_this_machine(tmp_path: Path, host: str) -> None:
    """What never leaves the machine needs no TLS."""
    file = _write(tmp_path, f'[hall]\nmode = "remote"\nbase_url = "http://{host}"\ntoken_file = "t"')
    assert load_settings(file).hall.base_url == f"http://{host}"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file, wrong bytes and a giant are errors of their own, not tracebacks."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "absent.toml")
    file = tmp_path / "settings.toml"
    file.write_bytes(b'[hall]\nmode = "\xff"')
    with pytest.raises(SettingsError, match="not UTF-8 at byte 15"):
        load_settings(file)
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(SettingsError, match="too large"):
        load_settings(file)
