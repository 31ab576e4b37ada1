"""Driver ``smart_card_reader.pcsc``."""

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import (
    CardUnreadable,
    DeadlineExceeded,
    Disconnected,
    NoCard,
    PinBlocked,
    PinWrong,
)
from devices.api.events import CardPresented, CardRemoved
from devices.api.kinds.smart_card_reader import BankCard, CommandApdu, Pin, ResponseApdu, SocialSecurityCard
from devices.api.self_testing import try_step
from devices.api.status import DeviceState, Status
from devices.drivers.pcsc_reader import bank_card, social_security
from devices.drivers.pcsc_reader.channel import CardChannel
from devices.drivers.pcsc_reader.options import SmartCardReaderOptions
from devices.drivers.pcsc_reader.pin import pin_block
from devices.drivers.pcsc_reader.wire import INS_VERIFY, error_of, select, tries_in

_LOOK_S: Final = 0.1

ResultT = TypeVar("ResultT")


class PcscSmartCardReader:
    """Meets `devices.api.kinds.smart_card_reader.SmartCardReader`. Options: see the README."""

    kind: ClassVar[DeviceKind] = DeviceKind.SMART_CARD_READER

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        self._options = SmartCardReaderOptions.from_binding(context.port, context.options, device_id=context.device_id)
        self._context = context
        self._transport = self._options.transport
        self._channel = CardChannel(self._transport.transmit)
        self._present = False
        self._opened = False

    def open(self) -> None:
        """Find the reader. Raises NotOpened."""
        self.close()
        self._transport.open()
        self._opened = True

    def close(self) -> None:
        """Power the card off and let go of the reader. A card that lay there is no longer known."""
        self._opened = False
        self._transport.close()
        self._tell(False)

    def reset(self, control: Control) -> None:
        """Take the power from the card: whatever was selected or verified is so no longer."""
        control.check()
        self._check_open()
        self._transport.power_off()

    def status(self, control: Control) -> Status:
        """Ask the reader. It is well whether or not a card lies there."""
        control.check()
        self._check_open()
        self._transport.is_card_there()
        return Status(DeviceState.ONLINE)

    def capabilities(self) -> Capabilities:
        """The model is the reader's name as PC/SC gives it, which mostly ends in a serial number."""
        return Capabilities(model=self._transport.reader_name)

    def self_test(self, control: Control) -> SelfTest:
        """Look at the reader, and at the card if one lies there (none is fine)."""
        clock = self._context.clock
        reader = try_step("reader", lambda: self._look(control), clock)
        return SelfTest((reader, try_step("card", self._try_card, clock)))

    def poll(self, control: Control) -> None:
        """Look whether a card has come or gone."""
        self._look(control)

    def answer_to_reset(self, control: Control) -> bytes:
        """See `SmartCardReader.answer_to_reset`."""
        return self._with_card(control, self._transport.power_on)

    def exchange(self, command: CommandApdu, control: Control) -> ResponseApdu:
        """See `SmartCardReader.exchange`."""
        return self._with_card(control, lambda: self._channel.exchange(command))

    def select_application(self, aid: bytes, control: Control) -> bytes:
        """See `SmartCardReader.select_application`."""
        return self._with_card(control, lambda: self._channel.ask(select(aid)))

    def read_social_security_card(self, control: Control) -> SocialSecurityCard:
        """See `SmartCardReader.read_social_security_card`."""
        environment = self._options.social_security_environment
        return self._with_card(control, lambda: social_security.read(self._channel, environment))

    def read_bank_card(self, control: Control) -> BankCard:
        """See `SmartCardReader.read_bank_card`."""
        return self._with_card(control, lambda: bank_card.read(self._channel))

    def verify_pin(self, pin: Pin, control: Control) -> None:
        """See `SmartCardReader.verify_pin`."""
        block = bytearray()
        try:
            block = pin_block(pin, self._options.pin_coding)
            command = CommandApdu(0x00, INS_VERIFY, 0x00, self._options.pin_reference, bytes(block))
            self._with_card(control, lambda: self._channel.ask(command))
        finally:
            block[:] = bytes(len(block))
            pin.wipe()

    def pin_tries_left(self, control: Control) -> int | None:
        """See `SmartCardReader.pin_tries_left`: VERIFY without data (ISO 7816-4, 11.5.6) costs no try."""
        command = CommandApdu(0x00, INS_VERIFY, 0x00, self._options.pin_reference)
        word = self._with_card(control, lambda: self._channel.exchange(command)).status_word
        return 0 if isinstance(error_of(word), PinBlocked) else tries_in(word)

    def _with_card(self, control: Control, work: Callable[[], ResultT]) -> ResultT:
        """Wait for a card, power it, work with it. A card that has been taken out must be powered anew."""
        control.check()
        try:
            while not self._look(control):
                control.pause(_LOOK_S)
        except DeadlineExceeded as error:
            raise NoCard(device_id=self._context.device_id) from error
        try:
            self._transport.power_on()
            return work()
        except NoCard:
            self._tell(False)
            raise
        except (PinWrong, PinBlocked):
            raise
        except CardUnreadable as error:
            if type(error) is CardUnreadable:
                self._transport.power_off()
            raise

    def _look(self, control: Control) -> bool:
        control.check()
        self._check_open()
        there = self._transport.is_card_there()
        if not there:
            self._transport.power_off()
        self._tell(there)
        return there

    def _tell(self, there: bool) -> None:
        """Post what has changed."""
        if there is not self._present:
            self._present = there
            event = CardPresented if there else CardRemoved
            self._context.post(event(self._context.device_id))

    def _try_card(self) -> None:
        """Power the card that lies there, if any; a card that is mute is the citizen's trouble, not the reader's."""
        self._check_open()
        if self._transport.is_card_there():
            try:
                self._transport.power_on()
            except (NoCard, CardUnreadable):
                return

    def _check_open(self) -> None:
        if not self._opened:
            raise Disconnected(device_id=self._context.device_id, detail_code="not_open")
