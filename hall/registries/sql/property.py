"""The property registry in the hall's own database."""

from typing import Final

from hall.profile.models import hall_profile
from hall.protection.digests import person_digest
from hall.registries.models import OwnershipRow
from hall.registries.ports import Holding, Scope, Sharing

SEARCHED: Final = ("国有建设用地使用权及房屋所有权登记", "宅基地使用权及房屋所有权登记")


class SqlPropertyRegistry:
    """See `hall.registries.ports.PropertyRegistry`."""

    def scope(self) -> Scope:
        """See the port."""
        profile = hall_profile()
        return Scope(zh=f"{profile.city_zh}行政区域内", en=f"within {profile.city_en}", searched=SEARCHED)

    def holdings_of(self, number: str) -> tuple[Holding, ...]:
        """See the port."""
        rows = OwnershipRow.objects.filter(owner=person_digest(number)).select_related("unit")
        return tuple(_holding(row) for row in rows.order_by("unit__registered_on", "pk"))


def _holding(row: OwnershipRow) -> Holding:
    return Holding(
        unit_number=row.unit.unit_number,
        location=row.unit.location,
        right_type_zh=row.unit.right_type_zh,
        right_type_en=row.unit.right_type_en,
        area_m2=str(row.unit.area_m2),
        registered_on=row.unit.registered_on,
        sharing=Sharing(row.sharing),
        share=row.share,
        certificate_number=row.certificate_number,
    )
