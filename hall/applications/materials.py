"""Settle how each of an item's materials is met, and name those that are not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from hall.applications.schemas import MaterialMet, MaterialTaken
from hall.catalogue.parts import MaterialGiven
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Assurance, Necessity, Signature
from hall.identity.assurance import assurance_of, meets
from hall.identity.models import RepresentedKind, SignIn
from hall.problems.errors import FieldFault
from hall.project.hall_time import now
from hall.workdays.calendar import working_days

ID_CARD: Final = "id-card"
"""The common material that signing in shows already (hall/seed/catalogue/vocabulary/materials.toml)."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How one material is met. `due_on` is the last day for one that follows."""

    material_id: str
    met: MaterialMet
    attachment_ids: tuple[UUID, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """What counts of whoever applies.

    Attributes:
        identified: the sign-in showed the applicant's own ID card, or what stands for it.
        signed: the application bears their signature.
        on_record: the look-ups that brought something.
    """

    identified: bool
    signed: bool
    on_record: frozenset[str]


def is_identified(session: SignIn) -> bool:
    """Say whether this session shows the applicant's ID card: not where they act for somebody else's person."""
    own = session.represented_kind in {"", RepresentedKind.FIRM}
    return own and meets(assurance_of(session.method), Assurance.SUBSTANTIAL)


def settle(
    content: ItemContent, taken: Mapping[str, MaterialTaken], applicant: Applicant
) -> tuple[tuple[Settled, ...], tuple[FieldFault, ...]]:
    """Return how the materials are met, and what is wrong: each missing one by its name."""
    known = {material.material_id for material in content.materials}
    faults = [FieldFault("/materials", "unknown_material")] if taken.keys() - known else []
    settled = []
    for material in content.materials:
        outcome = _settle(material, taken.get(material.material_id), applicant)
        if isinstance(outcome, Settled):
            settled.append(outcome)
        elif outcome is not None:
            faults.append(FieldFault(f"/materials/{material.material_id}", outcome, material.title))
    return tuple(settled), tuple(faults)


def ways(content: ItemContent, material: MaterialGiven, *, identified: bool) -> Iterator[MaterialMet]:
    """Yield in which ways an applicant may meet `material`, the least trouble first."""
    if material.check_id is not None:
        yield MaterialMet.SHARED
    if identified and material.material_id == ID_CARD:
        yield MaterialMet.IDENTITY
    if material.necessity is not Necessity.REQUIRED:
        yield MaterialMet.NOT_APPLICABLE
    if material.commitment and content.signature is Signature.COMMITMENT:
        yield MaterialMet.COMMITTED
    yield MaterialMet.ATTACHED
    if material.may_follow_days is not None:
        yield MaterialMet.FOLLOWS


def _settle(material: MaterialGiven, taken: MaterialTaken | None, applicant: Applicant) -> Settled | str | None:
    """Return how it is met, the rule that it breaks, or None for an optional one that nobody offered."""
    shared = material.check_id in applicant.on_record
    name = material.material_id
    if taken is None:
        if shared:
            return Settled(name, MaterialMet.SHARED)
        if name == ID_CARD and applicant.identified:
            return Settled(name, MaterialMet.IDENTITY)
        return _UNNAMED[material.necessity]
    if taken.attachment_ids and taken.met is not MaterialMet.ATTACHED:
        return "attachment_not_wanted"
    fault: str | None
    due_on = None
    match taken.met:
        case MaterialMet.SHARED:
            fault = None if shared else "not_on_record"
        case MaterialMet.IDENTITY:
            fault = None if name == ID_CARD and applicant.identified else "not_shown"
        case MaterialMet.ATTACHED:
            fault = None if taken.attachment_ids else "attachment_missing"
        case MaterialMet.COMMITTED:
            fault = None if material.commitment and applicant.signed else "no_commitment"
        case MaterialMet.NOT_APPLICABLE:
            fault = "always_needed" if material.necessity is Necessity.REQUIRED else None
        case MaterialMet.FOLLOWS:
            fault = "may_not_follow" if material.may_follow_days is None else None
            if material.may_follow_days is not None:
                due_on = working_days().after(now().date(), material.may_follow_days)
        case _:
            assert_never(taken.met)
    return fault or Settled(name, taken.met, tuple(taken.attachment_ids), due_on)


_UNNAMED: Final = {
    Necessity.REQUIRED: "missing",
    Necessity.CONDITIONAL: "condition_unanswered",
    Necessity.OPTIONAL: None,
}
