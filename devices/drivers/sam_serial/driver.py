"""Driver ``id_card_reader.sam-serial``."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.errors import (
    CardUnreadable,
    CommandCancelled,
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    NoCard,
    NotOpened,
    NotSupported,
    ProtocolError,
)
from devices.api.events import CardPresented, CardRemoved
from devices.api.kinds.id_card_reader import CardRead
from devices.api.status import DeviceState, Status
from devices.api.wire_language import WireLanguage
from devices.drivers.sam_serial.attempts import ReadAttempts
from devices.drivers.sam_serial.dialogue import ReaderSilent, SamDialogue
from devices.drivers.sam_serial.presence import Presence, PresenceTracker
from devices.drivers.sam_serial.redaction import SAM_LANGUAGE
from devices.drivers.sam_serial.text_block import decode_text
from devices.drivers.sam_serial.wire import (
    BaseContent,
    Reply,
    SamCommand,
    StatusWord,
    parse_address,
    parse_base,
    parse_sam_id,
)
from devices.ports.serial_line import SerialLine

BAUD_RATES = (115200, 57600, 38400, 19200, 9600)

_OPEN_DEADLINE_S = 5.0
_FIND_INTERVAL_S = 0.1

ParsedT = TypeVar("ParsedT")


class SamSerialIdCardReader:
    """Reads resident ID cards through a SAM on a serial line. Meets `devices.api.kinds.id_card_reader.IdCardReader`.

    Options:
        baud: 115200 unless the reader is set otherwise.
        fingerprint: ask first with the command that also carries fingerprints, and fall back to the plain one where
            the module is too old for it. They are not kept. Off by default: what is not needed is not read.
        newest_address: also ask for the address last added to the chip.
        patience_ms: how much longer than usual a reader may take to answer.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.ID_CARD_READER
    wire_language: ClassVar[WireLanguage] = SAM_LANGUAGE

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._baud = options.integer("baud", BAUD_RATES[0], allowed=BAUD_RATES)
        self._fingerprint = options.flag("fingerprint", False)
        self._newest_address = options.flag("newest_address", True)
        self._patience_s = options.integer("patience_ms", 400, allowed=range(10_001)) / 1000
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="the path of a serial port")
        options.finish()
        self._context = context
        self._line: SerialLine | None = None
        self._dialogue: SamDialogue | None = None
        self._tracker = PresenceTracker()
        self._just_opened = True
        self._serial_number = ""

    def open(self) -> None:
        """Take the port and hear the reader answer.

        Raises:
            NotOpened, ConfigurationError: see `SerialLine`.
            DeadlineExceeded: the port is there, but nothing answers at this baud rate.
            DeviceError: what answers is no reader in order.
        """
        self.close()
        control = Control(
            self._context.clock, device_id=self._context.device_id, deadline_s=_OPEN_DEADLINE_S + self._patience_s
        )
        self._just_opened = True
        self._line = SerialLine(self._context.port, self._baud)
        self._dialogue = SamDialogue(
            self._line, clock=self._context.clock, baud=self._baud, patience_s=self._patience_s
        )
        try:
            self._ask(SamCommand.STATUS, control, _nothing)
            self._serial_number = self._sam_id_if_told(control)
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back. A card that lay there is no longer known."""
        line, self._line, self._dialogue = self._line, None, None
        if line is not None:
            line.close()
        if self._tracker.presence is not Presence.ABSENT:
            self._context.post(CardRemoved(self._context.device_id))
        self._tracker = PresenceTracker()

    def reset(self, control: Control) -> None:
        """Reset the SAM and hear that it is well."""
        self._ask(SamCommand.RESET_SAM, control, _nothing)
        self._ask(SamCommand.STATUS, control, _nothing)

    def status(self, control: Control) -> Status:
        """Ask the SAM. A port that is there without a reader that answers is `OFFLINE`."""
        try:
            self._ask(SamCommand.STATUS, control, _nothing, tries=2)
        except ReaderSilent as error:
            return Status(DeviceState.OFFLINE, detail_code=error.detail_code)
        except CommandRefused as error:
            return Status(DeviceState.HARDWARE_ERROR, detail_code=error.detail_code)
        return Status(DeviceState.ONLINE)

    def capabilities(self) -> Capabilities:
        """The SAM's identity is the serial number; features are ``baud``, ``fingerprint`` and ``newest_address``."""
        return Capabilities(
            serial_number=self._serial_number,
            features={
                "baud": self._baud,
                "fingerprint": self._fingerprint,
                "newest_address": self._newest_address,
            },
        )

    def self_test(self, control: Control) -> SelfTest:
        """Ask for the status, the SAM's identity, and a card (none is fine)."""
        return SelfTest(
            (
                self._step("sam_status", lambda: self._ask(SamCommand.STATUS, control, _nothing)),
                self._step("sam_id", lambda: self.sam_id(control)),
                self._step("antenna", lambda: self._finds(control)),
            )
        )

    def poll(self, control: Control) -> None:
        """Look whether a card has come or gone."""
        self._look(control, tries=1)

    def sam_id(self, control: Control) -> str:
        """See `IdCardReader.sam_id`."""
        return self._ask(SamCommand.SAM_ID, control, lambda reply: parse_sam_id(reply.data))

    def read_card(self, control: Control) -> CardRead:
        """See `IdCardReader.read_card`. A card that could not be read is tried again while it lies there.

        Raises:
            NoCard: none came before the deadline.
            CardUnreadable: moved, damaged, another kind of card, or (`lift_and_lay_again`) one that was read before
                and never lifted, which the reader will not read a second time.
            DeadlineExceeded: the reader itself stopped answering.
        """
        attempts = ReadAttempts()
        try:
            while True:
                there = self._look(control)
                before = self._tracker.presence
                if there and attempts.worth_trying(before):
                    try:
                        return self._read(control)
                    except NoCard:  # gone between being found and being read
                        pass
                    except CardUnreadable as error:
                        attempts.failed(error, before)
                attempts.check(self._tracker.presence)
                control.pause(_FIND_INTERVAL_S)
        except ReaderSilent:
            raise
        except DeadlineExceeded as error:
            raise attempts.out_of_time(self._tracker.presence, error) from error

    def _look(self, control: Control, *, tries: int = 3) -> bool:
        """Ask whether a card is there, and post what has changed."""
        if self._tracker.presence is Presence.READ:
            if self._still_answers(control):
                self._tracker.still_there()
                return True
            if self._finds(control, tries):  # another card, already
                self._context.post(CardRemoved(self._context.device_id))
                self._tracker = PresenceTracker()
                return self._present()
        elif self._finds(control, tries):
            return self._present()
        elif self._just_opened or self._tracker.presence is Presence.UNREAD:
            # Read by whoever had the reader before us, or a reading that broke off: it must be lifted to be found.
            self._just_opened = False
            if self._still_answers(control):
                self._present()
                self._tracker.read()
                return True
        if self._tracker.missed():
            self._context.post(CardRemoved(self._context.device_id))
        return False

    def _present(self) -> bool:
        if self._tracker.found():
            self._context.post(CardPresented(self._context.device_id))
        return True

    def _finds(self, control: Control, tries: int = 3) -> bool:
        try:
            self._ask(SamCommand.FIND_CARD, control, _nothing, tries=tries)
        except NoCard:
            return False
        return True

    def _still_answers(self, control: Control) -> bool:
        """Ask the card something it can be asked after it was read. Whether the reader is well shows in *find*."""
        try:
            self._ask(SamCommand.READ_NEWEST_ADDRESS, control, _nothing, tries=1)
        except (NoCard, CardUnreadable, NotSupported, CommandRefused, ProtocolError, ReaderSilent):
            return False
        return True

    def _read(self, control: Control) -> CardRead:
        """Read the card that was found, or, if the reader allows it, the one that it has read before."""
        if self._tracker.presence is not Presence.READ:
            self._ask(SamCommand.SELECT_CARD, control, _nothing)
        content = self._base(control)
        self._tracker.read()
        address = self._added_address(control)
        return CardRead(decode_text(content.text), content.photo, address)

    def _base(self, control: Control) -> BaseContent:
        if self._fingerprint:
            try:
                return self._ask(SamCommand.READ_BASE_FINGERPRINT, control, _base_content)
            except NotSupported:  # an old module; it will say the same to the next card
                self._fingerprint = False
        return self._ask(SamCommand.READ_BASE, control, _base_content)

    def _added_address(self, control: Control) -> str:
        if not self._newest_address:
            return ""
        try:
            return self._ask(SamCommand.READ_NEWEST_ADDRESS, control, _address)
        except NotSupported:
            self._newest_address = False
            return ""

    def _sam_id_if_told(self, control: Control) -> str:
        try:
            return self.sam_id(control)
        except (NotSupported, CommandRefused):
            return ""

    def _step(self, code: str, question: Callable[[], object]) -> SelfTestStep:
        begun_s = self._context.clock.monotonic_s()
        detail_code = ""
        try:
            question()
        except CommandCancelled:
            raise
        except DeviceError as error:
            detail_code = f"{error.code} {error.detail_code}".rstrip()
        duration_ms = (self._context.clock.monotonic_s() - begun_s) * 1000
        return SelfTestStep(code, not detail_code, duration_ms, detail_code)

    def _ask(
        self, command: SamCommand, control: Control, parse: Callable[[Reply], ParsedT], *, tries: int = 3
    ) -> ParsedT:
        if self._dialogue is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._dialogue.ask(command, control, parse, tries=tries)


def _nothing(reply: Reply) -> None:
    """The word says it all."""


def _base_content(reply: Reply) -> BaseContent:
    return parse_base(reply.data)


def _address(reply: Reply) -> str:
    return "" if reply.word is StatusWord.NO_SUCH_CONTENT else parse_address(reply.data)
