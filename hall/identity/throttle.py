"""How often signing in may fail, by terminal and by person; whoever goes on failing waits longer each time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from hall.identity.models import FailedAttempt
from hall.problems.errors import TooManyAttempts
from hall.terminals.models import Terminal


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `failures` within `window`."""

    failures: int
    window: timedelta


TERMINAL_LIMIT: Final = Limit(failures=30, window=timedelta(minutes=5))
# Five failures cost a quarter of an hour, ten in a row of such quarters two hours, fifteen a day.
PERSON_LIMITS: Final = (
    Limit(failures=5, window=timedelta(minutes=15)),
    Limit(failures=10, window=timedelta(hours=2)),
    Limit(failures=15, window=timedelta(days=1)),
)


def check(terminal: Terminal, person: str) -> None:
    """Raise `TooManyAttempts` where the terminal or the person (a digest, or "") has failed too often lately."""
    refuse_too_often(TERMINAL_LIMIT, FailedAttempt.objects.filter(terminal=terminal))
    if person:
        for limit in PERSON_LIMITS:
            refuse_too_often(limit, FailedAttempt.objects.filter(person=person))


def count_failure(terminal: Terminal, person: str) -> None:
    """Remember a failure."""
    FailedAttempt.objects.create(terminal=terminal, person=person, at=timezone.now())


def refuse_too_often(limit: Limit, failures: QuerySet[Any]) -> None:
    """Raise `TooManyAttempts` where `failures`, rows with a moment `at`, reach `limit`."""
    now = timezone.now()
    recent = failures.filter(at__gt=now - limit.window).order_by("-at")
    times = list(recent.values_list("at", flat=True)[: limit.failures])
    if len(times) == limit.failures:
        wait = times[-1] + limit.window - now
        raise TooManyAttempts(retry_after_s=max(1, round(wait.total_seconds())))
