"""What of the terminal works right now, as the flow needs it to promise nothing that cannot be done."""

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """Parts of the terminal that services depend on."""

    HALL = "hall"
    CARD_READER = "card_reader"
    CAMERA = "camera"
    FACE_ENGINE = "face_engine"
    CODE_SCANNER = "code_scanner"
    SMART_CARD_READER = "smart_card_reader"
    DOCUMENT_PRINTER = "document_printer"
    RECEIPT_PRINTER = "receipt_printer"


class PartHealth(Enum):
    """How a part is. Unknown is its own answer: at start nothing has been asked yet."""

    WORKS = "works"
    NEEDS_SUPPLY = "needs_supply"
    NEEDS_CLEARING = "needs_clearing"
    FAULT = "fault"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Health:
    """Every part's health; a part not named is `UNKNOWN`."""

    parts: tuple[tuple[Part, PartHealth], ...] = ()

    def of(self, part: Part) -> PartHealth:
        """Return how `part` is."""
        return dict(self.parts).get(part, PartHealth.UNKNOWN)

    def works(self, *parts: Part) -> bool:
        """Whether none of `parts` is known to be out of order. A part not asked yet gets the benefit of the doubt."""
        return all(self.of(part) in (PartHealth.WORKS, PartHealth.UNKNOWN) for part in parts)

    def with_part(self, part: Part, health: PartHealth) -> "Health":
        """Return a copy in which `part` is `health`."""
        parts = dict(self.parts) | {part: health}
        return Health(tuple(sorted(parts.items(), key=lambda entry: entry[0].value)))
