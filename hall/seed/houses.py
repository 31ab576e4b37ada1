"""Synthetic houses for the synthetic people: the same people give the same houses, for ever.

Some 45 in a hundred adults own one to three; of the design's three examples the first and third own none and the second
owns two. One in four houses is shared with somebody else, jointly or by shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from hall.registries.ports import Sharing
from hall.seed.dice import Dice
from hall.seed.generate_people import CITY, DISTRICTS, STREETS, Person

SEED: Final = "hallkiosk-houses-1"
LAST_REGISTRATION: Final = date(2026, 6, 30)
EXAMPLES_WITHOUT: Final = frozenset({"430124199001010014", "43030220000229001X"})
EXAMPLE_WITH_TWO: Final = "431382198502280013"
TOWN_RIGHT: Final = (
    "国有建设用地使用权/房屋所有权",
    "use of state-owned land for construction, and ownership of the house",
)
VILLAGE_RIGHT: Final = (
    "宅基地使用权/房屋所有权",
    "use of a rural homestead, and ownership of the house",
)


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds a house, and how."""

    owner: str
    sharing: Sharing
    share: str
    certificate_number: str


@dataclass(frozen=True, slots=True)
class House:
    """A house. `unit_number` has the 28 characters of GB/T 37346: parcel (19), mark of fixtures (1), building, flat."""

    unit_number: str
    location: str
    right_type: tuple[str, str]
    area_m2: Decimal
    registered_on: date
    holds: tuple[Hold, ...]


def houses(people: Sequence[Person]) -> list[House]:
    """Return every house, always in the same order."""
    dice = Dice(SEED)
    adults = [person for person in people if person.born < "2008-07-01"]
    built: list[House] = []
    for person in adults:
        for _ in range(_how_many(dice, person)):
            partner = dice.choose(adults)
            shareable = partner.number != person.number and partner.number not in EXAMPLES_WITHOUT | {EXAMPLE_WITH_TWO}
            shared = shareable and person.number != EXAMPLE_WITH_TWO and dice.chance(25)
            built.append(_house(dice, person, partner if shared else None, serial=len(built) + 1))
    return built


def _how_many(dice: Dice, person: Person) -> int:
    if person.number in EXAMPLES_WITHOUT:
        return 0
    if person.number == EXAMPLE_WITH_TWO:
        return 2
    # With those who hold a share of somebody else's, about 45 in a hundred own something.
    return dice.choose((1, 1, 1, 1, 2, 2, 3)) if dice.chance(40) else 0


def _house(dice: Dice, owner: Person, partner: Person | None, *, serial: int) -> House:
    area = dice.choose(tuple(DISTRICTS))
    village = DISTRICTS[area].endswith("县") and dice.chance(40)
    building, storey, flat = dice.between(1, 32), dice.between(1, 33), dice.between(1, 4)
    came_of_age = date.fromisoformat(owner.born).replace(day=1).year + 18
    first_day = date(max(2004, came_of_age), 1, 1)
    registered_on = dice.day(min(first_day, date(2026, 1, 1)), LAST_REGISTRATION)
    parcel = f"{area}{dice.between(1, 20):03d}{dice.between(1, 40):03d}{'JC' if village else 'GB'}{serial:05d}"
    street = f"{CITY}{DISTRICTS[area]}{dice.choose(STREETS)}{dice.between(1, 399)}号"
    return House(
        unit_number=f"{parcel}F{building:04d}{storey:02d}{flat:02d}",
        location=f"{street}院内房屋" if village else f"{street}{building}栋{storey}{flat:02d}室",
        right_type=VILLAGE_RIGHT if village else TOWN_RIGHT,
        area_m2=Decimal(dice.between(3800, 26000 if village else 18500)) / 100,
        registered_on=registered_on,
        holds=_holds(dice, owner, partner, year=registered_on.year, serial=serial),
    )


def _holds(dice: Dice, owner: Person, partner: Person | None, *, year: int, serial: int) -> tuple[Hold, ...]:
    first, second = (f"例（{year}）{CITY}不动产权第{serial * 2 + offset:07d}号" for offset in (0, 1))
    if partner is None:
        return (Hold(owner.number, Sharing.SOLE, "", first),)
    if dice.chance(70):
        sharing, shares = Sharing.JOINT, ("", "")
    else:
        sharing, shares = Sharing.BY_SHARES, dice.choose((("1/2", "1/2"), ("2/3", "1/3"), ("3/4", "1/4")))
    return (Hold(owner.number, sharing, shares[0], first), Hold(partner.number, sharing, shares[1], second))
