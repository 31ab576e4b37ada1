"""What the medical insurance office answers."""

from datetime import date, timedelta
from typing import Final

from hall.seed.dice import Dice
from hall.seed.generate_people import CITY
from hall.seed.records.answers import Answers
from hall.seed.records.careers import LAST_MONTH, NEWEST_DAY, Career, Occupation
from hall.seed.records.town import Citizen, Town
from hall.seed.records.wording import day, money, month_number, month_start, years_and_months

MONTHS_SHOWN: Final = 12
_RESIDENTS_BEGIN: Final = month_number(date(2017, 1, 1))
_PREMIUM_FEN: Final = 400_00
_PREMIUM_DAY: Final = date(2025, 11, 18)
_PENSIONERS_SHARE_FEN: Final = 120_00
_SPENDING: Final = (
    (f"门诊（{CITY}样例医院）", 60, 480),
    (f"门诊（{CITY}样板区例一社区卫生服务中心）", 20, 160),
    (f"购药（{CITY}范例大药房例二店）", 15, 220),
    (f"住院（{CITY}样例医院）", 2_600, 9_800),
)


def answer_medical(town: Town, answers: Answers) -> None:
    """Say how everybody is insured, and what went in and out in the last twelve months."""
    for citizen in town.citizens:
        career = citizen.career
        dice = citizen.dice("medical")
        employee = career.was_employed
        months = _months_insured(citizen)
        answers.say(
            citizen.number,
            "medical-status",
            kind=_kind(career),
            state="暂停参保" if career.occupation is Occupation.UNEMPLOYED else "正常参保",
            years=years_and_months(months),
            balance=money(dice.between(80_00, 9_600_00)) if employee else "",
        )
        for when, what, fen in sorted(_payments(citizen, dice)):
            answers.say(citizen.number, "medical-payments", day=day(when), what=what, amount=money(fen))


def _kind(career: Career) -> str:
    if not career.was_employed:
        return "城乡居民基本医疗保险"
    return "职工基本医疗保险（退休）" if career.occupation is Occupation.RETIRED else "职工基本医疗保险（在职）"


def _months_insured(citizen: Citizen) -> int:
    """Employees by their career; others by whole years since the residents' scheme, or since they were born."""
    if citizen.career.was_employed:
        return citizen.career.months_insured
    return (LAST_MONTH // 12 - max(_RESIDENTS_BEGIN, month_number(citizen.born)) // 12 + 1) * 12


def _payments(citizen: Citizen, dice: Dice) -> list[tuple[date, str, int]]:
    rows: list[tuple[date, str, int]] = []
    career = citizen.career
    if career.was_employed:
        retired = career.occupation is Occupation.RETIRED
        share = _PENSIONERS_SHARE_FEN if retired else career.wage_fen * 2 // 100
        last = LAST_MONTH if retired else career.last_month
        first = max(career.first_month, LAST_MONTH - MONTHS_SHOWN + 1)
        rows.extend((month_start(number).replace(day=20), "个人账户划入", share) for number in range(first, last + 1))
    elif citizen.born < _PREMIUM_DAY:
        rows.append((_PREMIUM_DAY, "城乡居民医保个人缴费", _PREMIUM_FEN))
    for _ in range(dice.between(0, 4 if citizen.age < 60 else 7)):
        rare = dice.chance(6)
        what, low, high = _SPENDING[-1] if rare else dice.choose(_SPENDING[:-1])
        rows.append((NEWEST_DAY - timedelta(days=dice.between(1, 330)), what, dice.between(low * 100, high * 100)))
    return rows
