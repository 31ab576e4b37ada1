"""Cases and what happened to them."""

import uuid
from typing import ClassVar

from django.db import models

from hall.applications.schemas import MaterialMet
from hall.cases.states import CaseState, Move
from hall.catalogue.models import BundleVersion, ItemVersion
from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedJSONField, SealedTextField
from hall.terminals.models import Terminal


class JointCase(models.Model):
    """A bundle (一件事) that was applied for: one case an office, under one form."""

    joint_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    bundle_version = models.ForeignKey(BundleVersion, on_delete=models.PROTECT)
    person = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    opened_at = models.DateTimeField()


class Case(models.Model):
    """One case. Changed only by `hall.cases.moving`, which compares state and version before it sets them."""

    case_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case_number = models.CharField(max_length=32, unique=True)
    # With the number, opens the case's progress to whoever holds the receipt.
    verifier = SealedTextField()
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT)
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT)
    joint = models.ForeignKey(JointCase, on_delete=models.PROTECT, null=True, related_name="cases")
    person = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    number = SealedTextField()
    name = SealedTextField()
    purpose = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in CaseState])
    version = models.PositiveIntegerField(default=0)
    # What the registries answered when the case was opened; has the form of `CaseResultGiven`.
    result = SealedJSONField()
    # Text of the code on the case's receipts, signed when it was opened (hall.cases.receipt_code).
    receipt_code = SealedTextField()
    # What the applicant filled in, and when they signed it; empty and null for what needs neither.
    form = SealedJSONField(default=dict)
    signed_at = models.DateTimeField(null=True)
    # The clock (hall.cases.terms): days in the hall's own time.
    received_on = models.DateField()
    accepted_on = models.DateField(null=True)
    promised_due = models.DateField(null=True, db_index=True)
    legal_due = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    # What was asked for once (`Wanted.as_kept`), when, and by when the applicant answers.
    supplement = SealedJSONField(default=dict)
    supplement_asked_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    # Why it ended without a result (`Note.as_kept`); empty otherwise.
    decision = SealedJSONField(default=dict)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()


class CaseEvent(models.Model):
    """One move of a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(max_length=20, choices=[(move.value, move.value) for move in Move])
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()


class CaseMaterial(models.Model):
    """How one material of an application is met (`MaterialMet`). `due_on` is the last day for one that follows."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    material_id = models.CharField(max_length=60)
    met = models.CharField(max_length=20, choices=[(met.value, met.value) for met in MaterialMet])
    due_on = models.DateField(null=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        """A material once a case."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "material_id"], name="one_material_a_case")]


class ProgressMiss(models.Model):
    """A progress that was asked for with a wrong number or verifier, for the throttle. `number` is a keyed digest."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    number = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    at = models.DateTimeField(db_index=True)


class CaseSerial(models.Model):
    """The last serial number given out on a day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()
