"""The bench's watch and bench commands, as a technician and a script use them."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from devices.api.errors import Disconnected
from devices.api.events import CommandFailed, StatusChanged
from devices.api.status import DeviceState, Status
from devices.bench.history import SelfTestHistory
from devices.bench.live import LiveBoard
from devices.cli import main, watch
from devices.drivers.sam_serial.simulator import SimulatedSamReader
from devices.simulators.faults import Silent
from tests.support.devices_core import FakeClock, binding


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedSamReader]:
    """A simulated reader without a card."""
    reader = SimulatedSamReader(link=tmp_path / "reader")
    reader.start()
    yield reader
    reader.stop()


@pytest.fixture
def bindings(reader: SimulatedSamReader, tmp_path: Path) -> Path:
    """A bindings file for that reader."""
    file = tmp_path / "bindings.toml"
    file.write_text(
        f'[device.reader]\nkind = "id_card_reader"\ndriver = "sam-serial"\nport = "{reader.port}"\n', encoding="utf-8"
    )
    return file


def test_watching_without_a_terminal_is_lines_of_json(bindings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One for each thing that happened, until its time is over; all well is status 0."""
    assert main(["watch", "--bindings", str(bindings), "--for", "1.5"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["what"] == "status_changed"
    assert (lines[0]["device_id"], lines[0]["detail"], lines[0]["is_fault"]) == ("reader", "online", False)
    assert datetime.fromisoformat(lines[0]["at"]).tzinfo is not None


def test_a_device_that_cannot_serve_at_the_end_is_status_4(
    reader: SimulatedSamReader, bindings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason in the line."""
    reader.unplug()
    assert main(["watch", "--json", "--bindings", str(bindings), "--for", "2.5"]) == 4
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert line["is_fault"] is True
    assert "no_device" in line["detail"]
    assert "ENOENT" in line["detail"]


def test_the_screen_shows_devices_and_what_happened() -> None:
    """State, how long, counters, the last error; the newest lines below."""
    clock = FakeClock()
    board = LiveBoard([binding("reader"), binding("scanner")], clock)
    board.take(StatusChanged("reader", Status(DeviceState.ONLINE)))
    clock.advance(180.0)
    board.take(CommandFailed("reader", 1, Disconnected(detail_code="EIO")))
    console = Console(file=io.StringIO(), width=140, height=30)
    console.print(watch._screen(board, 30, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=180)))
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # the file is the StringIO above
    (row,) = [line for line in shown.splitlines() if "obedient" in line and line.startswith("reader")]
    assert [word in row for word in ("online", "3 min", "disconnected EIO")] == [True] * 3
    assert any(line.startswith("scanner") and "unknown" in line for line in shown.splitlines())
    assert "command failed" in shown


def run_bench(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Run ``devices bench id_card_reader`` with --json."""
    status = main(["bench", "id_card_reader", "--json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_latencies_of_a_device_at_a_port(reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]) -> None:
    """Median, p95 and p99 of each command that may be repeated."""
    status, listed = run_bench(
        capsys, "--driver", "sam-serial", "--port", reader.port, "--option", "patience_ms=100", "--runs", "5"
    )
    assert status == 0
    assert [one["command"] for one in listed] == ["status", "self_test", "sam_id"]
    for one in listed:
        assert len(one["samples_ms"]) == 5
        assert 0 < one["p50_ms"] <= one["p95_ms"] <= one["p99_ms"] <= one["longest_ms"]


def test_latencies_of_bound_devices(
    reader: SimulatedSamReader, bindings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that fails is counted by its code, and is status 4."""
    assert main(["bench", "id_card_reader", "--bindings", str(bindings), "--runs", "2"]) == 0
    assert "2 of 2" in capsys.readouterr().out
    reader.scenario.add(Silent(), on="sam_id", skip=1, times=None)
    status, listed = run_bench(capsys, "--bindings", str(bindings), "--runs", "1")
    assert status == 4
    assert listed[-1]["errors"] == {"deadline_exceeded": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--bindings FILE"),
        (["--bindings", "x", "--driver", "y"], "--bindings, or --driver"),
        (["--driver", "sam-serial", "--option", "baud"], "KEY=VALUE"),
    ],
)
def test_wrong_usage_of_bench_is_status_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With what is allowed."""
    assert main(["bench", "id_card_reader", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_kind_that_is_not_bound_is_status_2(bindings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With those that are."""
    assert main(["bench", "camera", "--bindings", str(bindings)]) == 2
    assert "id_card_reader" in capsys.readouterr().err


def test_a_self_test_is_kept(bindings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For the reports; where it cannot be kept, the test still says how it went."""
    file = tmp_path / "kept" / "tests.jsonl"
    assert main(["test", "--bindings", str(bindings), "--history", str(file), "reader"]) == 0
    assert SelfTestHistory(file).latest()["reader"].test.passed
    capsys.readouterr()
    (tmp_path / "no-folder").write_text("", encoding="utf-8")
    assert main(["test", "--bindings", str(bindings), "--history", str(tmp_path / "no-folder" / "x"), "reader"]) == 0
    assert "could not be kept" in capsys.readouterr().out


def test_several_devices_are_tested(
    bindings: Path, reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]
) -> None:
    """All, or all of a kind; one that does not answer does not keep the others from it, and the worst is the status."""
    with bindings.open("a", encoding="utf-8") as file:
        file.write('[device.second]\nkind = "id_card_reader"\ndriver = "sam-serial"\nport = "/nowhere/tty"\n')
    for named in ([], ["id_card_reader"], ["second", "reader"]):
        assert main(["test", "--json", "--bindings", str(bindings), *named]) == 4
        first, second = json.loads(capsys.readouterr().out)
        assert (first["device_id"], first["ok"]) == ("reader", True)
        assert (second["device_id"], second["ok"], second["error"]["code"]) == ("second", False, "not_opened")
    assert main(["test", "--bindings", str(bindings), "reader", "camera"]) == 2
    assert "allowed: reader, second" in capsys.readouterr().err


def test_drivers_say_whether_they_can_be_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    """So that a technician knows what to try without a device."""
    assert main(["list", "--json"]) == 0
    listed = {f"{one['kind']}.{one['driver']}": one["simulator"] for one in json.loads(capsys.readouterr().out)}
    assert listed["id_card_reader.sam-serial"] is True
    assert main(["list"]) == 0
    assert "simulator" in capsys.readouterr().out
