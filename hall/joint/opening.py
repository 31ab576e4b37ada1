"""Open a bundle's cases: all of them or none, in one transaction."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hall.applications.form_check import form_faults
from hall.audit.trail import AuditEntry, record
from hall.cases.admission import current_version
from hall.cases.models import Case, JointCase
from hall.cases.opening import Prepared, entries_of, prepare, refusal_of, write_case
from hall.cases.showing import case_as_it_is
from hall.cases.states import FINAL, CaseState
from hall.catalogue.bundles import BundleContent
from hall.catalogue.models import Bundle, BundleVersion
from hall.idempotency.once import Done, Refused
from hall.identity.authentication import CitizenCaller
from hall.joint.schemas import JointCaseGiven, JointState, OpenBundleTaken
from hall.joint.splitting import Part, members_wanted, part_of
from hall.problems.errors import (
    CaseUnknown,
    FieldFault,
    FormInvalid,
    ItemNotAvailableHere,
    ItemUnknown,
    ItemVersionChanged,
    MaterialsMissing,
)
from hall.project.hall_time import local


@dataclass(frozen=True, slots=True)
class PreparedBundle:
    """A bundle's cases ready to be opened, or what is to be refused once the look-ups made are on record."""

    version: BundleVersion
    parts: tuple[tuple[Part, Prepared], ...]
    refused: Refused | None


def prepare_bundle(caller: CitizenCaller, bundle_id: str, body: OpenBundleTaken) -> PreparedBundle:
    """Hold the form against the bundle and each part against its item; ask each office's look-ups. Writes nothing.

    Raises:
        ItemUnknown, ItemVersionChanged: the bundle is not on offer, or not in this version; or an item of it changed.
        ItemNotAvailableHere: the answers call for none of its items.
        FormInvalid and whatever `hall.cases.opening.prepare` raises for an item.
    """
    bundle = Bundle.objects.filter(bundle_id=bundle_id, current__isnull=False).select_related("current").first()
    if bundle is None or bundle.current is None:
        raise ItemUnknown
    if bundle.current.version != body.bundle_version:
        raise ItemVersionChanged
    content = BundleContent.model_validate(bundle.current.content)
    if faults := form_faults(content.form, body.form):
        raise FormInvalid(faults=faults)
    parts = []
    for member in members_wanted(content, body):
        version = current_version(member.item_id)
        if member.item_version not in {0, version.version}:
            raise ItemVersionChanged
        part = part_of(member, version, body)
        try:
            parts.append((part, prepare(caller, part.body, later=part.later)))
        except FormInvalid as error:
            raise FormInvalid(faults=tuple(part.faults_as_asked(error.faults))) from error
    if not parts:
        raise ItemNotAvailableHere
    return PreparedBundle(bundle.current, tuple(parts), _refusal(parts, body))


def open_bundle(caller: CitizenCaller, prepared: PreparedBundle) -> Done | Refused:
    """Write every case, its look-ups and its audit rows. Runs inside the transaction. Raises `AttachmentUnknown`."""
    if prepared.refused is not None:
        record(*(entry for _, part in prepared.parts for entry in part.outcome.entries))
        return prepared.refused
    joint = JointCase.objects.create(
        bundle_version=prepared.version, person=caller.session.subject, opened_at=timezone.now()
    )
    entries: list[AuditEntry] = []
    for part, ready in prepared.parts:
        case = write_case(caller, part.body, ready, joint=joint)
        entries += entries_of(caller, case, ready)
    given = joint_given(joint)
    # Last, as in `hall.cases.opening.open_case`.
    record(*entries)
    return Done(201, given)


def joint_of_citizen(joint_id: UUID, caller: CitizenCaller) -> JointCase:
    """Return the joint case of the citizen signed in. Raises `CaseUnknown`."""
    found = JointCase.objects.filter(joint_id=joint_id, person=caller.session.subject)
    joint = found.select_related("bundle_version").first()
    if joint is None:
        raise CaseUnknown
    return joint


def joint_given(joint: JointCase) -> JointCaseGiven:
    """Return the bundle's cases, and how far all of it is."""
    cases = list(joint.cases.select_related("item_version").order_by("case_number"))
    content = BundleContent.model_validate(joint.bundle_version.content)
    days = [case.promised_due or case.legal_due for case in cases]
    return JointCaseGiven(
        joint_id=joint.joint_id,
        bundle_id=joint.bundle_version.bundle_id,
        bundle_version=joint.bundle_version.version,
        title=content.title,
        opened_at=local(joint.opened_at),
        state=_state(cases),
        due=None if None in days else max(filter(None, days), default=None),
        cases=[case_as_it_is(case) for case in cases],
    )


def _state(cases: list[Case]) -> JointState:
    states = {CaseState(case.state) for case in cases}
    if not states <= FINAL:
        return JointState.UNDER_WAY
    return JointState.COMPLETED if states == {CaseState.COMPLETED} else JointState.PARTLY


def _refusal(parts: list[tuple[Part, Prepared]], body: OpenBundleTaken) -> Refused | None:
    """Return what stands against opening: a registry that is down, or every missing material, each once."""
    refusals = [refused for _, ready in parts if (refused := refusal_of(ready)) is not None]
    down = [refused for refused in refusals if not isinstance(refused.problem, MaterialsMissing)]
    if down:
        return down[0]
    faults = {fault.pointer: fault for refused in refusals for fault in refused.problem.faults}
    asked_for = {name for part, _ in parts for name in part.body.materials}
    if body.materials.keys() - asked_for:
        faults["/materials"] = FieldFault("/materials", "unknown_material")
    return Refused(MaterialsMissing(faults=tuple(faults.values()))) if faults else None
