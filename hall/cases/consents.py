"""The citizen's consent to look-ups, each to one registry, and the grounds that it gives for asking."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.utils import timezone

from hall.cases.schemas import ConsentTaken
from hall.catalogue.schemas import ItemContent
from hall.problems.errors import LookupConsentMissing
from hall.registries.enquiry import Grounds
from hall.registries.ports import RegistryName

# A terminal's clock may run ahead of the hall's by this much.
CLOCK_TOLERANCE: Final = timedelta(minutes=5)


def grounds_of(
    actor: str, content: ItemContent, given: Iterable[ConsentTaken], *, all_needed: bool
) -> Mapping[RegistryName, Grounds]:
    """Return the grounds for each look-up of the item that was consented to.

    An application may be made without a look-up: then its materials are met otherwise.

    Raises:
        LookupConsentMissing: a consent lies in the future, or one is missing and `all_needed`.
    """
    consents = {consent.registry: consent.consented_at for consent in given}
    latest = timezone.now() + CLOCK_TOLERANCE
    grounds = {}
    for lookup in content.lookups:
        registry = lookup.registry
        consented_at = consents.get(registry)
        if consented_at is None and not all_needed:
            continue
        if consented_at is None or consented_at > latest:
            raise LookupConsentMissing
        grounds[registry] = Grounds(
            actor=actor, purpose=lookup.purpose.zh, legal_basis=lookup.legal_basis.zh, consented_at=consented_at
        )
    return grounds
