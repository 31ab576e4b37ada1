"""Open a case: check what was asked for, ask the registries, then write everything in one transaction."""

from dataclasses import dataclass

from django.utils import timezone

from hall.applications.taking_in import TakenIn, check_form, keep, settle_materials
from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.admission import admit, current_version
from hall.cases.asking import Asked
from hall.cases.consents import grounds_of
from hall.cases.models import Case
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


def prepare(caller: CitizenCaller, body: OpenCaseTaken) -> Prepared:
    """Check what was asked for and ask the registries. Writes nothing.

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
        check_form(caller, content, body)
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
    if isinstance(prepared.outcome, Undecided):
        record(*prepared.outcome.entries)
        return Refused(RegistryUnavailable(retry_after_s=5))
    application = prepared.application
    if isinstance(application, MaterialsMissing):
        record(*prepared.outcome.entries)
        return Refused(application)
    moment = timezone.now()
    case = Case(
        case_number=next_case_number(prepared.area_code, now().date()),
        verifier=new_verifier(),
        item_version=prepared.item_version,
        terminal=caller.terminal,
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
    given = case_as_it_is(case)
    # Last: every writer of the hall queues up on the audit trail's head until this transaction ends.
    record(
        *prepared.outcome.entries,
        AuditEntry(
            AuditAction.CASE_OPENED,
            actor=caller.terminal.name,
            outcome=case.state,
            subject=case.person,
            detail={
                "case": case.case_number,
                "item": body.item_id,
                "item_version": body.item_version,
                **({"acted": caller.session.person} if caller.session.represented else {}),
            },
        ),
    )
    return Done(201, given)
