"""A start settles what the last run left, and never trusts, loses or overwrites a file in silence."""

import sqlite3
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.rating import RatingLevel
from kiosk.journal.errors import JournalInUse, JournalNewer, JournalUnavailable, StepRefused
from kiosk.journal.faults import FaultKind
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import FILE_NAME, Journal, open_journal
from kiosk.journal.messages import PrintFound, PrintReport, RatingGiven
from kiosk.journal.print_records import PrintKind, PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint
from kiosk.journal.schema import SCRIPTS, migrate, version_of
from tests.support.kiosk_clock import START, ManualClock

CASE = "c0ffee00-1111-4222-8333-444444444444"


def _open(folder: Path) -> Journal:
    return open_journal(folder, ManualClock()).journal


def _print(journal: Journal, name: str, *states: PrintState, kind: PrintKind = PrintKind.PAPER) -> PrintRecord:
    paper = f"paper-{name}" if kind is PrintKind.PAPER else None
    record = journal.prints.prepare(NewPrint(f"transaction-{name}", kind, CASE, paper, "printer")).record
    for state in states:
        record = journal.prints.settle(record, state, evidence="e")
    return record


def test_what_was_being_printed_is_unknown_after_a_restart(tmp_path: Path) -> None:
    """Sending and accepted become unknown, prepared becomes not printed, settled stays; staff and hall are told."""
    with _open(tmp_path) as journal:
        _print(journal, "prepared")
        _print(journal, "sending", PrintState.SENDING)
        _print(journal, "accepted", PrintState.SENDING, PrintState.ACCEPTED)
        _print(journal, "receipt", PrintState.SENDING, kind=PrintKind.RECEIPT)
        _print(journal, "printed", PrintState.SENDING, PrintState.PRINTED)
    opened = open_journal(tmp_path, ManualClock())
    with opened.journal as journal:
        unknown = ["transaction-sending", "transaction-accepted", "transaction-receipt"]
        assert [record.transaction_id for record in opened.recovery.unknown] == unknown
        assert [record.transaction_id for record in opened.recovery.not_printed] == ["transaction-prepared"]
        assert [record.transaction_id for record in journal.prints.for_staff()] == unknown
        reports = [posted.message for posted in journal.outbox.waiting() if isinstance(posted.message, PrintReport)]
        assert {(report.paper_id, report.found, report.evidence) for report in reports} == {
            ("paper-printed", PrintFound.PRINTED, "e"),
            ("paper-prepared", PrintFound.NOT_PRINTED, "interrupted"),
            ("paper-sending", PrintFound.UNKNOWN, "interrupted"),
            ("paper-accepted", PrintFound.UNKNOWN, "interrupted"),
        }
        assert [intent.kind for intent in journal.intents.open()] == [IntentKind.PRINT_REPORT] * 4
    again = open_journal(tmp_path, ManualClock())
    with again.journal as journal:
        assert again.recovery.unknown == ()
        assert journal.outbox.count_waiting() == 4


def test_a_late_claim_after_a_restart_is_refused(tmp_path: Path) -> None:
    """What was called unknown cannot be turned into printed by anybody but staff."""
    with _open(tmp_path) as journal:
        record = _print(journal, "sending", PrintState.SENDING)
    with _open(tmp_path) as journal, pytest.raises(StepRefused):
        journal.prints.settle(record, PrintState.PRINTED, evidence="job_completed")


def test_interrupted_intents_are_named_and_closed(tmp_path: Path) -> None:
    """A case that was being opened is reported once; messages to the hall stay open until delivered."""
    with _open(tmp_path) as journal:
        journal.intents.begin(IntentKind.OPEN_CASE, "key-of-a-case")
        journal.outbox.post("key-of-a-rating", RatingGiven(CASE, RatingLevel.FAIR))
    opened = open_journal(tmp_path, ManualClock())
    with opened.journal as journal:
        assert [intent.key for intent in opened.recovery.interrupted] == ["key-of-a-case"]
        assert [intent.kind for intent in journal.intents.open()] == [IntentKind.RATING]
        assert journal.intents.recent()[1].ended is IntentEnd.INTERRUPTED


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    """Folder 0700, files 0600."""
    folder = tmp_path / "state" / "hallkiosk"
    with _open(folder) as journal:
        journal.faults.note(FaultKind.EFFECT_CRASHED, "KeyError")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for file in folder.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_one_journal_one_kiosk(tmp_path: Path) -> None:
    """A second opening is refused while the first lives, and taken once it is closed."""
    with _open(tmp_path), pytest.raises(JournalInUse):
        _open(tmp_path)
    _open(tmp_path).close()


def _overwrite_header(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"this is no database file at all!")


def _overwrite_pages(file: Path) -> None:
    """Break every page but the first."""
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (file.stat().st_size - 4096))


def _another_program(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", [_overwrite_header, _overwrite_pages, _another_program])
def test_a_broken_journal_is_moved_aside(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """The file is kept byte for byte under another name, a new journal is begun, and a fault says so for good."""
    with _open(tmp_path) as journal:
        journal.outbox.post("key-of-a-rating", RatingGiven(CASE, RatingLevel.FAIR))
    file = tmp_path / FILE_NAME
    damage(file)
    broken = file.read_bytes()
    opened = open_journal(tmp_path, ManualClock())
    with opened.journal as journal:
        assert opened.damage is not None
        assert opened.damage.moved_to.read_bytes() == broken
        assert [fault.kind for fault in journal.faults.recent()] == [FaultKind.JOURNAL_DAMAGED]
        journal.intents.begin(IntentKind.OPEN_CASE, "after")
    again = open_journal(tmp_path, ManualClock())
    with again.journal as journal:
        assert again.damage is None
        assert [fault.kind for fault in journal.faults.recent()] == [FaultKind.JOURNAL_DAMAGED]


def test_what_a_broken_journal_still_tells_is_brought_over(tmp_path: Path) -> None:
    """Waiting messages keep their keys; a print under way becomes unknown, so that it cannot be printed again."""
    with _open(tmp_path) as journal:
        journal.outbox.post("key-of-a-rating", RatingGiven(CASE, RatingLevel.FAIR))
        _print(journal, "sending", PrintState.SENDING)
        _print(journal, "printed", PrintState.SENDING, PrintState.PRINTED)
        _print(journal, "torn", PrintState.SENDING, PrintState.PRINTED, PrintState.SPOILED)
        settled = _print(journal, "settled", PrintState.SENDING, PrintState.PRINTED)
        journal.prints.reconcile(settled, PrintFound.SPOILED)
        for number in range(400):
            journal.faults.note(FaultKind.EFFECT_CRASHED, f"filler-{number}")
        with journal.faults._store.read() as connection:
            root, size = connection.execute(
                "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'faults'"
            ).fetchone()
    with (tmp_path / FILE_NAME).open("r+b") as opened_file:
        opened_file.seek((root - 1) * size)
        opened_file.write(b"\xa5" * size)
    opened = open_journal(tmp_path, ManualClock())
    with opened.journal as journal:
        assert opened.damage is not None
        assert (opened.damage.messages_kept, opened.damage.prints_kept) == (6, 2)
        messages = {posted.key: posted.message for posted in journal.outbox.waiting()}
        assert messages["key-of-a-rating"] == RatingGiven(CASE, RatingLevel.FAIR)
        # What a citizen complained of still waits for staff; what they settled does not.
        waiting = [(record.transaction_id, record.state) for record in journal.prints.for_staff()]
        assert waiting == [("transaction-sending", PrintState.UNKNOWN), ("transaction-torn", PrintState.UNKNOWN)]
        assert "kept-6-messages-2-prints" in journal.faults.recent()[0].code


def test_a_newer_journal_is_left_alone(tmp_path: Path) -> None:
    """An older program refuses it without touching it, and lets go of its lock."""
    _open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(f"PRAGMA user_version = {len(SCRIPTS) + 1}")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    for _ in range(2):
        with pytest.raises(JournalNewer, match=str(len(SCRIPTS) + 1)):
            _open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_migrations_run_once_and_whole(tmp_path: Path) -> None:
    """A new version's script runs on an old file; one that fails leaves the version before it."""
    connection = sqlite3.connect(tmp_path / "j.sqlite3", isolation_level=None)
    try:
        migrate(connection)
        assert version_of(connection) == len(SCRIPTS)
        widened = [*SCRIPTS, "ALTER TABLE faults ADD COLUMN part TEXT;"]
        migrate(connection, widened)
        migrate(connection, widened)
        assert version_of(connection) == len(SCRIPTS) + 1
        broken = [*widened, "CREATE TABLE half (a); CREATE TABLE half (a);"]
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, broken)
        connection.execute("ROLLBACK")
        assert version_of(connection) == len(SCRIPTS) + 1
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    finally:
        connection.close()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "state").write_bytes(b"")
    with pytest.raises(JournalUnavailable, match="mkdir"):
        _open(tmp_path / "state")


def test_old_entries_go_and_open_ones_stay(tmp_path: Path) -> None:
    """Retention takes what ended long ago, and nothing that waits, is unknown, or ended lately."""
    clock = ManualClock()
    with open_journal(tmp_path, clock).journal as journal:
        _print(journal, "printed", PrintState.SENDING, PrintState.PRINTED)
        for posted in journal.outbox.waiting():
            journal.outbox.delivered(posted)
        _print(journal, "unknown", PrintState.SENDING, PrintState.UNKNOWN)
        seen = _print(journal, "seen", PrintState.SENDING, PrintState.UNKNOWN)
        journal.prints.reconcile(seen, PrintFound.PRINTED)
        _print(journal, "presented", PrintState.SENDING, PrintState.PRINTED, PrintState.PRESENTED)
        _print(journal, "complained", PrintState.SENDING, PrintState.PRINTED, PrintState.SPOILED)
        for posted in journal.outbox.waiting():
            journal.outbox.delivered(posted)
        journal.outbox.post("waits", RatingGiven(CASE, RatingLevel.FAIR))
        journal.faults.note(FaultKind.EFFECT_CRASHED, "old")
        clock.advance(timedelta(days=400).total_seconds())
        journal.faults.note(FaultKind.EFFECT_CRASHED, "new")
        _print(journal, "late", PrintState.SENDING, PrintState.PRINTED)
        journal.forget_before(START + timedelta(days=1))
        assert journal.prints.find("transaction-printed") is None
        assert journal.prints.find("transaction-seen") is None
        assert journal.prints.find("transaction-presented") is None
        assert journal.prints.find("transaction-unknown") is not None
        assert journal.prints.find("transaction-complained") is not None
        assert journal.prints.find("transaction-late") is not None
        assert "waits" in {posted.key for posted in journal.outbox.waiting()}
        assert [fault.code for fault in journal.faults.recent()] == ["new"]
        assert journal.forget_older_than(1) == 0
        with pytest.raises(JournalUnavailable, match="CONSTRAINT"), journal.faults._store.write() as connection:
            connection.execute("DELETE FROM faults")


def _post_many(journal: Journal, count: int) -> None:
    for number in range(count):
        journal.outbox.post(f"key-{number}", RatingGiven(CASE, RatingLevel.FAIR))


def test_a_full_disk_is_an_error_and_nothing_counts_as_written(tmp_path: Path) -> None:
    """When a write fails, the caller knows and the journal goes on afterwards."""
    with _open(tmp_path) as journal:
        with journal.faults._store.read() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(JournalUnavailable, match="SQLITE_FULL"):
            _post_many(journal, 500)
        with journal.faults._store.read() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        before = journal.outbox.count_waiting()
        journal.outbox.post("after", RatingGiven(CASE, RatingLevel.FAIR))
        assert journal.outbox.count_waiting() == before + 1
        assert len(journal.intents.open()) == before + 1
