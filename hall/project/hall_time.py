"""The hall's own time. China has one zone and no summer time, so no zone database is needed."""

from datetime import datetime, timedelta, timezone
from typing import Final

from django.utils import timezone as django_timezone

HALL_ZONE: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return this moment in the hall's zone, to the second: what papers and replies say."""
    return local(django_timezone.now())


def local(moment: datetime) -> datetime:
    """Return `moment` in the hall's zone, to the second."""
    return moment.astimezone(HALL_ZONE).replace(microsecond=0)
