"""The staff door: whose PIN it is, and what was done behind it, written down."""

import logging

from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.staff import StaffAct, StaffRole
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.problems import own_fault
from kiosk.flow.effects import CheckStaffPin, NoteStaffAct
from kiosk.flow.outcomes import StaffAdmitted
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import Journal
from kiosk.staff.errors import DoorLocked, NoPins, PinRefused, StaffError
from kiosk.staff.pins import PinStore

_log = logging.getLogger(__name__)


class StaffDoor:
    """Carries `CheckStaffPin` and `NoteStaffAct` out. Any thread."""

    def __init__(self, pins: PinStore, journal: Journal) -> None:
        """Look PINs up in `pins` and write into `journal`."""
        self._pins = pins
        self._journal = journal

    def check(self, effect: CheckStaffPin, _: Errand) -> StaffAdmitted:
        """Look whose PIN it is. Raises `Failed`."""
        try:
            role = self._pins.check(effect.pin)
        except StaffError as error:
            self._note(None, StaffAct.REFUSED, error.code)
            raise Failed(_problem(error)) from None
        self._note(role, StaffAct.ADMITTED)
        return StaffAdmitted(effect.request, role)

    def note(self, effect: NoteStaffAct) -> None:
        """Write an act down."""
        self._note(effect.role, effect.act, effect.code)

    def _note(self, role: StaffRole | None, act: StaffAct, code: str = "") -> None:
        try:
            self._journal.staff.note(role, act, code)
        except JournalError as error:
            # A full disk is what staff may have come for: it must not keep them out.
            _log.error("staff %s %s %s is not in the journal: %s", role.value if role else "-", act.value, code, error)


def _problem(error: StaffError) -> Problem:
    """Return what staff read. The detail says how long to wait."""
    wait = f"wait:{error.wait_s:.0f}s" if error.wait_s else ""
    match error:
        case PinRefused():
            return Problem(ProblemCode.STAFF_PIN_WRONG, Actor.STAFF, retry_is_safe=not error.wait_s, detail_code=wait)
        case DoorLocked():
            return Problem(ProblemCode.STAFF_DOOR_LOCKED, Actor.STAFF, retry_is_safe=False, detail_code=wait)
        case NoPins():
            return Problem(ProblemCode.STAFF_DOOR_UNSET, Actor.TECHNICIAN, retry_is_safe=False, detail_code=error.code)
        case _:
            return own_fault(f"{error.code}:{error.detail_code}")
