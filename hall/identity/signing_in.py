"""Sign a citizen in. Each way first finds the resident (slow, outside the transaction), then begins a session."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.idempotency.once import Done, Refused
from hall.identity import codes, phone_sign_ins, representation, sessions, sms_codes, throttle
from hall.identity.assurance import assurance_of
from hall.identity.models import SignInMethod
from hall.identity.schemas import (
    CardAndFaceTaken,
    CardTaken,
    CitizenGiven,
    IdentityCodeTaken,
    PhoneTaken,
    SignInGiven,
    SmsCodeTaken,
    SocialCardTaken,
)
from hall.problems.errors import (
    CardExpired,
    CardReportedLost,
    CitizenUnknown,
    GuardianConsentMissing,
    IdentityCodeExpired,
    IdentityCodeUnknown,
    IdentityCodeUsed,
    PhoneSignInNotConfirmed,
    Problem,
    RegistryUnavailable,
    SmsCodeExpired,
    SmsCodeWrong,
)
from hall.project.hall_time import local, now
from hall.protection.digests import person_digest
from hall.protection.masking import masked_name, masked_number
from hall.registries.enquiry import Answered, Grounds, Unanswered, enquire
from hall.registries.ports import CardState, RegistryName, Resident
from hall.registries.wiring import population_registry
from hall.terminals.models import Terminal

PURPOSE: Final = "核验办事人身份"
LEGAL_BASIS: Final = "《中华人民共和国居民身份证法》第十四条"
# Below this age a guardian consents to the face comparison (domain.md 6).
CONSENTS_FOR_ONESELF_YEARS: Final = 14
Enquiry = Answered[Resident | None] | Unanswered
Taken = CardAndFaceTaken | IdentityCodeTaken | SocialCardTaken | PhoneTaken | SmsCodeTaken


@dataclass(frozen=True, slots=True)
class Found:
    """What preparing a sign-in found.

    Attributes:
        use_up: uses the code or confirmation up, inside the transaction; False where somebody else did first.
        used_up: what to say then.
        name: the name that a card gave, which must be the registry's; "" where none did.
        guardian: the digest of the guardian who consented to the face comparison, or "".
    """

    method: SignInMethod
    person: str
    enquiry: Enquiry
    use_up: Callable[[], bool] = lambda: True
    used_up: type[Problem] = IdentityCodeUsed
    face: sessions.FaceEvidence | None = None
    card: CardTaken | None = None
    name: str = ""
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class WayRefused:
    """The code cannot be redeemed, or the confirmation is not there."""

    problem: Problem


def find(terminal: Terminal, body: Taken) -> Found | WayRefused:
    """Find out who wants to sign in. Writes nothing but how often a text message's code was tried.

    Raises:
        TooManyAttempts: this terminal or this person has failed too often.
        RegistryUnavailable: the register of households, where a guardian's consent needs it.
    """
    try:
        match body:
            case CardAndFaceTaken():
                return _find_by_card(terminal, body)
            case IdentityCodeTaken():
                return _find_by_code(terminal, body)
            case SocialCardTaken():
                return _find_by_social_card(terminal, body)
            case PhoneTaken():
                return _find_by_phone(terminal, body)
            case SmsCodeTaken():
                return _find_by_sms(terminal, body)
            case _:
                assert_never(body)
    except (
        IdentityCodeUnknown,
        IdentityCodeUsed,
        IdentityCodeExpired,
        PhoneSignInNotConfirmed,
        SmsCodeWrong,
        SmsCodeExpired,
    ) as problem:
        return WayRefused(problem)


def begin(terminal: Terminal, found: Found | WayRefused) -> Done | Refused:
    """Begin the session, or refuse, count and record why. Runs inside the transaction."""
    if isinstance(found, WayRefused):
        return _refuse(terminal, found.problem)
    problem = _objection(found)
    if problem is None and not found.use_up():
        problem = found.used_up()
    # Last: writers queue up on the audit trail's head, and whoever holds it must wait for nobody.
    record(found.enquiry.entry)
    if problem is not None:
        return _refuse(terminal, problem, person=found.person)
    resident = _resident(found)
    session = sessions.begin(terminal, resident, found.method, found.face, guardian=found.guardian)
    record(
        AuditEntry(
            AuditAction.CITIZEN_SIGNED_IN,
            actor=terminal.name,
            outcome="done",
            subject=found.person,
            consented_at=found.face.consented_at if found.face else None,
            detail={"method": found.method.value, **({"guardian": found.guardian} if found.guardian else {})},
        )
    )
    return Done(
        201,
        SignInGiven(
            citizen_session=session.token,
            expires_at=local(session.expires_at),
            citizen=CitizenGiven(
                masked_name=masked_name(resident.name),
                masked_number=masked_number(resident.number),
                assurance=assurance_of(found.method),
            ),
        ),
    )


def _find_by_card(terminal: Terminal, body: CardAndFaceTaken) -> Found:
    person = person_digest(body.card.number)
    throttle.check(terminal, person)
    face = body.face
    guardian = ""
    if face.guardian is not None and representation.is_guardian(face.guardian.number, body.card.number):
        guardian = person_digest(face.guardian.number)
    return Found(
        SignInMethod.CARD_AND_FACE,
        person,
        _ask(terminal, body.card.number),
        card=body.card,
        name=body.card.name,
        face=sessions.FaceEvidence(face.score, face.threshold, face.engine, face.consented_at, face.compared_at),
        guardian=guardian,
    )


def _find_by_code(terminal: Terminal, body: IdentityCodeTaken) -> Found:
    throttle.check(terminal, "")
    code = codes.find_code(body.code)
    return Found(
        SignInMethod.IDENTITY_CODE, code.person, _ask(terminal, code.number), use_up=lambda: codes.redeem(code)
    )


def _find_by_social_card(terminal: Terminal, body: SocialCardTaken) -> Found:
    person = person_digest(body.number)
    throttle.check(terminal, person)
    return Found(SignInMethod.SOCIAL_CARD, person, _ask(terminal, body.number), name=body.name)


def _find_by_phone(terminal: Terminal, body: PhoneTaken) -> Found:
    throttle.check(terminal, "")
    row = phone_sign_ins.find_confirmed(terminal, body.phone_sign_in_id)
    return Found(
        SignInMethod.PHONE,
        row.person,
        _ask(terminal, row.number),
        use_up=lambda: phone_sign_ins.use(row),
        used_up=PhoneSignInNotConfirmed,
    )


def _find_by_sms(terminal: Terminal, body: SmsCodeTaken) -> Found:
    throttle.check(terminal, "")
    row = sms_codes.find(terminal, body.challenge_id, body.code)
    return Found(
        SignInMethod.SMS_CODE,
        row.person,
        _ask(terminal, row.number),
        use_up=lambda: sms_codes.use(row),
        used_up=SmsCodeWrong,
    )


def _ask(terminal: Terminal, number: str) -> Enquiry:
    grounds = Grounds(actor=terminal.name, purpose=PURPOSE, legal_basis=LEGAL_BASIS, consented_at=None)
    return enquire(RegistryName.POPULATION, number, grounds, ask=population_registry().find)


def _objection(found: Found) -> Problem | None:
    """Return why this person may not sign in like this, or None."""
    if isinstance(found.enquiry, Unanswered):
        return RegistryUnavailable(retry_after_s=5)
    resident, card = found.enquiry.answer, found.card
    if resident is None or (found.name and resident.name != found.name):
        return CitizenUnknown()
    if found.method is SignInMethod.SOCIAL_CARD and resident.card_state is CardState.CANCELLED:
        return CitizenUnknown()
    if card is None:
        return None
    today = now().date()
    if any(last is not None and last < today for last in (card.valid_until, resident.card_valid_until)):
        return CardExpired()
    if resident.card_state is not CardState.VALID:
        return CardReportedLost()
    is_young = representation.years_of(resident.born, today) < CONSENTS_FOR_ONESELF_YEARS
    return GuardianConsentMissing() if is_young and not found.guardian else None


def _resident(found: Found) -> Resident:
    if isinstance(found.enquiry, Unanswered) or found.enquiry.answer is None:
        raise AssertionError("a session needs a resident; _objection lets nothing else pass")
    return found.enquiry.answer


def _refuse(terminal: Terminal, problem: Problem, *, person: str = "") -> Refused:
    if not isinstance(problem, RegistryUnavailable):
        throttle.count_failure(terminal, person)
    record(AuditEntry(AuditAction.SIGN_IN_REFUSED, actor=terminal.name, outcome=problem.code, subject=person))
    return Refused(problem)
