"""A paper is printed again only once it is settled that it must be, under one key, and never twice for one copy."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.journal.errors import JournalUnavailable, ReprintRefused
from kiosk.journal.journal import FILE_NAME, Journal, open_journal
from kiosk.journal.messages import PrintFound, PrintReport
from kiosk.journal.print_records import _SELECT, IN_DOUBT, SINCE, PrintKind, PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint
from kiosk.journal.reprints import ReprintCopy, ReprintReason
from tests.support.kiosk_clock import START, ManualClock

CASE = "c0ffee00-1111-4222-8333-444444444444"
COPY = ReprintCopy("5a5a5a5a-1111-4222-8333-000000000002", 2, pages=1, size_bytes=4000, sha256="a1" * 32)
EVER = "2000-01-01"
_PRINTED = (PrintState.SENDING, PrintState.PRINTED)
_UNKNOWN = (PrintState.SENDING, PrintState.UNKNOWN)
_NOT_PRINTED = (PrintState.NOT_PRINTED,)


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock()


@pytest.fixture
def journal(tmp_path: Path, clock: ManualClock) -> Iterator[Journal]:
    """A new journal."""
    with open_journal(tmp_path, clock).journal as journal:
        yield journal


def _print(
    journal: Journal,
    transaction: str,
    *steps: PrintState,
    found: PrintFound | None = None,
    kind: PrintKind = PrintKind.PAPER,
) -> PrintRecord:
    paper = f"paper-{transaction}" if kind is PrintKind.PAPER else None
    record = journal.prints.prepare(NewPrint(transaction, kind, CASE, paper, "document_printer")).record
    for step in steps:
        record = journal.prints.settle(record, step, evidence="e", sheets=1)
    if found is not None:
        journal.prints.reconcile(record, found)
    return record


def _offered(journal: Journal, since: str = EVER) -> list[tuple[str, int]]:
    return [(record.transaction_id, record.copy_number) for record in journal.reprints.offered(since=since)]


@pytest.mark.parametrize(
    ("steps", "found", "reason"),
    [
        (_UNKNOWN, PrintFound.SPOILED, ReprintReason.SPOILED),
        (_UNKNOWN, PrintFound.NOT_PRINTED, ReprintReason.NOT_PRINTED),
        (_PRINTED, PrintFound.SPOILED, ReprintReason.SPOILED),
        ((*_PRINTED, PrintState.PRESENTED), PrintFound.SPOILED, ReprintReason.SPOILED),
        ((*_PRINTED, PrintState.SPOILED), PrintFound.SPOILED, ReprintReason.SPOILED),
        ((*_PRINTED, PrintState.SPOILED), PrintFound.NOT_PRINTED, ReprintReason.NOT_PRINTED),
        (_NOT_PRINTED, None, ReprintReason.NOT_PRINTED),
    ],
)
def test_what_is_settled_so_can_be_printed_again(
    journal: Journal, steps: tuple[PrintState, ...], found: PrintFound | None, reason: ReprintReason
) -> None:
    """Spoiled or not printed, by staff's finding or, for not printed, by the printer's own evidence."""
    record = _print(journal, "t-1", *steps, found=found)
    assert _offered(journal) == [("t-1", 1)]
    reprint = journal.reprints.begin(record.seq)
    assert (reprint.of.seq, reprint.reason, reprint.copy) == (record.seq, reason, None)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((), None),
        ((PrintState.SENDING,), None),
        (_PRINTED, None),
        ((*_PRINTED, PrintState.PRESENTED), None),
        ((*_PRINTED, PrintState.SPOILED), None),
        ((*_PRINTED, PrintState.SPOILED), PrintFound.PRINTED),
        (_UNKNOWN, None),
        (_UNKNOWN, PrintFound.PRINTED),
    ],
)
def test_what_is_not_settled_so_is_refused(
    journal: Journal, steps: tuple[PrintState, ...], found: PrintFound | None
) -> None:
    """Under way, printed, unknown, spoiled by a citizen's word alone, or found whole: refused, and why."""
    record = _print(journal, "t-1", *steps, found=found)
    assert _offered(journal) == []
    with pytest.raises(ReprintRefused, match="not_settled:"):
        journal.reprints.begin(record.seq)


def test_only_the_latest_attempt_of_a_paper_is_printed_again(journal: Journal) -> None:
    """A receipt, an attempt that was followed by another, and what is not there are refused."""
    receipt = _print(journal, "r-1", *_NOT_PRINTED, kind=PrintKind.RECEIPT)
    first = _print(journal, "t-1", *_NOT_PRINTED)
    _print(journal, "t-1", *_PRINTED)
    for seq, why in ((receipt.seq, "not_a_paper"), (first.seq, "tried_again_since"), (999, "no_such_print")):
        with pytest.raises(ReprintRefused, match=why):
            journal.reprints.begin(seq)
    assert _offered(journal) == []


def test_a_reprint_begins_once_and_keeps_its_key_and_copy(journal: Journal, tmp_path: Path, clock: ManualClock) -> None:
    """After a restart the same key and the hall's answer are there; a second answer changes nothing."""
    record = _print(journal, "t-1", *_UNKNOWN, found=PrintFound.SPOILED)
    begun = journal.reprints.begin(record.seq)
    assert journal.reprints.begin(record.seq) == begun
    journal.reprints.answered(begun, COPY)
    journal.reprints.answered(begun, ReprintCopy("other", 3, 9, 9, "b2" * 32))
    journal.close()
    with open_journal(tmp_path, clock).journal as later:
        again = later.reprints.begin(record.seq)
    assert (again.key, again.copy) == (begun.key, COPY)


def test_a_copy_that_came_out_ends_the_offer(journal: Journal) -> None:
    """Nothing came: the same copy again. It came: no other. It is spoiled in its turn: the next copy."""
    record = _print(journal, "t-1", *_PRINTED, found=PrintFound.SPOILED)
    reprint = journal.reprints.begin(record.seq)
    journal.reprints.answered(reprint, COPY)
    failed = _print(journal, reprint.key, *_NOT_PRINTED)
    assert _offered(journal) == [("t-1", 1)]
    # Whichever of the two is named, it is the same copy.
    assert journal.reprints.begin(failed.seq).key == journal.reprints.begin(record.seq).key == reprint.key
    copy = _print(journal, reprint.key, *_PRINTED)
    assert (copy.attempt, copy.copy_number) == (2, 2)
    assert _offered(journal) == []
    with pytest.raises(ReprintRefused, match="reprinted_already"):
        journal.reprints.begin(record.seq)
    journal.prints.reconcile(copy, PrintFound.SPOILED)
    assert _offered(journal) == [(reprint.key, 2)]
    assert journal.reprints.begin(copy.seq).key != reprint.key


def test_what_is_reprinted_does_not_come_out_any_more(journal: Journal) -> None:
    """The original had not come out; once its copy is ordered, its own transaction begins no other attempt."""
    record = _print(journal, "t-1", *_NOT_PRINTED)
    journal.reprints.begin(record.seq)
    assert not journal.prints.prepare(NewPrint("t-1", PrintKind.PAPER, CASE, "paper-t-1", "document_printer")).begun


def test_offers_end_and_are_let_go_of(journal: Journal, clock: ManualClock) -> None:
    """What was settled before the given moment is not offered; what is old and settled is deleted, reprint and all."""
    record = _print(journal, "t-1", *_PRINTED, found=PrintFound.SPOILED)
    clock.advance(60.0)
    journal.reprints.answered(journal.reprints.begin(record.seq), COPY)
    assert _offered(journal, since=(START + timedelta(seconds=1)).isoformat(timespec="microseconds")) == []
    journal.forget_before(START + timedelta(seconds=30))
    assert _offered(journal) == [("t-1", 1)]
    journal.forget_before(START + timedelta(days=1))
    assert journal.prints.find("t-1") is None


def test_reprints_cannot_be_changed(journal: Journal, tmp_path: Path) -> None:
    """The database itself refuses."""
    record = _print(journal, "t-1", *_NOT_PRINTED)
    journal.reprints.answered(journal.reprints.begin(record.seq), COPY)
    for statement in ("UPDATE reprints SET key = 'x'", "DELETE FROM reprint_copies"):
        with pytest.raises(JournalUnavailable, match="CONSTRAINT"), journal.prints._store.write() as connection:
            connection.execute(statement)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("SELECT copy_number FROM reprint_copies").fetchall() == [(2,)]
    connection.close()


@pytest.mark.parametrize(
    ("number", "kept"), [("99990120261123000017", "99990120261123000017"), ("有问题", ""), ("430124199001010014", "")]
)
def test_the_case_number_helps_staff_and_stops_no_print(journal: Journal, number: str, kept: str) -> None:
    """It is what the citizen's receipt says; one that could hold a name or an ID number is left out."""
    new = NewPrint("t-1", PrintKind.PAPER, CASE, "paper-1", "document_printer", case_number=number)
    assert journal.prints.prepare(new).record.case_number == kept


def test_a_torn_sheet_that_comes_back_is_spoiled_though_it_was_found_whole(journal: Journal) -> None:
    """Staff found an unknown print in the tray; later its citizen brings it back torn. The hall is told of both."""
    record = _print(journal, "t-1", *_UNKNOWN, found=PrintFound.PRINTED)
    assert [one.seq for one in journal.prints.came_out(since=EVER, limit=5)] == [record.seq]
    journal.prints.reconcile(record, PrintFound.SPOILED)
    assert _offered(journal) == [("t-1", 1)]
    assert journal.prints.came_out(since=EVER, limit=5) == ()
    reports = [each.message for each in journal.outbox.waiting() if isinstance(each.message, PrintReport)]
    assert [report.found for report in reports] == [PrintFound.UNKNOWN, PrintFound.PRINTED, PrintFound.SPOILED]
    assert journal.reprints.begin(record.seq).reason is ReprintReason.SPOILED


@pytest.mark.parametrize(("where", "facts"), [(IN_DOUBT, ()), (SINCE, (EVER,))])
def test_staff_do_not_read_a_year_to_see_a_day(journal: Journal, where: str, facts: tuple[str, ...]) -> None:
    """What the page asks for several times a second is found by an index."""
    with journal.prints._store.read() as connection:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {_SELECT} WHERE {where}", facts)]
    assert plan[0].startswith("SEARCH prints USING INTEGER PRIMARY KEY")
    assert not [step for step in plan if step.startswith("SCAN")]


def test_the_latest_papers_that_came_out(journal: Journal) -> None:
    """Latest first, no more than asked for, no receipts, and not what is known to be spoiled."""
    for number in range(4):
        _print(journal, f"t-{number}", *_PRINTED)
    _print(journal, "r-1", *_PRINTED, kind=PrintKind.RECEIPT)
    journal.prints.present("t-2", "citizen_left")
    journal.prints.complain("t-3")
    assert [one.transaction_id for one in journal.prints.came_out(since=EVER, limit=2)] == ["t-2", "t-1"]
