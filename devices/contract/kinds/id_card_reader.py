"""Resident ID card readers. The protocol is `devices.api.kinds.id_card_reader`."""

import re
from dataclasses import dataclass
from typing import Final

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import NoCard
from devices.api.events import CardPresented, CardRemoved, DeviceEvent
from devices.api.kinds.id_card_reader import CardRead, CardText, IdCardReader, ReadCard
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import broken, must
from devices.contract.quiet import kept_logs, leaks
from devices.contract.subject import Subject

LAY: Final = Deed("lay", "Lay a card on the reader")
LIFT: Final = Deed("lift", "Take the card off the reader")

_check = Checks()
_SAM_ID: Final = re.compile(r"\d{2}\.\d{2}-\d{8}-\d{10}-\d{10}")
_PHOTO_BYTES: Final = 1024
_LOOKS: Final = 50


@dataclass(frozen=True, slots=True)
class _Desk:
    """A subject without a card."""

    subject: Subject

    def read(self, reader: IdCardReader) -> CardRead:
        """Have a card laid down, and read it."""
        self.subject.do(LAY)
        return reader.read_card(self.subject.control(ReadCard().deadline_s))


def _bare(subject: Subject) -> None:
    """No card lies there."""
    subject.do(LIFT)


def _wait_for_a_card(subject: Subject, reader: IdCardReader, control: Control, begun: Begun) -> CardRead:
    del subject
    begun()
    return reader.read_card(control)


@_check
def names_its_sam(subject: Subject) -> None:
    """The SAM's identity is shown as ``05.01-20130101-0001234567-0987654321``."""
    with subject.opened() as device:
        sam_id = _reader(device).sam_id(subject.control())
    must(_SAM_ID.fullmatch(sam_id) is not None, "NN.NN-NNNNNNNN-NNNNNNNNNN-NNNNNNNNNN", f"{len(sam_id)} characters")


@_check
def reads_a_card(subject: Subject) -> None:
    """Text with all that its variant has, and the photo's 1024 coded bytes."""
    with subject.opened() as device:
        read = _Desk(subject).read(_reader(device))
    must(isinstance(read, CardRead), "CardRead", type(read).__name__)
    must(len(read.photo) == _PHOTO_BYTES, f"a photo of {_PHOTO_BYTES} bytes", f"{len(read.photo)} bytes")
    text = read.text
    must(bool(text.name and text.number), "a name and a number", "one of them is empty")
    padded = [field for field in _personal(text) if field != field.strip(" \x00")]
    must(not padded, "fields without padding", f"{len(padded)} padded fields")
    must(text.born < text.valid_from, "a birth before the card", "the other way round")


@_check
def reads_the_next_card_too(subject: Subject) -> None:
    """Lifted and laid down again, a card is read again, and is the same."""
    with subject.opened() as device:
        desk = _Desk(subject)
        first = desk.read(_reader(device))
        subject.do(LIFT)
        second = desk.read(_reader(device))
    must(first == second, "the same card twice", "two that differ")


@_check
def a_card_that_is_not_there_is_no_card(subject: Subject) -> None:
    """Nothing on the reader in the time given is a thing the citizen can put right."""
    with subject.opened() as device:
        _bare(subject)
        error = subject.error_of(lambda: _reader(device).read_card(subject.control(0.5)))
    must(isinstance(error, NoCard), "NoCard", type(error).__name__)


@_check
def tells_that_a_card_came_and_went(subject: Subject) -> None:
    """While idle: presented once when it is laid down, removed once when it is lifted."""
    with subject.opened() as device:
        reader = _reader(device)
        _bare(subject)
        for _ in range(3):
            reader.poll(subject.control())
        subject.mailbox.clear()
        subject.do(LAY)
        _poll_until(subject, reader, CardPresented)
        subject.do(LIFT)
        _poll_until(subject, reader, CardRemoved)
        counts = (len(subject.mailbox.of(CardPresented)), len(subject.mailbox.of(CardRemoved)))
    must(counts == (1, 1), "each event once", f"presented {counts[0]} times, removed {counts[1]} times")


@_check
def keeps_the_person_to_itself(subject: Subject) -> None:
    """Nothing of the card is in any log line, in the repr of what was read, or in that of an event."""
    with kept_logs() as logs, subject.opened() as device:
        read = _Desk(subject).read(_reader(device))
        shown = [*logs, repr(read), repr(read.text), *map(repr, subject.mailbox.of(DeviceEvent))]
    found = leaks(_personal(read.text), shown)
    must(not found, "no field of the card in logs and reprs", f"{found} of them")


def _poll_until(subject: Subject, reader: IdCardReader, kind: type[DeviceEvent]) -> None:
    for _ in range(_LOOKS):
        reader.poll(subject.control())
        if subject.mailbox.of(kind):
            return
        subject.control().pause(0.02)
    broken(f"{kind.__name__} within {_LOOKS} polls", "it was not posted")


def _personal(text: CardText) -> tuple[str, ...]:
    """Return the fields that tell who it is; those too short to be told from anything else are left out."""
    fields = (text.name, text.number, text.address, text.born.strftime("%Y%m%d"), *text.extra.values())
    return tuple(field for field in fields if len(field) > 2)


def _reader(device: object) -> IdCardReader:
    must(hasattr(device, "read_card") and hasattr(device, "sam_id"), "IdCardReader", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.ID_CARD_READER,
    checks=_check,
    long_command=LongCommand(_wait_for_a_card, prepare=_bare, late=(NoCard,)),
)
