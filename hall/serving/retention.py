"""Forget what is past its time (domain.md 6: shortest retention)."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hall.attachments.models import Attachment
from hall.cases.models import ProgressMiss
from hall.idempotency.models import RememberedCall
from hall.identity.models import Authorisation, FailedAttempt, IdentityCode, PhoneSignIn, SignIn, SmsChallenge
from hall.identity.sessions import FORGOTTEN, IDLE
from hall.papers.models import PaperDownload
from hall.project.writing import turn_is_free

# A terminal that was cut off may send its outbox this late and still get the first reply.
REMEMBERED_CALLS: Final = timedelta(days=30)
FAILED_ATTEMPTS: Final = timedelta(days=2)
IDENTITY_CODES: Final = timedelta(days=1)
DOWNLOADS: Final = timedelta(days=1)
# Handed in, but no case took it: the citizen gave up.
ORPHANED_ATTACHMENTS: Final = timedelta(days=1)
AUTHORISATIONS: Final = timedelta(days=365)


def forget_the_past() -> int:
    """Delete what is past its time, forget whose the ended sessions were, and return how many rows were touched."""
    now = timezone.now()
    with transaction.atomic():
        if not turn_is_free("retention"):
            return 0  # another server of this hall is at it
        over = Q(expires_at__lte=now) | Q(seen_at__lte=now - IDLE)
        touched = SignIn.objects.filter(over, ended_at=None).update(ended_at=now, **FORGOTTEN)
        for past in (
            RememberedCall.objects.filter(made_at__lt=now - REMEMBERED_CALLS),
            FailedAttempt.objects.filter(at__lt=now - FAILED_ATTEMPTS),
            IdentityCode.objects.filter(expires_at__lt=now - IDENTITY_CODES),
            SmsChallenge.objects.filter(expires_at__lt=now - IDENTITY_CODES),
            PhoneSignIn.objects.filter(expires_at__lt=now - IDENTITY_CODES),
            PaperDownload.objects.filter(expires_at__lt=now - DOWNLOADS),
            ProgressMiss.objects.filter(at__lt=now - FAILED_ATTEMPTS),
            Attachment.objects.filter(case=None, uploaded_at__lt=now - ORPHANED_ATTACHMENTS),
            Authorisation.objects.filter(ends_at__lt=now - AUTHORISATIONS),
        ):
            touched += past.delete()[0]
    return touched
