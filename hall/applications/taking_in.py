"""Take an application in: the form against its schema, the consented look-ups, every material settled."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from hall.applications.materials import Applicant, Settled, is_identified, settle
from hall.applications.schemas import MaterialMet
from hall.attachments.binding import bind, check_waiting
from hall.cases.consents import CLOCK_TOLERANCE
from hall.cases.models import Case, CaseMaterial
from hall.cases.outcome import Decided
from hall.cases.schemas import CaseResultGiven, OpenCaseTaken
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Signature
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import FormInvalid, MaterialsMissing, SignatureMissing


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An application without a fault."""

    form: dict[str, Any] = field(repr=False)
    materials: tuple[Settled, ...]
    signed_at: datetime | None


def check_form(
    caller: CitizenCaller, content: ItemContent, body: OpenCaseTaken, later: frozenset[str] = frozenset()
) -> None:
    """Raise what can be said before any registry is asked: FormInvalid, SignatureMissing, AttachmentUnknown."""
    from hall.applications.form_check import form_faults  # noqa: PLC0415 - brings jsonschema: not while the hall starts

    not_yet = {(f"/form/{name}", "required") for name in later}
    faults = tuple(
        fault for fault in form_faults(content.form, body.form) if (fault.pointer, fault.rule) not in not_yet
    )
    if faults:
        raise FormInvalid(faults=faults)
    if content.signature is not Signature.NONE and not _is_signed(body):
        raise SignatureMissing
    check_waiting(caller, _attachments(body))


def settle_materials(
    caller: CitizenCaller, content: ItemContent, body: OpenCaseTaken, outcome: Decided
) -> TakenIn | MaterialsMissing:
    """Return the application, or the problem that names what is missing: the look-ups made go on record either way."""
    answers = CaseResultGiven.model_validate(outcome.result).answers
    applicant = Applicant(
        identified=is_identified(caller.session),
        signed=_is_signed(body),
        on_record=frozenset(answer.check_id for answer in answers if answer.rows),
    )
    settled, faults = settle(content, body.materials, applicant)
    if faults:
        return MaterialsMissing(faults=faults)
    return TakenIn(body.form, settled, body.signature.signed_at if body.signature else None)


def keep(case: Case, body: OpenCaseTaken, taken: TakenIn) -> None:
    """Write what belongs to the case. Runs inside the transaction. Raises `AttachmentUnknown`."""
    moment = timezone.now()
    for settled in taken.materials:
        CaseMaterial.objects.create(
            case=case,
            material_id=settled.material_id,
            met=settled.met.value,
            due_on=settled.due_on,
            handed_in_at=None if settled.met is MaterialMet.FOLLOWS else moment,
        )
        bind(case, settled.attachment_ids, material_id=settled.material_id)
    if body.signature and body.signature.attachment_id:
        bind(case, [body.signature.attachment_id], material_id="")


def _is_signed(body: OpenCaseTaken) -> bool:
    return body.signature is not None and body.signature.signed_at <= timezone.now() + CLOCK_TOLERANCE


def _attachments(body: OpenCaseTaken) -> list[Any]:
    named = [identifier for material in body.materials.values() for identifier in material.attachment_ids]
    return [*named, *filter(None, [body.signature.attachment_id if body.signature else None])]
