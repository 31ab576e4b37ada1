"""From status octets to a status, and to what stops a print."""

import pytest

from devices.api.errors import CommandRefused, CoverOpen, DeviceError, PaperJam, PaperOut
from devices.api.status import CheckState, DeviceState, PartName, SupplyState
from devices.drivers.escpos_printer.condition import (
    Condition,
    fault_of,
    from_answers,
    from_automatic,
    silent,
    status_of,
)
from devices.drivers.escpos_printer.simulator import Paper, Sensors
from devices.drivers.escpos_printer.wire import Ask, AutomaticStatus

OUT, LOW, FULL = SupplyState.OUT, SupplyState.LOW, SupplyState.FULL


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ("12 12 12 12", Condition()),
        ("1A 12 12 12", Condition(offline=True)),
        ("12 12 12 1E", Condition(paper_near_end=True)),
        ("1A 32 12 7E", Condition(offline=True, paper_near_end=True, paper_end=True)),
        ("1A 32 12 12", Condition(offline=True, paper_end=True)),
        ("1A 16 12 12", Condition(offline=True, cover_open=True)),
        ("1A 52 1A 12", Condition(offline=True, cutter_error=True)),
        ("1A 52 16 12", Condition(offline=True, mechanical_error=True)),
        ("1A 52 32 12", Condition(offline=True, unrecoverable_error=True)),
        ("1A 52 52 12", Condition(offline=True, recovers_by_itself=True)),
    ],
)
def test_answers_to_dle_eot(answers: str, condition: Condition) -> None:
    """The four octets as the command reference explains them, bit by bit."""
    assert from_answers(dict(zip(Ask, bytes.fromhex(answers), strict=True))) == condition


@pytest.mark.parametrize(
    ("octets", "condition"),
    [
        ("10 00 00 0F", Condition()),
        ("18 00 00 00", Condition(offline=True)),
        ("30 00 00 00", Condition(cover_open=True)),
        ("10 00 03 00", Condition(paper_near_end=True)),
        ("18 00 0F 00", Condition(offline=True, paper_near_end=True, paper_end=True)),
        ("18 08 00 00", Condition(offline=True, cutter_error=True)),
        ("18 04 00 00", Condition(offline=True, mechanical_error=True)),
        ("18 20 00 00", Condition(offline=True, unrecoverable_error=True)),
        ("18 40 00 00", Condition(offline=True, recovers_by_itself=True)),
    ],
)
def test_status_told_by_itself(octets: str, condition: Condition) -> None:
    """The four octets of GS a, bit by bit."""
    assert from_automatic(AutomaticStatus(bytes.fromhex(octets))) == condition


@pytest.mark.parametrize(
    "sensors",
    [
        Sensors(),
        Sensors(paper=Paper.NEAR_END),
        Sensors(paper=Paper.OUT),
        Sensors(cover_open=True),
        Sensors(cutter_error=True),
        Sensors(jammed=True),
        Sensors(hot=True),
        Sensors(broken=True),
    ],
)
def test_both_ways_of_telling_say_the_same(sensors: Sensors) -> None:
    """What is asked and what is told by itself is one condition."""
    asked = from_answers({ask: sensors.answer(ask) for ask in Ask})
    assert asked == from_automatic(AutomaticStatus(sensors.automatic()))


@pytest.mark.parametrize(
    ("condition", "state", "part", "is_now", "error", "code"),
    [
        (Condition(), DeviceState.ONLINE, PartName.PAPER, FULL, None, ""),
        (Condition(paper_near_end=True), DeviceState.ONLINE, PartName.PAPER, LOW, None, "paper_near_end"),
        (
            Condition(offline=True, paper_end=True, paper_near_end=True),
            DeviceState.USER_ERROR,
            PartName.PAPER,
            OUT,
            PaperOut,
            "paper_end",
        ),
        (
            Condition(offline=True, cover_open=True),
            DeviceState.USER_ERROR,
            PartName.COVER,
            CheckState.FAULT,
            CoverOpen,
            "cover_open",
        ),
        (
            Condition(offline=True, cutter_error=True),
            DeviceState.USER_ERROR,
            PartName.CUTTER,
            CheckState.FAULT,
            PaperJam,
            "cutter_error",
        ),
        (
            Condition(offline=True, mechanical_error=True),
            DeviceState.USER_ERROR,
            PartName.FEED,
            CheckState.FAULT,
            PaperJam,
            "mechanical_error",
        ),
        (
            Condition(offline=True, unrecoverable_error=True, cover_open=True),
            DeviceState.HARDWARE_ERROR,
            PartName.COVER,
            CheckState.FAULT,
            CommandRefused,
            "unrecoverable_error,cover_open",
        ),
        (
            Condition(offline=True, recovers_by_itself=True),
            DeviceState.BUSY,
            PartName.PAPER,
            FULL,
            CommandRefused,
            "recovers_by_itself",
        ),
        (Condition(offline=True), DeviceState.OFFLINE, PartName.PAPER, FULL, CommandRefused, "offline"),
        (
            Condition(offline=True, paper_near_end=True),
            DeviceState.OFFLINE,
            PartName.PAPER,
            LOW,
            CommandRefused,
            "paper_near_end,offline",
        ),
    ],
)
def test_each_condition_has_its_status_and_its_error(
    condition: Condition,
    state: DeviceState,
    part: PartName,
    is_now: SupplyState | CheckState,
    error: type[DeviceError] | None,
    code: str,
) -> None:
    """Paper, cover, feed, cutter, hardware: the part, the state and the error that a print would meet."""
    status = status_of(condition, has_cutter=True)
    assert (status.state, status.parts[part], status.detail_code) == (state, is_now, code)
    fault = fault_of(condition, device_id="r")
    assert type(fault) is (error or type(None))
    assert fault is None or (fault.device_id, fault.detail_code) == ("r", code)


def test_a_printer_without_a_cutter_reports_none() -> None:
    """What is not there is not supported, by not being named."""
    assert PartName.CUTTER not in status_of(Condition(), has_cutter=False).parts
    assert PartName.CUTTER not in silent(has_cutter=False).parts


def test_silence_is_never_adequate_paper() -> None:
    """A dead printer: off, and everything about it unknown."""
    status = silent(has_cutter=True)
    assert (status.state, status.can_serve) == (DeviceState.POWER_OFF, False)
    assert set(status.parts.values()) == {SupplyState.UNKNOWN, CheckState.UNKNOWN}
