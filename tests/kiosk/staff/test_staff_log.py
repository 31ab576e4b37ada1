"""The journal's record of staff: append-only, and it alone says whether the terminal is closed."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.staff import PauseReason, StaffAct, StaffRole
from kiosk.journal.journal import FILE_NAME, open_journal
from tests.support.kiosk_clock import ManualClock


def test_a_pause_outlives_a_restart(tmp_path: Path) -> None:
    """Whoever closed the terminal finds it closed, until it is opened."""
    clock = ManualClock()
    with open_journal(tmp_path, clock).journal as journal:
        assert journal.staff.paused() is None
        journal.staff.note(StaffRole.HALL, StaffAct.PAUSED, PauseReason.SUPPLIES.value)
    with open_journal(tmp_path, clock).journal as journal:
        assert journal.staff.paused() is PauseReason.SUPPLIES
        journal.staff.note(StaffRole.HALL, StaffAct.OPENED)
        assert journal.staff.paused() is None


def test_retention_keeps_the_act_that_closed_it(tmp_path: Path) -> None:
    """A terminal closed for years stays closed; the rest is forgotten."""
    clock = ManualClock()
    with open_journal(tmp_path, clock).journal as journal:
        journal.staff.note(StaffRole.HALL, StaffAct.ADMITTED)
        journal.staff.note(StaffRole.HALL, StaffAct.PAUSED, PauseReason.HOURS.value)
        journal.staff.note(StaffRole.HALL, StaffAct.LEFT)
        clock.advance(timedelta(days=800).total_seconds())
        journal.forget_older_than(400)
        assert journal.staff.paused() is PauseReason.HOURS
        assert [entry.act for entry in journal.staff.recent()] == [StaffAct.PAUSED]


def test_what_was_written_stays_as_it_is(tmp_path: Path) -> None:
    """The database refuses to change or to delete it."""
    with open_journal(tmp_path, ManualClock()).journal as journal:
        journal.staff.note(StaffRole.TECHNICIAN, StaffAct.ADMITTED)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        for tampering in ("UPDATE staff_acts SET role = 'hall'", "DELETE FROM staff_acts"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(tampering)
    connection.close()
