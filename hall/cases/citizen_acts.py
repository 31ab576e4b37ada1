"""What an applicant does with their case after it was opened: hand in what is missing, or withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from hall.applications.schemas import MaterialMet, MaterialTaken
from hall.attachments.binding import bind, check_waiting
from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.guards import outstanding
from hall.cases.handling import move_on_record, moved_entry
from hall.cases.models import Case, CaseMaterial
from hall.cases.moving import move, set_if_unchanged
from hall.cases.notes import Note, Why
from hall.cases.schemas import AdditionsTaken, WithdrawalTaken
from hall.cases.showing import case_as_it_is
from hall.cases.states import FINAL, CaseState, Move
from hall.catalogue.schemas import ItemContent
from hall.http.contract_types import BilingualGiven
from hall.idempotency.once import Done
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import CaseStateConflict, FieldFault, FormInvalid, MaterialsMissing


@dataclass(frozen=True, slots=True)
class Additions:
    """What is handed in, without a fault; `answers` where it is the whole supplement that was asked for."""

    form: dict[str, Any] = field(repr=False)
    materials: Mapping[str, tuple[UUID, ...]]
    answers: bool


def withdraw(caller: CitizenCaller, case: Case, body: WithdrawalTaken) -> Done:
    """Withdraw the case. Runs inside the transaction. Raises `CaseStateConflict` where it is decided already."""
    note = Note(why=Why.BY_APPLICANT, reason=body.reason or "")
    move_on_record(case, Move.WITHDRAW, actor=caller.terminal.name, note=note)
    return Done(201, case_as_it_is(case))


def prepare_additions(caller: CitizenCaller, case: Case, body: AdditionsTaken) -> Additions:
    """Hold what is handed in against what is missing. Writes nothing.

    Raises:
        CaseStateConflict: nothing is missing, or the case has ended.
        MaterialsMissing, FormInvalid: something was not asked for, or not all that was asked for is there.
        AttachmentUnknown: see there.
    """
    state = CaseState(case.state)
    answers = state is CaseState.SUPPLEMENT_WANTED
    following = outstanding(case)
    if state in FINAL or not (answers or following):
        raise CaseStateConflict
    asked = case.supplement if answers else {"materials": {}, "form": {}}
    content = ItemContent.model_validate(case.item_version.content)
    if faults := tuple(_material_faults(content, body.materials, set(asked["materials"]), set(following), answers)):
        raise MaterialsMissing(faults=faults)
    form = _form(content, case.form, body.form, set(asked["form"]))
    materials = {name: tuple(taken.attachment_ids) for name, taken in body.materials.items()}
    check_waiting(caller, [identifier for ids in materials.values() for identifier in ids])
    return Additions(form, materials, answers)


def add(caller: CitizenCaller, case: Case, additions: Additions) -> Done:
    """Keep what was handed in. Runs inside the transaction.

    Raises:
        CaseStateConflict: somebody changed the case since it was read.
        AttachmentUnknown: another case took one.
    """
    set_if_unchanged(case, form=additions.form, changed_at=timezone.now())
    for name, ids in additions.materials.items():
        CaseMaterial.objects.update_or_create(
            case=case,
            material_id=name,
            defaults={"met": MaterialMet.ATTACHED.value, "handed_in_at": timezone.now()},
        )
        bind(case, ids, material_id=name)
    actor = caller.terminal.name
    entries = [
        AuditEntry(
            AuditAction.CASE_ADDED_TO,
            actor=actor,
            outcome="supplement" if additions.answers else "follows",
            subject=case.person,
            detail={"case": case.case_number, "materials": ",".join(additions.materials)},
        )
    ]
    if additions.answers:
        what = Move.SUPPLEMENT if case.accepted_on is None else Move.RESUME
        move(case, what, actor=actor)
        entries.append(moved_entry(case, what, actor=actor))
    given = case_as_it_is(case)
    record(*entries)
    return Done(201, given)


def _material_faults(
    content: ItemContent, taken: Mapping[str, MaterialTaken], wanted: set[str], following: set[str], answers: bool
) -> list[FieldFault]:
    titles = {material.material_id: material.title for material in content.materials}
    if taken.keys() - titles.keys():
        return [FieldFault("/materials", "unknown_material")]
    if not answers and not taken:
        wanted = following

    def fault(name: str, rule: str) -> FieldFault:
        return FieldFault(f"/materials/{name}", rule, titles.get(name))

    faults = [fault(name, "not_wanted") for name in taken if name not in wanted | following]
    faults += [fault(name, "missing") for name in titles if name in wanted - taken.keys()]
    faults += [
        fault(name, "attachment_missing")
        for name, one in taken.items()
        if name in wanted | following and not (one.met is MaterialMet.ATTACHED and one.attachment_ids)
    ]
    return faults


def _form(content: ItemContent, before: dict[str, Any], given: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    """Return the form with what was corrected. Raises `FormInvalid`."""
    from hall.applications.form_check import form_faults  # noqa: PLC0415 - brings jsonschema: not while the hall starts

    faults = [FieldFault(f"/form/{name}", "not_wanted", _title(content, name)) for name in given if name not in wanted]
    faults += [FieldFault(f"/form/{name}", "required", _title(content, name)) for name in wanted if name not in given]
    form = {**before, **given}
    if given and not faults:
        faults = list(form_faults(content.form, form))
    if faults:
        raise FormInvalid(faults=tuple(sorted(faults, key=lambda fault: fault.pointer)))
    return form


def _title(content: ItemContent, name: str) -> BilingualGiven | None:
    from hall.applications.form_check import field_title  # noqa: PLC0415 - see _form

    return field_title(content.form, name)
