"""Themes, items and their versions. A case keeps the version it began under."""

from typing import Any, ClassVar

from django.db import models


class Theme(models.Model):
    """A theme of the home page."""

    theme_id = models.CharField(max_length=40, primary_key=True)
    title_zh = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80)
    icon = models.CharField(max_length=40)
    accent = models.CharField(max_length=7)
    order = models.PositiveSmallIntegerField()


class Term(models.Model):
    """A word that items name: a department or an audience, in the hall's order."""

    term_id = models.CharField(max_length=60, primary_key=True)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        """A table for each vocabulary."""

        abstract = True


class Department(Term):
    """An office that answers for items."""


class Audience(Term):
    """People or firms whom items are for."""


class Item(models.Model):
    """A service item. What it says is in its versions; `current` is the one on offer, null once withdrawn.

    Attributes:
        uses: how many cases were opened under it lately (`hall.cases.popularity`).
    """

    item_id = models.CharField(max_length=60, primary_key=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    current = models.OneToOneField("ItemVersion", on_delete=models.PROTECT, null=True, related_name="+")
    uses = models.PositiveIntegerField(default=0)


class VersionChanged(Exception):
    """Somebody tried to change a version that was published. That is a fault of the program."""


class Published(models.Model):
    """A version of something: written once, never changed. The database refuses it too (migration 0003)."""

    class Meta:
        """A table for each kind of thing."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert. Raises `VersionChanged` where it is there already."""
        if not self._state.adding:
            raise VersionChanged
        super().save(*args, **kwargs)


class ItemVersion(Published):
    """What an item said at one time. `content` has the form of `ItemContent`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        """A version once an item."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "version"], name="one_version_an_item")]


class Bundle(models.Model):
    """Several items as one thing (一件事); `current` is the version on offer, null once withdrawn."""

    bundle_id = models.CharField(max_length=60, primary_key=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    current = models.OneToOneField("BundleVersion", on_delete=models.PROTECT, null=True, related_name="+")


class BundleVersion(Published):
    """What a bundle said at one time. `content` has the form of `BundleContent`."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        """A version once a bundle."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bundle", "version"], name="one_version_a_bundle")]


class CatalogueRevision(models.Model):
    """One row: changes whenever anything of the catalogue does, so that readers know with one cheap look."""

    revision = models.CharField(max_length=64)
