"""Open a case: check what was asked for, ask the registries, then write everything in one transaction."""

from dataclasses import dataclass

from django.utils import timezone

from hall.applications.taking_in import TakenIn, check_form, keep, settle_materials
from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.admission import admit, current_version
from hall.cases.asking import Asked
from hall.cases.consents import grounds_of
from hall.cases.models import Case, JointCase
from hall.cases.moving import move
from hall.cases.numbering import new_verifier, next_case_number
from hall.cases.outcome import Decided, Undecided
from hall.cases.processes import APPLICATIONS, PROCESSES
from hall.cases.receipt_code import signed_receipt_code
from hall.cases.schemas import OpenCaseTaken
from hall.cases.showing import case_as_it_is
from hall.cases.states import CaseState, Move
from hall.catalogue.models import ItemVersion
from hall.idempotency.once import Done, Refused
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import (
    ItemVersionChanged,
    MaterialsMissing,
    NothingToFillIn,
    PurposeUnknown,
    RegistryUnavailable,
)
from hall.profile.models import hall_profile
from hall.project.hall_time import local, now


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case ready to be opened; `application` is None where nothing was filled in."""

    item_version: ItemVersion
    area_code: str
    outcome: Decided | Undecided
    application: TakenIn | MaterialsMissing | None = None


def prepare(caller: CitizenCaller, body: OpenCaseTaken, *, later: frozenset[str] = frozenset()) -> Prepared:
    """Check what was asked for and ask the registries. Writes nothing.

    `later` names fields of the form that need no answer yet: another case's result brings it.

    Raises:
        ItemUnknown, ItemVersionChanged, ItemNotAvailableHere, AssuranceTooLow, ApplicantNotServed, PurposeUnknown,
        LookupConsentMissing, NothingToFillIn, FormInvalid, SignatureMissing, AttachmentUnknown: see there.
    """
    item_version = current_version(body.item_id)
    if item_version.version != body.item_version:
        raise ItemVersionChanged
    content = admit(caller.session, item_version)
    if body.purpose is not None and body.purpose not in {purpose.purpose_id for purpose in content.purposes}:
        raise PurposeUnknown
    applies = content.kind in APPLICATIONS
    if applies:
        check_form(caller, content, body, later)
    elif body.form or body.materials or body.signature:
        raise NothingToFillIn
    grounds = grounds_of(caller.terminal.name, content, body.lookup_consents, all_needed=not applies)
    outcome = PROCESSES[content.kind](Asked(caller.session.subject_number, content, grounds))
    application = None
    if applies and isinstance(outcome, Decided):
        application = settle_materials(caller, content, body, outcome)
    return Prepared(item_version, hall_profile().area_code, outcome, application)


def open_case(caller: CitizenCaller, body: OpenCaseTaken, prepared: Prepared) -> Done | Refused:
    """Write the case, its look-ups and its audit rows. Runs inside the transaction. Raises `AttachmentUnknown`."""
    if (refused := refusal_of(prepared)) is not None:
        record(*prepared.outcome.entries)
        return refused
    case = write_case(caller, body, prepared)
    given = case_as_it_is(case)
    # Last: every writer of the hall queues up on the audit trail's head until this transaction ends.
    record(*entries_of(caller, case, prepared))
    return Done(201, given)


def refusal_of(prepared: Prepared) -> Refused | None:
    """Return what stands against opening the case; the look-ups made go on record all the same."""
    if isinstance(prepared.outcome, Undecided):
        return Refused(RegistryUnavailable(retry_after_s=5))
    return Refused(prepared.application) if isinstance(prepared.application, MaterialsMissing) else None


def write_case(
    caller: CitizenCaller, body: OpenCaseTaken, prepared: Prepared, *, joint: JointCase | None = None
) -> Case:
    """Write a case that `refusal_of` lets pass. Runs inside the transaction. Raises `AttachmentUnknown`."""
    application, moment = prepared.application, timezone.now()
    assert isinstance(prepared.outcome, Decided)
    assert not isinstance(application, MaterialsMissing)
    case = Case(
        case_number=next_case_number(prepared.area_code, now().date()),
        verifier=new_verifier(),
        item_version=prepared.item_version,
        terminal=caller.terminal,
        joint=joint,
        person=caller.session.subject,
        number=caller.session.subject_number,
        name=caller.session.subject_name,
        purpose=body.purpose or "",
        state=CaseState.RECEIVED.value,
        result=prepared.outcome.result,
        form=application.form if application else {},
        signed_at=application.signed_at if application else None,
        received_on=local(moment).date(),
        opened_at=moment,
        changed_at=moment,
    )
    case.receipt_code = signed_receipt_code(case)
    case.save(force_insert=True)
    if application is None:
        # What registries alone can answer is accepted by being answered; an application waits for its office.
        move(case, Move.ACCEPT, actor=caller.terminal.name)
    else:
        keep(case, body, application)
    return case


def entries_of(caller: CitizenCaller, case: Case, prepared: Prepared) -> tuple[AuditEntry, ...]:
    """Return what is put on record of a case that was opened: its look-ups, and that it was."""
    opened = AuditEntry(
        AuditAction.CASE_OPENED,
        actor=caller.terminal.name,
        outcome=case.state,
        subject=case.person,
        detail={
            "case": case.case_number,
            "item": case.item_version.item_id,
            "item_version": case.item_version.version,
            **({"joint": str(case.joint_id)} if case.joint_id else {}),
            **({"acted": caller.session.person} if caller.session.represented else {}),
        },
    )
    return (*prepared.outcome.entries, opened)
