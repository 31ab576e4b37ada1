"""Whether a citizen may do an item here: on offer, at a terminal, by this sign-in, for whom they act."""

from hall.cases.processes import PROCESSES
from hall.catalogue.models import Item, ItemVersion
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Applicant
from hall.identity.assurance import assurance_of, meets
from hall.identity.models import RepresentedKind, SignIn
from hall.problems.errors import ApplicantNotServed, AssuranceTooLow, ItemNotAvailableHere, ItemUnknown


def current_version(item_id: str) -> ItemVersion:
    """Return the version on offer. Raises `ItemUnknown`."""
    item = Item.objects.filter(item_id=item_id, current__isnull=False).select_related("current").first()
    if item is None or item.current is None:
        raise ItemUnknown
    return item.current


def admit(session: SignIn, version: ItemVersion) -> ItemContent:
    """Return what the item says. Raises `ItemNotAvailableHere`, `AssuranceTooLow`, `ApplicantNotServed`."""
    content = ItemContent.model_validate(version.content)
    if not content.available_here or content.kind not in PROCESSES:
        raise ItemNotAvailableHere
    if not meets(assurance_of(session.method), content.assurance):
        raise AssuranceTooLow
    is_firm = session.represented_kind == RepresentedKind.FIRM
    if (Applicant.FIRM if is_firm else Applicant.NATURAL_PERSON) not in content.applicants:
        raise ApplicantNotServed
    if session.represented_items and version.item_id not in session.represented_items:
        raise ApplicantNotServed
    return content
