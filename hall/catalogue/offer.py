"""The catalogue as it goes out: put together when it changes, kept as bytes, told apart by its revision."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from hall.catalogue.bundles import BundleGiven
from hall.catalogue.models import Audience, Bundle, CatalogueRevision, Department, Item, Theme
from hall.catalogue.schemas import CatalogueGiven, ItemGiven, TermGiven, ThemeGiven
from hall.catalogue.search import SearchIndex
from hall.http.contract_types import BilingualGiven


@dataclass(frozen=True)
class Offer:
    """A catalogue ready to send and to be searched."""

    revision: str
    catalogue: CatalogueGiven

    @cached_property
    def body(self) -> bytes:
        """The whole catalogue, as it is sent."""
        return self.catalogue.model_dump_json().encode()

    @cached_property
    def items(self) -> SearchIndex[ItemGiven]:
        """The items, to be searched."""
        return SearchIndex(self.catalogue.items)

    @cached_property
    def bundles(self) -> SearchIndex[BundleGiven]:
        """The bundles, to be searched."""
        return SearchIndex(self.catalogue.bundles)


class OfferCache:
    """The last offer made. Safe from any thread: two that make the same offer, body or index make the same."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._offer: Offer | None = None

    def current(self) -> Offer:
        """Return the offer in force; costs one small query while the catalogue stays as it is."""
        row = CatalogueRevision.objects.filter(pk=1).first()
        revision = row.revision if row else "empty"
        with self._lock:
            if self._offer is None or self._offer.revision != revision:
                self._offer = Offer(revision, _catalogue(revision))
            return self._offer


def _catalogue(revision: str) -> CatalogueGiven:
    items = Item.objects.filter(current__isnull=False).select_related("current", "theme")
    bundles = Bundle.objects.filter(current__isnull=False).select_related("current", "theme")
    given_items = [_item(item) for item in items.order_by("theme__order", "order", "item_id")]
    given_bundles = [_bundle(bundle) for bundle in bundles.order_by("theme__order", "order", "bundle_id")]
    # A theme that nothing is left of has no tile; versions of old still name it.
    themes = {item.theme_id for item in given_items} | {bundle.theme_id for bundle in given_bundles}
    return CatalogueGiven(
        version=revision,
        themes=[
            ThemeGiven(
                theme_id=theme.theme_id,
                title=BilingualGiven(zh=theme.title_zh, en=theme.title_en),
                icon=theme.icon,
                accent=theme.accent,
                order=theme.order,
            )
            for theme in Theme.objects.filter(theme_id__in=themes).order_by("order")
        ],
        departments=_terms(Department),
        audiences=_terms(Audience),
        items=given_items,
        bundles=given_bundles,
    )


def _terms(table: type[Department | Audience]) -> list[TermGiven]:
    return [
        TermGiven(term_id=term.term_id, title=BilingualGiven(zh=term.title_zh, en=term.title_en))
        for term in table.objects.order_by("order")
    ]


def _item(item: Item) -> ItemGiven:
    if item.current is None:
        raise AssertionError("only items on offer are selected")
    return ItemGiven.model_validate(
        {**item.current.content, "item_id": item.item_id, "version": item.current.version, "theme_id": item.theme_id}
    )


def _bundle(bundle: Bundle) -> BundleGiven:
    if bundle.current is None:
        raise AssertionError("only bundles on offer are selected")
    content = bundle.current.content
    return BundleGiven.model_validate(
        {
            **content,
            "bundle_id": bundle.bundle_id,
            "version": bundle.current.version,
            "theme_id": bundle.theme_id,
            "item_ids": [member["item_id"] for member in content["members"]],
        }
    )
