"""One request on its way. It ends once, with one outcome, or is called back and then with none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, RLock

from devices.supervisor import Cancellation
from kiosk.flow.events import Event
from kiosk.flow.outcomes import Outcome, Progress


class Errand:
    """What the code that carries a request out holds of it. Safe from any thread."""

    def __init__(self, request: int, *, personal: bool, post: Callable[[Event], None]) -> None:
        """Begin.

        Args:
            request: the effect's number.
            personal: whether anything about a person is in memory for it, so that wiping must wait for its end.
            post: the mailbox.
        """
        self.request = request
        self.personal = personal
        self.cancellation = Cancellation()
        self._post = post
        # Reentrant: what is posted may come back as a call-back on this very thread.
        self._lock = RLock()
        self._ended = False

    @property
    def called_back(self) -> bool:
        """Whether nobody awaits it any more."""
        return self.cancellation.cancelled

    def call_back(self) -> None:
        """Nobody awaits it any more: what can be cancelled is, and nothing of it is posted from now on."""
        with self._lock:
            self._ended = True
        self.cancellation.cancel()

    def progress(self, report: Progress) -> None:
        """Post a report, unless it has ended or was called back."""
        # Posted under the lock, so that no report can come after the outcome.
        with self._lock:
            if not self._ended:
                self._post(report)

    def end(self, outcome: Outcome) -> bool:
        """Post the outcome, unless it has ended or was called back; return whether this was the end."""
        with self._lock:
            if self._ended:
                return False
            self._ended = True
            self._post(outcome)
            return True

    @contextmanager
    def cancelling(self, cancel: Callable[[], object]) -> Iterator[None]:
        """While the block runs, calling the errand back calls `cancel`, once."""
        with self.cancellation.watched(cancel):
            yield


class Errands:
    """All requests on their way."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        """Begin with none; outcomes go to `post`."""
        self._post = post
        self._lock = Lock()
        self._open: dict[int, Errand] = {}
        self._emptied: list[Callable[[], None]] = []

    def begin(self, request: int, *, personal: bool) -> Errand:
        """Add one.

        Raises:
            ValueError: the number is on its way already, which is a fault of the flow.
        """
        errand = Errand(request, personal=personal, post=self._post)
        with self._lock:
            if request in self._open:
                raise ValueError(f"request {request} is on its way already")
            self._open[request] = errand
        return errand

    def call_back(self, request: int) -> None:
        """Call one back; one that has ended, or never was, is passed over."""
        with self._lock:
            errand = self._open.get(request)
        if errand is not None:
            errand.call_back()

    def call_all_back(self, *, personal_only: bool, but: Errand | None = None) -> None:
        """Call back every one, or every one that holds something personal, except `but`."""
        with self._lock:
            errands = [
                errand for errand in self._open.values() if errand is not but and (errand.personal or not personal_only)
            ]
        for errand in errands:
            errand.call_back()

    def gone(self, errand: Errand) -> None:
        """The code that carried it out has returned: nothing of it is in memory any more."""
        with self._lock:
            self._open.pop(errand.request, None)
            told = tuple(self._emptied)
        for tell in told:
            tell()

    def personal_left(self, *, but: Errand) -> bool:
        """Whether one with something personal, other than `but`, is still being carried out."""
        with self._lock:
            return any(errand.personal for errand in self._open.values() if errand is not but)

    @contextmanager
    def telling(self, tell: Callable[[], None]) -> Iterator[None]:
        """While the block runs, call `tell` whenever one has gone."""
        with self._lock:
            self._emptied.append(tell)
        try:
            yield
        finally:
            with self._lock:
                self._emptied.remove(tell)
