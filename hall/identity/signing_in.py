"""Sign a citizen in. Each way first finds the resident (slow, outside the transaction), then begins a session."""

from dataclasses import dataclass
from typing import Final

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.catalogue.schemas import Assurance
from hall.idempotency.once import Done, Refused
from hall.identity import codes, sessions, throttle
from hall.identity.models import IdentityCode, SignInMethod
from hall.identity.schemas import CardAndFaceTaken, CardTaken, CitizenGiven, IdentityCodeTaken, SignInGiven
from hall.problems.errors import (
    CardExpired,
    CardReportedLost,
    CitizenUnknown,
    IdentityCodeExpired,
    IdentityCodeUnknown,
    IdentityCodeUsed,
    Problem,
    RegistryUnavailable,
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
Enquiry = Answered[Resident | None] | Unanswered


@dataclass(frozen=True, slots=True)
class Found:
    """What preparing a sign-in found.

    Attributes:
        code: the identity code to use up, or None.
    """

    method: SignInMethod
    person: str
    enquiry: Enquiry
    code: IdentityCode | None = None
    face: sessions.FaceEvidence | None = None
    card: CardTaken | None = None


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """The identity code cannot be redeemed."""

    problem: Problem


def find(terminal: Terminal, body: CardAndFaceTaken | IdentityCodeTaken) -> Found | CodeRefused:
    """Find out who wants to sign in. Writes nothing.

    Raises:
        TooManyAttempts: this terminal or this person has failed too often.
    """
    match body:
        case CardAndFaceTaken():
            return _find_by_card(terminal, body)
        case IdentityCodeTaken():
            return _find_by_code(terminal, body)


def begin(terminal: Terminal, found: Found | CodeRefused) -> Done | Refused:
    """Begin the session, or refuse, count and record why. Runs inside the transaction."""
    if isinstance(found, CodeRefused):
        return _refuse(terminal, found.problem)
    record(found.enquiry.entry)
    problem = _objection(found)
    if problem is None and found.code is not None and not codes.redeem(found.code):
        problem = IdentityCodeUsed()
    if problem is not None:
        return _refuse(terminal, problem, person=found.person)
    resident = _resident(found)
    session = sessions.begin(terminal, resident, found.method, found.face)
    record(
        AuditEntry(
            AuditAction.CITIZEN_SIGNED_IN,
            actor=terminal.name,
            outcome="done",
            subject=found.person,
            consented_at=found.face.consented_at if found.face else None,
            detail={"method": found.method.value},
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
                assurance=Assurance(found.method.value),
            ),
        ),
    )


def _find_by_card(terminal: Terminal, body: CardAndFaceTaken) -> Found:
    person = person_digest(body.card.number)
    throttle.check(terminal, person)
    face = body.face
    return Found(
        SignInMethod.CARD_AND_FACE,
        person,
        _ask(terminal, body.card.number),
        card=body.card,
        face=sessions.FaceEvidence(face.score, face.threshold, face.engine, face.consented_at, face.compared_at),
    )


def _find_by_code(terminal: Terminal, body: IdentityCodeTaken) -> Found | CodeRefused:
    throttle.check(terminal, "")
    try:
        code = codes.find_code(body.code)
    except (IdentityCodeUnknown, IdentityCodeUsed, IdentityCodeExpired) as problem:
        return CodeRefused(problem)
    return Found(SignInMethod.IDENTITY_CODE, code.person, _ask(terminal, code.number), code=code)


def _ask(terminal: Terminal, number: str) -> Enquiry:
    grounds = Grounds(actor=terminal.name, purpose=PURPOSE, legal_basis=LEGAL_BASIS, consented_at=None)
    return enquire(RegistryName.POPULATION, number, grounds, ask=population_registry().find)


def _objection(found: Found) -> Problem | None:
    """Return why this person may not sign in like this, or None."""
    if isinstance(found.enquiry, Unanswered):
        return RegistryUnavailable(retry_after_s=5)
    resident, card = found.enquiry.answer, found.card
    if resident is None or (card is not None and resident.name != card.name):
        return CitizenUnknown()
    if card is None:
        return None
    today = now().date()
    if any(last is not None and last < today for last in (card.valid_until, resident.card_valid_until)):
        return CardExpired()
    return None if resident.card_state is CardState.VALID else CardReportedLost()


def _resident(found: Found) -> Resident:
    if isinstance(found.enquiry, Unanswered) or found.enquiry.answer is None:
        raise AssertionError("a session needs a resident; _objection lets nothing else pass")
    return found.enquiry.answer


def _refuse(terminal: Terminal, problem: Problem, *, person: str = "") -> Refused:
    if not isinstance(problem, RegistryUnavailable):
        throttle.count_failure(terminal, person)
    record(AuditEntry(AuditAction.SIGN_IN_REFUSED, actor=terminal.name, outcome=problem.code, subject=person))
    return Refused(problem)
