"""Bring items into the catalogue: a changed item becomes a new version, an unchanged one stays as it is."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hall.catalogue.bundles import BundleContent
from hall.catalogue.models import (
    Audience,
    Bundle,
    BundleVersion,
    CatalogueRevision,
    Department,
    Item,
    ItemVersion,
    Theme,
)
from hall.catalogue.schemas import ItemContent, TermGiven, ThemeGiven

T = TypeVar("T", Department, Audience)
Thing = TypeVar("Thing", Item, Bundle)
Version = TypeVar("Version", ItemVersion, BundleVersion)


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be published."""

    item_id: str
    theme_id: str
    order: int
    content: ItemContent


@dataclass(frozen=True, slots=True)
class BundleDraft:
    """A bundle to be published. Its members' versions are those that are published with it."""

    bundle_id: str
    theme_id: str
    order: int
    content: BundleContent


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole catalogue to be published."""

    themes: tuple[ThemeGiven, ...]
    departments: tuple[TermGiven, ...]
    audiences: tuple[TermGiven, ...]
    items: tuple[Draft, ...]
    bundles: tuple[BundleDraft, ...] = ()


class Fate(Enum):
    """What publication did to an item or a bundle."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """What became of each item and each bundle, by its id."""

    items: tuple[tuple[str, Fate], ...]
    bundles: tuple[tuple[str, Fate], ...]

    def items_of(self, fate: Fate) -> tuple[str, ...]:
        """Return the ids of the items of that fate."""
        return tuple(item_id for item_id, met in self.items if met is fate)

    def bundles_of(self, fate: Fate) -> tuple[str, ...]:
        """Return the ids of the bundles of that fate."""
        return tuple(bundle_id for bundle_id, met in self.bundles if met is fate)

    @property
    def changed_nothing(self) -> bool:
        """Whether everything was left as it was."""
        return all(fate is Fate.LEFT for _, fate in (*self.items, *self.bundles))


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
        items = _publish_items(publication.items)
        bundles = _publish_bundles(publication.bundles)
        CatalogueRevision.objects.update_or_create(pk=1, defaults={"revision": _revision()})
    return PublicationReport(tuple(items), tuple(bundles))


def _write_terms(table: type[T], terms: Iterable[TermGiven]) -> None:
    """Make `terms` the whole vocabulary. Nothing refers to a row: versions name terms by their id."""
    table.objects.all().delete()
    table.objects.bulk_create(
        table(term_id=term.term_id, title_zh=term.title.zh, title_en=term.title.en, order=order)
        for order, term in enumerate(terms, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """What is published, as its table keeps it."""

    key: str
    theme_id: str
    order: int
    content: dict[str, Any]


def _publish_items(drafts: tuple[Draft, ...]) -> list[tuple[str, Fate]]:
    placed = [
        _Placed(draft.item_id, draft.theme_id, draft.order, draft.content.model_dump(mode="json")) for draft in drafts
    ]
    return _publish(placed, Item, ItemVersion, owner="item_id")


def _publish_bundles(drafts: tuple[BundleDraft, ...]) -> list[tuple[str, Fate]]:
    """After the items, whose versions bundles name."""
    current = Item.objects.filter(current__isnull=False).values_list("item_id", "current__version")
    versions = {str(item_id): version for item_id, version in current}
    placed = []
    for draft in drafts:
        content = draft.content.model_dump(mode="json")
        for member in content["members"]:
            member["item_version"] = versions[member["item_id"]]
        placed.append(_Placed(draft.bundle_id, draft.theme_id, draft.order, content))
    return _publish(placed, Bundle, BundleVersion, owner="bundle_id")


def _publish(
    placed: list[_Placed], things: type[Thing], versions: type[Version], *, owner: str
) -> list[tuple[str, Fate]]:
    """Write what is new; a city has hundreds of items, so a few queries must do."""
    known = {thing.pk: thing for thing in things.objects.select_related("current")}
    newest = versions.objects.values(owner).annotate(newest=Max("pk")).values("newest")
    latest = {getattr(version, owner): version for version in versions.objects.filter(pk__in=newest)}
    fates: list[tuple[str, Fate]] = []
    written = []
    for one in placed:
        before = latest.get(one.key)
        on_offer = one.key in known and known[one.key].current is not None
        same = before is not None and before.content == one.content
        fates.append((one.key, Fate.ADDED if not on_offer else Fate.LEFT if same else Fate.CHANGED))
        if not same:
            number = before.version + 1 if before else 1
            said = {owner: one.key, "version": number, "content": one.content, "published_at": timezone.now()}
            written.append(versions(**said))
    rows = [things(pk=one.key, theme_id=one.theme_id, order=one.order) for one in placed]
    things.objects.bulk_create(rows, update_conflicts=True, unique_fields=[owner], update_fields=["theme_id", "order"])
    latest |= {getattr(version, owner): version for version in versions.objects.bulk_create(written)}
    for row in rows:
        row.current_id = latest[row.pk].pk
    things.objects.bulk_update(rows, ["current"])
    named = {one.key for one in placed}
    gone: list[str] = sorted(str(pk) for pk, thing in known.items() if thing.current is not None and pk not in named)
    things.objects.filter(pk__in=gone).update(current=None)
    return [*fates, *((pk, Fate.WITHDRAWN) for pk in gone)]


def _revision() -> str:
    """A digest of everything on offer: the same content gives the same revision on every hall."""
    terms = [list(table.objects.order_by("term_id").values()) for table in (Department, Audience)]
    themes = list(Theme.objects.order_by("theme_id").values())
    offered = [
        list(
            table.objects.filter(current__isnull=False)
            .order_by("pk")
            .values("pk", "theme_id", "order", "current__version", "current__content")
        )
        for table in (Item, Bundle)
    ]
    return hashlib.sha256(json.dumps([terms, themes, offered], sort_keys=True).encode()).hexdigest()[:16]
