"""An attachment waits for its citizen's case, at the terminal it came from, and is then kept with it for good."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from hall.attachments.models import Attachment
from hall.cases.models import Case
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import AttachmentUnknown


def check_waiting(caller: CitizenCaller, ids: Iterable[UUID]) -> None:
    """Raise `AttachmentUnknown` unless each of `ids` waits for a case of this citizen at this terminal."""
    wanted = set(ids)
    found = Attachment.objects.filter(
        attachment_id__in=wanted, person=caller.session.subject, terminal=caller.terminal, case=None
    )
    if found.count() != len(wanted):
        raise AttachmentUnknown


def bind(case: Case, ids: Iterable[UUID], *, material_id: str) -> None:
    """Keep the attachments with `case`. Runs inside the transaction. Raises `AttachmentUnknown` where one was taken.

    What is brought once for several cases of a bundle stays with the first of them; `attachments_of` finds it.
    """
    named = Attachment.objects.filter(attachment_id__in=set(ids), person=case.person)
    shared = named.filter(case__joint=case.joint).count() if case.joint is not None else 0
    if named.filter(case=None).update(case=case, material_id=material_id) + shared != len(set(ids)):
        raise AttachmentUnknown


def attachments_of(case: Case) -> QuerySet[Attachment]:
    """Return what an office sees with `case`: its own, and of a bundle's other cases what its materials are met by."""
    own = Q(case=case)
    if case.joint is None:
        return Attachment.objects.filter(own)
    names = case.materials.values("material_id")
    return Attachment.objects.filter(own | Q(case__joint=case.joint, material_id__in=names))
