"""A case's progress for whoever holds its receipt: by case number and verifier, without signing in.

It tells nothing personal, and not whether a case number exists: a wrong verifier and a wrong number look the same.
Whoever guesses is slowed down, by terminal and by case number.
"""

import hmac
from datetime import timedelta
from typing import Final

from django.utils import timezone

from hall.cases.models import Case, ProgressMiss
from hall.cases.progress import progress_of
from hall.cases.schemas import ProgressGiven
from hall.identity.throttle import Limit, refuse_too_often
from hall.problems.errors import CaseUnknown
from hall.project.writing import write_transaction
from hall.protection.digests import DigestOf, keyed_digest
from hall.terminals.models import Terminal

TERMINAL_LIMIT: Final = Limit(failures=30, window=timedelta(minutes=5))
# A verifier is one of 148 million; fifteen guesses a day at one case lead nowhere.
NUMBER_LIMITS: Final = (
    Limit(failures=5, window=timedelta(minutes=15)),
    Limit(failures=15, window=timedelta(days=1)),
)


def progress_by_receipt(terminal: Terminal, case_number: str, verifier: str) -> ProgressGiven:
    """Return how far the case is. Raises `CaseUnknown`, `TooManyAttempts`."""
    number = keyed_digest(DigestOf.CASE_NUMBER, case_number)
    refuse_too_often(TERMINAL_LIMIT, ProgressMiss.objects.filter(terminal=terminal))
    for limit in NUMBER_LIMITS:
        refuse_too_often(limit, ProgressMiss.objects.filter(number=number))
    case = Case.objects.filter(case_number=case_number).select_related("item_version").first()
    if case is None or not hmac.compare_digest(case.verifier.encode(), verifier.upper().encode()):
        with write_transaction():
            ProgressMiss.objects.create(terminal=terminal, number=number, at=timezone.now())
        raise CaseUnknown
    return progress_of(case)
