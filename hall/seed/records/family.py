"""What population, household, marriage and death registries and the police answer."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from hall.registries.ports import Relation
from hall.seed.generate_people import CITY
from hall.seed.records.answers import Answers
from hall.seed.records.careers import NEWEST_DAY
from hall.seed.records.town import MARRIAGE_AGE, Book, Citizen, Town, district_code, district_of
from hall.seed.records.wording import day

NO_CRIME: Final = "未发现违法犯罪记录"
NOT_MARRIED: Final = "无婚姻登记记录"
_FORMER_SURNAMES: Final = "样例试范"


def answer_family(town: Town, answers: Answers) -> None:
    """Say who everybody is, with whom they live, whom they married and of whom they were born."""
    names = Counter(citizen.person.name for citizen in town.citizens)
    for serial, citizen in enumerate(town.citizens, start=1):
        person = citizen.person
        answers.say(
            citizen.number,
            "person",
            name=person.name,
            born=person.born,
            address=citizen.book.address,
            former_name=_former_name(citizen),
        )
        answers.say(citizen.number, "same-name", count=str(names[person.name]))
        answers.say(citizen.number, "criminal-record", found=NO_CRIME, until=day(NEWEST_DAY))
        _say_household(citizen, answers)
        if citizen.age >= MARRIAGE_AGE[person.sex]:
            _say_marriage(citizen, serial, answers)
        if citizen.relation is Relation.CHILD:
            _say_birth(citizen, serial, answers)
        if citizen.adult and not citizen.example:
            _say_end(citizen, serial, answers)


def _former_name(citizen: Citizen) -> str:
    dice = citizen.dice("former-name")
    plain = len(citizen.person.name) == 3 and "·" not in citizen.person.name
    return citizen.person.name[0] + dice.choose(_FORMER_SURNAMES) + "零" if plain and dice.chance(4) else ""


def _say_household(citizen: Citizen, answers: Answers) -> None:
    """Everybody in a book is told all of it."""
    book = citizen.book
    for person, relation in book.members:
        answers.say(
            citizen.number,
            "household-members",
            household=book.number,
            address=book.address,
            name=person.name,
            relation=_relation(relation, person.sex),
            born=person.born,
            moved_in=_moved_in(book, relation, born=person.born),
        )


def _relation(relation: Relation, sex: str) -> str:
    match relation:
        case Relation.HEAD:
            return "户主"
        case Relation.SPOUSE:
            return "夫" if sex == "1" else "妻"
        case Relation.CHILD:
            return "子" if sex == "1" else "女"
        case Relation.PARENT:
            return "父" if sex == "1" else "母"
        case Relation.OTHER:
            return "其他"


def _moved_in(book: Book, relation: Relation, *, born: str) -> str:
    """A spouse came after the wedding; heads and children are there since they were born."""
    if relation is Relation.SPOUSE and book.marriage:
        return day(min(book.marriage.registered_on + timedelta(days=9), NEWEST_DAY))
    return born


def _say_marriage(citizen: Citizen, serial: int, answers: Answers) -> None:
    marriage = citizen.marriage
    if marriage:
        answers.say(
            citizen.number,
            "marriage-status",
            status="已婚",
            registered_on=day(marriage.registered_on),
            certificate_number=marriage.certificate_number,
            office=marriage.office,
        )
        return
    dice = citizen.dice("divorce")
    if citizen.age < 30 or citizen.example or not dice.chance(9):
        answers.say(
            citizen.number, "marriage-status", status=NOT_MARRIED, registered_on="", certificate_number="", office=""
        )
        return
    earliest = max(citizen.born.year + 26, 1980)
    divorced_on = dice.day(date(earliest, 1, 1), date(NEWEST_DAY.year - 1, 12, 31))
    district = district_of(citizen.book.address)
    answers.say(
        citizen.number,
        "marriage-status",
        status="离婚",
        registered_on=day(divorced_on),
        certificate_number=f"L{district_code(district)}-{divorced_on.year}-{serial:06d}",
        office=f"{CITY}{district}民政局婚姻登记处",
    )


def _say_birth(citizen: Citizen, serial: int, answers: Answers) -> None:
    """The child's record, which its parents get as well when they ask."""
    parents = {
        person.sex: person for person, relation in citizen.book.members if relation in {Relation.HEAD, Relation.SPOUSE}
    }
    for number in (citizen.number, *(person.number for person in parents.values())):
        answers.say(
            number,
            "birth-record",
            name=citizen.person.name,
            born=citizen.person.born,
            mother=parents["2"].name,
            father=parents["1"].name,
            certificate_number=f"例99{serial:07d}",
        )


def _say_end(citizen: Citizen, serial: int, answers: Answers) -> None:
    """A few have lost a parent, who then left the book; a few others have an entry of their own that was struck out."""
    dice = citizen.dice("end")
    plain = "·" not in citizen.person.name
    if plain and 38 <= citizen.age <= 66 and dice.chance(6):
        died_on = NEWEST_DAY - timedelta(days=dice.between(40, 900))
        answers.say(
            citizen.number,
            "death-record",
            name=f"{citizen.person.name[0]}范零",
            died_on=day(died_on),
            cremated_on=day(died_on + timedelta(days=3)),
            certificate_number=f"例亡{died_on.year}99{serial:06d}",
        )
        answers.say(
            citizen.number,
            "household-cancelled",
            cancelled_on=day(died_on + timedelta(days=dice.between(5, 28))),
            reason="户内成员死亡",
        )
    elif citizen.person.sex == "1" and citizen.age >= 24 and dice.chance(3):
        answers.say(
            citizen.number,
            "household-cancelled",
            cancelled_on=day(citizen.born.replace(year=citizen.born.year + 18, month=9, day=1)),
            reason="参军入伍",
        )
