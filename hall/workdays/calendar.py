"""Working days by the calendar that the State Council announces each year (hall/seed/working_days.toml).

Monday to Friday work, but for days off; some Saturdays and Sundays are worked to make up for them. A year that the file
does not hold counts Monday to Friday, so a day that falls into it may move once that year is announced.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parents[1] / "seed" / "working_days.toml"
_SATURDAY: Final = 5


class CalendarWrong(Exception):
    """The file cannot be true. `place` names the year and the entry."""

    def __init__(self, place: str) -> None:
        """Keep where."""
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar of working days.

    Attributes:
        off: days off that would have been worked, and weekends named with them.
        made_up: Saturdays and Sundays that are worked.
        years: for which the calendar was announced.
    """

    off: frozenset[date]
    made_up: frozenset[date]
    years: frozenset[int]

    def works(self, day: date) -> bool:
        """Say whether `day` is a working day."""
        return day in self.made_up or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, count: int) -> date:
        """Return the last day of a term of `count` (at least 1) working days: `day` itself does not count."""
        left = count
        while left:
            day += timedelta(days=1)
            left -= self.works(day)
        return day

    def between(self, day: date, last: date) -> int:
        """Return how many working days come after `day` up to and including `last`; 0 where `last` is past."""
        return sum(self.works(day + timedelta(days=ahead)) for ahead in range(1, (last - day).days + 1))


def read_calendar(file: Path) -> WorkingDays:
    """Return the calendar in `file`. Raises `CalendarWrong`, `tomllib.TOMLDecodeError`."""
    off: set[date] = set()
    made_up: set[date] = set()
    years = tomllib.loads(file.read_text(encoding="utf-8"))
    for year, announced in years.items():
        for name, holiday in announced["holidays"].items():
            off |= set(_days(f"{year}.holidays.{name}", int(year), holiday))
        for number, day in enumerate(announced["made_up"]):
            if day.year != int(year) or day.weekday() < _SATURDAY or day in off:
                raise CalendarWrong(f"{year}.made_up[{number}]")
            made_up.add(day)
    return WorkingDays(frozenset(off), frozenset(made_up), frozenset(map(int, years)))


def _days(place: str, year: int, holiday: dict[str, Any]) -> list[date]:
    first, last = holiday["from"], holiday["to"]
    if not (isinstance(first, date) and isinstance(last, date) and first.year == year and first <= last):
        raise CalendarWrong(place)
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


@cache
def working_days() -> WorkingDays:
    """Return this hall's calendar."""
    return read_calendar(FILE)
