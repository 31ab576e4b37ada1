"""What is done by itself when a case of some kind is opened: which registries are asked, what their answer means."""

from collections.abc import Callable, Mapping
from typing import Final

from hall.cases.outcome import Decided, Undecided
from hall.cases.property_proof import ask_for_property
from hall.catalogue.vocabulary import ItemKind
from hall.registries.enquiry import Grounds
from hall.registries.ports import RegistryName

# Takes the citizen's number and the grounds for each registry that the item names; asks; changes nothing.
Process = Callable[[str, Mapping[RegistryName, Grounds]], Decided | Undecided]

PROCESSES: Final[Mapping[ItemKind, Process]] = {ItemKind.PROPERTY_PROOF: ask_for_property}
