"""What a kind adds to the generic promises, and what of its own they are tried with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import DeadlineExceeded, DeviceError, Disconnected, OutcomeUnknown
from devices.contract.check import Checks
from devices.contract.subject import Subject

Begun = Callable[[], None]
"""Called by a long command once it is under way."""


@dataclass(frozen=True, slots=True)
class LongCommand:
    """A command that goes on until somebody does something, or paper has moved.

    Attributes:
        perform: performs it on the calling thread: subject, open device, leash, and whom to tell that it is under way.
        prepare: sees to what must be so before it. Raises Skip.
        waits: whether it goes on for as long as nobody does anything; else it ends by itself after a while.
        late: the errors it may end with when its time is over.
        called_back: the errors it may end with when it is called back.
        unplugged: the errors it may end with when the plug is pulled.
        ends_unplugged_within_s: how long it may go on then: a moment, or what the kind's protocol file allows.
        deadline_s: its leash while the plug is pulled.
    """

    perform: Callable[[Subject, Any, Control, Begun], object]
    prepare: Callable[[Subject], None] = lambda _: None
    waits: bool = True
    late: tuple[type[DeviceError], ...] = (DeadlineExceeded,)
    called_back: tuple[type[DeviceError], ...] = ()
    unplugged: tuple[type[DeviceError], ...] = (Disconnected, OutcomeUnknown)
    ends_unplugged_within_s: float = 1.0
    deadline_s: float = 20.0


@dataclass(frozen=True, slots=True)
class KindSuite:
    """What one kind promises beside what every kind does.

    Attributes:
        kind: the kind.
        checks: its own checks.
        features: what its capabilities must name, and the type of each.
        long_command: a command by which deadline, cancel and a pulled plug can be tried; None if all end at once.
    """

    kind: DeviceKind
    checks: Checks = field(default_factory=Checks)
    features: dict[str, type] = field(default_factory=dict)
    long_command: LongCommand | None = None
