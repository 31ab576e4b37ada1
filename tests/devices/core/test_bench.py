"""The bench as a technician uses it, and once as two real processes."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.cli import main
from devices.drivers.sam_serial.card_file import EXAMPLE_CARD
from devices.drivers.sam_serial.simulator import SimulatedSamReader
from devices.simulators.faults import Own, Silent
from tests.support.devices_core import PATIENCE_S

NUMBER = EXAMPLE_CARD.text.number
NAME = EXAMPLE_CARD.text.name


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedSamReader]:
    """A simulated reader with the example card on it."""
    reader = SimulatedSamReader(link=tmp_path / "reader")
    reader.start()
    reader.lay(EXAMPLE_CARD)
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


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Run a command with --json; return its status and its document, the only thing on standard output."""
    status = main([arguments[0], "--json", *arguments[1:]])
    said = capsys.readouterr()
    assert said.err == ""
    return status, json.loads(said.out)


def test_a_card_is_read_and_masked(reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]) -> None:
    """By default nobody who looks over the technician's shoulder learns who it is."""
    assert main(["read-id", "--port", reader.port]) == 0
    said = capsys.readouterr().out
    assert "430***********0014" in said
    assert "张*" in said
    assert "05.01-20130101-0001234567-0987654321" in said
    for secret in (NUMBER, NAME, EXAMPLE_CARD.text.address, "1990", EXAMPLE_CARD.text.issuer):
        assert secret not in said


def test_a_card_is_shown_in_full_only_when_asked(
    reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the name of the people from the standard's list."""
    assert main(["read-id", "--port", reader.port, "--show-personal"]) == 0
    said = capsys.readouterr().out
    for shown in (NUMBER, NAME, EXAMPLE_CARD.text.address, "1990-01-01", "汉", "no end"):
        assert shown in said


def test_a_card_is_read_as_json(reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]) -> None:
    """Masked unless asked, and it says which."""
    status, masked = run_json(capsys, "read-id", "--port", reader.port)
    assert (status, masked["ok"], masked["masked"]) == (0, True, True)
    assert (masked["number"], masked["name"], masked["born"]) == ("430***********0014", "张*", "***")
    reader.lay(EXAMPLE_CARD)
    status, full = run_json(capsys, "read-id", "--port", reader.port, "--show-personal")
    assert (status, full["masked"], full["number"], full["name"]) == (0, False, NUMBER, NAME)
    assert (full["valid_until"], full["photo_bytes"], full["variant"]) == (None, 1024, "citizen")


def test_no_card_is_status_3(reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]) -> None:
    """And the text says what to do."""
    reader.lift()
    assert main(["read-id", "--port", reader.port, "--wait", "0.3"]) == 3
    said = capsys.readouterr().err
    assert "No card was laid on the reader" in said
    assert "Citizen: lay the card" in said
    status, document = run_json(capsys, "read-id", "--port", reader.port, "--wait", "0.3")
    assert (status, document["ok"], document["error"]["code"]) == (3, False, "no_card")
    assert document["error"]["actor"] == "citizen"
    assert document["error"]["retry_is_safe"] is True


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["read-id", "--port", "/nowhere/tty"], 4, "There is no such port"),
        (["read-id", "--port", "/etc"], 4, "is a folder"),
        (["read-id", "--port", "/dev/null"], 4, "no serial port"),
        (["read-id", "--port", "/nowhere/tty", "--baud", "1200"], 2, "115200, 57600"),
        (["read-id", "--port", "/nowhere/tty", "--driver", "none-such"], 2, "sam-serial"),
        (["status", "--bindings", "/nowhere/bindings.toml"], 2, "cannot be read"),
    ],
)
def test_errors_say_what_happened_and_what_is_allowed(
    arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a status that a script can tell apart."""
    assert main(arguments) == status
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [[], ["read-id"], ["read-id", "--port", "x", "--wait", "-1"], ["brew"]])
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As everywhere."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: devices" in capsys.readouterr().err


def test_a_refused_card_is_status_4(reader: SimulatedSamReader, capsys: pytest.CaptureFixture[str]) -> None:
    """In the reader's words, with its code for the manual."""
    reader.scenario.add(Own("refuse", {"sw3": 0x66}), on="select_card", times=None)
    assert main(["read-id", "--port", reader.port]) == 4
    said = capsys.readouterr().err
    assert "SAM is not authorised" in said
    assert "Technician: replace the SAM" in said
    assert "sam_unauthorised" in said


def test_drivers_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """For people and for programs."""
    assert main(["list"]) == 0
    assert "sam-serial" in capsys.readouterr().out
    status, drivers = run_json(capsys, "list")
    (ours,) = (driver for driver in drivers if driver["driver"] == "sam-serial")
    assert status == 0
    assert ours["ok"] is True
    assert ours["kind"] == "id_card_reader"


def test_bound_devices_tell_their_status(
    reader: SimulatedSamReader, bindings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All well is status 0; one that cannot serve is 4, by its own reason."""
    status, (document,) = run_json(capsys, "status", "--bindings", str(bindings))
    assert (status, document["state"], document["can_serve"]) == (0, "online", True)
    reader.unplug()
    assert main(["status", "--bindings", str(bindings)]) == 4
    said = capsys.readouterr().out
    assert "no_device" in said
    assert "ENOENT" in said


def test_a_bound_device_is_tested(
    reader: SimulatedSamReader, bindings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every step with how it went; any that failed is status 4; an unknown device is wrong usage."""
    status, document = run_json(capsys, "test", "--bindings", str(bindings), "reader")
    assert (status, document["ok"], document["serial_number"][:5]) == (0, True, "05.01")
    assert [step["code"] for step in document["steps"]] == ["sam_status", "sam_id", "antenna"]
    reader.scenario.add(Silent(), on="find_card", times=None)
    assert main(["test", "--bindings", str(bindings), "reader"]) == 4
    said = capsys.readouterr().out
    assert "no_answer_to_find_card" in said
    assert main(["test", "--bindings", str(bindings), "printer"]) == 2
    assert "allowed: reader" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ending", "deeds"),
    [
        (signal.SIGINT, [("lift", 3), ("unplug", 4), ("plug", 3), ("lay", 0)]),
        (signal.SIGTERM, []),
    ],
)
def test_two_processes_simulate_and_read(tmp_path: Path, ending: signal.Signals, deeds: list[tuple[str, int]]) -> None:
    """What a technician does in two shells, up to the end of the first."""
    link = tmp_path / "reader"
    bench = [sys.executable, "-m", "devices"]
    with subprocess.Popen(
        [*bench, "simulate", "id_card_reader", "--link", str(link)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as simulation:
        assert simulation.stdin is not None
        assert simulation.stdout is not None
        try:
            assert simulation.stdout.readline() == f"{link}\n"
            simulation.stdout.readline()
            read = _bench("read-id", "--port", str(link), "--json")
            assert (read.returncode, json.loads(read.stdout)["number"]) == (0, "430***********0014")
            for word, status in deeds:
                simulation.stdin.write(f"{word}\n")
                simulation.stdin.flush()
                assert simulation.stdout.readline() == "done\n"
                assert main(["read-id", "--port", str(link), "--wait", "0.3"]) == status, word
        finally:
            simulation.send_signal(ending)
        assert simulation.wait(PATIENCE_S) == 0
    assert not link.is_symlink()


def test_simulation_with_a_card_and_a_scenario(tmp_path: Path) -> None:
    """From files; a wrong one is refused before anything is served."""
    scenario = tmp_path / "scenario.toml"
    scenario.write_text('[[fault]]\nkind = "sillent"\n', encoding="utf-8")
    refused = _bench("simulate", "id_card_reader", "--scenario", str(scenario))
    assert refused.returncode == 2
    assert "allowed: late" in refused.stderr
    refused = _bench("simulate", "id_card_reader", "--link", str(scenario))
    assert refused.returncode == 2
    assert "a path that is free" in refused.stderr
    refused = _bench("simulate", "id_card_reader", "--card", str(tmp_path / "absent"))
    assert refused.returncode == 2


@pytest.mark.parametrize(
    ("kind", "drivers"), [("camera", "opencv, pair"), ("code_scanner", "camera, keyboard-wedge, serial")]
)
def test_a_kind_with_several_simulators_asks_which(kind: str, drivers: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Naming what to type, and blaming the command, not a bindings file that nobody has given."""
    assert main(["simulate", kind]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"--driver must be given, as there are several ({kind})\n  allowed: {drivers}\n"
    status, document = run_json(capsys, "simulate", kind)
    assert status == 2
    assert document["error"]["to_do"] == "correct the command line"
    assert document["error"]["faults"] == [{"key": "--driver", "wrong": "several", "found": kind, "allowed": drivers}]


def _bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "devices", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
