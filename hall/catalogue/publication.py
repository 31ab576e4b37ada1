"""Bring items into the catalogue: a changed item becomes a new version, an unchanged one stays as it is."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from hall.catalogue.models import Audience, CatalogueRevision, Department, Item, ItemVersion, Theme
from hall.catalogue.schemas import ItemContent, TermGiven, ThemeGiven

T = TypeVar("T", Department, Audience)


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be published."""

    item_id: str
    theme_id: str
    order: int
    content: ItemContent


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole catalogue to be published."""

    themes: tuple[ThemeGiven, ...]
    departments: tuple[TermGiven, ...]
    audiences: tuple[TermGiven, ...]
    items: tuple[Draft, ...]


class Fate(Enum):
    """What publication did to an item."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """What became of each item, by its id."""

    fates: tuple[tuple[str, Fate], ...]

    def of(self, fate: Fate) -> tuple[str, ...]:
        """Return the ids of that fate."""
        return tuple(item_id for item_id, met in self.fates if met is fate)

    @property
    def changed_nothing(self) -> bool:
        """Whether everything was left as it was."""
        return all(fate is Fate.LEFT for _, fate in self.fates)


def publish(publication: Publication) -> PublicationReport:
    """Make `publication` the whole catalogue; what it does not name is withdrawn. One transaction.

    Cases keep the version they were opened under: a published version is never changed and never deleted.
    """
    with transaction.atomic():
        for theme in publication.themes:
            Theme.objects.update_or_create(
                theme_id=theme.theme_id,
                defaults={
                    "title_zh": theme.title.zh,
                    "title_en": theme.title.en,
                    "icon": theme.icon,
                    "accent": theme.accent,
                    "order": theme.order,
                },
            )
        _write_terms(Department, publication.departments)
        _write_terms(Audience, publication.audiences)
        fates = _publish_items(publication.items)
        CatalogueRevision.objects.update_or_create(pk=1, defaults={"revision": _revision()})
    return PublicationReport(tuple(fates))


def _write_terms(table: type[T], terms: Iterable[TermGiven]) -> None:
    """Make `terms` the whole vocabulary. Nothing refers to a row: versions name terms by their id."""
    rows = table._default_manager  # noqa: SLF001 - how Django names the manager of a class that is not known
    rows.all().delete()
    rows.bulk_create(
        table(term_id=term.term_id, title_zh=term.title.zh, title_en=term.title.en, order=order)
        for order, term in enumerate(terms, start=1)
    )


def _publish_items(drafts: tuple[Draft, ...]) -> list[tuple[str, Fate]]:
    """Write what is new; a city has hundreds of items, so a few queries must do."""
    known = {item.item_id: item for item in Item.objects.select_related("current")}
    latest = {version.item_id: version for version in ItemVersion.objects.order_by("item_id", "version")}
    fates: list[tuple[str, Fate]] = []
    moment = timezone.now()
    versions: list[ItemVersion] = []
    for draft in drafts:
        content = draft.content.model_dump(mode="json")
        before = latest.get(draft.item_id)
        on_offer = draft.item_id in known and known[draft.item_id].current is not None
        same = before is not None and before.content == content
        fates.append((draft.item_id, Fate.ADDED if not on_offer else Fate.LEFT if same else Fate.CHANGED))
        if not same:
            number = before.version + 1 if before else 1
            versions.append(ItemVersion(item_id=draft.item_id, version=number, content=content, published_at=moment))
    rows = [Item(item_id=draft.item_id, theme_id=draft.theme_id, order=draft.order) for draft in drafts]
    placed = ["theme_id", "order"]
    Item.objects.bulk_create(rows, update_conflicts=True, unique_fields=["item_id"], update_fields=placed)
    latest |= {version.item_id: version for version in ItemVersion.objects.bulk_create(versions)}
    for row in rows:
        row.current = latest[row.item_id]
    Item.objects.bulk_update(rows, ["current"])
    named = {draft.item_id for draft in drafts}
    gone = sorted(item_id for item_id, item in known.items() if item.current is not None and item_id not in named)
    Item.objects.filter(item_id__in=gone).update(current=None)
    return [*fates, *((item_id, Fate.WITHDRAWN) for item_id in gone)]


def _revision() -> str:
    """A digest of everything on offer: the same content gives the same revision on every hall."""
    terms = [list(table.objects.order_by("term_id").values()) for table in (Department, Audience)]
    themes = list(Theme.objects.order_by("theme_id").values())
    items = list(
        Item.objects.filter(current__isnull=False)
        .order_by("item_id")
        .values("item_id", "theme_id", "order", "current__version", "current__content")
    )
    return hashlib.sha256(json.dumps([terms, themes, items], sort_keys=True).encode()).hexdigest()[:16]
