"""The facts that several registries must state alike, decided once: books, marriages, careers, mortgages, hardship."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from hall.registries.ports import Relation
from hall.seed.dice import Dice
from hall.seed.generate_people import CITY, DISTRICTS, STREETS, Person, years_later
from hall.seed.households import SeedFirm, firms, households
from hall.seed.houses import TOWN_RIGHT, House, houses
from hall.seed.records.careers import NEWEST_DAY, PENSION_AGE, Career, Occupation, age_on, career_of

ADULT_AGE: Final = 18
# Civil Code, article 1047.
MARRIAGE_AGE: Final = {"1": 22, "2": 20}
EXAMPLES: Final = 3
FRIDAY: Final = 5


class Mortgage(Enum):
    """Who has lent on a house."""

    NONE = "none"
    BANK = "bank"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Marriage:
    """A registered marriage: both have the same certificate number, and were of age on the day."""

    registered_on: date
    certificate_number: str
    office: str


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """A household book.

    Attributes:
        number: 户号.
        address: the head's registered address, and so everybody's.
        members: who is in it, the head first.
        marriage: of head and spouse, where there is a spouse.
        low_income: whether the household is assisted.
    """

    number: str
    address: str
    members: tuple[tuple[Person, Relation], ...]
    marriage: Marriage | None
    low_income: bool

    def others(self, relation: Relation) -> list[Person]:
        """Return the members of that relation to the head."""
        return [person for person, their in self.members if their is relation]


@dataclass(frozen=True, slots=True, eq=False)
class Citizen:
    """A synthetic person with everything that was decided about them.

    Attributes:
        residence: where they live: the newest address, else the registered one.
        elsewhere: whether that is in another district than the registered one.
        example: whether this is one of the design's three, who have something in every common question.
    """

    person: Person
    born: date
    age: int
    book: Book
    relation: Relation
    career: Career
    residence: str
    elsewhere: bool
    example: bool

    @property
    def number(self) -> str:
        """The citizen number."""
        return self.person.number

    @property
    def adult(self) -> bool:
        """Whether they are of age."""
        return self.age >= ADULT_AGE

    @property
    def marriage(self) -> Marriage | None:
        """Their marriage, where they are head or spouse of a book that has one."""
        return self.book.marriage if self.relation in {Relation.HEAD, Relation.SPOUSE} else None

    def dice(self, topic: str) -> Dice:
        """Return dice that depend on nobody else and on no other topic."""
        return Dice(f"hallkiosk-records-1/{topic}/{self.number}")


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody, every house and every firm."""

    citizens: tuple[Citizen, ...]
    houses: tuple[tuple[House, Mortgage], ...]
    firms: tuple[SeedFirm, ...]

    def owners(self) -> set[str]:
        """Return the numbers of all who own a house or a share of one."""
        return {hold.owner for house, _ in self.houses for hold in house.holds}


def found_town(people: Sequence[Person]) -> Town:
    """Return the town of these people: the same for the same people, for ever."""
    examples = {person.number for person in people[:EXAMPLES]}
    all_firms = tuple(firms(people))
    built = houses(people)
    own_firm = {firm.legal_person: firm.name for firm in reversed(all_firms)}
    careers = {
        person.number: career_of(
            person, own_firm=own_firm.get(person.number, ""), certainly_employed=person.number in examples
        )
        for person in people
    }
    well_off = set(own_firm) | {hold.owner for house in built for hold in house.holds}
    citizens = {
        person.number: _citizen(person, relation, book, careers[person.number], example=person.number in examples)
        for book in _books(people, careers, well_off)
        for person, relation in book.members
    }
    return Town(
        citizens=tuple(citizens[person.number] for person in people),
        houses=tuple((house, _mortgage(house, citizens)) for house in built),
        firms=all_firms,
    )


def district_of(address: str) -> str:
    """Return the district's name within an address of this city."""
    return next(name for name in DISTRICTS.values() if address.startswith(CITY + name))


def district_code(name: str) -> str:
    """Return the six digits of a district; they are of an area that does not exist."""
    return next(code for code, known in DISTRICTS.items() if known == name)


def some_address(dice: Dice, district: str) -> str:
    """Return an address nobody is registered at by intention."""
    building, storey = dice.between(1, 18), dice.between(1, 28)
    street = f"{dice.choose(STREETS)}{dice.between(1, 399)}号"
    return f"{CITY}{district}{street}{building}栋{storey}{dice.between(1, 4):02d}室"


def _books(people: Sequence[Person], careers: dict[str, Career], well_off: set[str]) -> list[Book]:
    by_number = {person.number: person for person in people}
    members: dict[int, list[tuple[Person, Relation]]] = {}
    for place in households(people):
        members.setdefault(place.household, []).append((by_number[place.number], place.relation))
    return [_book(serial, tuple(who), careers, well_off) for serial, who in members.items()]


def _book(
    serial: int, members: tuple[tuple[Person, Relation], ...], careers: dict[str, Career], well_off: set[str]
) -> Book:
    dice = Dice(f"hallkiosk-books-1/{serial}")
    head = members[0][0]
    address = head.address
    if head.newest_address and district_of(head.newest_address) == district_of(address):
        address = head.newest_address
    poor = not any(
        person.number in well_off or careers[person.number].occupation is Occupation.EMPLOYED for person, _ in members
    )
    return Book(
        number=f"{district_code(district_of(address))}{serial:06d}",
        address=address,
        members=members,
        marriage=_marriage(dice, serial, members, district_of(address)),
        low_income=poor and dice.chance(20),
    )


def _marriage(dice: Dice, serial: int, members: tuple[tuple[Person, Relation], ...], district: str) -> Marriage | None:
    """Return the marriage of head and spouse: before their child where the law let them, at once when it did if not."""
    couple = [person for person, relation in members if relation in {Relation.HEAD, Relation.SPOUSE}]
    if len(couple) < 2:
        return None
    of_age = max(years_later(date.fromisoformat(one.born), MARRIAGE_AGE[one.sex]) for one in couple)
    children = [date.fromisoformat(person.born) for person, relation in members if relation is Relation.CHILD]
    latest = min((*children, NEWEST_DAY))
    wished = dice.day(max(of_age, years_later(latest, -6)), latest) if of_age < latest else of_age
    registered_on = _next_office_day(wished)
    code = district_code(district)
    return Marriage(registered_on, f"J{code}-{registered_on.year}-{serial:06d}", f"{CITY}{district}民政局婚姻登记处")


def _next_office_day(day: date) -> date:
    """Return the first day from this one on that is neither at a weekend nor in the week of the National Day."""
    while day.isoweekday() > FRIDAY or (day.month == 10 and day.day <= 7):
        day += timedelta(days=1)
    return day


def _citizen(person: Person, relation: Relation, book: Book, career: Career, *, example: bool) -> Citizen:
    born = date.fromisoformat(person.born)
    elsewhere = bool(person.newest_address) and district_of(person.newest_address) != district_of(book.address)
    return Citizen(
        person=person,
        born=born,
        age=age_on(born, NEWEST_DAY),
        book=book,
        relation=relation,
        career=career,
        residence=person.newest_address if elsewhere else book.address,
        elsewhere=elsewhere,
        example=example,
    )


def _mortgage(house: House, citizens: dict[str, Citizen]) -> Mortgage:
    """Rural homesteads are not lent on, nor is anything to the old or to those who were no adults when they had it."""
    dice = Dice(f"hallkiosk-mortgages-1/{house.unit_number}")
    owner = citizens[house.holds[0].owner]
    if (
        house.right_type != TOWN_RIGHT
        or owner.age >= PENSION_AGE
        or age_on(owner.born, house.registered_on) < ADULT_AGE
    ):
        return Mortgage.NONE
    if owner.example or dice.chance(45):
        return Mortgage.FUND if owner.career.occupation is Occupation.EMPLOYED and dice.chance(50) else Mortgage.BANK
    return Mortgage.NONE
