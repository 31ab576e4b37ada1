"""The list of settings explains itself, and its page in the docs cannot fall behind."""

import argparse
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from kiosk.domain.timeouts import Timeouts
from kiosk.settings import command
from kiosk.settings.loading import described
from kiosk.settings.model import Settings
from kiosk.settings.reference import as_markdown, as_text
from kiosk.settings.spec import every_setting

DOCS = Path(__file__).parents[3] / "docs" / "settings.md"


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_the_page_in_the_docs_is_what_the_code_says() -> None:
    """docs/settings.md is the output of `kiosk settings --explain --markdown`."""
    assert DOCS.read_text(encoding="utf-8") == as_markdown()


def test_every_setting_is_explained() -> None:
    """Each row has a description that is a sentence, and a unit wherever its name ends in one."""
    for setting in described():
        assert setting.spec.description.endswith("."), setting.key
        assert f"{setting.path[-1]} = " in as_text()
        for unit in ("s", "px"):
            if setting.path[-1].endswith(f"_{unit}"):
                assert setting.spec.unit == unit, setting.key


def test_every_timeout_is_a_setting() -> None:
    """A wait added to the domain shows up here, with bounds that hold its default."""
    rows = {setting.path[-1]: setting for setting in described() if setting.path[0] == "timeouts"}
    assert set(rows) == {field.name for field in fields(Timeouts)}
    for row in rows.values():
        assert isinstance(row.default, float)
        assert row.spec.minimum is not None
        assert row.spec.maximum is not None
        assert row.spec.minimum <= row.default <= row.spec.maximum, row.key


def test_a_setting_without_a_description_is_refused() -> None:
    """Nobody can add a setting and leave it unexplained."""

    @dataclass(frozen=True)
    class Silent:
        colour: str = "red"

    with pytest.raises(TypeError, match="colour is not described"):
        list(every_setting(Silent))


def test_lines_keep_to_the_width_asked_for() -> None:
    """The explanation wraps; only a default value may be longer."""
    assert all(len(line) <= 60 or " = " in line for line in as_text(width=60).splitlines())


def test_the_command_explains(capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain` prints the list, `--markdown` the page."""
    assert _run("--explain") == 0
    assert "[devices.roles]" in capsys.readouterr().out
    assert _run("--explain", "--markdown") == 0
    assert capsys.readouterr().out == as_markdown()


def test_the_command_checks_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A good file is shown with what follows from it, a bad one ends in status 2 with its faults."""
    file = tmp_path / "settings.toml"
    file.write_text("[screen]\nwidth_px = 1200\n", encoding="utf-8")
    assert _run("--settings", str(file)) == 0
    shown = capsys.readouterr().out
    assert "screen.width_px = 1200" in shown
    assert "hall.token_file = (none)" in shown
    file.write_text("[screen]\nwidht_px = 1200\n", encoding="utf-8")
    assert _run("--settings", str(file)) == 2
    assert "did you mean screen.width_px?" in capsys.readouterr().err


def test_the_command_checks_the_token_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A token that others can read is found when settings are checked, not at night."""
    token = tmp_path / "token"
    token.write_text("x" * 40, encoding="ascii")
    token.chmod(0o644)
    file = tmp_path / "settings.toml"
    file.write_text('[hall]\nmode = "remote"\nbase_url = "https://hall.example"\ntoken_file = "token"\n')
    assert _run("--settings", str(file)) == 2
    assert "mode 0644" in capsys.readouterr().err


def test_without_a_file_the_command_shows_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal that was never set up runs on defaults, and says so."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("kiosk.settings.folders.SYSTEM_SETTINGS_FILE", tmp_path / "none.toml")
    assert _run() == 0
    out = capsys.readouterr().out
    assert "no settings file" in out
    assert f"timeouts.idle_s = {Settings().timeouts.idle_s}" in out
