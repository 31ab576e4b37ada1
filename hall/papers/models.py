"""Papers and the reports of their printing."""

import uuid
from typing import ClassVar

from django.db import models

from hall.cases.models import Case
from hall.identity.models import SignIn
from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedField
from hall.terminals.models import Terminal


class PaperKind(models.TextChoices):
    """What a paper says. The value is part of the claim that its code signs."""

    NO_HOUSE_PROOF = "no_house_proof"
    PROPERTY_LISTING = "property_listing"
    REGISTRY_PROOF = "registry_proof"


class PrintOutcome(models.TextChoices):
    """What became of a print. UNKNOWN is its own answer and staff's to settle; only they find a sheet spoiled."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"
    SPOILED = "spoiled"


class FoundBy(models.TextChoices):
    """Who says what became of a print."""

    PRINTER = "printer"
    CITIZEN = "citizen"
    STAFF = "staff"


class Paper(models.Model):
    """An issued paper. The document is kept as it was signed, so that it can be fetched again byte for byte."""

    paper_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    paper_number = models.CharField(max_length=32)
    copy_number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24, choices=PaperKind.choices)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    kid = models.CharField(max_length=16)
    code = models.TextField()
    document = SealedField()
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    # When a phone was first given the document: the lasting record, for downloads themselves are forgotten.
    given_to_phone_at = models.DateTimeField(null=True)

    class Meta:
        """A copy once a number, an original once a case."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper_number", "copy_number"], name="one_copy_a_number"),
            models.UniqueConstraint(fields=["case", "copy_number"], name="one_copy_a_case"),
        ]


class WithdrawalReason(models.TextChoices):
    """Why a copy of a paper no longer holds."""

    REVOKED = "revoked"
    SUPERSEDED = "superseded"


class PaperWithdrawal(models.Model):
    """A copy that no longer holds. Added to, never changed: what was taken back stays so."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=12, choices=WithdrawalReason.choices)
    at = models.DateTimeField()

    class Meta:
        """Each copy is revoked once and superseded once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "reason"], name="one_withdrawal_a_reason")]


class PaperSerial(models.Model):
    """The last serial number given out in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()


class PrintReport(models.Model):
    """What is known at a terminal of one print of a paper. Added to, never changed."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="print_reports")
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=12, choices=PrintOutcome.choices)
    found_by = models.CharField(max_length=8, choices=FoundBy.choices, default=FoundBy.PRINTER)
    evidence = models.CharField(max_length=200, blank=True)
    sheets = models.PositiveSmallIntegerField()
    reported_at = models.DateTimeField()
    received_at = models.DateTimeField()


class PaperDownload(models.Model):
    """A paper offered to a phone by a QR code: to one phone, for minutes (docs/adr/0013).

    `page` is the keyed digest of the token in the code's address, `device` that of the cookie of the phone that took
    it; neither token nor cookie is kept.
    """

    download_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="downloads")
    sign_in = models.ForeignKey(SignIn, on_delete=models.CASCADE)
    page = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    device = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    times_given = models.PositiveSmallIntegerField(default=0)
    refused_at = models.DateTimeField(null=True)
