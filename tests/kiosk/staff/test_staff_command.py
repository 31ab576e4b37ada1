"""``kiosk staff``: what is done at installation, and what an auditor reads."""

import io
import json
import sys
from pathlib import Path

import pytest

from devices.api.clock import SystemClock
from kiosk.app.cli import main
from kiosk.domain.staff import PauseReason, StaffAct, StaffRole
from kiosk.journal.journal import open_journal
from kiosk.staff.pins import PinStore


@pytest.fixture
def settings(tmp_path: Path) -> list[str]:
    """A terminal whose state lies in `tmp_path`."""
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[state]\nfolder = "{tmp_path / "state"}"\n')
    return ["--settings", str(file)]


def typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """One line comes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(line + "\n"))


def test_a_pin_is_set_and_works(
    settings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is typed opens the door, and is not printed."""
    typed(monkeypatch, "280519")
    assert main(["staff", "set-pin", "--role", "hall", *settings]) == 0
    assert "280519" not in capsys.readouterr().out
    assert PinStore(tmp_path / "state", SystemClock()).check("280519") is StaffRole.HALL
    assert main(["staff", "roles", *settings]) == 0
    assert capsys.readouterr().out == "hall\n"


def test_an_unfit_pin_says_what_is_wanted(
    settings: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, the rule, and nothing changed."""
    typed(monkeypatch, "123456")
    assert main(["staff", "set-pin", "--role", "hall", *settings]) == 2
    assert "not counting up" in capsys.readouterr().err


def test_the_log_tells_what_was_done(settings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Latest first, as a table and as JSON; no name, no PIN."""
    (tmp_path / "state").mkdir()
    with open_journal(tmp_path / "state", SystemClock()).journal as journal:
        journal.staff.note(None, StaffAct.REFUSED, "pin_refused")
        journal.staff.note(StaffRole.HALL, StaffAct.PAUSED, PauseReason.CLEANING.value)
    assert main(["staff", "log", "--json", *settings]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(line["role"], line["act"], line["code"]) for line in said] == [
        ("hall", "paused", "cleaning"),
        ("", "refused", "pin_refused"),
    ]
    assert main(["staff", "log", *settings]) == 0
    assert "paused" in capsys.readouterr().out.splitlines()[0]
