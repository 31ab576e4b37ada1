"""What a process is given to ask registries with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hall.catalogue.schemas import ItemContent
from hall.registries.enquiry import Grounds
from hall.registries.ports import RegistryName


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes:
        number: the citizen number or the firm's code that the registries are asked about.
        content: the item, in the version that the citizen was shown.
        grounds: for each registry that the item names.
    """

    number: str = field(repr=False)
    content: ItemContent
    grounds: Mapping[RegistryName, Grounds]
