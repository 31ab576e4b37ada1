"""What social insurance, the housing fund and the tax office answer of employees, pensioners and those without work."""

from datetime import date
from typing import Final

from hall.seed.records.answers import Answers
from hall.seed.records.careers import LAST_MONTH, Career, Occupation
from hall.seed.records.town import Citizen, Town
from hall.seed.records.wording import day, money, month, month_number, month_start

PENSION: Final = "企业职工基本养老保险"
RESIDENTS_PENSION: Final = "城乡居民基本养老保险"
FIVE_KINDS: Final = (PENSION, "职工基本医疗保险", "失业保险", "工伤保险", "生育保险")
# What the social insurance office collects in one payment; medical and maternity insurance are the medical office's.
COLLECTED: Final = "养老、失业、工伤"
MONTHS_SHOWN: Final = 24
_RESIDENTS_BEGIN: Final = month_number(date(2012, 7, 1))
_FUND_PERCENT: Final = (7, 8, 10, 12)
# A year's taxable income up to, per mille, quick deduction: Individual Income Tax Law, table 1. All in fen.
_BRACKETS: Final = ((36_000_00, 30, 0), (144_000_00, 100, 2_520_00), (300_000_00, 200, 16_920_00))
_FREE_FEN: Final = 5_000_00
_EMPLOYEES_INSURANCE_PER_MILLE: Final = 105


def answer_work(town: Town, answers: Answers) -> None:
    """Say who is insured where, what was paid, and who draws what."""
    for serial, citizen in enumerate(town.citizens, start=1):
        match citizen.career.occupation:
            case Occupation.EMPLOYED:
                _say_insured(citizen, "正常参保", answers)
                _say_fund(citizen, answers)
                _say_tax(citizen, answers)
            case Occupation.UNEMPLOYED:
                _say_insured(citizen, "暂停缴费", answers)
                _say_unemployment(citizen, answers)
            case Occupation.AT_HOME:
                _say_resident(citizen, answers)
            case Occupation.RETIRED:
                _say_retired(citizen, serial, answers)
            case Occupation.PUPIL | Occupation.STUDENT:
                pass


def fund_percent(citizen: Citizen) -> int:
    """Return what employee and employer each pay into the housing fund; 0 for those without an account."""
    dice = citizen.dice("housing-fund")
    if citizen.career.occupation is not Occupation.EMPLOYED:
        return 0
    return dice.choose(_FUND_PERCENT) if citizen.example or dice.chance(82) else 0


def _say_insured(citizen: Citizen, state: str, answers: Answers) -> None:
    career = citizen.career
    for kind in FIVE_KINDS:
        answers.say(
            citizen.number,
            "insurance-status",
            kind=kind,
            state=state,
            employer=career.employer,
            since=month(career.first_month),
        )
    _say_payments(citizen, answers)


def _say_payments(citizen: Citizen, answers: Answers) -> None:
    """The months of the last two years in which an employer paid."""
    career = citizen.career
    base = money(career.wage_fen)
    for number in range(max(career.first_month, LAST_MONTH - MONTHS_SHOWN + 1), career.last_month + 1):
        answers.say(
            citizen.number,
            "insurance-payments",
            month=month(number),
            kind=COLLECTED,
            base=base,
            paid="已到账",
            months=str(number - career.first_month + 1),
        )


def _say_resident(citizen: Citizen, answers: Answers) -> None:
    """The residents' pension: one payment a year, from the year of age or of the scheme."""
    since = max(_RESIDENTS_BEGIN, month_number(citizen.born) + 18 * 12)
    answers.say(
        citizen.number, "insurance-status", kind=RESIDENTS_PENSION, state="正常参保", employer="", since=month(since)
    )
    base = money(citizen.dice("residents-pension").choose((300_00, 500_00, 1_000_00, 2_000_00)))
    last_year = LAST_MONTH // 12
    for year in (last_year - 1, last_year):
        paid_in = year * 12 + 5
        if paid_in >= since:
            answers.say(
                citizen.number,
                "insurance-payments",
                month=month(paid_in),
                kind=RESIDENTS_PENSION,
                base=base,
                paid="已到账",
                months=str((year - since // 12 + 1) * 12),
            )


def _say_retired(citizen: Citizen, serial: int, answers: Answers) -> None:
    career = citizen.career
    kind = PENSION if career.was_employed else RESIDENTS_PENSION
    since = career.first_month or min(_RESIDENTS_BEGIN, career.pension_month)
    answers.say(citizen.number, "insurance-status", kind=kind, state="待遇领取", employer="", since=month(since))
    if career.was_employed:
        _say_payments(citizen, answers)
    answers.say(
        citizen.number,
        "pension-benefit",
        kind="企业职工基本养老金" if career.was_employed else "城乡居民基本养老金",
        since=month(career.pension_month),
        monthly=money(_pension_fen(career, serial)),
    )


def _pension_fen(career: Career, serial: int) -> int:
    """Half a wage and more for many years; the residents' is a few hundred yuan."""
    if not career.was_employed:
        return 215_00 + serial % 40 * 3_50
    return career.wage_fen * (200 + career.months_insured) // 1000


def _say_unemployment(citizen: Citizen, answers: Answers) -> None:
    """Twelve months for up to five years paid, eighteen up to ten, else twenty-four (失业保险条例, article 17)."""
    career = citizen.career
    years = career.months_insured // 12
    due = 12 if years < 5 else 18 if years < 10 else 24
    registered = month_start(career.last_month + 1).replace(day=citizen.dice("unemployment").between(3, 26))
    taken = min(due, LAST_MONTH - career.last_month - 1)
    answers.say(
        citizen.number,
        "unemployment-status",
        registered_on=day(registered),
        months_due=str(due),
        months_taken=str(taken),
    )


def _say_fund(citizen: Citizen, answers: Answers) -> None:
    percent = fund_percent(citizen)
    if not percent:
        return
    career = citizen.career
    monthly = career.wage_fen * percent * 2 // 100
    kept = citizen.dice("housing-fund-balance").between(25, 90)
    answers.say(
        citizen.number,
        "housing-fund-account",
        employer=career.employer,
        state="正常缴存",
        monthly=money(monthly),
        balance=money(monthly * min(career.months_insured, 180) * kept // 100),
        paid_to=month(LAST_MONTH),
    )


def _say_tax(citizen: Citizen, answers: Answers) -> None:
    """Income tax withheld in the last twelve months that are declared, reckoned year by year as the law does."""
    career = citizen.career
    off = _FREE_FEN + career.wage_fen * (_EMPLOYEES_INSURANCE_PER_MILLE + 10 * fund_percent(citizen)) // 1000
    monthly = max(0, career.wage_fen - off)
    for number in range(max(career.first_month, LAST_MONTH - 12), LAST_MONTH):
        months = number - max(career.first_month, number // 12 * 12) + 1
        tax = _tax_fen(monthly * months) - _tax_fen(monthly * (months - 1))
        answers.say(
            citizen.number, "tax-payments", period=month(number), kind="个人所得税（工资薪金）", amount=money(tax)
        )


def _tax_fen(taxable_fen: int) -> int:
    for most, per_mille, quick in _BRACKETS:
        if taxable_fen <= most:
            return taxable_fen * per_mille // 1000 - quick
    raise ValueError("no synthetic wage reaches the next bracket")
