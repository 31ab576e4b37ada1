"""What the vehicle office and the traffic police answer: plates, licences, violations and their points."""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from hall.seed.dice import Dice
from hall.seed.generate_people import CITY, DISTRICTS, STREETS, years_later
from hall.seed.records.answers import Answers
from hall.seed.records.careers import NEWEST_DAY, age_on
from hall.seed.records.town import ADULT_AGE, Citizen, Town
from hall.seed.records.wording import day, money

EXAMPLE_WITH_CAR: Final = 1
_YOUNGEST_OWNER: Final = 21
_OLDEST_OWNER: Final = 72


class Violation(NamedTuple):
    """A kind of violation. Points: 道路交通安全违法行为记分管理办法 of 2022."""

    what: str
    fine_yuan: int
    points: int


_OVER_THE_LINE: Final = Violation("违反禁止标线指示", 100, 1)
_VIOLATIONS: Final = (
    Violation("违反规定停放机动车", 150, 0),
    _OVER_THE_LINE,
    Violation("不按规定车道行驶", 100, 1),
    Violation("驾驶时拨打、接听手持电话", 100, 3),
    Violation("违反道路交通信号灯通行", 200, 6),
)


def answer_roads(town: Town, answers: Answers) -> None:
    """Say who may drive, who owns a car and what each did wrong with it."""
    for place, citizen in enumerate(town.citizens):
        dice = citizen.dice("roads")
        of_age = _YOUNGEST_OWNER <= citizen.age <= _OLDEST_OWNER
        owner = place == EXAMPLE_WITH_CAR or (of_age and not citizen.book.low_income and dice.chance(36))
        if owner:
            _say_car(dice, citizen, serial=place + 1, answers=answers)
        if owner or citizen.example or (of_age and dice.chance(20)):
            _say_licence(dice, citizen, owner=owner, answers=answers)


def _say_car(dice: Dice, citizen: Citizen, *, serial: int, answers: Answers) -> None:
    """The first inspection is after six years, then every second (until the tenth year, which none here reaches)."""
    electric = dice.chance(30)
    registered = dice.day(date(2019, 1, 1), date(2026, 8, 31))
    inspected_until = years_later(registered, 6)
    while inspected_until < NEWEST_DAY and not dice.chance(8):
        inspected_until = years_later(inspected_until, 2)
    answers.say(
        citizen.number,
        "vehicle-record",
        plate=f"例A{'D' if electric else ''}{serial:05d}",
        kind="小型新能源汽车" if electric else "小型轿车",
        state="正常" if inspected_until >= NEWEST_DAY else "逾期未检验",
        inspected_until=day(inspected_until),
    )


def _say_licence(dice: Dice, citizen: Citizen, *, owner: bool, answers: Answers) -> None:
    """Points count for twelve months from the day of the year on which the licence was first issued, then lapse."""
    earliest = max(years_later(citizen.born, ADULT_AGE), date(1985, 1, 1))
    since = dice.day(earliest, max(earliest, min(years_later(citizen.born, 40), date(2025, 6, 30))))
    years = age_on(since, NEWEST_DAY)
    cycle_began = years_later(since, years)
    violations = _violations(dice, since) if owner else []
    if owner and citizen.example:
        violations.append((_some_time(dice, dice.day(cycle_began, NEWEST_DAY)), _crossing(dice), _OVER_THE_LINE))
    points = 0
    for moment, place, kind in sorted(violations):
        if moment.date() >= cycle_began:
            points += kind.points
        answers.say(
            citizen.number,
            "traffic-violations",
            day=f"{moment:%Y-%m-%d %H:%M}",
            place=place,
            what=kind.what,
            fine=money(kind.fine_yuan * 100),
            points=str(kind.points),
        )
    answers.say(
        citizen.number,
        "driving-licence",
        classes=dice.choose(("C1", "C1", "C1", "C2", "B2")),
        since=day(since),
        valid_until=_valid_until(since, years),
        points=str(points),
        state="正常",
    )


def _violations(dice: Dice, since: date) -> list[tuple[datetime, str, Violation]]:
    """At most three in the last two years, and with one more point still below twelve."""
    rows: list[tuple[datetime, str, Violation]] = []
    left = 10
    for _ in range(dice.choose((0, 0, 1, 1, 2, 3))):
        when = dice.day(max(since, NEWEST_DAY - timedelta(days=730)), NEWEST_DAY)
        kind = dice.choose([violation for violation in _VIOLATIONS if violation.points <= left])
        left -= kind.points
        rows.append((_some_time(dice, when), _crossing(dice), kind))
    return rows


def _some_time(dice: Dice, when: date) -> datetime:
    """Return a moment of that day by the clocks of the place."""
    return datetime(when.year, when.month, when.day, dice.between(6, 22), dice.between(0, 59))  # noqa: DTZ001


def _crossing(dice: Dice) -> str:
    return f"{CITY}{dice.choose(tuple(DISTRICTS.values()))}{dice.choose(STREETS)}与{dice.choose(STREETS)}路口"


def _valid_until(since: date, years: int) -> str:
    """Six years, then ten, then for good (机动车驾驶证申领和使用规定)."""
    if years < 6:
        return day(years_later(since, 6))
    return day(years_later(since, 16)) if years < 16 else "长期"
