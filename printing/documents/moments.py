"""Time as people on paper write it: always China's, whatever offset the data came with."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

CHINA: Final = timezone(timedelta(hours=8))


def stamp(moment: datetime) -> str:
    """Return ``2026-11-23 09:41:07``."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def minute_stamp(moment: datetime) -> str:
    """Return ``2026-11-23 09:41``."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def date_words(moment: datetime | date) -> str:
    """Return ``2026年11月23日``, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    day = moment.astimezone(CHINA).date() if isinstance(moment, datetime) else moment
    return f"{day.year}年{day.month}月{day.day}日"


def minute_words(moment: datetime) -> str:
    """Return ``2026年11月23日9时41分``."""
    local = moment.astimezone(CHINA)
    return f"{date_words(moment)}{local.hour}时{local.minute:02d}分"
