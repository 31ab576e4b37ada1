"""`devices report` and `devices decode`, as a technician and a script use them."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.cli import main
from devices.drivers.camera_scanner.simulator import Look, picture_of
from devices.drivers.sam_serial.simulator import SimulatedSamReader
from devices.simulators.faults import Silent

IDENTITY_CODE = "HALLKIOSK-SYNTHETIC-码"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedSamReader]:
    """A simulated reader without a card."""
    reader = SimulatedSamReader(link=tmp_path / "reader")
    reader.start()
    yield reader
    reader.stop()


@pytest.fixture
def bindings(reader: SimulatedSamReader, tmp_path: Path) -> str:
    """A bindings file for that reader."""
    file = tmp_path / "bindings.toml"
    lines = ("[device.reader]", 'kind = "id_card_reader"', 'driver = "sam-serial"', f'port = "{reader.port}"')
    file.write_text("\n".join((*lines, "patience_ms = 50")) + "\n", encoding="utf-8")
    return str(file)


def test_a_device_that_was_never_tested_is_not_ready(
    bindings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tested, it is; the report is written either way, and the next one remembers."""
    page, paper = tmp_path / "r.html", tmp_path / "r.pdf"
    assert main(["report", "--bindings", bindings, "--out", str(page)]) == 4
    assert "not ready" in capsys.readouterr().out
    assert "never tested" in page.read_text(encoding="utf-8")
    assert main(["report", "--json", "--bindings", bindings, "--out", str(page), "--test"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["ready"], document["devices"][0]["last_test"]["passed"]) == (True, True)
    assert main(["report", "--bindings", bindings, "--out", str(paper)]) == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_device_that_fails_its_test_is_not_ready(
    bindings: str, reader: SimulatedSamReader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The step that failed stands in the report."""
    reader.scenario.add(Silent(), on="find_card", times=None)
    page = tmp_path / "r.html"
    assert main(["report", "--bindings", bindings, "--out", str(page), "--test"]) == 4
    assert "no_answer_to_find_card" in page.read_text(encoding="utf-8")
    assert "reader" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "r.doc"], "FILE.pdf, FILE.html"),
        (["--out", "r.pdf", "--language", "zh"], "--font"),
        (["--out", "r.pdf", "--font", "/nowhere.ttf"], "a TrueType font"),
        (["--out", "/nowhere/r.html"], "a file to write"),
    ],
)
def test_wrong_usage_of_report_is_status_2(
    bindings: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is allowed."""
    assert main(["report", "--bindings", bindings, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_codes_in_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Masked unless asked; a picture without one is status 3."""
    with_code, without = tmp_path / "code.png", tmp_path / "none.png"
    cv2.imwrite(str(with_code), picture_of(IDENTITY_CODE.encode(), look=Look.ROTATED, seed=2))
    cv2.imwrite(str(without), np.full((200, 200, 3), 120, np.uint8))
    assert main(["decode", str(with_code)]) == 0
    said = capsys.readouterr().out
    assert "qr_code" in said
    assert "SYNTHETIC" not in said
    assert main(["decode", "--json", "--show-personal", str(with_code), str(without)]) == 3
    first, second = json.loads(capsys.readouterr().out)
    assert (first["text"], first["symbology"], first["ok"]) == (IDENTITY_CODE, "qr_code", True)
    assert second["ok"] is False
    assert main(["decode", "--json", str(with_code)]) == 0
    assert "SYNTHETIC" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["absent.png", "text.png", "empty.png"])
def test_what_is_no_picture_is_status_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not there, something else, nothing."""
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    (tmp_path / "empty.png").write_bytes(b"")
    assert main(["decode", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err
