"""What citizens handed in."""

import uuid

from django.db import models

from hall.cases.models import Case
from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedField
from hall.terminals.models import Terminal


class AttachmentKind(models.TextChoices):
    """What an attachment is, by its content; the value is its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


class Attachment(models.Model):
    """One document or picture. It waits for its case where `case` is null, and is removed if none comes.

    Attributes:
        person: the digest of whom it was handed in for; nobody else's case can take it.
        material_id: which of the item's materials it is, "" while it waits and for a signature.
    """

    attachment_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT)
    person = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="attachments")
    material_id = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices)
    content = SealedField()
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    uploaded_at = models.DateTimeField(db_index=True)
