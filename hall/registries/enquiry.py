"""Ask a registry on stated grounds.

An enquiry is made outside the write transaction and put on record inside it, together with what it led to. Nobody sees
an answer before that transaction has committed, so no look-up that somebody learned from is missing from the trail.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry
from hall.protection.digests import person_digest
from hall.registries.ports import RegistryDown, RegistryName

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why, by which law, for whom and with what consent a registry is asked.

    Attributes:
        actor: the terminal that asks.
        consented_at: None where the law asks for no consent (checking a card its holder presents).
    """

    actor: str
    purpose: str
    legal_basis: str
    consented_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """The registry answered."""

    answer: T = field(repr=False)
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The registry is down."""

    entry: AuditEntry


def enquire(
    registry: RegistryName, number: str, grounds: Grounds, *, ask: Callable[[str], T], question: str = ""
) -> Answered[T] | Unanswered:
    """Put `number` to a registry by `ask`; return the answer with the audit entry that acting on it must record.

    `question` names which of the catalogue's questions it was, where it was one.
    """
    try:
        answer = ask(number)
    except RegistryDown:
        return Unanswered(_entry(registry, number, grounds, question, outcome="unavailable"))
    return Answered(answer, _entry(registry, number, grounds, question, outcome="found" if answer else "not_found"))


def _entry(registry: RegistryName, number: str, grounds: Grounds, question: str, *, outcome: str) -> AuditEntry:
    return AuditEntry(
        AuditAction.REGISTRY_LOOKUP,
        actor=grounds.actor,
        outcome=outcome,
        subject=person_digest(number),
        purpose=grounds.purpose,
        legal_basis=grounds.legal_basis,
        consented_at=grounds.consented_at,
        detail={"registry": registry.value, **({"question": question} if question else {})},
    )
