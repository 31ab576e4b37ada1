"""Synthetic household books, mobile numbers and firms: the same synthetic people give the same, for ever.

Every child lives with two adults who could be its parents. Mobile numbers begin with 1400000, which no person has;
firms have codes of an area that does not exist and names that no firm would take.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hall.registries.ports import Relation
from hall.seed.dice import Dice
from hall.seed.generate_people import CITY, Person

SEED: Final = "hallkiosk-households-1"
FIRM_EVERY: Final = 12
ADULT_BEFORE: Final = "2008-07-01"
_YOUNGEST_PARENT_YEARS: Final = 22
_OLDEST_PARENT_YEARS: Final = 45
_TRADES: Final = ("样品贸易", "范例餐饮", "试行科技", "例会服务", "模型建材")
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in a household book."""

    household: int
    number: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class SeedFirm:
    """A firm in business."""

    uscc: str
    name: str
    legal_person: str


def mobile_of(index: int) -> str:
    """Return the mobile number of the person at this place in the file."""
    return f"1400000{index:04d}"


def households(people: Sequence[Person]) -> list[Membership]:
    """Return who lives with whom: families first, then everybody else alone."""
    dice = Dice(SEED)
    free = [person for person in people if person.born < ADULT_BEFORE]
    books: list[Membership] = []
    placed: set[str] = set()
    book = 0
    for child in (person for person in people if person.born >= ADULT_BEFORE):
        parents = _parents(dice, child, free)
        if parents is None:
            continue
        book += 1
        members = [(parents[0], Relation.HEAD), (parents[1], Relation.SPOUSE), (child, Relation.CHILD)]
        for person, relation in members:
            books.append(Membership(book, person.number, relation))
            placed.add(person.number)
        free = [person for person in free if person not in parents]
    for person in people:
        if person.number not in placed:
            book += 1
            books.append(Membership(book, person.number, Relation.HEAD))
    return books


def firms(people: Sequence[Person]) -> list[SeedFirm]:
    """Return every firm: each twelfth adult has one or two, and the design's second example has two."""
    dice = Dice(SEED + "/firms")
    founded: list[SeedFirm] = []
    for index, person in enumerate(person for person in people if person.born < ADULT_BEFORE):
        if index % FIRM_EVERY != 1:
            continue
        for _ in range(2 if index == 1 or dice.chance(30) else 1):
            trade = dice.choose(_TRADES)
            code = _uscc(len(founded) + 1)
            founded.append(SeedFirm(code, f"{CITY}{person.name[1:]}{trade}有限公司{len(founded) + 1}号", person.number))
    return founded


def _parents(dice: Dice, child: Person, free: Sequence[Person]) -> tuple[Person, Person] | None:
    """Return two adults of an age to be the child's parents, its own surname first; None where there are none left."""
    born = date.fromisoformat(child.born)

    def fits(person: Person) -> bool:
        years = born.year - date.fromisoformat(person.born).year
        return _YOUNGEST_PARENT_YEARS <= years <= _OLDEST_PARENT_YEARS

    able = [person for person in free if fits(person)]
    named = [person for person in able if person.name[0] == child.name[0]] or able
    if not named:
        return None
    first = dice.choose(named)
    others = [person for person in able if person.sex != first.sex]
    return (first, dice.choose(others)) if others else None


def _uscc(serial: int) -> str:
    """Return a unified social credit code of an area that does not exist: valid by checksum (GB 32100)."""
    first = f"91999900KT{serial:06d}0"
    total = sum(weight * _ALPHABET.index(character) for weight, character in zip(_WEIGHTS, first, strict=True))
    return first + _ALPHABET[(31 - total % 31) % 31]
