"""What a runner is built from. Wiring makes the parts; the runner makes the threads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devices.api.clock import Clock
from kiosk.effects.desk import DeskParts
from kiosk.effects.face import FaceParts
from kiosk.effects.paper import DrawReceipt
from kiosk.effects.ports import DeviceCalls, Wiper
from kiosk.effects.receipt import draw
from kiosk.flow.events import Event
from kiosk.hallclient.client import HallClient
from kiosk.journal.journal import Journal
from kiosk.settings.model import Settings
from kiosk.staff.pins import PinStore


@dataclass(frozen=True, slots=True)
class StaffParts:
    """What lies behind the staff door.

    Attributes:
        pins: who is let in.
        desk: what they see and have done.
        end_program: ends the program so that it is started again; safe from any thread, returns at once.
    """

    pins: PinStore
    desk: DeskParts
    end_program: Callable[[], None]


@dataclass(frozen=True, slots=True)
class EffectParts:
    """Everything effects need of others.

    Attributes:
        clock: time.
        post: the mailbox; safe from any thread, never blocks.
        devices: the supervisor.
        hall: the hall; the caller closes it, before the runner.
        journal: the journal; the caller closes it, after the runner.
        settings: roles, timeouts, the terminal's names, how often to look at the hall.
        face: what compares faces, or None where this terminal cannot.
        wipers: what else is to be wiped at a session's end; each runs on a thread of the runner's.
        jitter: returns a number from 0 to 1, which spreads the outbox's tries.
        draw_receipt: lays receipts out.
        staff: what lies behind the staff door; None where there is none.
    """

    clock: Clock
    post: Callable[[Event], None]
    devices: DeviceCalls
    hall: HallClient
    journal: Journal
    settings: Settings
    face: FaceParts | None
    wipers: Sequence[Wiper]
    jitter: Callable[[], float]
    draw_receipt: DrawReceipt = draw
    staff: StaffParts | None = None
