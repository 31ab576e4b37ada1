"""The hall gets every message once, however long it is away and however often the terminal restarts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.rating import RatingLevel
from kiosk.effects.outbox import OutboxWorker
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.journal.faults import FaultKind
from kiosk.journal.journal import Journal, open_journal
from kiosk.journal.messages import PrintFound, PrintReport, RatingGiven
from tests.support import worlds
from tests.support.hall_double import CODE, TOKEN, Fault, HallDouble
from tests.support.kiosk_clock import HurriedClock, ManualClock
from tests.support.kiosk_effects import PATIENCE_S


@pytest.fixture
def hall() -> Iterator[HallDouble]:
    """A hall that listens."""
    hall = HallDouble()
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def clock() -> ManualClock:
    """The time of journal and worker."""
    return ManualClock()


@pytest.fixture
def client(hall: HallDouble) -> Iterator[HallClient]:
    """A client of the hall."""
    with HallClient(HallAccess(hall.base_url, TOKEN, "terminal-1", "test"), HurriedClock()) as client:
        yield client


@pytest.fixture
def journal(tmp_path: Path, clock: ManualClock) -> Iterator[Journal]:
    """A journal."""
    with open_journal(tmp_path, clock).journal as journal:
        yield journal


@contextmanager
def _working(journal: Journal, client: HallClient, clock: ManualClock) -> Iterator[OutboxWorker]:
    worker = OutboxWorker(journal, client, clock=clock, limit_s=5.0, jitter=lambda: 1.0)
    try:
        yield worker
    finally:
        assert worker.close(PATIENCE_S)


def _rated_case(client: HallClient) -> RatingGiven:
    citizen = client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")
    case = client.open_case(citizen, worlds.item(), consented_at=worlds.NOW, idempotency_key="key-of-the-case")
    return RatingGiven(case.case_id, RatingLevel.SATISFIED)


def _await_pause(clock: ManualClock, after_s: float) -> None:
    """Wait until the worker has done its round and waits for `after_s` more."""
    clock.await_wait(until_s=clock.monotonic_s() + after_s)


def test_what_was_waiting_is_delivered_at_start(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """A restart goes on where the last run stopped."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)
    with _working(journal, client, clock):
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}
    assert journal.outbox.count_waiting() == 0


def test_a_new_message_is_delivered_at_once(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """Waking the worker is enough."""
    rating = _rated_case(client)
    with _working(journal, client, clock) as worker:
        _await_pause(clock, 300.0)
        journal.outbox.post("key-of-the-rating", rating)
        clock.advance(1.0)
        worker.wake()
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}


def test_pauses_grow_while_the_hall_is_away(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """5, 10, 20 seconds, ... up to ten minutes; the first is delivered when the hall is back."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)
    hall.stop()
    with _working(journal, client, clock):
        for pause_s in (5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 600.0):
            _await_pause(clock, pause_s)
            clock.advance(pause_s)
        _await_pause(clock, 600.0)
        hall.start()
        clock.advance(600.0)
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}


def test_a_hall_that_is_away_is_not_asked_for_each_message(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """One message finds out; the others wait for the next round. When the hall is back, all go at once."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)
    for number in range(3):
        journal.outbox.post(f"key-of-report-{number}", _report(rating.case_id))
    hall.stop()
    with _working(journal, client, clock) as worker:
        _await_pause(clock, 5.0)
        attempts = sorted(posted.attempts for posted in journal.outbox.waiting())
        assert attempts == [0, 0, 0, 1]
        hall.start()
        clock.advance(0.5)
        worker.hurry()
        _await_pause(clock, 300.0)
    assert journal.outbox.count_waiting() == 0
    assert hall.ratings == {rating.case_id: 4}


def _report(case_id: str) -> PrintReport:
    return PrintReport(case_id, "no-such-paper", PrintFound.UNKNOWN, "interrupted", 0, worlds.NOW)


def test_a_lost_answer_delivers_once(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """The hall took it and the answer was lost: the same key again finds that out."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)
    hall.next("/rating", *[Fault.LOST_REPLY] * 3)
    with _working(journal, client, clock):
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}
    assert hall.paths().count(f"POST /v1/cases/{rating.case_id}/rating") == 4
    assert journal.faults.recent() == ()


def test_a_message_that_is_refused_for_good_becomes_a_fault(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """It does not hold up the next one, and staff can see it."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-report", _report(rating.case_id))
    journal.outbox.post("key-of-the-rating", rating)
    with _working(journal, client, clock):
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}
    (fault,) = journal.faults.recent()
    assert (fault.kind, fault.code) == (FaultKind.MESSAGE_REFUSED, "print_report:paper_unknown")


def test_a_case_that_is_rated_already_is_delivered(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """The hall has a rating: there is nothing left to do, and no fault."""
    rating = _rated_case(client)
    client.rate(rating, idempotency_key="from-somewhere-else")
    journal.outbox.post("key-of-the-rating", RatingGiven(rating.case_id, RatingLevel.FAIR))
    with _working(journal, client, clock):
        _await_pause(clock, 300.0)
    assert journal.outbox.count_waiting() == 0
    assert journal.faults.recent() == ()


@pytest.mark.parametrize("code", ["terminal_token_invalid", "too_many_requests", "not_found", "internal_error"])
def test_what_may_be_put_right_waits(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock, code: str
) -> None:
    """A wrong token, or a hall of another version, is a technician's to repair: nothing is thrown away."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)
    hall.refuse_next("/rating", 401, code)
    with _working(journal, client, clock):
        _await_pause(clock, 5.0)
        (posted,) = journal.outbox.waiting()
        assert (posted.attempts, posted.code) == (1, code)
        clock.advance(5.0)
        _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}


def test_a_clock_set_back_does_not_put_deliveries_off(
    tmp_path: Path, journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """A message due in a year by the wall clock is due now."""
    rating = _rated_case(client)
    clock.advance(365 * 86400.0)
    journal.outbox.post("key-of-the-rating", rating)
    earlier = ManualClock()
    with _working(journal, client, earlier):
        _await_pause(earlier, 300.0)
    assert hall.ratings == {rating.case_id: 4}


def test_a_journal_that_fails_does_not_end_the_worker(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock
) -> None:
    """It tries again a little later."""
    journal.close()
    with _working(journal, client, clock):
        _await_pause(clock, 5.0)
        clock.advance(5.0)
        _await_pause(clock, 5.0)


def test_many_messages_go_in_one_go(journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock) -> None:
    """More than one batch."""
    case_id = _rated_case(client).case_id
    for number in range(120):
        journal.outbox.post(f"key-of-report-{number}", _report(case_id))
    with _working(journal, client, clock):
        _await_pause(clock, 300.0)
    assert journal.outbox.count_waiting() == 0


def test_a_fault_of_the_program_does_not_end_the_worker(
    journal: Journal, client: HallClient, hall: HallDouble, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is journalled by type and place, and after a while the message is tried again."""
    rating = _rated_case(client)
    journal.outbox.post("key-of-the-rating", rating)

    def broken(*_: object, **__: object) -> None:
        raise KeyError("boom")

    with monkeypatch.context() as patched:
        patched.setattr(client, "rate", broken)
        with _working(journal, client, clock):
            _await_pause(clock, 600.0)
            patched.undo()
            clock.advance(600.0)
            _await_pause(clock, 300.0)
    assert hall.ratings == {rating.case_id: 4}
    (fault,) = journal.faults.recent()
    assert fault.kind is FaultKind.EFFECT_CRASHED
    assert fault.code.startswith("outbox:KeyError:")
