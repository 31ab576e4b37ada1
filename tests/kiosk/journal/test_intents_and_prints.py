"""What is about to be done is on the disk before it is done, and a print's state moves on evidence only."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.journal.errors import JournalUnavailable, NotAnIdentifier, StepRefused
from kiosk.journal.faults import FaultKind
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import FILE_NAME, Journal, open_journal
from kiosk.journal.messages import FoundBy, PrintFound, PrintReport
from kiosk.journal.print_records import PrintKind, PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint
from tests.support.kiosk_clock import START, ManualClock

TRANSACTION = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"
CASE = "c0ffee00-1111-4222-8333-444444444444"
PAPER = "5a5a5a5a-1111-4222-8333-444444444444"
PAPER_PRINT = NewPrint(TRANSACTION, PrintKind.PAPER, CASE, PAPER, "document_printer")
RECEIPT_PRINT = NewPrint(TRANSACTION, PrintKind.RECEIPT, CASE, None, "receipt_printer")


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock()


@pytest.fixture
def journal(tmp_path: Path, clock: ManualClock) -> Iterator[Journal]:
    """A new journal."""
    with open_journal(tmp_path, clock).journal as journal:
        yield journal


def _on_disk(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the file by a connection of its own, as another process would see it."""
    connection = sqlite3.connect(folder / FILE_NAME)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_an_intent_is_on_the_disk_when_begin_returns(journal: Journal, tmp_path: Path) -> None:
    """Another connection sees it at once, with ids and time."""
    journal.intents.begin(IntentKind.OPEN_CASE, TRANSACTION)
    assert _on_disk(tmp_path, "SELECT kind, key, at FROM intents") == [
        ("open_case", TRANSACTION, START.isoformat(timespec="microseconds"))
    ]


def test_an_intent_is_open_until_it_ends(journal: Journal) -> None:
    """`open` lists what has no end; the first end stands."""
    first = journal.intents.begin(IntentKind.ISSUE_PAPER, TRANSACTION, case_id=CASE)
    second = journal.intents.begin(IntentKind.OPEN_CASE, TRANSACTION)
    assert [intent.seq for intent in journal.intents.open()] == [first, second]
    journal.intents.end(first, IntentEnd.FAILED, "hall_down")
    journal.intents.end(first, IntentEnd.DONE)
    assert [intent.seq for intent in journal.intents.open()] == [second]
    ended = journal.intents.recent()[1]
    assert (ended.ended, ended.code, ended.case_id) == (IntentEnd.FAILED, "hall_down", CASE)


def test_commits_survive_a_power_cut(journal: Journal) -> None:
    """The database runs with WAL and synchronous FULL (2), and checks foreign keys."""
    with journal.prints._store.read() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE intents SET key = 'x'",
        "DELETE FROM intents",
        "UPDATE print_steps SET state = 'printed'",
        "DELETE FROM print_steps",
        "DELETE FROM prints",
        "UPDATE intent_ends SET ended = 'done'",
        "DELETE FROM faults",
    ],
)
def test_what_happened_cannot_be_changed(journal: Journal, statement: str) -> None:
    """The database itself refuses to change or delete a record of what happened."""
    journal.prints.settle(journal.prints.prepare(PAPER_PRINT).record, PrintState.NOT_PRINTED, evidence="paper_out")
    journal.faults.note(FaultKind.EFFECT_CRASHED, "KeyError")
    with pytest.raises(JournalUnavailable, match="CONSTRAINT"), journal.prints._store.write() as connection:
        connection.execute(statement)


def test_a_print_goes_its_way(journal: Journal, tmp_path: Path) -> None:
    """Each state is on the disk in order; settling a paper ends its intent and tells the hall, in one transaction."""
    record = journal.prints.prepare(PAPER_PRINT).record
    for state in (PrintState.SENDING, PrintState.ACCEPTED):
        record = journal.prints.step(record, state)
        assert not record.settled
    record = journal.prints.settle(record, PrintState.PRINTED, evidence="job_completed_and_counted", sheets=2)
    assert record.settled
    assert [row[0] for row in _on_disk(tmp_path, "SELECT state FROM print_steps ORDER BY seq")] == [
        "prepared",
        "sending",
        "accepted",
        "printed",
    ]
    (posted,) = journal.outbox.waiting()
    assert posted.message == PrintReport(CASE, PAPER, PrintFound.PRINTED, "job_completed_and_counted", 2, START)
    assert [(intent.kind, intent.ended) for intent in journal.intents.recent()] == [
        (IntentKind.PRINT_REPORT, None),
        (IntentKind.PRINT_PAPER, IntentEnd.DONE),
    ]


def test_a_receipt_is_not_reported_to_the_hall(journal: Journal) -> None:
    """Only papers are: the contract asks for them alone."""
    record = journal.prints.step(journal.prints.prepare(RECEIPT_PRINT).record, PrintState.SENDING)
    journal.prints.settle(record, PrintState.PRINTED, evidence="process_id_returned", sheets=1)
    assert journal.outbox.count_waiting() == 0


_WAYS = {
    PrintState.PREPARED: (),
    PrintState.SENDING: (PrintState.SENDING,),
    PrintState.ACCEPTED: (PrintState.SENDING, PrintState.ACCEPTED),
    PrintState.PRINTED: (PrintState.SENDING, PrintState.PRINTED),
    PrintState.PRESENTED: (PrintState.SENDING, PrintState.PRINTED, PrintState.PRESENTED),
    PrintState.UNKNOWN: (PrintState.SENDING, PrintState.UNKNOWN),
    PrintState.SPOILED: (PrintState.SENDING, PrintState.PRINTED, PrintState.SPOILED),
    PrintState.NOT_PRINTED: (PrintState.NOT_PRINTED,),
}
_ALLOWED = {
    PrintState.PREPARED: {PrintState.SENDING, PrintState.NOT_PRINTED},
    PrintState.SENDING: {PrintState.ACCEPTED, PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED},
    PrintState.ACCEPTED: {PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED},
    # Settling as it is already settled changes nothing.
    PrintState.PRINTED: {PrintState.PRINTED, PrintState.PRESENTED, PrintState.SPOILED},
    PrintState.PRESENTED: {PrintState.PRESENTED, PrintState.SPOILED},
    PrintState.UNKNOWN: {PrintState.UNKNOWN, PrintState.SPOILED},
    PrintState.SPOILED: {PrintState.SPOILED},
    PrintState.NOT_PRINTED: {PrintState.NOT_PRINTED},
}


@pytest.mark.parametrize("target", PrintState)
@pytest.mark.parametrize("origin", PrintState)
def test_no_state_can_be_claimed_that_does_not_follow(journal: Journal, origin: PrintState, target: PrintState) -> None:
    """Of all pairs of states only those of the drawing are taken; nothing is written for the others."""
    record = _brought_to(journal, origin)
    if target in _ALLOWED[origin]:
        assert journal.prints.settle(record, target, evidence="e").state is target
    else:
        with pytest.raises(StepRefused, match=f"{origin.value}->{target.value}"):
            journal.prints.settle(record, target, evidence="e")
        assert journal.prints.find(TRANSACTION) == record


@pytest.mark.parametrize("way", set(PrintState) - {PrintState.NOT_PRINTED})
def test_a_transaction_begins_once(journal: Journal, way: PrintState) -> None:
    """Unless nothing came out: preparing it again gives what is there and begins nothing."""
    record = _brought_to(journal, way)
    again = journal.prints.prepare(PAPER_PRINT)
    assert not again.begun
    assert again.record == record


def test_nothing_printed_allows_another_attempt(journal: Journal) -> None:
    """After paper was filled the same transaction begins attempt 2; each attempt is reported under its own key."""
    for attempt in (1, 2):
        preparation = journal.prints.prepare(PAPER_PRINT)
        assert preparation.begun
        assert preparation.record.attempt == attempt
        journal.prints.settle(preparation.record, PrintState.NOT_PRINTED, evidence="paper_out")
    assert len({posted.key for posted in journal.outbox.waiting()}) == 2


def test_staff_see_unknown_prints_until_they_have_looked(journal: Journal) -> None:
    """An unknown print is listed; what staff found takes it off the list, once, and leaves the record as it was."""
    record = journal.prints.step(journal.prints.prepare(PAPER_PRINT).record, PrintState.SENDING)
    record = journal.prints.settle(record, PrintState.UNKNOWN, evidence="outcome_unknown")
    assert journal.prints.for_staff() == (record,)
    journal.prints.reconcile(record, PrintFound.NOT_PRINTED)
    journal.prints.reconcile(record, PrintFound.PRINTED)
    assert journal.prints.for_staff() == ()
    kept = journal.prints.find(TRANSACTION)
    assert kept is not None
    assert (kept.state, kept.reconciled) == (PrintState.UNKNOWN, PrintFound.NOT_PRINTED)
    assert [(message.found, message.found_by) for message in _reports(journal)] == [
        (PrintFound.UNKNOWN, FoundBy.PRINTER),
        (PrintFound.NOT_PRINTED, FoundBy.STAFF),
    ]


_FINDINGS = {
    PrintState.PRINTED: {PrintFound.SPOILED},
    PrintState.PRESENTED: {PrintFound.SPOILED},
    PrintState.UNKNOWN: {PrintFound.PRINTED, PrintFound.NOT_PRINTED, PrintFound.SPOILED},
    PrintState.SPOILED: {PrintFound.PRINTED, PrintFound.NOT_PRINTED, PrintFound.SPOILED},
}


@pytest.mark.parametrize("found", PrintFound)
@pytest.mark.parametrize("origin", PrintState)
def test_staff_find_only_what_can_be(journal: Journal, origin: PrintState, found: PrintFound) -> None:
    """Of all states and findings only those of the table are taken; what is found spoiled is so from then on."""
    record = _brought_to(journal, origin)
    if found not in _FINDINGS.get(origin, set()):
        with pytest.raises(StepRefused, match=f"{origin.value}->{found.value}"):
            journal.prints.reconcile(record, found)
        assert journal.prints.find(TRANSACTION) == record
        return
    journal.prints.reconcile(record, found)
    kept = journal.prints.find(TRANSACTION)
    assert kept is not None
    assert kept.reconciled is found
    assert kept.state is (PrintState.SPOILED if found is PrintFound.SPOILED else origin)
    assert journal.prints.for_staff() == ()
    assert (_reports(journal)[-1].found, _reports(journal)[-1].found_by) == (found, FoundBy.STAFF)


@pytest.mark.parametrize("origin", PrintState)
def test_a_citizen_takes_or_complains_of_what_came_out_only(journal: Journal, origin: PrintState) -> None:
    """A paper that is not known to have come out is neither presented nor spoiled by anybody's word."""
    record = _brought_to(journal, origin)
    if origin in (PrintState.PRINTED, PrintState.PRESENTED):
        journal.prints.present(TRANSACTION, "citizen_has_it")
        journal.prints.complain(TRANSACTION)
        (waiting,) = journal.prints.for_staff()
        assert (waiting.state, waiting.evidence, waiting.sheets) == (PrintState.SPOILED, "citizen_says_spoiled", 1)
        assert (_reports(journal)[-1].found, _reports(journal)[-1].found_by) == (PrintFound.UNKNOWN, FoundBy.CITIZEN)
        return
    with pytest.raises(StepRefused):
        journal.prints.present(TRANSACTION, "citizen_has_it")
    with pytest.raises(StepRefused):
        journal.prints.complain(TRANSACTION)
    assert journal.prints.find(TRANSACTION) == record
    with pytest.raises(StepRefused, match="None->presented"):
        journal.prints.present("nobody-s", "e")


def _brought_to(journal: Journal, state: PrintState) -> PrintRecord:
    record = journal.prints.prepare(PAPER_PRINT).record
    for step in _WAYS[state]:
        record = journal.prints.settle(record, step, evidence="e", sheets=1)
    return record


def _reports(journal: Journal) -> list[PrintReport]:
    posted = sorted(journal.outbox.waiting(), key=lambda each: each.seq)
    return [each.message for each in posted if isinstance(each.message, PrintReport)]


def test_only_ids_are_taken_as_ids(journal: Journal) -> None:
    """A name, a sentence and an ID number are refused, and the error does not repeat them."""
    for value in ("张样一", "two words", "430124199001010014", "11010519491231002X", "", "x" * 81):
        with pytest.raises(NotAnIdentifier) as caught:
            journal.intents.begin(IntentKind.OPEN_CASE, value)
        assert str(caught.value) == "not_an_identifier key"
    assert journal.intents.recent() == ()


def test_a_bad_code_is_kept_harmless(journal: Journal) -> None:
    """A driver's code that is a sentence, or holds a number or a name, is struck out and does not stop the record."""
    seq = journal.intents.begin(IntentKind.OPEN_CASE, TRANSACTION)
    journal.intents.end(seq, IntentEnd.FAILED, "refused for 张样一 430124199001010014 !" + "x" * 200)
    code = journal.intents.recent()[0].code
    assert code.startswith("refused_for_")
    assert len(code) == 80
    assert "430124199001010014" not in code
    assert code.isascii()


def test_a_closed_journal_says_so(journal: Journal) -> None:
    """Writing to it is an error, closing it again is not."""
    journal.close()
    journal.close()
    with pytest.raises(JournalUnavailable, match="closed"):
        journal.intents.begin(IntentKind.OPEN_CASE, TRANSACTION)
