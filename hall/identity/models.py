"""Sign-ins, codes, authorisations and failed attempts."""

import uuid

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedTextField
from hall.terminals.models import Terminal


class SignInMethod(models.TextChoices):
    """Ways to sign in; `hall.identity.assurance` says how sure each makes the hall."""

    CARD_AND_FACE = "card_and_face"
    IDENTITY_CODE = "identity_code"
    SOCIAL_CARD = "social_card"
    PHONE = "phone"
    SMS_CODE = "sms_code"


class RepresentedKind(models.TextChoices):
    """Whom a citizen may act for."""

    CHILD = "child"
    FIRM = "firm"
    PRINCIPAL = "principal"


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
    guardian = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    # Whom the citizen acts for in this session; all empty for themselves, and once the session has ended.
    represented_kind = models.CharField(max_length=16, choices=RepresentedKind.choices, blank=True)
    represented = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    represented_number = SealedTextField(default="")
    represented_name = SealedTextField(default="")
    represented_items = models.JSONField(default=list)

    @property
    def subject(self) -> str:
        """The digest of whom things are done for: the one represented, or the citizen."""
        return self.represented or self.person

    @property
    def subject_number(self) -> str:
        """The number of whom things are done for."""
        return str(self.represented_number or self.number)

    @property
    def subject_name(self) -> str:
        """The name of whom things are done for."""
        return str(self.represented_name or self.name)


class Authorisation(models.Model):
    """One citizen's leave for another to act for them. Empty `items` means every item."""

    authorisation_id = models.UUIDField(unique=True, default=uuid.uuid4)
    principal = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    principal_number = SealedTextField()
    principal_name = SealedTextField()
    agent = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    agent_name = SealedTextField()
    items = models.JSONField(default=list)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class SmsChallenge(models.Model):
    """A code sent to a mobile number for one sign-in at one terminal.

    `number` is empty where nobody has that mobile: such a challenge looks like any other and can never be met.
    """

    challenge_id = models.UUIDField(unique=True, default=uuid.uuid4)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    mobile = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    code = models.CharField(max_length=DIGEST_CHARACTERS)
    person = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    number = SealedTextField(default="")
    sent_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)


class PhoneState(models.TextChoices):
    """How far a sign-in by phone is."""

    WAITING = "waiting"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class PhoneSignIn(models.Model):
    """A sign-in that a terminal showed as a QR code, to be confirmed on the phone that scanned it.

    `page` is the digest of the token in the QR code's address. Whose it is becomes known with the text message's code.
    """

    phone_sign_in_id = models.UUIDField(unique=True, default=uuid.uuid4)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    page = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    match_number = models.CharField(max_length=2)
    state = models.CharField(max_length=16, choices=PhoneState.choices, default=PhoneState.WAITING)
    challenge = models.ForeignKey(SmsChallenge, on_delete=models.SET_NULL, null=True)
    person = models.CharField(max_length=DIGEST_CHARACTERS, blank=True)
    number = SealedTextField(default="")
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


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
