"""What social assistance, the disabled persons' federation and the office of subsidies answer."""

from datetime import date
from typing import Final

from hall.registries.ports import Relation
from hall.seed.dice import Dice
from hall.seed.generate_people import years_later
from hall.seed.records.answers import Answers
from hall.seed.records.careers import LAST_MONTH, NEWEST_DAY
from hall.seed.records.town import Citizen, Town, district_of
from hall.seed.records.wording import day, money, month_start

MONTHS_SHOWN: Final = 12
_ASSISTANCE_FEN: Final = 680_00
_DISABLED_FEN: Final = 100_00
_VERY_OLD_FEN: Final = 120_00
_VERY_OLD: Final = 80
_PAID_ON_DAY: Final = 15
# GB/T 26341; the digits are part of the certificate's number.
_KINDS: Final = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_LEVELS: Final = "一二三四"
_SEVERE: Final = 2


def answer_welfare(town: Town, answers: Answers) -> None:
    """Say who is assisted, who is disabled and what was paid to whom in the last twelve months."""
    for citizen in town.citizens:
        if citizen.book.low_income:
            _say_assistance(citizen, answers)
        level = _say_disability(citizen, answers)
        _say_subsidies(citizen, level, answers)


def _say_assistance(citizen: Citizen, answers: Answers) -> None:
    """The household is assisted as a whole, so all of it have the same record."""
    people = len(citizen.book.members)
    rural = district_of(citizen.book.address).endswith("县")
    answers.say(
        citizen.number,
        "low-income",
        kind="农村居民最低生活保障" if rural else "城市居民最低生活保障",
        since=day(Dice(f"hallkiosk-assistance-1/{citizen.book.number}").day(date(2022, 1, 1), date(2025, 6, 30))),
        people=str(people),
        monthly=money(_ASSISTANCE_FEN * people),
    )


def _say_disability(citizen: Citizen, answers: Answers) -> int:
    """Return the level, 1 the severest, or 0. The certificate's number is the citizen's with kind and level behind."""
    dice = citizen.dice("disability")
    if citizen.example or not dice.chance(30 if citizen.book.low_income else 4):
        return 0
    kind, level = dice.between(1, len(_KINDS)), dice.between(1, len(_LEVELS))
    issued = dice.day(max(citizen.born, date(2018, 1, 1)), date(2026, 6, 30))
    answers.say(
        citizen.number,
        "disability",
        certificate_number=f"{citizen.number}{kind}{level}",
        kind=f"{_KINDS[kind - 1]}残疾",
        level=f"{_LEVELS[level - 1]}级",
        valid_until=day(years_later(issued, 10)),
    )
    return level


def _say_subsidies(citizen: Citizen, disability_level: int, answers: Answers) -> None:
    low_income, head = citizen.book.low_income, citizen.relation is Relation.HEAD
    monthly: list[tuple[str, int]] = []
    if low_income and head:
        monthly.append(("最低生活保障金", _ASSISTANCE_FEN * len(citizen.book.members)))
    if low_income and disability_level:
        monthly.append(("困难残疾人生活补贴", _DISABLED_FEN))
    if 0 < disability_level <= _SEVERE:
        monthly.append(("重度残疾人护理补贴", _DISABLED_FEN))
    if citizen.age > _VERY_OLD:
        monthly.append(("高龄津贴", _VERY_OLD_FEN))
    rows = [
        (month_start(number).replace(day=_PAID_ON_DAY), project, fen)
        for number in range(LAST_MONTH - MONTHS_SHOWN + 1, LAST_MONTH + 1)
        for project, fen in monthly
    ]
    if head and citizen.adult and district_of(citizen.book.address).endswith("县"):
        acres = citizen.dice("farmland").between(10, 62)
        rows.append((date(NEWEST_DAY.year, 6, 20), "耕地地力保护补贴", acres * 10_50))
    for when, project, fen in sorted(rows):
        answers.say(
            citizen.number, "subsidy-payments", day=day(when), project=project, amount=money(fen), state="已到账"
        )
