"""Split what was filled in for a bundle into what each of its offices is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hall.cases.schemas import OpenCaseTaken
from hall.catalogue.bundles import BundleContent, BundleMemberGiven
from hall.catalogue.models import ItemVersion
from hall.catalogue.schemas import ItemContent
from hall.joint.schemas import OpenBundleTaken
from hall.problems.errors import FieldFault


@dataclass(frozen=True, slots=True)
class Part:
    """One office's part.

    Attributes:
        later: fields of its form whose answer is another part's result.
        asked_as: field of its form -> the field of the bundle's form that asked it.
    """

    body: OpenCaseTaken = field(repr=False)
    later: frozenset[str]
    asked_as: dict[str, str]

    def faults_as_asked(self, faults: tuple[FieldFault, ...]) -> Iterator[FieldFault]:
        """Yield the part's faults beside the fields of the bundle's form that the applicant sees."""
        for fault in faults:
            name, *rest = fault.pointer.split("/")[2:] or [""]
            asked = self.asked_as.get(name, name)
            pointer = "/".join(["/form", asked, *rest]) if asked else fault.pointer
            yield FieldFault(pointer, fault.rule, fault.title)


def members_wanted(content: BundleContent, body: OpenBundleTaken) -> list[BundleMemberGiven]:
    """Return the bundle's items that these answers call for, in its order."""
    return [
        member
        for member in content.members
        if all(body.form.get(name) in answers for name, answers in member.when.items())
    ]


def part_of(member: BundleMemberGiven, version: ItemVersion, body: OpenBundleTaken) -> Part:
    """Return what `member` is asked for."""
    known = {material.material_id for material in ItemContent.model_validate(version.content).materials}
    form = {name: body.form[asked] for name, asked in member.fields.items() if asked in body.form}
    taken = OpenCaseTaken(
        item_id=member.item_id,
        item_version=version.version,
        lookup_consents=body.lookup_consents,
        form={**form, **member.given},
        materials={name: taken for name, taken in body.materials.items() if name in known},
        signature=body.signature,
    )
    return Part(taken, frozenset(member.from_result), dict(member.fields))
