"""The hall is told what the journal keeps for it: one thread, growing pauses, across restarts."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import assert_never

from devices.api.clock import Clock
from kiosk.effects.crash import note_crash
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import CallCancelled, HallError, HallRefused
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import Journal
from kiosk.journal.messages import PrintReport, RatingGiven
from kiosk.journal.outbox import Posted

_log = logging.getLogger(__name__)

_FIRST_PAUSE_S = 5.0
_LONGEST_PAUSE_S = 600.0
_BATCH = 50
_IDLE_S = 300.0
"""How often an empty outbox is looked at though nobody said that something was posted."""

_ALREADY_THERE = frozenset({"already_rated"})
_FOR_GOOD = frozenset(
    {
        "body_malformed",
        "case_state_conflict",
        "case_unknown",
        "idempotency_key_reused",
        "paper_unknown",
        "validation_failed",
    }
)
"""Refusals that are about the message itself. Any other, a wrong token for one, may be put right: then it waits."""


class OutboxWorker:
    """Delivers messages. `wake` after posting one; `hurry` when the hall is back."""

    def __init__(
        self, journal: Journal, hall: HallClient, *, clock: Clock, limit_s: float, jitter: Callable[[], float]
    ) -> None:
        """Start the thread.

        Args:
            journal: whose outbox.
            hall: whom to tell.
            clock: time.
            limit_s: for one delivery, retries included.
            jitter: returns a number from 0 to 1, so that a hundred terminals do not come back all at once.
        """
        self._journal = journal
        self._hall = hall
        self._clock = clock
        self._limit_s = limit_s
        self._jitter = jitter
        self._woken = Event()
        self._hurried = Event()
        self._closing = Event()
        self._thread = Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look for what is due now. Safe from any thread."""
        self._woken.set()

    def hurry(self) -> None:
        """Try everything now, due or not: the hall is there again. Safe from any thread."""
        self._hurried.set()
        self._woken.set()

    def close(self, timeout_s: float) -> bool:
        """End the thread; return whether it has ended. A delivery under way ends with `HallClient.close`."""
        self._closing.set()
        self._woken.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._closing.is_set():
            # Before the round: what is posted during it begins another.
            self._woken.clear()
            try:
                pause_s = self._round()
            except JournalError as error:
                _log.error("outbox cannot be read: %s", error)
                pause_s = _FIRST_PAUSE_S
            # The thread's top: without it no report would ever reach the hall again.
            except Exception as error:  # noqa: BLE001
                note_crash(self._journal, "outbox", error)
                pause_s = _LONGEST_PAUSE_S
            self._clock.wait(self._woken, pause_s)

    def _round(self) -> float:
        """Deliver what is due; return how long to wait for the next round."""
        hurried = self._hurried.is_set()
        self._hurried.clear()
        batch = self._journal.outbox.waiting(_BATCH)
        for posted in batch:
            due_s = (posted.next_attempt_at - self._clock.now()).total_seconds()
            # A wall clock that was set back must not put deliveries off for hours.
            if not hurried and 0.0 < due_s <= _LONGEST_PAUSE_S:
                return due_s
            if self._closing.is_set():
                return 0.0
            pause_s = self._deliver(posted)
            if pause_s > 0.0:
                return pause_s
        return _IDLE_S if len(batch) < _BATCH else 0.0

    def _deliver(self, posted: Posted) -> float:
        """Try one; return how long to leave the hall alone: 0 where it answered."""
        try:
            self._send(posted)
        except HallRefused as error:
            if error.code in _ALREADY_THERE:
                self._journal.outbox.delivered(posted)
                return 0.0
            if error.code in _FOR_GOOD:
                self._journal.outbox.refused(posted, error.code)
                return 0.0
            return self._postpone(posted, error)
        except CallCancelled:
            return _FIRST_PAUSE_S
        except HallError as error:
            return self._postpone(posted, error)
        self._journal.outbox.delivered(posted)
        return 0.0

    def _send(self, posted: Posted) -> None:
        leash = self._hall.leash(self._limit_s)
        match posted.message:
            case PrintReport() as report:
                self._hall.report_print(report, idempotency_key=posted.key, leash=leash)
            case RatingGiven() as rating:
                self._hall.rate(rating, idempotency_key=posted.key, leash=leash)
            case _:
                assert_never(posted.message)

    def _postpone(self, posted: Posted, error: HallError) -> float:
        longest_s = min(_FIRST_PAUSE_S * 2.0 ** min(posted.attempts, 20), _LONGEST_PAUSE_S)
        pause_s = longest_s * (0.5 + 0.5 * self._jitter())
        self._journal.outbox.postponed(posted, until=self._clock.now() + timedelta(seconds=pause_s), code=error.code)
        return pause_s
