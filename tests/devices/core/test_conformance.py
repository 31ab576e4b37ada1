"""`devices conformance` as a vendor runs it: against simulators, over real ports."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.cli import main
from devices.drivers.camera_scanner.stand import CameraScannerStand
from devices.drivers.sam_serial.stand import SamReaderStand
from devices.simulators.faults import Own

READER = ("conformance", "id_card_reader", "--driver", "sam-serial")


@pytest.fixture
def stand() -> Iterator[SamReaderStand]:
    """A simulated reader without a card."""
    stand = SamReaderStand(SystemClock())
    stand.simulator.start()
    yield stand
    stand.simulator.stop()


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Run with --json; return the status and the document."""
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_driver_in_order_conforms_in_what_was_tried(
    stand: SamReaderStand, capsys: pytest.CaptureFixture[str]
) -> None:
    """What needs hands is skipped with the deed's name: a program asks nobody. Status 0."""
    status, document = run_json(capsys, *READER, "--port", stand.simulator.port, "--option", "patience_ms=200")
    outcomes = {check["check"]: check for check in document["checks"]}
    assert (status, document["ok"], document["driver"]) == (0, True, "sam-serial")
    assert outcomes["names_its_sam"]["outcome"] == "passed"
    assert outcomes["names_its_sam"]["duration_ms"] > 0
    assert (outcomes["reads_a_card"]["outcome"], outcomes["reads_a_card"]["detail"]) == ("skipped", "lay")
    assert not [name for name, check in outcomes.items() if check["outcome"] == "failed"]


def test_a_device_out_of_order_does_not_conform(stand: SamReaderStand, capsys: pytest.CaptureFixture[str]) -> None:
    """What was expected and what was seen, on the line of the promise. Status 4."""
    stand.simulator.scenario.add(Own("refuse", {"sw3": 0x60}), on="reset_sam", times=None)
    checks = ("--check", "can_be_reset", "--check", "names_its_sam")
    assert main([*READER, "--port", stand.simulator.port, *checks]) == 4
    said = capsys.readouterr().out
    assert "failed   can be reset" in said
    assert "expected no error, seen CommandRefused sam_self_test_failed" in said
    assert "passed   names its sam" in said
    assert "does not conform: 1 passed, 1 failed, 0 skipped" in said


def test_a_driver_that_looks_through_another_device(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its camera comes from a bindings file."""
    stand = CameraScannerStand(SystemClock())
    stand.simulator.start()
    camera = stand.bindings()[1]
    file = tmp_path / "camera.toml"
    file.write_text(f'[device.camera]\nkind = "camera"\ndriver = "opencv"\nport = "{camera.port}"\n', encoding="utf-8")
    try:
        status, document = run_json(
            capsys,
            *("conformance", "code_scanner", "--driver", "camera", "--port", "camera", "--with", str(file)),
            *("--check", "says_how_it_is_after_opening"),
        )
    finally:
        stand.simulator.stop()
    assert (status, [check["outcome"] for check in document["checks"]]) == (0, ["passed"])


def test_nothing_tried_is_not_conforming(stand: SamReaderStand, capsys: pytest.CaptureFixture[str]) -> None:
    """All skipped is status 4: nobody has seen that it works."""
    status, document = run_json(capsys, *READER, "--port", stand.simulator.port, "--check", "reads_a_card")
    assert (status, document["ok"]) == (4, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--option", "baud"], "KEY=VALUE"),
        (["--check", "no_such_check"], "names_its_sam"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With what is allowed."""
    assert main([*READER, "--port", "/nowhere/tty", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_checks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """With their promises: what a vendor reads before the first line of a driver."""
    status, listed = run_json(capsys, *READER, "--list")
    assert status == 0
    assert {"reads_a_card", "ends_when_called_back"} <= {one["check"] for one in listed}
    assert all(one["promise"].endswith(".") for one in listed)


def test_a_person_at_the_terminal_is_asked(
    stand: SamReaderStand, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each deed in words; Return when it is done, s where it cannot be."""
    stand.simulator.lay(stand.card)
    answers = iter(["", "s"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: next(answers))
    command = [*READER, "--port", stand.simulator.port, "--check", "reads_a_card"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "Lay a card on the reader, then press Return (s skips):" in said
    assert "passed   reads a card" in said
    assert main(command) == 4
    assert "needs hands at the device: lay" in capsys.readouterr().out
