"""The population registry in the hall's own database."""

from datetime import date

from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.registries.models import ResidentRow
from hall.registries.ports import CardState, Resident


class SqlPopulationRegistry:
    """See `hall.registries.ports.PopulationRegistry`."""

    def find(self, number: str) -> Resident | None:
        """See the port."""
        return _resident(ResidentRow.objects.filter(person=person_digest(number)).first())

    def find_by_mobile(self, mobile: str) -> Resident | None:
        """See the port."""
        return _resident(ResidentRow.objects.filter(mobile_digest=keyed_digest(DigestOf.MOBILE, mobile)).first())


def _resident(row: ResidentRow | None) -> Resident | None:
    if row is None:
        return None
    return Resident(
        number=row.number,
        name=row.name,
        born=date.fromisoformat(row.born),
        card_state=CardState(row.card_state),
        card_valid_until=date.fromisoformat(row.card_valid_until) if row.card_valid_until else None,
        mobile=row.mobile,
    )
