"""Smart card readers. The protocol is `devices.api.kinds.smart_card_reader`."""

from typing import Final

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import ApplicationMissing, DeviceError, NoCard, PinWrong
from devices.api.events import CardPresented, CardRemoved, DeviceEvent
from devices.api.kinds.smart_card_reader import CommandApdu, Pin, SmartCardReader, SocialSecurityCard
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import broken, must
from devices.contract.quiet import kept_logs, leaks
from devices.contract.subject import Subject

INSERT: Final = Deed("insert", "Put a social-security card that may be tested into the reader")
INSERT_BANK_CARD: Final = Deed("insert_bank_card", "Put a bank card that may be tested into the reader")
REMOVE: Final = Deed("remove", "Take the card out of the reader")

_check = Checks()
_LOOKS: Final = 50
_NO_SUCH_AID: Final = bytes.fromhex("F0484B494F534B2E4E4F4E45")
"""The class of AIDs that anybody may use (F0...): ``HKIOSK.NONE``."""


def _empty(subject: Subject) -> None:
    subject.do(REMOVE)


def _wait_for_a_card(subject: Subject, reader: SmartCardReader, control: Control, begun: Begun) -> bytes:
    del subject
    begun()
    return reader.answer_to_reset(control)


@_check
def reads_the_answer_to_reset(subject: Subject) -> None:
    """At least two bytes, the first of which says how bits are read (3B or 3F)."""
    with subject.opened() as device:
        subject.do(INSERT)
        atr = _reader(device).answer_to_reset(subject.control())
    must(len(atr) >= 2 and atr[0] in (0x3B, 0x3F), "an ATR", f"{len(atr)} bytes")


@_check
def answers_with_the_card_s_own_status_word(subject: Subject) -> None:
    """A command that no card knows is answered by its status word, and is no error of the reader's."""
    with subject.opened() as device:
        subject.do(INSERT)
        response = _reader(device).exchange(CommandApdu(0x00, 0xFA, 0, 0), subject.control())
    must(not response.is_ok and response.status_word >= 0x6000, "a refusal", f"{response.status_word:04x}")


@_check
def an_application_that_is_not_there_is_told_as_such(subject: Subject) -> None:
    """Another kind of card is a thing the citizen can put right."""
    with subject.opened() as device:
        subject.do(INSERT)
        error = subject.error_of(lambda: _reader(device).select_application(_NO_SUCH_AID, subject.control()))
    must(isinstance(error, ApplicationMissing), "ApplicationMissing", type(error).__name__)


@_check
def reads_a_social_security_card(subject: Subject) -> None:
    """Number and name, trimmed, twice the same."""
    with subject.opened() as device:
        subject.do(INSERT)
        first = _reader(device).read_social_security_card(subject.control())
        subject.do(REMOVE)
        subject.do(INSERT)
        second = _reader(device).read_social_security_card(subject.control())
    must(isinstance(first, SocialSecurityCard), "SocialSecurityCard", type(first).__name__)
    must(bool(first.number and first.name), "a number and a name", "one of them is empty")
    must(first.name == first.name.strip("\x00 "), "a name without padding", "padding")
    must(first == second, "the same card twice", "two that differ")


@_check
def reads_a_bank_card(subject: Subject) -> None:
    """Its number, and masked as receipts print it; it is refused where a social-security card is wanted."""
    with subject.opened() as device:
        subject.do(INSERT_BANK_CARD)
        card = _reader(device).read_bank_card(subject.control())
        error = subject.error_of(lambda: _reader(device).read_social_security_card(subject.control()))
    must(card.number.isdecimal() and 12 <= len(card.number) <= 19, "12 to 19 digits", f"{len(card.number)} characters")
    must(card.number not in card.masked_number, "a masked number", "the number")
    must(isinstance(error, ApplicationMissing), "ApplicationMissing", type(error).__name__)


@_check
def no_card_in_time_is_no_card(subject: Subject) -> None:
    """Nothing in the reader in the time given is a thing the citizen can put right."""
    with subject.opened() as device:
        _empty(subject)
        error = subject.error_of(lambda: _reader(device).read_bank_card(subject.control(0.4)))
    must(isinstance(error, NoCard), "NoCard", type(error).__name__)


@_check
def tells_that_a_card_came_and_went(subject: Subject) -> None:
    """While idle: presented once when it is put in, removed once when it is taken out."""
    with subject.opened() as device:
        _empty(subject)
        for _ in range(3):
            device.poll(subject.control())
        subject.mailbox.clear()
        subject.do(INSERT)
        _poll_until(subject, _reader(device), CardPresented)
        subject.do(REMOVE)
        _poll_until(subject, _reader(device), CardRemoved)
        counts = (len(subject.mailbox.of(CardPresented)), len(subject.mailbox.of(CardRemoved)))
    must(counts == (1, 1), "each event once", f"presented {counts[0]} times, removed {counts[1]} times")


@_check
def wipes_a_pin_whatever_happens(subject: Subject) -> None:
    """Without a card, the PIN is overwritten all the same, and stands in no repr. No card's tries are touched."""
    with subject.opened() as device:
        _empty(subject)
        pin = Pin(bytearray(b"0000"))
        error: DeviceError = subject.error_of(lambda: _reader(device).verify_pin(pin, subject.control(0.3)))
    must(not isinstance(error, PinWrong), "NoCard", type(error).__name__)
    must(not any(pin.digits), "zeros", "digits")
    must("0000" not in repr(pin), "a repr without it", "the PIN")


@_check
def keeps_the_person_to_itself(subject: Subject) -> None:
    """Nothing of either card is in any log line, in the repr of what was read, or in that of an event."""
    with kept_logs() as logs, subject.opened() as device:
        subject.do(INSERT)
        social = _reader(device).read_social_security_card(subject.control())
        subject.do(INSERT_BANK_CARD)
        bank = _reader(device).read_bank_card(subject.control())
        shown = [*logs, repr(social), repr(bank), *map(repr, subject.mailbox.of(DeviceEvent))]
    found = leaks((social.number, social.name, social.card_number, bank.number), shown)
    must(not found, "no field of the cards in logs and reprs", f"{found} of them")


def _poll_until(subject: Subject, reader: SmartCardReader, kind: type[DeviceEvent]) -> None:
    for _ in range(_LOOKS):
        reader.poll(subject.control())
        if subject.mailbox.of(kind):
            return
        subject.control().pause(0.02)
    broken(f"{kind.__name__} within {_LOOKS} polls", "it was not posted")


def _reader(device: object) -> SmartCardReader:
    must(hasattr(device, "read_bank_card") and hasattr(device, "exchange"), "SmartCardReader", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.SMART_CARD_READER,
    checks=_check,
    long_command=LongCommand(_wait_for_a_card, prepare=_empty, late=(NoCard,)),
)
