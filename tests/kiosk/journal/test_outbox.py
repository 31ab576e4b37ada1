"""A message is kept until the hall has it or refuses it, and holds nothing about a person."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from kiosk.domain.rating import RatingLevel
from kiosk.journal.errors import KeyReused, NotAnIdentifier
from kiosk.journal.faults import FaultKind
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import Journal, open_journal
from kiosk.journal.messages import Message, PrintFound, PrintReport, RatingGiven, from_text, kind_of, to_text
from kiosk.journal.outbox import OutboxState
from tests.support.kiosk_clock import START, ManualClock

KEY = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"
CASE = "c0ffee00-1111-4222-8333-444444444444"
RATING = RatingGiven(CASE, RatingLevel.SATISFIED)
REPORT = PrintReport(CASE, "5a5a5a5a", PrintFound.UNKNOWN, "interrupted", 0, START)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A new journal."""
    with open_journal(tmp_path, ManualClock()).journal as journal:
        yield journal


@pytest.mark.parametrize("message", [RATING, REPORT])
def test_a_message_comes_back_as_it_was(journal: Journal, message: Message) -> None:
    """What is posted is what is waiting, with its key, due at once."""
    journal.outbox.post(KEY, message)
    (posted,) = journal.outbox.waiting()
    assert (posted.key, posted.message, posted.attempts) == (KEY, message, 0)
    assert posted.next_attempt_at == START
    assert from_text(kind_of(message).value, to_text(message)) == message


def test_the_same_again_changes_nothing(journal: Journal) -> None:
    """One message, one intent, however often it is posted; another message under the key is an error."""
    journal.outbox.post(KEY, RATING)
    journal.outbox.post(KEY, RATING)
    assert journal.outbox.count_waiting() == 1
    assert len(journal.intents.open()) == 1
    with pytest.raises(KeyReused):
        journal.outbox.post(KEY, RatingGiven(CASE, RatingLevel.FAIR))


def test_delivered_ends_it(journal: Journal) -> None:
    """It waits no more, its intent is done, and posting it again does not bring it back."""
    journal.outbox.post(KEY, RATING)
    (posted,) = journal.outbox.waiting()
    journal.outbox.delivered(posted)
    journal.outbox.delivered(posted)
    journal.outbox.post(KEY, RATING)
    assert journal.outbox.waiting() == ()
    (intent,) = journal.intents.recent()
    assert (intent.kind, intent.ended) == (IntentKind.RATING, IntentEnd.DONE)


def test_refused_ends_it_with_a_fault(journal: Journal) -> None:
    """Staff can see which message the hall refused and why."""
    journal.outbox.post(KEY, RATING)
    (posted,) = journal.outbox.waiting()
    journal.outbox.refused(posted, "case_unknown")
    assert journal.outbox.count_waiting() == 0
    (fault,) = journal.faults.recent()
    assert (fault.kind, fault.code) == (FaultKind.MESSAGE_REFUSED, "rating:case_unknown")
    assert journal.intents.recent()[0].ended is IntentEnd.FAILED


def test_postponed_keeps_it_for_later(journal: Journal) -> None:
    """It counts its attempts, says why, and comes after what is due sooner."""
    journal.outbox.post(KEY, RATING)
    (posted,) = journal.outbox.waiting()
    journal.outbox.postponed(posted, until=START + timedelta(seconds=30), code="hall_unreachable")
    journal.outbox.post("second", REPORT)
    second, first = journal.outbox.waiting()
    assert second.key == "second"
    assert (first.attempts, first.next_attempt_at, first.code) == (1, START + timedelta(seconds=30), "hall_unreachable")


def test_a_message_that_cannot_be_read_does_not_hold_up_the_others(journal: Journal) -> None:
    """It is refused with a fault, and the next one comes."""
    journal.outbox.post(KEY, RATING)
    journal.outbox.post("second", REPORT)
    with journal.outbox._store.write() as connection:
        connection.execute("UPDATE outbox SET body = '{}' WHERE key = ?", (KEY,))
    assert [posted.key for posted in journal.outbox.waiting()] == ["second"]
    assert [fault.kind for fault in journal.faults.recent()] == [FaultKind.MESSAGE_REFUSED]
    with journal.outbox._store.read() as connection:
        row = connection.execute("SELECT state FROM outbox WHERE key = ?", (KEY,)).fetchone()
    assert row["state"] == OutboxState.REFUSED.value


def test_bodies_hold_ids_codes_counts_and_times_only() -> None:
    """The JSON has these keys and no others, and an id that is none is refused."""
    ids_and_codes = {"case_id", "paper_id", "found", "found_by", "evidence", "sheets", "reported_at"}
    assert set(json.loads(to_text(REPORT))) == ids_and_codes
    assert set(json.loads(to_text(RATING))) == {"case_id", "level"}
    with pytest.raises(NotAnIdentifier):
        to_text(RatingGiven("张样一", RatingLevel.FAIR))


def test_any_thread_may_write(journal: Journal) -> None:
    """Four threads post at once; nothing is lost and nobody sees an error."""
    failed: list[BaseException] = []

    def post(thread: int) -> None:
        try:
            for number in range(25):
                journal.outbox.post(f"key-{thread}-{number}", RATING)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [Thread(target=post, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not failed
    assert journal.outbox.count_waiting() == 100
