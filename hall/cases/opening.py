"""Open a case: check the item and the consents, ask the registries, then write everything in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.asking import Asked
from hall.cases.models import Case
from hall.cases.moving import move
from hall.cases.numbering import new_verifier, next_case_number
from hall.cases.outcome import Decided, Undecided
from hall.cases.processes import PROCESSES
from hall.cases.receipt_code import signed_receipt_code
from hall.cases.schemas import OpenCaseTaken
from hall.cases.showing import case_given
from hall.cases.states import CaseState, Move
from hall.catalogue.models import Item, ItemVersion
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Applicant
from hall.idempotency.once import Done, Refused
from hall.identity.assurance import assurance_of, meets
from hall.identity.authentication import CitizenCaller
from hall.identity.models import RepresentedKind, SignIn
from hall.problems.errors import (
    ApplicantNotServed,
    AssuranceTooLow,
    ItemNotAvailableHere,
    ItemUnknown,
    ItemVersionChanged,
    LookupConsentMissing,
    PurposeUnknown,
    RegistryUnavailable,
)
from hall.profile.models import hall_profile
from hall.project.hall_time import now
from hall.registries.enquiry import Grounds
from hall.registries.ports import RegistryName

# A terminal's clock may run ahead of the hall's by this much.
CLOCK_TOLERANCE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case ready to be opened."""

    item_version: ItemVersion
    area_code: str
    outcome: Decided | Undecided


def prepare(caller: CitizenCaller, body: OpenCaseTaken) -> Prepared:
    """Check what was asked for and ask the registries. Writes nothing.

    Raises:
        ItemUnknown, ItemVersionChanged, ItemNotAvailableHere, AssuranceTooLow, ApplicantNotServed, PurposeUnknown,
        LookupConsentMissing: see there.
    """
    item_version = _offered(body)
    content = ItemContent.model_validate(item_version.content)
    process = PROCESSES.get(content.kind)
    if not content.available_here or process is None:
        raise ItemNotAvailableHere
    if not meets(assurance_of(caller.session.method), content.assurance):
        raise AssuranceTooLow
    _check_applicant(caller.session, content, body.item_id)
    if body.purpose is not None and body.purpose not in {purpose.purpose_id for purpose in content.purposes}:
        raise PurposeUnknown
    asked = Asked(caller.session.subject_number, content, _grounds(caller.terminal.name, content, body))
    return Prepared(item_version, hall_profile().area_code, process(asked))


def open_case(caller: CitizenCaller, body: OpenCaseTaken, prepared: Prepared) -> Done | Refused:
    """Write the case, its look-ups and its audit rows. Runs inside the transaction."""
    if isinstance(prepared.outcome, Undecided):
        record(*prepared.outcome.entries)
        return Refused(RegistryUnavailable(retry_after_s=5))
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
        opened_at=moment,
        changed_at=moment,
    )
    case.receipt_code = signed_receipt_code(case)
    case.save(force_insert=True)
    move(case, Move.ACCEPT, actor=caller.terminal.name)
    record(
        *prepared.outcome.entries,
        AuditEntry(
            AuditAction.CASE_OPENED,
            actor=caller.terminal.name,
            outcome="accepted",
            subject=case.person,
            detail={
                "case": case.case_number,
                "item": body.item_id,
                "item_version": body.item_version,
                **({"acted": caller.session.person} if caller.session.represented else {}),
            },
        ),
    )
    return Done(201, case_given(case, papers=[], rated=False))


def _offered(body: OpenCaseTaken) -> ItemVersion:
    item = Item.objects.filter(item_id=body.item_id, current__isnull=False).select_related("current").first()
    if item is None or item.current is None:
        raise ItemUnknown
    if item.current.version != body.item_version:
        raise ItemVersionChanged
    return item.current


def _check_applicant(session: SignIn, content: ItemContent, item_id: str) -> None:
    """Raise `ApplicantNotServed` where the item is not for whom the citizen acts, or leave does not cover it."""
    is_firm = session.represented_kind == RepresentedKind.FIRM
    if (Applicant.FIRM if is_firm else Applicant.NATURAL_PERSON) not in content.applicants:
        raise ApplicantNotServed
    if session.represented_items and item_id not in session.represented_items:
        raise ApplicantNotServed


def _grounds(actor: str, content: ItemContent, body: OpenCaseTaken) -> Mapping[RegistryName, Grounds]:
    """Return the grounds for each look-up of the item. Raises `LookupConsentMissing`."""
    consents = {consent.registry: consent.consented_at for consent in body.lookup_consents}
    latest = timezone.now() + CLOCK_TOLERANCE
    grounds = {}
    for lookup in content.lookups:
        registry = RegistryName(lookup.registry.value)
        consented_at = consents.get(registry)
        if consented_at is None or consented_at > latest:
            raise LookupConsentMissing
        grounds[registry] = Grounds(
            actor=actor,
            purpose=lookup.purpose.zh,
            legal_basis=lookup.legal_basis.zh,
            consented_at=consented_at,
        )
    return grounds
