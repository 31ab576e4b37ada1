"""The register of households in the hall's own database."""

from datetime import date

from hall.protection.digests import person_digest
from hall.registries.models import HouseholdMemberRow
from hall.registries.ports import HouseholdMember, Relation


class SqlHouseholdRegistry:
    """See `hall.registries.ports.HouseholdRegistry`."""

    def household_of(self, number: str) -> tuple[HouseholdMember, ...]:
        """See the port."""
        rows = HouseholdMemberRow.objects.filter(
            household__in=HouseholdMemberRow.objects.filter(resident__person=person_digest(number)).values("household")
        )
        return tuple(
            HouseholdMember(
                number=row.resident.number,
                name=row.resident.name,
                born=date.fromisoformat(row.resident.born),
                relation=Relation(row.relation),
            )
            for row in rows.select_related("resident").order_by("pk")
        )
