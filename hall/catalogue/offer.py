"""The catalogue as it goes out: put together when it changes, kept as bytes, told apart by its revision."""

from dataclasses import dataclass
from threading import Lock

from hall.catalogue.models import Audience, CatalogueRevision, Department, Item, Theme
from hall.catalogue.schemas import CatalogueGiven, ItemGiven, TermGiven, ThemeGiven
from hall.http.contract_types import BilingualGiven


@dataclass(frozen=True, slots=True)
class Offer:
    """A catalogue ready to send."""

    revision: str
    body: bytes


class OfferCache:
    """The last offer made. Safe from any thread."""

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
                self._offer = Offer(revision, _catalogue(revision).model_dump_json().encode())
            return self._offer


def _catalogue(revision: str) -> CatalogueGiven:
    items = Item.objects.filter(current__isnull=False).select_related("current", "theme")
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
            for theme in Theme.objects.order_by("order")
        ],
        departments=_terms(Department),
        audiences=_terms(Audience),
        items=[_item(item) for item in items.order_by("theme__order", "order", "item_id")],
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
