"""Everything behind the staff door, for the runner: three requests, and orders without an outcome."""

from collections.abc import Callable, Mapping
from typing import Any, assert_never

from kiosk.effects.desk import DeskEffects
from kiosk.effects.desk_prints import DeskPrints
from kiosk.effects.errand import Errand
from kiosk.effects.parts import EffectParts
from kiosk.effects.restarting import Restarting
from kiosk.effects.staff_door import StaffDoor
from kiosk.flow.effects import (
    CheckStaffPin,
    NoteStaffAct,
    OrderDevice,
    Request,
    RestartTerminal,
    SettlePrint,
    TryBinding,
    WatchDesk,
)
from kiosk.flow.outcomes import Outcome


class StaffEffects:
    """Carries them out, where this terminal has a door."""

    def __init__(self, parts: EffectParts, *, reported: Callable[[], None]) -> None:
        """Build on `parts.staff`; `reported` is called when the outbox has a report more."""
        staff = parts.staff
        self._door: StaffDoor | None = None
        self._desk: DeskEffects | None = None
        self._prints: DeskPrints | None = None
        self.carriers: Mapping[type[Request], Callable[[Any, Errand], Outcome]] = {}
        if staff is None:
            return
        door = self._door = StaffDoor(staff.pins, parts.journal)
        prints = self._prints = DeskPrints(parts.journal, parts.clock, reported=reported)
        desk = self._desk = DeskEffects(
            staff.desk,
            clock=parts.clock,
            journal=parts.journal,
            prints=prints,
            hall_url=parts.settings.hall.base_url,
        )
        self.carriers = {
            CheckStaffPin: door.check,
            WatchDesk: desk.watch,
            RestartTerminal: Restarting(staff.end_program).restart,
        }

    def carry_out(self, effect: NoteStaffAct | OrderDevice | TryBinding | SettlePrint) -> None:
        """Carry out what has no outcome. On a thread that may wait for devices."""
        assert self._door is not None, "only a door leads to these"
        assert self._desk is not None, "only a door leads to these"
        assert self._prints is not None, "only a door leads to these"
        match effect:
            case NoteStaffAct():
                self._door.note(effect)
            case OrderDevice():
                self._desk.order(effect)
            case TryBinding():
                self._desk.attempt(effect)
            case SettlePrint():
                self._prints.settle(effect)
            case _:
                assert_never(effect)
