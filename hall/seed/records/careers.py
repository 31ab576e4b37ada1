"""What each synthetic person does for a living, or did: insurance, fund, tax and schools follow from it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from hall.seed.dice import Dice
from hall.seed.generate_people import CITY, Person, years_later
from hall.seed.records.wording import month_number

# The newest day the registries know of; nothing in them is later, but for days until which something is valid.
NEWEST_DAY: Final = date(2026, 10, 31)
LAST_MONTH: Final = month_number(NEWEST_DAY)
# One age for everybody, and none of the law's gradual steps: this town is no model of the law.
PENSION_AGE: Final = 60
WORKING_AGE: Final = 18
GRADUATE_AGE: Final = 22
_FIRST_INSURED_MONTH: Final = month_number(date(1992, 1, 1))
_PENSION_AFTER_MONTHS: Final = 15 * 12
_FIRST_SCHOOL_YEAR: Final = 2026

PRIMARY_SCHOOLS: Final = (f"{CITY}样板区例一小学", f"{CITY}示例区例二小学", f"{CITY}例江区例三小学")
EMPLOYERS: Final = (
    *PRIMARY_SCHOOLS,
    f"{CITY}样例医院",
    f"{CITY}范例公共交通有限公司",
    f"{CITY}样板区例一精密机械制造有限公司",
    f"{CITY}示例区例二食品有限公司",
    f"{CITY}例江区例三物流有限公司",
    f"{CITY}试验县例四建筑工程有限公司",
    f"{CITY}范水县例五纺织有限公司",
    f"{CITY}模拟县例六农产品有限公司",
    f"{CITY}样例软件技术有限公司",
    f"{CITY}试范商业管理有限公司",
    f"{CITY}范例物业服务有限公司",
)


class Occupation(Enum):
    """What a person does. Only `EMPLOYED` have an employer."""

    PUPIL = "pupil"
    STUDENT = "student"
    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    AT_HOME = "at_home"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Career:
    """A person's working life; months are numbers of `wording.month_number`.

    Attributes:
        employer: whoever employs them now, else "".
        first_month, last_month: of insurance as an employee; 0 for those who never were one.
        wage_fen: a month, and the base of every insurance.
        pension_month: the first month of a pension; 0 for those who draw none.
    """

    occupation: Occupation
    employer: str = ""
    first_month: int = 0
    last_month: int = 0
    wage_fen: int = 0
    pension_month: int = 0

    @property
    def was_employed(self) -> bool:
        """Whether there ever was an employer."""
        return self.first_month > 0

    @property
    def months_insured(self) -> int:
        """How many months were paid as an employee."""
        return self.last_month - self.first_month + 1 if self.was_employed else 0


def age_on(born: date, moment: date) -> int:
    """Return the whole years between."""
    years = moment.year - born.year
    return years if years_later(born, years) <= moment else years - 1


def career_of(person: Person, *, own_firm: str, certainly_employed: bool) -> Career:
    """Return the person's career. `own_firm` employs them if they are of an age to work; "" if they have none."""
    dice = Dice(f"hallkiosk-careers-1/{person.number}")
    born = date.fromisoformat(person.born)
    age = age_on(born, NEWEST_DAY)
    if school_year_of(born) <= 12:
        return Career(Occupation.PUPIL)
    certain = bool(own_firm) or certainly_employed
    if age < GRADUATE_AGE and not certain and (age < WORKING_AGE or dice.chance(70)):
        return Career(Occupation.STUDENT)
    if age >= PENSION_AGE:
        return _retired(dice, born)
    if not certain and dice.chance(10):
        return Career(Occupation.AT_HOME)
    first = _first_month(dice, born, age)
    wage = dice.between(42, 168) * 100_00
    if not certain and first < LAST_MONTH - 36 and dice.chance(8):
        last = LAST_MONTH - dice.between(2, 11)
        return Career(Occupation.UNEMPLOYED, first_month=first, last_month=last, wage_fen=wage)
    employer = own_firm or dice.choose(EMPLOYERS)
    return Career(Occupation.EMPLOYED, employer, first_month=first, last_month=LAST_MONTH, wage_fen=wage)


def school_year_of(born: date) -> int:
    """Return the year of school this autumn: 1 to 6 primary, to 9 and to 12 secondary; below 1 not yet, above 12 done.

    Who is six by the end of August begins in September (Compulsory Education Law, article 11).
    """
    begins = born.year + 6 if (born.month, born.day) <= (8, 31) else born.year + 7
    return _FIRST_SCHOOL_YEAR - begins + 1


def _first_month(dice: Dice, born: date, age: int) -> int:
    """July of the year in which they are 22, or 18 for the young, and up to two and a half years on."""
    begins = GRADUATE_AGE if age >= GRADUATE_AGE else WORKING_AGE
    first = month_number(date(born.year + begins, 7, 1)) + dice.between(0, 30)
    return max(_FIRST_INSURED_MONTH, min(first, LAST_MONTH - 1))


def _retired(dice: Dice, born: date) -> Career:
    """Two in three were employees till then; the others have the residents' pension."""
    begins = month_number(years_later(born, PENSION_AGE)) + 1
    insured_long_enough = begins - _FIRST_INSURED_MONTH >= _PENSION_AFTER_MONTHS + 24
    if not insured_long_enough or dice.chance(34):
        return Career(Occupation.RETIRED, pension_month=begins)
    return Career(
        Occupation.RETIRED,
        first_month=_FIRST_INSURED_MONTH + dice.between(0, 24),
        last_month=begins - 1,
        wage_fen=dice.between(42, 120) * 100_00,
        pension_month=begins,
    )
