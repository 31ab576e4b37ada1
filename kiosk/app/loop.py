"""The flow's loop on the GUI thread: drain the mailbox, take a step, show the state, hand the effects on."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.staff import PauseReason
from kiosk.domain.timeouts import Timeouts
from kiosk.flow.effects import Effect
from kiosk.flow.engine import Step, abandon, begin, step
from kiosk.flow.events import Event
from kiosk.flow.state import State
from kiosk.flow.table import Journey
from kiosk.mailbox import Mailbox

_log = logging.getLogger(__name__)


class FlowLoop(QObject):
    """Owns the state. Lives on the GUI thread; only `wake` may be called from elsewhere.

    Signals:
        stepped: a batch of events was taken in; `state` is what they made of it.
    """

    stepped = Signal()
    _woken = Signal()

    def __init__(self, journey: Journey, *, carry_out: Callable[[Effect], None], show: Callable[[State], None]) -> None:
        """Prepare. `carry_out` must not block; `show` draws."""
        super().__init__()
        self._journey = journey
        self._carry_out = carry_out
        self._show = show
        self._mailbox: Mailbox | None = None
        self._state = State()
        self._woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self._state

    def wake(self) -> None:
        """Drain soon, on the GUI thread. Safe from any thread."""
        self._woken.emit()

    def start(
        self,
        mailbox: Mailbox,
        *,
        timeouts: Timeouts,
        face_attempts: int,
        closed_ways: frozenset[SignInMethod] = frozenset(),
        phone_copies: bool = True,
        face_leaves: bool = False,
        paused: PauseReason | None = None,
    ) -> None:
        """Enter the first state and take what `mailbox` brings from now on."""
        self._mailbox = mailbox
        self._take(
            begin(
                self._journey,
                timeouts=timeouts,
                face_attempts=face_attempts,
                closed_ways=closed_ways,
                phone_copies=phone_copies,
                face_leaves=face_leaves,
                paused=paused,
            )
        )
        self._show(self._state)
        self.wake()

    def stop(self) -> None:
        """Take nothing more in."""
        self._mailbox = None

    @Slot()
    def _drain(self) -> None:
        if self._mailbox is None:
            return
        for event in self._mailbox.drain():
            self._take(self._step(event))
        self._show(self._state)
        self.stepped.emit()

    def _step(self, event: Event) -> Step:
        try:
            return step(self._journey, self._state, event)
        # The top of the flow: a fault in a rule must not leave a citizen's data on a screen that no longer moves.
        # Types only: an exception's text may quote what was being handled.
        except Exception as error:  # noqa: BLE001
            _log.error("step failed: %s in %s: %s", type(event).__name__, self._state.name, type(error).__name__)
            return abandon(self._journey, self._state)

    def _take(self, taken: Step) -> None:
        self._state, effects = taken
        for effect in effects:
            self._carry_out(effect)
