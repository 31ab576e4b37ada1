"""Self-tests are kept."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devices.api.device import Capabilities, SelfTest, SelfTestStep
from devices.bench.history import KEPT_OF_EACH_DEVICE, SelfTestHistory, SelfTestRecord, record_of
from tests.support.devices_core import FakeClock, binding

TEST = SelfTest((SelfTestStep("port", True, 1.5), SelfTestStep("picture", False, 20.0, "picture_too_dark")))
RECORD = SelfTestRecord(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "front", "camera", "opencv", "Model", "S1", TEST)


def test_a_record_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    """Through a file that only this account reads, in a folder that need not be there."""
    path = tmp_path / "state" / "self-tests.jsonl"
    SelfTestHistory(path).add(RECORD)
    assert SelfTestHistory(path).latest() == {"front": RECORD}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_record_says_what_was_bound(tmp_path: Path) -> None:
    """Kind, driver, and what the device said of itself, at the clock's time."""
    clock = FakeClock()
    record = record_of(binding("reader"), Capabilities("Maker", "0042"), TEST, clock)
    assert (record.at, record.device_id, record.kind_name, record.driver) == (
        clock.now(),
        "reader",
        "id_card_reader",
        "obedient",
    )
    assert (record.model, record.serial_number) == ("Maker", "0042")


def test_the_latest_of_each_is_found_and_old_ones_go(tmp_path: Path) -> None:
    """One device that is tested each minute does not push the other's only test out."""
    history = SelfTestHistory(tmp_path / "self-tests.jsonl")
    history.add(replace(RECORD, device_id="once"))
    for minute in range(KEPT_OF_EACH_DEVICE + 5):
        history.add(replace(RECORD, at=RECORD.at + timedelta(minutes=minute)))
    kept = history.of("front")
    assert len(kept) == KEPT_OF_EACH_DEVICE
    assert kept[0].at == RECORD.at + timedelta(minutes=5)
    assert history.latest()["front"] == kept[-1]
    assert history.latest()["once"].device_id == "once"


@pytest.mark.parametrize(
    "line",
    ["", "{", "null", "[]", '{"at": "yesterday"}', '{"at": "2026-01-02T03:04:05"}', "\x00\x00", '{"steps": 3}'],
)
def test_a_line_that_is_none_of_ours_is_left_out(tmp_path: Path, line: str) -> None:
    """A line written by half before a power cut costs that record and no other."""
    path = tmp_path / "self-tests.jsonl"
    history = SelfTestHistory(path)
    history.add(RECORD)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert history.latest() == {"front": RECORD}
    history.add(RECORD)
    assert len(history.of("front")) == 2


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    """A terminal that was never tested has no tests."""
    assert SelfTestHistory(tmp_path / "none").latest() == {}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Whoever keeps records decides what that means."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        SelfTestHistory(tmp_path / "file" / "self-tests.jsonl").add(RECORD)
