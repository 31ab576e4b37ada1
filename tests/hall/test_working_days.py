"""Working days: the announced calendar, terms that begin on the day after, files that cannot be true."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.workdays.calendar import CalendarWrong, read_calendar, working_days

DAYS = st.dates(min_value=date(2025, 11, 1), max_value=date(2027, 2, 1))


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 5, date(2026, 12, 4)),
        # Spring Festival: Saturday the 14th is worked, then nine days off.
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        # National Day: off until the 7th, Saturday the 10th is worked.
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
    ],
)
def test_terms(day: date, count: int, last: date) -> None:
    """A term ends on its last working day; the day it begins with does not count."""
    assert working_days().after(day, count) == last


@given(day=DAYS, count=st.integers(min_value=1, max_value=40))
def test_counting_there_and_back(day: date, count: int) -> None:
    """As many working days lie in a term as it has, its last day is worked, and no shorter term ends there."""
    calendar = working_days()
    last = calendar.after(day, count)
    assert calendar.works(last)
    assert calendar.between(day, last) == count
    assert calendar.between(day, last - timedelta(days=1)) == count - 1


def test_a_year_that_was_not_announced() -> None:
    """It counts Monday to Friday, and the calendar says that it does not know better."""
    calendar = working_days()
    assert calendar.years == {2026}
    assert calendar.works(date(2027, 1, 1))
    assert not calendar.works(date(2027, 1, 2))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("made_up = [2026-01-04", "made_up = [2026-01-05", r"2026\.made_up\[0\]"),
        ("made_up = [2026-01-04", "made_up = [2027-01-03", r"2026\.made_up\[0\]"),
        ("made_up = [2026-01-04", "made_up = [2026-02-15", r"2026\.made_up\[0\]"),
        ("to = 2026-01-03", "to = 2025-12-31", r"2026\.holidays\.new-year"),
        ("from = 2026-10-01", 'from = "2026-10-01"', r"2026\.holidays\.national-day"),
    ],
)
def test_wrong_calendars_are_refused(tmp_path: Path, old: str, new: str, place: str) -> None:
    """A made-up day that is a weekday, off, or of another year; a holiday that ends before it begins."""
    from hall.workdays.calendar import FILE

    text = FILE.read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "working_days.toml"
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CalendarWrong, match=place):
        read_calendar(wrong)
