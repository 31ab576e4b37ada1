"""Themes, items and their versions. A case keeps the version it began under."""

from typing import ClassVar

from django.db import models


class Theme(models.Model):
    """A theme of the home page."""

    theme_id = models.CharField(max_length=40, primary_key=True)
    title_zh = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80)
    icon = models.CharField(max_length=40)
    accent = models.CharField(max_length=7)
    order = models.PositiveSmallIntegerField()


class Item(models.Model):
    """A service item. What it says is in its versions; `current` is the one on offer, null once withdrawn."""

    item_id = models.CharField(max_length=60, primary_key=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    current = models.OneToOneField("ItemVersion", on_delete=models.PROTECT, null=True, related_name="+")


class ItemVersion(models.Model):
    """What an item said at one time; never changed once written. `content` has the form of `ItemContent`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        """A version once an item."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "version"], name="one_version_an_item")]


class CatalogueRevision(models.Model):
    """One row: changes whenever anything of the catalogue does, so that readers know with one cheap look."""

    revision = models.CharField(max_length=64)
