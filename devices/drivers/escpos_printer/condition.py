"""How a receipt printer is: from its status octets to a `Status`, and to the error that stops a print.

Source: Epson, ESC/POS Command Reference, DLE EOT n = 1..4 and GS a.
"""

from dataclasses import dataclass
from typing import Final

from devices.api.errors import CommandRefused, CoverOpen, DeviceError, PaperJam, PaperOut
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.drivers.escpos_printer.wire import Ask, AutomaticStatus

_OFFLINE: Final = 0x08
_COVER: Final = 0x04
_STOPPED_FOR_PAPER: Final = 0x20
_MECHANICAL: Final = 0x04
_CUTTER: Final = 0x08
_UNRECOVERABLE: Final = 0x20
_RECOVERS_BY_ITSELF: Final = 0x40
_NEAR_END: Final = 0x0C
_END: Final = 0x60
_AUTOMATIC_COVER: Final = 0x20
_AUTOMATIC_NEAR_END: Final = 0x03
_AUTOMATIC_END: Final = 0x0C


@dataclass(frozen=True, slots=True)
class Condition:
    """What the sensors say.

    Attributes:
        offline: it does not print now, for whatever reason.
        mechanical_error: paper or print head in the way; clears by hand and DLE ENQ.
        cutter_error: the cutter is stuck; clears by hand and DLE ENQ.
        unrecoverable_error: switch off and call for service.
        recovers_by_itself: the head is too hot, or the voltage is off; printing goes on by itself.
    """

    offline: bool = False
    cover_open: bool = False
    paper_near_end: bool = False
    paper_end: bool = False
    mechanical_error: bool = False
    cutter_error: bool = False
    unrecoverable_error: bool = False
    recovers_by_itself: bool = False

    @property
    def detail_code(self) -> str:
        """What is the matter, for a technician."""
        said = (
            (self.unrecoverable_error, "unrecoverable_error"),
            (self.cutter_error, "cutter_error"),
            (self.mechanical_error, "mechanical_error"),
            (self.cover_open, "cover_open"),
            (self.paper_end, "paper_end"),
            (self.recovers_by_itself, "recovers_by_itself"),
            (self.paper_near_end and not self.paper_end, "paper_near_end"),
        )
        codes = [code for there, code in said if there]
        if self.offline and all(code == "paper_near_end" for code in codes):
            codes.append("offline")
        return ",".join(codes)

    @property
    def ruins_a_receipt(self) -> bool:
        """Whether a receipt that is being printed cannot come out in one piece any more."""
        return (
            self.cover_open or self.paper_end or self.mechanical_error or self.cutter_error or self.unrecoverable_error
        )


def from_answers(answers: dict[Ask, int]) -> Condition:
    """Read the answers to all four of DLE EOT."""
    cause, error, paper = answers[Ask.OFFLINE_CAUSE], answers[Ask.ERROR_CAUSE], answers[Ask.PAPER]
    return Condition(
        offline=bool(answers[Ask.PRINTER] & _OFFLINE),
        cover_open=bool(cause & _COVER),
        paper_near_end=bool(paper & _NEAR_END),
        paper_end=bool(paper & _END or cause & _STOPPED_FOR_PAPER),
        mechanical_error=bool(error & _MECHANICAL),
        cutter_error=bool(error & _CUTTER),
        unrecoverable_error=bool(error & _UNRECOVERABLE),
        recovers_by_itself=bool(error & _RECOVERS_BY_ITSELF),
    )


def from_automatic(status: AutomaticStatus) -> Condition:
    """Read what the printer sent by itself."""
    first, second, third, _ = status.octets
    return Condition(
        offline=bool(first & _OFFLINE),
        cover_open=bool(first & _AUTOMATIC_COVER),
        paper_near_end=bool(third & _AUTOMATIC_NEAR_END),
        paper_end=bool(third & _AUTOMATIC_END),
        mechanical_error=bool(second & _MECHANICAL),
        cutter_error=bool(second & _CUTTER),
        unrecoverable_error=bool(second & _UNRECOVERABLE),
        recovers_by_itself=bool(second & _RECOVERS_BY_ITSELF),
    )


def status_of(condition: Condition, *, has_cutter: bool) -> Status:
    """Return the status that `condition` amounts to."""
    paper = SupplyState.LOW if condition.paper_near_end else SupplyState.FULL
    parts: dict[PartName, SupplyState | CheckState] = {
        PartName.PAPER: SupplyState.OUT if condition.paper_end else paper,
        PartName.COVER: _check(condition.cover_open),
        PartName.FEED: _check(condition.mechanical_error),
    }
    if has_cutter:
        parts[PartName.CUTTER] = _check(condition.cutter_error)
    return Status(_state(condition), parts, condition.detail_code)


def silent(*, has_cutter: bool, detail_code: str = "silent") -> Status:
    """Return the status of a printer that does not answer: off or cut off, and nothing is known of its parts."""
    parts: dict[PartName, SupplyState | CheckState] = {
        PartName.PAPER: SupplyState.UNKNOWN,
        PartName.COVER: CheckState.UNKNOWN,
        PartName.FEED: CheckState.UNKNOWN,
    }
    if has_cutter:
        parts[PartName.CUTTER] = CheckState.UNKNOWN
    return Status(DeviceState.POWER_OFF, parts, detail_code)


def fault_of(condition: Condition, *, device_id: str) -> DeviceError | None:
    """Return the error that keeps a printer in this condition from printing, or None."""
    detail_code = condition.detail_code
    if condition.unrecoverable_error:
        return CommandRefused(device_id=device_id, detail_code=detail_code)
    if condition.cutter_error or condition.mechanical_error:
        return PaperJam(device_id=device_id, detail_code=detail_code)
    if condition.cover_open:
        return CoverOpen(device_id=device_id, detail_code=detail_code)
    if condition.paper_end:
        return PaperOut(device_id=device_id, detail_code=detail_code)
    if condition.offline or condition.recovers_by_itself:
        return CommandRefused(device_id=device_id, detail_code=detail_code)
    return None


def _check(fault: bool) -> CheckState:
    return CheckState.FAULT if fault else CheckState.OK


def _state(condition: Condition) -> DeviceState:
    if condition.unrecoverable_error:
        return DeviceState.HARDWARE_ERROR
    if condition.cutter_error or condition.mechanical_error or condition.cover_open or condition.paper_end:
        return DeviceState.USER_ERROR
    if condition.recovers_by_itself:
        return DeviceState.BUSY
    return DeviceState.OFFLINE if condition.offline else DeviceState.ONLINE
