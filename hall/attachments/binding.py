"""An attachment waits for its citizen's case, at the terminal it came from, and is then kept with it for good."""

from collections.abc import Iterable
from uuid import UUID

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
    """Keep the attachments with `case`. Runs inside the transaction. Raises `AttachmentUnknown` where one was taken."""
    wanted = set(ids)
    waiting = Attachment.objects.filter(attachment_id__in=wanted, person=case.person, case=None)
    if waiting.update(case=case, material_id=material_id) != len(wanted):
        raise AttachmentUnknown
