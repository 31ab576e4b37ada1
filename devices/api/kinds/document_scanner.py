"""Document scanner: one page at a time, laid down by a citizen, found, straightened and judged by the device.

Sizes: ISO 216 (A4, A5), ISO/IEC 7810 (ID-1).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


class PageSize(Enum):
    """Sizes that are known. A page of another shape is `OTHER`; its millimetres are then an estimate."""

    A4 = "a4"
    A5 = "a5"
    ID_CARD = "id_card"
    OTHER = "other"


SIDES_MM: dict[PageSize, tuple[float, float]] = {
    PageSize.A4: (210.0, 297.0),
    PageSize.A5: (148.0, 210.0),
    PageSize.ID_CARD: (53.98, 85.6),
}
"""Short and long side."""


class PageAdvice(Enum):
    """Why there is no scan yet, and so what whoever lays the page should do. Words come by translation."""

    NO_PAGE = "no_page"
    CUT_OFF = "cut_off"
    COVERED = "covered"
    TOO_FAR = "too_far"
    WRONG_SIZE = "wrong_size"
    TOO_DARK = "too_dark"
    GLARE = "glare"
    BLURRED = "blurred"
    HOLD_STILL = "hold_still"


class Enhancement(Enum):
    """What is done to the picture of the page beside straightening it.

    `AS_SEEN` is nothing; `COLOUR` and `GREY` take shadows out, so that paper is white, and keep ink as it is.
    """

    AS_SEEN = "as_seen"
    COLOUR = "colour"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class PageOrder:
    """What is to be scanned.

    Attributes:
        size: the only size to accept, or None for any.
        enhancement: what is done to the picture.
        jpeg_quality: 1 to 100.
    """

    size: PageSize | None = None
    enhancement: Enhancement = Enhancement.COLOUR
    jpeg_quality: int = 85

    def __post_init__(self) -> None:
        """Refuse a quality that no JPEG has."""
        if not 1 <= self.jpeg_quality <= 100:
            raise ValueError(f"JPEG quality {self.jpeg_quality}")


@dataclass(frozen=True, slots=True, repr=False)
class ScannedPage:
    """A page as it lay: up is up as the citizen saw it, and nothing beside the page is on it.

    Attributes:
        jpeg: the picture, with its resolution in it; in memory only, no driver writes a file.
        width_px, height_px: its size.
        width_mm, height_mm: the page's size: exact for a known one, else an estimate.
        size: which known size it is.
        grey: whether it has one channel.
    """

    jpeg: bytes = field(repr=False)
    width_px: int
    height_px: int
    width_mm: float
    height_mm: float
    size: PageSize
    grey: bool = False

    @property
    def dots_per_inch(self) -> float:
        """The picture's resolution."""
        return self.width_px / self.width_mm * 25.4

    def __repr__(self) -> str:
        """Size only: what stands on it is personal data."""
        return f"ScannedPage({self.size.value}, {self.width_px}x{self.height_px})"


AdviceCallback = Callable[[PageAdvice | None], None]
"""Called on the device's thread whenever the advice changes; None when all is well and the page is being taken."""


class DocumentScanner(Device, Protocol):
    """Looks only while asked to.

    `capabilities().features` has ``sizes`` (names by commas) and ``dots_per_inch`` (int, at least).
    """

    def scan(self, order: PageOrder, *, on_advice: AdviceCallback, control: Control) -> ScannedPage:
        """Wait until a page lies still, whole and well lit, and return it.

        Raises:
            NoPage: that did not happen before the deadline; `detail_code` is the last advice.
            CommandCancelled: called back.
            Disconnected: the device has gone away.
        """
        ...


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Command: `DocumentScanner.scan`."""

    order: PageOrder = PageOrder()
    on_advice: AdviceCallback = field(default=lambda _: None, repr=False)
    deadline_s: float = 60.0

    def perform(self, device: DocumentScanner, control: Control) -> ScannedPage:
        """Run on the device's thread."""
        return device.scan(self.order, on_advice=self.on_advice, control=control)
