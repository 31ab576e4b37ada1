"""Which items are used most: counted now and then from the cases, so that nothing waits for a counter."""

from datetime import timedelta
from typing import Final

from django.db.models import Count
from django.utils import timezone

from hall.cases.models import Case
from hall.catalogue.models import Item

LATELY: Final = timedelta(days=90)


def count_uses() -> int:
    """Bring each item's `uses` up to date with the cases of the last three months; return how many changed."""
    opened = Case.objects.filter(opened_at__gte=timezone.now() - LATELY)
    counted = dict(opened.values_list("item_version__item_id").annotate(cases=Count("pk")).order_by())
    changed = [item for item in Item.objects.only("item_id", "uses") if item.uses != counted.get(item.item_id, 0)]
    for item in changed:
        item.uses = counted.get(item.item_id, 0)
    Item.objects.bulk_update(changed, ["uses"])
    return len(changed)
