"""/v1/attachments."""

import hashlib
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from hall.attachments.models import Attachment
from hall.attachments.schemas import AttachmentGiven, ContentTaken
from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.idempotency.once import Done
from hall.identity.authentication import CitizenCaller, CitizenSession, citizen_calling
from hall.problems.errors import AttachmentRefused, AttachmentUnknown, TooManyAttachments
from hall.problems.schemas import refusals
from hall.project.writing import take_turn, write_transaction

router: Final = Router(tags=["attachments"], auth=CitizenSession())
MOST_WAITING: Final = 60
"""Attachments of one citizen that no case has taken yet."""
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "/attachments",
    response={201: AttachmentGiven},
    summary="Hand in a document or a picture",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}},
        **refusals(AttachmentRefused, TooManyAttachments),
    },
)
def upload(request: HttpRequest, idempotency_key: IdempotencyKey) -> HttpResponse:
    """Take one PDF, JPEG or PNG, up to 8 MiB. What it is shows in its content; a case must take it within a day."""
    from hall.attachments.inspection import Inspected, inspect  # noqa: PLC0415 - brings Pillow: not while the hall starts

    caller, content = citizen_calling(request), request.body
    sha256 = hashlib.sha256(content).hexdigest()

    def effect(inspected: Inspected) -> Done:
        take_turn("attachments", caller.session.subject)
        if Attachment.objects.filter(person=caller.session.subject, case=None).count() >= MOST_WAITING:
            raise TooManyAttachments
        row = Attachment.objects.create(
            terminal=caller.terminal,
            person=caller.session.subject,
            kind=inspected.kind,
            content=content,
            sha256=sha256,
            size_bytes=len(content),
            pages=inspected.pages,
            uploaded_at=timezone.now(),
        )
        _note(AuditAction.ATTACHMENT_TAKEN, caller, row)
        return Done(
            201,
            AttachmentGiven(
                attachment_id=row.attachment_id,
                kind=inspected.kind,
                size_bytes=row.size_bytes,
                pages=row.pages,
                sha256=sha256,
            ),
        )

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=ContentTaken(sha256=sha256),
        person=caller.session.subject,
        prepare=lambda: inspect(content),
        effect=effect,
    )


@router.get(
    "/attachments/{uuid:attachment_id}/content",
    response={200: None},
    summary="An attachment's content",
    openapi_extra={
        "responses": {
            200: {
                "description": "The bytes as they were handed in.",
                "content": {"application/pdf": _BINARY, "image/jpeg": _BINARY, "image/png": _BINARY},
            },
            **refusals(AttachmentUnknown)["responses"],
        }
    },
)
def content(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Return it to whom it was handed in for, and to nobody else. Each fetch is on record."""
    caller = citizen_calling(request)
    row = Attachment.objects.filter(attachment_id=attachment_id, person=caller.session.subject).first()
    if row is None:
        raise AttachmentUnknown
    with write_transaction():
        _note(AuditAction.ATTACHMENT_FETCHED, caller, row)
    return HttpResponse(row.content, content_type=row.kind)


def _note(action: AuditAction, caller: CitizenCaller, row: Attachment) -> None:
    record(
        AuditEntry(
            action,
            actor=caller.terminal.name,
            outcome="done",
            subject=row.person,
            detail={"attachment": str(row.attachment_id), "sha256": row.sha256},
        )
    )
