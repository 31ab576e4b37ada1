"""The synthetic city."""

import json
from collections import Counter
from datetime import date

import pytest

import assets
from hall.profile.models import HallProfile
from hall.protection.digests import person_digest
from hall.registries.models import OwnershipRow, ResidentRow
from hall.registries.ports import Sharing
from hall.seed import generate_people
from hall.seed.citizen_number import check_character, is_valid
from hall.seed.dice import Dice
from hall.seed.houses import houses
from hall.seed.importing import import_seed, read_people


def test_file_is_what_the_seed_makes() -> None:
    """The committed people are the generator's, byte for byte, and --check says so."""
    assert assets.path("synthetic/people.json").read_text(encoding="utf-8") == generate_people.render()
    assert generate_people.main(["--check"]) == 0


def test_check_notices_a_change(tmp_path: object) -> None:
    """--check fails on any other file."""
    from pathlib import Path

    other = Path(str(tmp_path)) / "people.json"
    assert generate_people.main(["--check", "--out", str(other)]) == 1
    generate_people.main(["--out", str(other)])
    assert generate_people.main(["--check", "--out", str(other)]) == 0


def test_people_are_plainly_synthetic() -> None:
    """Numbers are valid, unique, of areas that do not exist (but for the design's three), and fit sex and birth."""
    people = read_people()
    assert len(people) == 320
    assert len({person.number for person in people}) == 320
    assert [person.number for person in people[:3]] == [
        "430124199001010014",
        "431382198502280013",
        "43030220000229001X",
    ]
    for person in people:
        assert is_valid(person.number)
        assert person.number[6:14] == person.born.replace("-", "")
        assert int(person.number[16]) % 2 == (person.sex == "1")
    assert {person.number[:6] for person in people[3:]} <= set(generate_people.DISTRICTS)
    assert json.loads(assets.path("synthetic/people.json").read_text(encoding="utf-8"))["note"].startswith("synthetic")


def test_people_fit_the_card() -> None:
    """Names, addresses and issuers fit the chip's fields (domain.md 1), counted in UTF-16 units."""
    for person in read_people():
        for text, most in ((person.name, 15), (person.address, 35), (person.newest_address, 35), (person.issuer, 15)):
            assert len(text.encode("utf-16-le")) // 2 <= most


def test_every_kind_of_person_is_there() -> None:
    """Children, the old, expired cards, cards without end, long names and rare characters."""
    people = read_people()
    assert sum(person.born > "2012-07-01" for person in people) > 20
    assert sum(person.born < "1946-01-01" for person in people) > 20
    assert sum(person.valid_until is not None and person.valid_until < "2026-01-01" for person in people) > 3
    assert sum(person.valid_until is None for person in people) > 50
    assert any(len(person.name) > 10 for person in people)
    assert any(ord(character) > 0xFFFF for person in people for character in person.name)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("440524188001010014", True),
        ("440524188001010015", False),
        ("430302200002300017", False),
        ("4405241880010100", False),
        ("44052418800101001A", False),
    ],
)
def test_citizen_numbers(number: str, valid: bool) -> None:
    """The checksum and the date decide. Source of the valid ones: domain.md 2."""
    assert is_valid(number) is valid
    if valid:
        assert check_character(number[:17]) == number[17]


def test_houses() -> None:
    """Some 45 in a hundred adults own one to three, numbers are unique with 28 characters, shares add up to one."""
    people = read_people()
    built = houses(people)
    owners = Counter(hold.owner for house in built for hold in house.holds)
    adults = [person for person in people if person.born < "2008-07-01"]
    assert 0.40 < len(owners) / len(adults) < 0.50
    assert set(owners.values()) == {1, 2, 3}
    assert owners["431382198502280013"] == 2
    assert "430124199001010014" not in owners
    assert {len(house.unit_number) for house in built} == {28}
    assert len({house.unit_number for house in built}) == len(built)
    for house in built:
        assert house.registered_on <= date(2026, 6, 30)
        if house.holds[0].sharing is Sharing.BY_SHARES:
            parts = [hold.share.split("/") for hold in house.holds]
            assert sum(int(part) / int(whole) for part, whole in parts) == 1


@pytest.mark.django_db
def test_import_is_idempotent_and_marks_specimens() -> None:
    """A second import finds everything there; the profile says that papers are specimens."""
    assert import_seed() is None
    assert HallProfile.objects.get().specimen is True
    assert ResidentRow.objects.count() == 320
    assert ResidentRow.objects.filter(card_state="reported_lost").count() == 6
    HallProfile.objects.update(seed_digest="another")
    report = import_seed()
    assert report is not None
    assert report.changed_nothing
    assert ResidentRow.objects.count() == 320
    assert not OwnershipRow.objects.filter(owner=person_digest("430124199001010014")).exists()


def test_dice_are_for_ever() -> None:
    """The same seed gives the same choices on every Python."""
    dice = Dice("x")
    assert [dice.below(100) for _ in range(5)] == [92, 65, 0, 63, 64]
