"""Bring the seed into the database. Safe to repeat: an unchanged seed is noticed and costs a few milliseconds."""

import json
import tomllib
from typing import Any, Final

from django.db import transaction

import assets
from hall.catalogue.files.reading import read_catalogue
from hall.catalogue.publication import Publication, PublicationReport, publish
from hall.profile.models import HallProfile
from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.registries.models import FirmRow, HouseholdMemberRow, OwnershipRow, RecordRow, ResidentRow, UnitRow
from hall.registries.ports import CardState
from hall.seed.freshness import CATALOGUE_FOLDER, HALL_FILE, PEOPLE_FILE, is_seeded, seed_digest
from hall.seed.generate_people import Person
from hall.seed.households import firms, households, mobile_of
from hall.seed.houses import House, houses
from hall.seed.records.everything import records

# Every so many-th person's card is reported lost, so that the refusal can be shown.
LOST_CARD_EVERY: Final = 53


def import_seed(catalogue: Publication | None = None) -> PublicationReport | None:
    """Bring in profile, catalogue, people, houses and records; return what became of the items. One transaction.

    Returns None where all that was there already. `catalogue` is for who has read the seed's files before.

    Raises:
        CatalogueFilesWrong: a file does not say what it must; nothing was changed.
    """
    if is_seeded():
        return None
    hall = tomllib.loads(HALL_FILE.read_text(encoding="utf-8"))
    catalogue = catalogue or read_catalogue(CATALOGUE_FOLDER)
    people = read_people()
    with transaction.atomic():
        _write_profile(hall, seed_digest())
        report = publish(catalogue)
        _write_people(people)
        _write_houses(houses(people))
        _write_households(people)
        _write_records(people)
    return report


def read_people() -> list[Person]:
    """Return the synthetic people of assets/."""
    content = json.loads(assets.path(PEOPLE_FILE).read_text(encoding="utf-8"))
    return [Person(**entry) for entry in content["people"]]


def _write_profile(hall: dict[str, Any], digest: str) -> None:
    HallProfile.objects.update_or_create(
        pk=1,
        defaults={
            "city_zh": hall["city"]["zh"],
            "city_en": hall["city"]["en"],
            "hall_zh": hall["hall"]["zh"],
            "hall_en": hall["hall"]["en"],
            "property_office_zh": hall["property_office"]["zh"],
            "property_office_en": hall["property_office"]["en"],
            "seal_purpose": hall["seal"]["purpose"],
            "seal_code": hall["seal"]["code"],
            "area_code": hall["area_code"],
            "issuer_id": hall["issuer_id"],
            "specimen": True,
            "seed_digest": digest,
        },
    )


def _write_people(people: list[Person]) -> None:
    ResidentRow.objects.all().delete()
    ResidentRow.objects.bulk_create(
        ResidentRow(
            person=person_digest(person.number),
            number=person.number,
            name=person.name,
            born=person.born,
            sex=person.sex,
            ethnicity_code=person.ethnicity_code,
            address=person.newest_address or person.address,
            card_state=(
                CardState.REPORTED_LOST if index % LOST_CARD_EVERY == LOST_CARD_EVERY - 1 else CardState.VALID
            ).value,
            card_valid_until=person.valid_until or "",
            mobile=mobile_of(index),
            mobile_digest=keyed_digest(DigestOf.MOBILE, mobile_of(index)),
        )
        for index, person in enumerate(people)
    )


def _write_houses(built: list[House]) -> None:
    UnitRow.objects.all().delete()
    units = UnitRow.objects.bulk_create(
        UnitRow(
            unit=keyed_digest(DigestOf.UNIT, house.unit_number),
            unit_number=house.unit_number,
            location=house.location,
            right_type_zh=house.right_type[0],
            right_type_en=house.right_type[1],
            area_m2=house.area_m2,
            registered_on=house.registered_on,
        )
        for house in built
    )
    OwnershipRow.objects.bulk_create(
        OwnershipRow(
            unit=unit,
            owner=person_digest(hold.owner),
            sharing=hold.sharing.value,
            share=hold.share,
            certificate_number=hold.certificate_number,
        )
        for unit, house in zip(units, built, strict=True)
        for hold in house.holds
    )


def _write_households(people: list[Person]) -> None:
    """Write household books and firms."""
    residents = {row.person: row for row in ResidentRow.objects.only("person")}
    HouseholdMemberRow.objects.all().delete()
    HouseholdMemberRow.objects.bulk_create(
        HouseholdMemberRow(
            household=member.household,
            resident=residents[person_digest(member.number)],
            relation=member.relation.value,
        )
        for member in households(people)
    )
    FirmRow.objects.all().delete()
    FirmRow.objects.bulk_create(
        FirmRow(uscc=firm.uscc, name=firm.name, legal_person=person_digest(firm.legal_person)) for firm in firms(people)
    )


def _write_records(people: list[Person]) -> None:
    """Write what registries answer to the catalogue's questions."""
    RecordRow.objects.all().delete()
    RecordRow.objects.bulk_create(
        RecordRow(subject=person_digest(answer.subject), check_id=answer.check_id, rows=answer.rows)
        for answer in records(people)
    )
