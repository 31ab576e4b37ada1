"""What is done by itself when a case of some kind is opened: which registries are asked, what their answer means."""

from collections.abc import Callable, Mapping
from typing import Final

from hall.cases.asking import Asked
from hall.cases.outcome import Decided, Undecided
from hall.cases.property_proof import ask_for_property
from hall.cases.registry_answer import ask_registries
from hall.catalogue.vocabulary import ItemKind

# Asks; changes nothing.
Process = Callable[[Asked], Decided | Undecided]

PROCESSES: Final[Mapping[ItemKind, Process]] = {
    ItemKind.PROPERTY_PROOF: ask_for_property,
    ItemKind.PROOF: ask_registries,
    ItemKind.QUERY: ask_registries,
    ItemKind.APPLICATION: ask_registries,
    ItemKind.REPORT: ask_registries,
}
# What the citizen fills in, and an office decides on: the registries are only asked what was consented to.
APPLICATIONS: Final = frozenset({ItemKind.APPLICATION, ItemKind.REPORT})
