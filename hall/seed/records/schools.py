"""What the education registry answers: school records of pupils and students, certificates of those who are through."""

from datetime import date
from typing import Final

from hall.seed.dice import Dice
from hall.seed.generate_people import CITY
from hall.seed.records.answers import Answers
from hall.seed.records.careers import GRADUATE_AGE, NEWEST_DAY, PRIMARY_SCHOOLS, Occupation, school_year_of
from hall.seed.records.town import Citizen, Town, district_of
from hall.seed.records.wording import NUMERALS, day

_COLLEGES: Final = ("云江样例大学", "云江范例师范学院", "云江试行职业技术学院")
_DEGREES: Final = (
    ("普通高等学校毕业证书（本科）", "05", 22),
    ("普通高等学校毕业证书（专科）", "06", 21),
)
_OLDEST_WITH_RECORD: Final = 55


def answer_schools(town: Town, answers: Answers) -> None:
    """Say who learns where, and who has learned what."""
    for serial, citizen in enumerate(town.citizens, start=1):
        dice = citizen.dice("schools")
        match citizen.career.occupation:
            case Occupation.PUPIL:
                _say_pupil(dice, citizen, answers)
            case Occupation.STUDENT:
                _say_student(dice, citizen, answers)
            case Occupation.EMPLOYED | Occupation.UNEMPLOYED | Occupation.AT_HOME:
                _say_certificates(dice, citizen, serial, answers)
            case Occupation.RETIRED:
                pass


def _say_pupil(dice: Dice, citizen: Citizen, answers: Answers) -> None:
    year = school_year_of(citizen.born)
    if year < -2:
        return
    district = district_of(citizen.residence)
    which = NUMERALS[dice.between(1, 3)]
    if year < 1:
        school, grade = f"例{which}幼儿园", ("大班", "中班", "小班")[-year]
    elif year <= 6:
        school, grade = f"例{which}小学", f"小学{NUMERALS[year]}年级"
    elif year <= 9:
        school, grade = f"例{which}初级中学", f"初中{NUMERALS[year - 6]}年级"
    else:
        school, grade = f"例{which}高级中学", f"高中{NUMERALS[year - 9]}年级"
    answers.say(
        citizen.number,
        "student-record",
        student_number=f"G{citizen.number}",
        school=f"{CITY}{district}{school}",
        grade=grade,
        state="在读",
    )


def _say_student(dice: Dice, citizen: Citizen, answers: Answers) -> None:
    """A student's year follows from age alone: nobody here ever had to repeat one."""
    year = min(4, max(1, school_year_of(citizen.born) - 12))
    answers.say(
        citizen.number,
        "student-record",
        student_number=f"G{citizen.number}",
        school=dice.choose(_COLLEGES[:2] if year == 4 else _COLLEGES),
        grade=f"大学{NUMERALS[year]}年级",
        state="在读",
    )


def _say_certificates(dice: Dice, citizen: Citizen, serial: int, answers: Answers) -> None:
    teacher = citizen.career.employer in PRIMARY_SCHOOLS
    if not GRADUATE_AGE <= citizen.age <= _OLDEST_WITH_RECORD:
        return
    if not (teacher or citizen.example or dice.chance(55)):
        return
    title, level, age = dice.choose(_DEGREES)
    graduated = date(citizen.born.year + age, 6, 30)
    if graduated > NEWEST_DAY:
        return
    answers.say(
        citizen.number,
        "qualification",
        title=title,
        number=f"999991{graduated.year}{level}{serial:06d}",
        issued_on=day(graduated),
    )
    if teacher:
        answers.say(
            citizen.number,
            "qualification",
            title="小学教师资格证书",
            number=f"{graduated.year}9999{serial:09d}",
            issued_on=day(graduated),
        )
