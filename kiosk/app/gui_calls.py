"""Have something done on the GUI thread, from another, and wait until it is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot


class GuiThreadBusy(Exception):
    """The GUI thread did not come to it in time."""


@dataclass(slots=True, eq=False)
class _Call:
    """One call on its way. `failed` holds what it raised, so that the waiting thread raises it."""

    do: Callable[[], None]
    done: Event = field(default_factory=Event)
    failed: BaseException | None = None


class GuiCalls(QObject):
    """Made on the GUI thread, used from any other."""

    _asked = Signal(object)

    def __init__(self) -> None:
        """Belong to the thread that makes it."""
        super().__init__()
        self._asked.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def post(self, do: Callable[[], None]) -> None:
        """Have `do` called soon; do not wait."""
        self._asked.emit(_Call(do))

    def call(self, do: Callable[[], None], *, within_s: float) -> None:
        """Have `do` called and wait for its end.

        Raises:
            GuiThreadBusy: it did not end within `within_s` seconds; it may still be done later.
            BaseException: whatever `do` raised.
        """
        call = _Call(do)
        self._asked.emit(call)
        if not call.done.wait(within_s):
            raise GuiThreadBusy
        if call.failed is not None:
            raise call.failed

    @Slot(object)
    def _carry_out(self, call: _Call) -> None:
        try:
            call.do()
        # Handed to whoever waits, which is where it belongs.
        except Exception as error:  # noqa: BLE001
            call.failed = error
        finally:
            call.done.set()
