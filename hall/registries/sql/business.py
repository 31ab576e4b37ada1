"""The register of firms in the hall's own database."""

from hall.protection.digests import person_digest
from hall.registries.models import FirmRow
from hall.registries.ports import Firm


class SqlBusinessRegistry:
    """See `hall.registries.ports.BusinessRegistry`."""

    def firms_of(self, number: str) -> tuple[Firm, ...]:
        """See the port."""
        rows = FirmRow.objects.filter(legal_person=person_digest(number)).order_by("uscc")
        return tuple(Firm(uscc=row.uscc, name=row.name) for row in rows)
