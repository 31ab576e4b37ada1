"""Sign-ins, identity codes and failed attempts."""

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedTextField
from hall.terminals.models import Terminal


class SignInMethod(models.TextChoices):
    """Ways to sign in; also the assurance that each gives."""

    CARD_AND_FACE = "card_and_face"
    IDENTITY_CODE = "identity_code"


class SignIn(models.Model):
    """A citizen's session at a terminal. Of the face comparison only result, score and times are kept (domain.md 6)."""

    token_digest = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT)
    method = models.CharField(max_length=16, choices=SignInMethod.choices)
    person = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    # Empty once the session has ended.
    number = SealedTextField()
    name = SealedTextField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    face_score = models.FloatField(null=True)
    face_threshold = models.FloatField(null=True)
    face_engine = models.CharField(max_length=80, blank=True)
    face_consented_at = models.DateTimeField(null=True)
    face_compared_at = models.DateTimeField(null=True)


class IdentityCode(models.Model):
    """A one-time code that a citizen's phone shows. Only its keyed digest is kept."""

    code = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    person = models.CharField(max_length=DIGEST_CHARACTERS)
    number = SealedTextField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class FailedAttempt(models.Model):
    """A sign-in that failed, for the throttle. `person` is empty where nobody could be named."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    person = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    at = models.DateTimeField(db_index=True)
