"""The rows of the audit trail. Triggers in the database refuse to change or delete one."""

from django.db import models


class AuditAction(models.TextChoices):
    """What was done."""

    TERMINAL_ADMITTED = "terminal_admitted"
    TERMINAL_REVOKED = "terminal_revoked"
    REGISTRY_LOOKUP = "registry_lookup"
    CITIZEN_SIGNED_IN = "citizen_signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    CITIZEN_SIGNED_OUT = "citizen_signed_out"
    IDENTITY_CODE_ISSUED = "identity_code_issued"
    SMS_CODE_SENT = "sms_code_sent"
    REPRESENTATION_CHOSEN = "representation_chosen"
    AUTHORISATION_GIVEN = "authorisation_given"
    AUTHORISATION_REVOKED = "authorisation_revoked"
    CASE_OPENED = "case_opened"
    CASE_MOVED = "case_moved"
    CASE_ADDED_TO = "case_added_to"
    ATTACHMENT_TAKEN = "attachment_taken"
    ATTACHMENT_FETCHED = "attachment_fetched"
    PAPER_ISSUED = "paper_issued"
    PAPER_REVOKED = "paper_revoked"
    PAPER_SUPERSEDED = "paper_superseded"
    PAPER_FETCHED = "paper_fetched"
    DOWNLOAD_OFFERED = "download_offered"
    DOWNLOAD_REFUSED = "download_refused"
    PAPER_GIVEN_TO_PHONE = "paper_given_to_phone"
    PRINT_REPORTED = "print_reported"
    CASE_RATED = "case_rated"
    SIGNING_KEY_CHANGED = "signing_key_changed"


class AuditRow(models.Model):
    """One act. Everything the hash covers is here as text, in the order of `hall.audit.chain`.

    No row holds a name or a number: `subject` is the person's keyed digest, `detail` holds codes and ids.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    action = models.CharField(max_length=32, choices=AuditAction.choices)
    actor = models.CharField(max_length=80)
    subject = models.CharField(max_length=64, blank=True, db_index=True)
    purpose = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    consented_at = models.CharField(max_length=32, blank=True)
    outcome = models.CharField(max_length=40)
    detail = models.TextField(default="{}")
    row_hash = models.CharField(max_length=64)


class AuditHead(models.Model):
    """The last row's place and hash, in one row of its own: writers queue up on it, and a cut-off tail shows."""

    sequence = models.PositiveBigIntegerField()
    row_hash = models.CharField(max_length=64)
