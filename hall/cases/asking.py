"""What a process is given to ask registries with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hall.catalogue.parts import LookupGiven
from hall.catalogue.schemas import ItemContent
from hall.registries.enquiry import Grounds
from hall.registries.ports import RegistryName


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes:
        number: the citizen number or the firm's code that the registries are asked about.
        content: the item, in the version that the citizen was shown.
        grounds: for each registry that the citizen consented to.
    """

    number: str = field(repr=False)
    content: ItemContent
    grounds: Mapping[RegistryName, Grounds]

    @property
    def lookups(self) -> list[LookupGiven]:
        """The item's look-ups that may be made."""
        return [lookup for lookup in self.content.lookups if lookup.registry in self.grounds]
