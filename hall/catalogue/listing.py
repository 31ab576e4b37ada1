"""Lists of items: filtered, searched, sorted, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from hall.catalogue.bundles import BundleGiven
from hall.catalogue.models import Item
from hall.catalogue.offer import Offer
from hall.catalogue.schemas import BundleBriefGiven, ItemBriefGiven, ItemGiven, ItemsGiven


class Sort(Enum):
    """In which order: the best answer first (the hall's own order where nothing is searched), or the most used."""

    BEST = "best"
    MOST_USED = "most_used"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall hold; an empty text does not limit it."""

    query: str
    theme_id: str
    department_id: str
    audience: str
    sort: Sort
    page: int
    per_page: int


def items_page(offer: Offer, wanted: Wanted) -> ItemsGiven:
    """Return a page. A page beyond the last is empty."""
    found: Iterable[ItemGiven] = offer.items.search(wanted.query) if wanted.query else offer.catalogue.items
    kept = [item for item in found if _fits(item, wanted)]
    if wanted.sort is Sort.MOST_USED:
        uses = dict(Item.objects.filter(uses__gt=0).values_list("item_id", "uses"))
        kept.sort(key=lambda item: -uses.get(item.item_id, 0))
    start = (wanted.page - 1) * wanted.per_page
    return ItemsGiven(
        total=len(kept),
        page=wanted.page,
        per_page=wanted.per_page,
        items=[
            ItemBriefGiven.model_validate(item, from_attributes=True) for item in kept[start : start + wanted.per_page]
        ],
        bundles=_bundles(offer, wanted) if wanted.page == 1 else [],
    )


def bundle_briefs(bundles: Iterable[BundleGiven]) -> list[BundleBriefGiven]:
    """Return bundles as lists show them."""
    return [BundleBriefGiven.model_validate(bundle, from_attributes=True) for bundle in bundles]


def _fits(item: ItemGiven, wanted: Wanted) -> bool:
    return (
        wanted.theme_id in ("", item.theme_id)
        and wanted.department_id in ("", item.department_id)
        and (not wanted.audience or wanted.audience in item.audiences)
    )


def _bundles(offer: Offer, wanted: Wanted) -> list[BundleBriefGiven]:
    """A bundle is of a department where one of its items is."""
    found = offer.bundles.search(wanted.query) if wanted.query else offer.catalogue.bundles
    of_department = {item.item_id for item in offer.catalogue.items if item.department_id == wanted.department_id}
    return bundle_briefs(
        bundle
        for bundle in found
        if wanted.theme_id in ("", bundle.theme_id)
        and (not wanted.department_id or of_department & set(bundle.item_ids))
        and (not wanted.audience or wanted.audience in bundle.audiences)
    )
