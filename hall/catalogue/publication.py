"""Bring items into the catalogue: a changed item becomes a new version, an unchanged one stays as it is."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hall.catalogue.models import CatalogueRevision, Item, ItemVersion, Theme
from hall.catalogue.schemas import ItemContent, ThemeGiven


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be published."""

    item_id: str
    theme_id: str
    order: int
    content: ItemContent


def publish(themes: Iterable[ThemeGiven], drafts: Iterable[Draft]) -> None:
    """Make `themes` and `drafts` the whole catalogue; what is no longer named is withdrawn. One transaction."""
    with transaction.atomic():
        for theme in themes:
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
        published = [_publish(draft) for draft in drafts]
        Item.objects.exclude(item_id__in=published).update(current=None)
        CatalogueRevision.objects.update_or_create(pk=1, defaults={"revision": _revision()})


def _publish(draft: Draft) -> str:
    item, _ = Item.objects.update_or_create(
        item_id=draft.item_id, defaults={"theme_id": draft.theme_id, "order": draft.order}
    )
    content = draft.content.model_dump(mode="json")
    latest = item.versions.order_by("-version").first()
    if latest is None or latest.content != content:
        latest = ItemVersion.objects.create(
            item=item, version=latest.version + 1 if latest else 1, content=content, published_at=timezone.now()
        )
    if item.current_id != latest.pk:
        item.current = latest
        item.save(update_fields=["current"])
    return item.item_id


def _revision() -> str:
    """A digest of everything on offer: the same content gives the same revision on every hall."""
    themes = list(Theme.objects.order_by("theme_id").values())
    items = list(
        Item.objects.filter(current__isnull=False)
        .order_by("item_id")
        .values("item_id", "theme_id", "order", "current__version", "current__content")
    )
    return hashlib.sha256(json.dumps([themes, items], sort_keys=True).encode()).hexdigest()[:16]
