"""Smart card reader: social-security and bank cards, by contact or without, over ISO 7816-4 commands.

Sources: ISO/IEC 7816-3 (ATR), 7816-4 (APDU, status words); EMV Book 1 (payment environments) and Book 3 (application
data); LD/T 32 (social-security card: commands and files).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


@dataclass(frozen=True, slots=True)
class CommandApdu:
    """A command to a card. The data may be a PIN and is kept out of `repr`.

    Attributes:
        cla, ins, p1, p2: the header, each 0 to 255.
        data: what is sent with it.
        le: how many bytes are expected back (0 means as many as there are, up to 256), or None for none.
    """

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    le: int | None = None


@dataclass(frozen=True, slots=True)
class ResponseApdu:
    """A card's answer: the data, which may be personal and is kept out of `repr`, and the status word."""

    data: bytes = field(repr=False)
    status_word: int

    @property
    def is_ok(self) -> bool:
        """Whether the card did what was asked."""
        return self.status_word == 0x9000


class Pin:
    """A PIN as it was typed, in memory that `wipe` overwrites. In no `repr`; neither comparable nor hashable."""

    __slots__ = ("_digits",)
    __hash__ = None  # type: ignore[assignment]  # a hash would be a fingerprint of the PIN

    def __init__(self, digits: bytearray) -> None:
        """Take over `digits` (ASCII, 4 to 12); no copy is made. Raises ValueError for anything else."""
        if not 4 <= len(digits) <= 12 or not digits.isdigit():
            digits[:] = bytes(len(digits))
            raise ValueError("not a PIN")
        self._digits = digits

    @property
    def digits(self) -> bytearray:
        """The digits themselves: whoever makes a copy of them overwrites it."""
        return self._digits

    def wipe(self) -> None:
        """Overwrite the digits with zeros."""
        self._digits[:] = bytes(len(self._digits))

    def __eq__(self, other: object) -> bool:
        """Never equal: PINs are compared by cards."""
        return self is other

    def __repr__(self) -> str:
        """Say only what it is."""
        return "Pin(***)"


@dataclass(frozen=True, slots=True, repr=False)
class SocialSecurityCard:
    """What a social-security card says without a PIN. `repr` shows nothing of it.

    Attributes:
        number: the citizen's social-security number, 18 characters.
        name: the holder's name.
        card_number: the card's own number.
        issuer: the issuing institution's code.
        issued, valid_until: the card's days, or None where they are not set.
        items: every data item as it was read, by its number (LD/T 32: 08 number, 09 name, 0A sex, ...).
    """

    number: str
    name: str
    card_number: str
    issuer: str
    issued: date | None
    valid_until: date | None
    items: dict[int, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Say only what it is."""
        return "SocialSecurityCard(***)"


@dataclass(frozen=True, slots=True, repr=False)
class BankCard:
    """What a bank card says without a PIN. `repr` shows the application only.

    Attributes:
        number: the primary account number, 12 to 19 digits.
        masked_number: first six and last four of it.
        application: the application that was read, its AID.
        label: the application's name as the card gives it.
        valid_until: year and month of expiry, as its first day, or None.
    """

    number: str
    application: bytes
    label: str
    valid_until: date | None

    @property
    def masked_number(self) -> str:
        """The number as receipts print it (PCI DSS 3.4: at most the first six and the last four)."""
        return f"{self.number[:6]}{'*' * (len(self.number) - 10)}{self.number[-4:]}"

    def __repr__(self) -> str:
        """Say which application, and nothing of whom."""
        return f"BankCard({self.application.hex()})"


class SmartCardReader(Device, Protocol):
    """Reads smart cards. While idle, `poll` posts `CardPresented` and `CardRemoved`.

    A card stays powered between commands, so that what was selected stays selected, until it is taken out or the
    device is reset or closed. Every method waits for a card until its deadline.

    Each raises:
        NoCard: none came before the deadline, or it was taken out.
        CardUnreadable: a card is there and does not answer, or is damaged; `ApplicationMissing`: it is another kind.
        CommandRefused: the card says no; `detail_code` is its status word as ``sw_6985``.
        DeviceError: anything else.
    """

    def answer_to_reset(self, control: Control) -> bytes:
        """Return the card's ATR (for a contactless card, the one that the reader makes up for it)."""
        ...

    def exchange(self, command: CommandApdu, control: Control) -> ResponseApdu:
        """Send one command and return the whole answer, whatever its status word (61xx and 6Cxx are followed)."""
        ...

    def select_application(self, aid: bytes, control: Control) -> bytes:
        """Select an application by its AID; return its file control information."""
        ...

    def read_social_security_card(self, control: Control) -> SocialSecurityCard:
        """Read what a social-security card says without a PIN."""
        ...

    def read_bank_card(self, control: Control) -> BankCard:
        """Read the number of a bank card. Nothing is paid and nothing is signed."""
        ...

    def verify_pin(self, pin: Pin, control: Control) -> None:
        """Have the selected application check a PIN; `pin` is wiped in any case.

        Raises:
            PinWrong: with the tries that are left. It is never sent a second time.
            PinBlocked: there are none.
        """
        ...

    def pin_tries_left(self, control: Control) -> int | None:
        """Ask how many tries are left, without costing one; None where the card does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class ReadAnswerToReset:
    """Command: `SmartCardReader.answer_to_reset`."""

    deadline_s: float = 60.0

    def perform(self, device: SmartCardReader, control: Control) -> bytes:
        """Run on the device's thread."""
        return device.answer_to_reset(control)


@dataclass(frozen=True, slots=True)
class ExchangeApdu:
    """Command: `SmartCardReader.exchange`."""

    command: CommandApdu
    deadline_s: float = 10.0

    def perform(self, device: SmartCardReader, control: Control) -> ResponseApdu:
        """Run on the device's thread."""
        return device.exchange(self.command, control)


@dataclass(frozen=True, slots=True)
class SelectApplication:
    """Command: `SmartCardReader.select_application`."""

    aid: bytes
    deadline_s: float = 10.0

    def perform(self, device: SmartCardReader, control: Control) -> bytes:
        """Run on the device's thread."""
        return device.select_application(self.aid, control)


@dataclass(frozen=True, slots=True)
class ReadSocialSecurityCard:
    """Command: `SmartCardReader.read_social_security_card`."""

    deadline_s: float = 60.0

    def perform(self, device: SmartCardReader, control: Control) -> SocialSecurityCard:
        """Run on the device's thread."""
        return device.read_social_security_card(control)


@dataclass(frozen=True, slots=True)
class ReadBankCard:
    """Command: `SmartCardReader.read_bank_card`."""

    deadline_s: float = 60.0

    def perform(self, device: SmartCardReader, control: Control) -> BankCard:
        """Run on the device's thread."""
        return device.read_bank_card(control)


@dataclass(frozen=True, slots=True, repr=False)
class VerifyPin:
    """Command: `SmartCardReader.verify_pin`. Whoever makes it wipes the PIN if the command never begins."""

    pin: Pin
    deadline_s: float = 10.0

    def perform(self, device: SmartCardReader, control: Control) -> None:
        """Run on the device's thread."""
        device.verify_pin(self.pin, control)

    def __repr__(self) -> str:
        """Say only what it is."""
        return "VerifyPin(***)"


@dataclass(frozen=True, slots=True)
class AskPinTriesLeft:
    """Command: `SmartCardReader.pin_tries_left`."""

    deadline_s: float = 10.0

    def perform(self, device: SmartCardReader, control: Control) -> int | None:
        """Run on the device's thread."""
        return device.pin_tries_left(control)
