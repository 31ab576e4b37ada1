"""Acting for another: a child of one's household, a firm whose legal person one is, or whoever gave leave.

What a citizen may choose from is asked of the registries each time; nothing that was true yesterday is believed today.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.identity.models import Authorisation, RepresentedKind, SignIn
from hall.problems.errors import (
    AuthorisationUnknown,
    CitizenUnknown,
    RegistryUnavailable,
    RepresentationUnknown,
)
from hall.project.hall_time import now
from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.registries.enquiry import Answered, Grounds, Unanswered, enquire
from hall.registries.ports import Firm, HouseholdMember, RegistryDown, RegistryName, Relation, Resident
from hall.registries.wiring import business_registry, household_registry, population_registry

ADULT_YEARS: Final = 18
LONGEST_AUTHORISATION: Final = timedelta(days=365)
PURPOSE: Final = "核验代办关系"
LEGAL_BASIS: Final = "《中华人民共和国民法典》第二十七条、第六十一条、第一百六十五条"
_PARENTS: Final = (Relation.HEAD, Relation.SPOUSE)


@dataclass(frozen=True, slots=True)
class Represented:
    """Somebody for whom the citizen may act.

    Attributes:
        representation_id: names the choice within this session's person, and tells nobody who it is.
        digest: of a person's number, or of a firm's code.
        items: the items it holds for; none named means every one.
    """

    representation_id: str
    kind: RepresentedKind
    digest: str
    number: str = field(repr=False)
    name: str = field(repr=False)
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Everybody for whom the citizen may act, and what must be put on record for having asked."""

    represented: tuple[Represented, ...]
    entries: tuple[AuditEntry, ...]
    complete: bool


def choices_of(session: SignIn, actor: str) -> Choices:
    """Ask the registries for whom this citizen may act. A registry that is down leaves its part out. Writes nothing."""
    grounds = Grounds(actor=actor, purpose=PURPOSE, legal_basis=LEGAL_BASIS, consented_at=None)
    household = enquire(RegistryName.HOUSEHOLD, session.number, grounds, ask=household_registry().household_of)
    firms = enquire(RegistryName.BUSINESS, session.number, grounds, ask=business_registry().firms_of)
    found: list[Represented] = []
    if isinstance(household, Answered):
        found += [_child(session, member) for member in children_among(household.answer, session.number)]
    if isinstance(firms, Answered):
        found += [_firm(session, firm) for firm in firms.answer]
    found += [_principal(session, row) for row in _in_force().filter(agent=session.person).order_by("pk")]
    answers = (household, firms)
    return Choices(
        tuple(found),
        tuple(answer.entry for answer in answers),
        complete=not any(isinstance(answer, Unanswered) for answer in answers),
    )


def children_among(household: tuple[HouseholdMember, ...], number: str) -> tuple[HouseholdMember, ...]:
    """Return the children under age of whoever has this number: head and spouse are their guardians."""
    asking = next((member for member in household if member.number == number), None)
    if asking is None or asking.relation not in _PARENTS:
        return ()
    today = now().date()
    return tuple(
        member
        for member in household
        if member.relation is Relation.CHILD and years_of(member.born, today) < ADULT_YEARS
    )


def is_guardian(guardian_number: str, child_number: str) -> bool:
    """Say whether the first is a guardian of the second by the register of households. Raises RegistryUnavailable."""
    try:
        household = household_registry().household_of(guardian_number)
    except RegistryDown as error:
        raise RegistryUnavailable(retry_after_s=5) from error
    return any(member.number == child_number for member in children_among(household, guardian_number))


def years_of(born: date, today: date) -> int:
    """Return an age in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def chosen(choices: Choices, representation_id: str) -> Represented:
    """Return the one of that id. Raises RepresentationUnknown, RegistryUnavailable (what is down may hold it)."""
    for represented in choices.represented:
        if represented.representation_id == representation_id:
            return represented
    if not choices.complete:
        raise RegistryUnavailable(retry_after_s=5)
    raise RepresentationUnknown


def represent(session: SignIn, represented: Represented | None, *, actor: str) -> None:
    """Act for `represented` from now on, or for oneself again. Runs inside the transaction."""
    SignIn.objects.filter(pk=session.pk, ended_at=None).update(
        represented_kind=represented.kind if represented else "",
        represented=represented.digest if represented else "",
        represented_number=represented.number if represented else "",
        represented_name=represented.name if represented else "",
        represented_items=list(represented.items) if represented else [],
    )
    record(
        AuditEntry(
            AuditAction.REPRESENTATION_CHOSEN,
            actor=actor,
            outcome=represented.kind.value if represented else "oneself",
            subject=session.person,
            detail={"represented": represented.digest} if represented else {},
        )
    )


def find_agent(number: str, name: str) -> Resident:
    """Return whom leave is to be given. Raises CitizenUnknown (nobody, or of another name), RegistryUnavailable."""
    try:
        agent = population_registry().find(number)
    except RegistryDown as error:
        raise RegistryUnavailable(retry_after_s=5) from error
    if agent is None or agent.name != name:
        raise CitizenUnknown
    return agent


def authorise(
    session: SignIn, agent: Resident, *, items: tuple[str, ...], ends_at: datetime, actor: str
) -> Authorisation:
    """Give another citizen leave to act for the one signed in. Runs inside the transaction."""
    row = Authorisation.objects.create(
        principal=session.person,
        principal_number=session.number,
        principal_name=session.name,
        agent=person_digest(agent.number),
        agent_name=agent.name,
        items=list(items),
        given_at=timezone.now(),
        ends_at=ends_at,
    )
    record(
        AuditEntry(
            AuditAction.AUTHORISATION_GIVEN,
            actor=actor,
            outcome="done",
            subject=session.person,
            detail={"agent": row.agent, "authorisation": str(row.authorisation_id)},
        )
    )
    return row


def authorisations_of(session: SignIn) -> QuerySet[Authorisation]:
    """Return what the citizen has given and is in force, newest first."""
    return _in_force().filter(principal=session.person).order_by("-pk")


def revoke(session: SignIn, authorisation_id: UUID, *, actor: str) -> None:
    """Take leave back. Taking it back again is fine. Runs inside the transaction. Raises AuthorisationUnknown."""
    row = Authorisation.objects.filter(principal=session.person, authorisation_id=authorisation_id).first()
    if row is None:
        raise AuthorisationUnknown
    if Authorisation.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(
            AuditEntry(
                AuditAction.AUTHORISATION_REVOKED,
                actor=actor,
                outcome="done",
                subject=session.person,
                detail={"authorisation": str(row.authorisation_id)},
            )
        )


def _in_force() -> QuerySet[Authorisation]:
    return Authorisation.objects.filter(Q(revoked_at=None), ends_at__gt=timezone.now())


def _identifier(session: SignIn, kind: RepresentedKind, of: str) -> str:
    return keyed_digest(DigestOf.REPRESENTATION, f"{session.person}/{kind.value}/{of}")[:32]


def _child(session: SignIn, member: HouseholdMember) -> Represented:
    digest = person_digest(member.number)
    kind = RepresentedKind.CHILD
    return Represented(_identifier(session, kind, digest), kind, digest, member.number, member.name)


def _firm(session: SignIn, firm: Firm) -> Represented:
    digest = person_digest(firm.uscc)
    kind = RepresentedKind.FIRM
    return Represented(_identifier(session, kind, digest), kind, digest, firm.uscc, firm.name)


def _principal(session: SignIn, row: Authorisation) -> Represented:
    kind = RepresentedKind.PRINCIPAL
    return Represented(
        _identifier(session, kind, str(row.authorisation_id)),
        kind,
        row.principal,
        row.principal_number,
        row.principal_name,
        tuple(row.items),
    )
