"""Every reason for which the hall refuses or fails. `code` is the contract; words for citizens come from the kiosk.

Problem
+-- malformed          BodyMalformed, MediaTypeUnsupported, BodyTooLarge, ValidationFailed, HostNotAllowed
+-- addressing         NotFound, MethodNotAllowed
+-- idempotency        IdempotencyKeyMissing, IdempotencyKeyReused
+-- access             TerminalTokenInvalid, CitizenSessionInvalid, AssuranceTooLow, ApplicantNotServed
+-- sign-in            CitizenUnknown, CardExpired, CardReportedLost, IdentityCodeUnknown, IdentityCodeUsed,
|                      IdentityCodeExpired, SmsCodeWrong, SmsCodeExpired, PhoneSignInNotConfirmed,
|                      PhoneSignInUnknown, GuardianConsentMissing, TooManyAttempts, TooManyMessages, MessagesUnavailable
+-- acting for another RepresentationUnknown, AuthorisationUnknown, AuthorisationTooLong
+-- cases              ItemUnknown, ItemVersionChanged, ItemNotAvailableHere, PurposeUnknown, LookupConsentMissing,
|                      CaseUnknown, CaseStateConflict, RegistryUnavailable
+-- applications       FormInvalid, MaterialsMissing, SignatureMissing, NothingToFillIn, AttachmentUnknown,
|                      AttachmentRefused, TooManyAttachments
+-- papers             OriginalAlreadyIssued, PaperUnknown, PaperNotPrintable, PaperNoLongerHolds, DownloadUnknown,
|                      TooManyDownloads, PrintNotSettled
+-- ratings            AlreadyRated
+-- the hall itself    DatabaseBusy, InternalError
"""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from hall.http.contract_types import BilingualGiven


class Actor(Enum):
    """Who can act on a problem."""

    CITIZEN = "citizen"
    STAFF = "staff"
    TECHNICIAN = "technician"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing that is wrong with an application, never with the value.

    Attributes:
        pointer: JSON pointer into the call's body (RFC 6901).
        rule: what it breaks; for a form's field the keyword of JSON Schema.
        title: the field's or material's own name, where it has one.
    """

    pointer: str
    rule: str
    title: BilingualGiven | None = None


class Problem(Exception):
    """Root of the tree: one refusal, raised anywhere below the HTTP layer. Raising it undoes the transaction.

    Attributes:
        title: fixed English text of the class, for logs and programmers; never holds a value.
        retry_is_safe: whether the very same call may succeed later without anybody's decision.
        retry_after_s: how long to wait before that, or None.
        faults: what an applicant can put right, each beside its field; none for most problems.
    """

    code: ClassVar[str]
    status: ClassVar[int]
    title: ClassVar[str]
    actor: ClassVar[Actor] = Actor.TECHNICIAN
    retry_is_safe: ClassVar[bool] = False

    def __init__(self, *, retry_after_s: int | None = None, faults: tuple[FieldFault, ...] = ()) -> None:
        """Keep the facts."""
        self.retry_after_s = retry_after_s
        self.faults = faults
        super().__init__(self.code)


class BodyMalformed(Problem):
    """The body is not JSON in UTF-8."""

    code, status, title = "body_malformed", 400, "The body is not JSON."


class MediaTypeUnsupported(Problem):
    """The body is of another kind than application/json."""

    code, status, title = "media_type_unsupported", 415, "Only application/json is taken."


class BodyTooLarge(Problem):
    """The body is larger than any call needs."""

    code, status, title = "body_too_large", 413, "The body is too large."


class HostNotAllowed(Problem):
    """The Host header names no address of this hall."""

    code, status, title = "host_not_allowed", 400, "The hall is not known by that name."


class ValidationFailed(Problem):
    """Fields are missing or wrong.

    Attributes:
        errors: (JSON pointer or header name, what is wrong with it), never the value.
    """

    code, status, title = "validation_failed", 422, "Fields are missing or wrong."

    def __init__(self, errors: tuple[tuple[str, str], ...]) -> None:
        """Keep where and why."""
        super().__init__()
        self.errors = errors


class FormInvalid(Problem):
    """What was filled in breaks the form's rules."""

    code, status, title = "form_invalid", 422, "What was filled in breaks the form's rules."
    actor = Actor.CITIZEN


class MaterialsMissing(Problem):
    """Materials are missing, or met in a way that they cannot be met in. The look-ups made are on record."""

    code, status, title = "materials_missing", 422, "Materials are missing or cannot be met in that way."
    actor = Actor.CITIZEN


class SignatureMissing(Problem):
    """The item wants the applicant's signature, and none came, or one from the future."""

    code, status, title = "signature_missing", 422, "The applicant's signature is missing."
    actor = Actor.CITIZEN


class NothingToFillIn(Problem):
    """The item is no application, so there is nothing to fill in."""

    code, status, title = "nothing_to_fill_in", 409, "The item has no application."


class AttachmentUnknown(Problem):
    """No such attachment waits here: never uploaded, another's, removed, or with a case already."""

    code, status, title = "attachment_unknown", 404, "There is no such attachment."
    actor = Actor.CITIZEN


class AttachmentRefused(Problem):
    """Not a whole PDF, JPEG or PNG; or one that does something when it is opened, or is far too large unpacked."""

    code, status, title = (
        "attachment_refused",
        422,
        "Only whole PDF, JPEG and PNG without active parts.",
    )
    actor = Actor.CITIZEN


class TooManyAttachments(Problem):
    """More attachments wait for a case of this citizen than any case needs."""

    code, status, title = "too_many_attachments", 409, "Too many attachments wait for a case."
    actor = Actor.CITIZEN


class NotFound(Problem):
    """No such address."""

    code, status, title = "not_found", 404, "There is nothing at this address."


class MethodNotAllowed(Problem):
    """The address exists, but not for this method."""

    code, status, title = "method_not_allowed", 405, "The method is not allowed at this address."


class IdempotencyKeyMissing(Problem):
    """A call that changes something came without a key."""

    code, status, title = "idempotency_key_missing", 400, "Idempotency-Key is missing."


class IdempotencyKeyReused(Problem):
    """The key was used for another call."""

    code, status, title = "idempotency_key_reused", 422, "Idempotency-Key was used for another call."


class TerminalTokenInvalid(Problem):
    """No bearer token, or one that names no active terminal."""

    code, status, title = "terminal_token_invalid", 401, "The terminal's token is missing or not valid."


class CitizenSessionInvalid(Problem):
    """No citizen session, or one that has ended or belongs to another terminal."""

    code, status, title = "citizen_session_invalid", 401, "The citizen is not signed in, or no longer."
    actor = Actor.CITIZEN


class AssuranceTooLow(Problem):
    """The item wants a surer sign-in than the citizen's."""

    code, status, title = "assurance_too_low", 403, "This item needs a stronger sign-in."
    actor = Actor.CITIZEN


class ApplicantNotServed(Problem):
    """The item is not for whom the citizen acts: a firm's for a person, or not among what leave was given for."""

    code, status, title = "applicant_not_served", 409, "The item is not for this applicant."
    actor = Actor.CITIZEN


class RepresentationUnknown(Problem):
    """The citizen may not act for that person or firm, or no longer."""

    code, status, title = "representation_unknown", 404, "The citizen may not act for that person or firm."
    actor = Actor.CITIZEN


class AuthorisationUnknown(Problem):
    """The citizen gave no such leave."""

    code, status, title = "authorisation_unknown", 404, "There is no such authorisation."


class AuthorisationTooLong(Problem):
    """Leave to act ends in the future, and within a year."""

    code, status, title = "authorisation_too_long", 422, "An authorisation ends in the future, within a year."
    actor = Actor.CITIZEN


class GuardianConsentMissing(Problem):
    """A face under 14 was compared without a guardian's consent that the register of households bears out."""

    code, status, title = "guardian_consent_missing", 403, "A guardian's consent is needed."
    actor = Actor.CITIZEN


class PhoneSignInNotConfirmed(Problem):
    """Nobody confirmed this sign-in on a phone, or it was refused, has ended or was used."""

    code, status, title = "phone_sign_in_not_confirmed", 409, "The sign-in was not confirmed on a phone."
    actor = Actor.CITIZEN


class PhoneSignInUnknown(Problem):
    """No such sign-in was begun at this terminal."""

    code, status, title = "phone_sign_in_unknown", 404, "There is no such sign-in by phone."


class SmsCodeWrong(Problem):
    """Not the code that was sent, or one that was used or tried too often."""

    code, status, title = "sms_code_wrong", 422, "The code is not the one that was sent."
    actor = Actor.CITIZEN


class SmsCodeExpired(Problem):
    """The code is older than it may be."""

    code, status, title = "sms_code_expired", 410, "The code has expired."
    actor = Actor.CITIZEN


class TooManyMessages(Problem):
    """Too many codes were asked for: for this number, or at this terminal."""

    code, status, title = "too_many_messages", 429, "Too many codes were asked for. Wait."
    actor = Actor.NOBODY
    retry_is_safe = True


class MessagesUnavailable(Problem):
    """The text message gateway did not take the message."""

    code, status, title = "messages_unavailable", 503, "Text messages cannot be sent."
    actor = Actor.NOBODY
    retry_is_safe = True


class CitizenUnknown(Problem):
    """The population registry has no such person, or other particulars."""

    code, status, title = "citizen_unknown", 404, "The population registry does not know this person."
    actor = Actor.STAFF


class CardExpired(Problem):
    """The card's last day has passed."""

    code, status, title = "card_expired", 409, "The card has expired."
    actor = Actor.CITIZEN


class CardReportedLost(Problem):
    """The card was reported lost or has been cancelled."""

    code, status, title = "card_reported_lost", 409, "The card was reported lost."
    actor = Actor.STAFF


class IdentityCodeUnknown(Problem):
    """The hall never gave this code out."""

    code, status, title = "identity_code_unknown", 422, "The identity code is not known."
    actor = Actor.CITIZEN


class IdentityCodeUsed(Problem):
    """The code has been used; it works once."""

    code, status, title = "identity_code_used", 410, "The identity code has been used."
    actor = Actor.CITIZEN


class IdentityCodeExpired(Problem):
    """The code is older than it may be."""

    code, status, title = "identity_code_expired", 410, "The identity code has expired."
    actor = Actor.CITIZEN


class TooManyAttempts(Problem):
    """Too many attempts to sign in or to ask for progress failed: at this terminal, for this person or this case."""

    code, status, title = "too_many_attempts", 429, "Too many attempts failed. Wait."
    actor = Actor.NOBODY
    retry_is_safe = True


class ItemUnknown(Problem):
    """The catalogue has no such item or bundle, or never had that version of it."""

    code, status, title = "item_unknown", 404, "The catalogue has no such item or bundle."


class ItemVersionChanged(Problem):
    """The item was changed since the terminal fetched the catalogue."""

    code, status, title = "item_version_changed", 409, "The item has been changed: fetch the catalogue again."
    actor = Actor.CITIZEN


class ItemNotAvailableHere(Problem):
    """The item cannot be done at a terminal."""

    code, status, title = "item_not_available_here", 409, "The item cannot be done at a terminal."
    actor = Actor.CITIZEN


class PurposeUnknown(Problem):
    """The purpose is none of the item's."""

    code, status, title = "purpose_unknown", 422, "The purpose is none of the item's."


class LookupConsentMissing(Problem):
    """A look-up that the item needs was not consented to, or the consent lies in the future."""

    code, status, title = "lookup_consent_missing", 422, "The citizen's consent to a look-up is missing."
    actor = Actor.CITIZEN


class CaseUnknown(Problem):
    """No such case, or not this citizen's or terminal's."""

    code, status, title = "case_unknown", 404, "There is no such case."


class CaseStateConflict(Problem):
    """The case's state does not allow that, or somebody else changed the case meanwhile."""

    code, status, title = "case_state_conflict", 409, "The case's state does not allow that."
    actor = Actor.STAFF


class RegistryUnavailable(Problem):
    """A registry did not answer. Nothing was opened or changed; the attempt is on record."""

    code, status, title = "registry_unavailable", 503, "A registry does not answer."
    actor = Actor.NOBODY
    retry_is_safe = True


class OriginalAlreadyIssued(Problem):
    """The case's original paper exists. It can be fetched again, never issued again."""

    code, status, title = "original_already_issued", 409, "The original has been issued."
    actor = Actor.STAFF


class NothingToProve(Problem):
    """The registries have nothing on record that a paper could prove."""

    code, status, title = "nothing_to_prove", 409, "Nothing is on record that a paper could prove."
    actor = Actor.CITIZEN


class PaperUnknown(Problem):
    """No such paper, or not this citizen's or case's."""

    code, status, title = "paper_unknown", 404, "There is no such paper."


class PrintNotSettled(Problem):
    """No report settles that the copy was spoiled or did not come out, so no other takes its place."""

    code, status, title = "print_not_settled", 409, "What became of the print is not settled."
    actor = Actor.STAFF


class PaperNotPrintable(Problem):
    """What the paper has to say cannot be printed: most often a character that no font here has. Nothing was issued."""

    code, status, title = "paper_not_printable", 409, "The paper cannot be printed here; nothing was issued."
    actor = Actor.STAFF


class PaperNoLongerHolds(Problem):
    """The copy was revoked, or a later one took its place."""

    code, status, title = "paper_no_longer_holds", 409, "The copy no longer holds."
    actor = Actor.STAFF


class DownloadUnknown(Problem):
    """No such download was begun at this terminal."""

    code, status, title = "download_unknown", 404, "There is no such download."


class TooManyDownloads(Problem):
    """The paper was offered to phones too often lately."""

    code, status, title = "too_many_downloads", 429, "The paper was offered to phones too often. Wait."
    actor = Actor.NOBODY
    retry_is_safe = True


class AlreadyRated(Problem):
    """One rating a case."""

    code, status, title = "already_rated", 409, "The case has been rated."
    actor = Actor.NOBODY


class DatabaseBusy(Problem):
    """The database could not be had in time. Nothing was changed."""

    code, status, title = "database_busy", 503, "The database is busy or not there."
    retry_is_safe = True


class InternalError(Problem):
    """A fault of the hall. Whether anything was changed can be asked by sending the same key again."""

    code, status, title = "internal_error", 500, "The hall failed."
    retry_is_safe = True
