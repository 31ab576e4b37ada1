"""Resident ID card reader: contactless, with a SAM that decrypts the chip.

Source: GA 450 / GA/T 467 readers; the text block's layout is domain.md 1.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


class CardVariant(Enum):
    """Which of the four documents the chip holds (text block, offset 248)."""

    CITIZEN = "citizen"
    HMT_RESIDENCE = "hmt_residence"
    PERMANENT_RESIDENCE_2017 = "permanent_residence_2017"
    PERMANENT_RESIDENCE_2023 = "permanent_residence_2023"


class Sex(Enum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


@dataclass(frozen=True, slots=True, repr=False)
class CardText:
    """The chip's text, fields trimmed of their padding. `repr` shows the variant only.

    Attributes:
        ethnicity_code: GB/T 3304, two digits, or "" where the variant has none.
        number: 18 characters for a citizen, a residence permit or the 2023 permanent residence card.
        valid_until: None for 长期 (no end).
        extra: the variant's own fields (pass_number, times_issued, english_name, nationality, ...).
    """

    variant: CardVariant
    name: str
    sex: Sex
    ethnicity_code: str
    born: date
    address: str
    number: str
    issuer: str
    valid_from: date
    valid_until: date | None
    extra: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Say which variant it is and nothing about whom."""
        return f"CardText({self.variant.name})"


@dataclass(frozen=True, slots=True, repr=False)
class CardRead:
    """Everything one reading brought.

    Attributes:
        text: the chip's text.
        photo: the 1024 WLT-coded bytes as they are; a `hallkiosk.card_photo` plug-in decodes them.
        newest_address: the last address added to the chip, or "".
    """

    text: CardText
    photo: bytes
    newest_address: str = ""

    def __repr__(self) -> str:
        """Say which variant it is and nothing about whom."""
        return f"CardRead({self.text.variant.name})"


class IdCardReader(Device, Protocol):
    """Reads resident ID cards. While idle, `poll` posts `CardPresented` and `CardRemoved`."""

    def read_card(self, control: Control) -> CardRead:
        """Wait for a card until the deadline and read it.

        Raises:
            NoCard: none came before the deadline.
            CardUnreadable: it was moved too soon, is damaged, or is another kind of card.
            DeviceError: anything else.
        """
        ...

    def sam_id(self, control: Control) -> str:
        """Return the SAM's identity, shown as ``05.01-20130101-0001234567-0987654321``."""
        ...


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Command: `IdCardReader.read_card`."""

    deadline_s: float = 60.0

    def perform(self, device: IdCardReader, control: Control) -> CardRead:
        """Run on the device's thread."""
        return device.read_card(control)


@dataclass(frozen=True, slots=True)
class ReadSamId:
    """Command: `IdCardReader.sam_id`."""

    deadline_s: float = 2.0

    def perform(self, device: IdCardReader, control: Control) -> str:
        """Run on the device's thread."""
        return device.sam_id(control)


class CardPhotoDecoder(Protocol):
    """Entry point group ``hallkiosk.card_photo``: turns the card's 1024 coded bytes into a picture."""

    def decode(self, coded: bytes) -> "Picture":
        """Decode. Raises `CardUnreadable` where the bytes are not this decoder's coding."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """An uncompressed picture: `pixels` is height x width x 3 bytes, BGR, rows from the top, unpadded."""

    width_px: int
    height_px: int
    pixels: bytes

    def __repr__(self) -> str:
        """Size only: a card's picture is personal data."""
        return f"Picture({self.width_px}x{self.height_px})"
