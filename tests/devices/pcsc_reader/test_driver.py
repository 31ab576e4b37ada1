"""The shipped driver over a virtual reader on TCP, and over pcscd: the same driver, the same card."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.errors import (
    ApplicationMissing,
    CardUnreadable,
    CommandRefused,
    DeviceError,
    Disconnected,
    NoCard,
    NotOpened,
    PinBlocked,
    PinWrong,
    ProtocolError,
)
from devices.api.events import CardPresented, CardRemoved, DeviceEvent
from devices.api.kinds.smart_card_reader import CommandApdu, Pin
from devices.api.status import DeviceState
from devices.drivers.pcsc_reader import vpcd_transport
from devices.drivers.pcsc_reader.driver import PcscSmartCardReader
from devices.drivers.pcsc_reader.simulator import SimulatedCardReader
from devices.drivers.pcsc_reader.social_security import ENVIRONMENT
from devices.drivers.pcsc_reader.virtual_card import EXAMPLE_ATR, bank_card, social_security_card
from devices.simulators.faults import DeadInMidCommand, Fault, Late, Own, Partial, Silent, Unplugged, WrongChecksum
from tests.support.devices_core import Mailbox, context
from tests.support.pcscd import READER, pcscd

RIGHT = b"123456"


def control(deadline_s: float = 10.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="cards", deadline_s=deadline_s)


def pin(digits: bytes = RIGHT) -> Pin:
    """A PIN as it was typed."""
    return Pin(bytearray(digits))


@pytest.fixture
def simulator() -> Iterator[SimulatedCardReader]:
    """A simulated reader without a card."""
    reader = SimulatedCardReader()
    reader.start()
    yield reader
    reader.stop()


@pytest.fixture
def mailbox() -> Mailbox:
    """What the driver posts."""
    return Mailbox()


@pytest.fixture
def driver(simulator: SimulatedCardReader, mailbox: Mailbox) -> Iterator[PcscSmartCardReader]:
    """The driver, open on the virtual reader."""
    with opened(simulator.port, mailbox) as driver:
        yield driver


@contextmanager
def opened(port: str, mailbox: Mailbox, **options: Any) -> Iterator[PcscSmartCardReader]:
    """Build and open the driver; close it behind."""
    driver = PcscSmartCardReader(context(port, mailbox, device_id="cards", **options))
    try:
        driver.open()
        yield driver
    finally:
        driver.close()


def tell_the_whole_story(driver: PcscSmartCardReader, simulator: SimulatedCardReader, mailbox: Mailbox) -> None:
    """Everything that a card is asked, with both kinds of card."""
    with pytest.raises(NoCard):
        driver.answer_to_reset(control(0.3))
    simulator.insert(social_security_card())
    assert driver.answer_to_reset(control()) == EXAMPLE_ATR
    read = driver.read_social_security_card(control())
    assert (read.number, read.name, read.card_number) == ("430124199001010014", "张样一", "A00000001")
    assert (read.issuer, read.issued, read.valid_until) == ("43010000", date(2020, 1, 3), date(2030, 1, 3))
    assert driver.pin_tries_left(control()) == 3
    with pytest.raises(PinWrong) as wrong:
        driver.verify_pin(pin(b"000000"), control())
    assert wrong.value.tries_left == 2
    assert driver.pin_tries_left(control()) == 2
    driver.verify_pin(pin(), control())
    assert driver.pin_tries_left(control()) == 3
    assert not driver.exchange(CommandApdu(0x00, 0xFA, 0, 0), control()).is_ok
    simulator.remove()
    poll_until(driver, mailbox, CardRemoved)
    simulator.insert(bank_card())
    bank = driver.read_bank_card(control())
    assert (bank.number, bank.masked_number) == ("6200000000000000003", "620000*********0003")
    assert (bank.label, bank.valid_until) == ("SAMPLE DEBIT", date(2030, 12, 1))
    with pytest.raises(ApplicationMissing):
        driver.read_social_security_card(control())
    assert driver.status(control()).state is DeviceState.ONLINE
    assert driver.self_test(control()).passed
    assert [type(event) for event in mailbox.events] == [CardPresented, CardRemoved, CardPresented]
    assert "4301" not in repr((read, bank, mailbox.events))


def poll_until(driver: PcscSmartCardReader, mailbox: Mailbox, kind: type[DeviceEvent]) -> None:
    """Look again and again, as the supervisor does: pcscd itself looks every few hundred milliseconds."""
    for _ in range(100):
        driver.poll(control())
        if mailbox.of(kind):
            return
        control().pause(0.05)
    raise AssertionError(kind)


def poll_until_it_fails(driver: PcscSmartCardReader) -> None:
    """Look again and again, as the supervisor does."""
    for _ in range(50):
        driver.poll(control())
        control().pause(0.05)


def test_a_virtual_reader(driver: PcscSmartCardReader, simulator: SimulatedCardReader, mailbox: Mailbox) -> None:
    """The whole story where no PC/SC service runs."""
    tell_the_whole_story(driver, simulator, mailbox)


def test_through_pcscd(simulator: SimulatedCardReader, mailbox: Mailbox) -> None:
    """The same story through PC/SC; when the service dies in between, the driver says so, and finds the next one."""
    with pcscd(simulator) as process:
        with opened(f"pcsc:{READER}", mailbox) as driver:
            assert driver.capabilities().model.startswith(READER)
            tell_the_whole_story(driver, simulator, mailbox)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            with pytest.raises(Disconnected):
                poll_until_it_fails(driver)
            with pytest.raises(NotOpened):
                driver.open()
        process.returncode = None
    simulator.remove()
    with pcscd(simulator), opened(f"pcsc:{READER}", mailbox) as again:
        simulator.insert(bank_card(contactless=False))
        assert again.read_bank_card(control()).number.startswith("62")
        with pytest.raises(NotOpened) as none:
            PcscSmartCardReader(context("pcsc:Other", Mailbox(), device_id="cards")).open()
        assert READER in none.value.detail_code


def test_a_contact_card_s_directory(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """Where there is no contactless directory, the other one is read."""
    simulator.insert(bank_card(number="6217990000000000", contactless=False))
    assert driver.read_bank_card(control()).masked_number == "621799******0000"


def test_no_bank_card_is_told(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """A card without either directory is another kind of card."""
    simulator.insert(social_security_card())
    with pytest.raises(ApplicationMissing):
        driver.read_bank_card(control())


def test_a_blocked_pin(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """After the last try there is none, not for the right one either; each PIN is wiped."""
    card = simulator.insert(social_security_card())
    driver.select_application(ENVIRONMENT, control())
    used = [pin(b"000000"), pin(b"000001"), pin(b"000002"), pin()]
    for one, expected in zip(used, (PinWrong, PinWrong, PinBlocked, PinBlocked), strict=True):
        with pytest.raises(expected):
            driver.verify_pin(one, control())
        assert not any(one.digits)
    assert driver.pin_tries_left(control()) == 0
    assert card.tries == 0


def test_a_pin_is_sent_once(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """Where the answer is lost, nobody tries again by himself: it would cost a try."""
    card = simulator.insert(social_security_card())
    driver.select_application(ENVIRONMENT, control())
    simulator.scenario.add(Unplugged(), on="verify")
    used = pin(b"000000")
    with pytest.raises(Disconnected):
        driver.verify_pin(used, control())
    assert card.tries == 2
    assert not any(used.digits)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Late(0.3), None),
        (WrongChecksum(), CommandRefused),
        (Own("refuse", {"sw": 0x6985}), CommandRefused),
        (Own("refuse", {"sw": 0x6581}), CardUnreadable),
        (Silent(), CardUnreadable),
        (Partial(3), CardUnreadable),
        (DeadInMidCommand(), CardUnreadable),
        (Unplugged(2), Disconnected),
    ],
)
def test_faults(
    driver: PcscSmartCardReader,
    simulator: SimulatedCardReader,
    fault: Fault,
    error: type[DeviceError] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is a typed error; a mute card's connection is begun anew, so that a late answer answers nothing else."""
    monkeypatch.setattr(vpcd_transport, "ANSWER_S", 0.6)
    driver.open()
    simulator.insert(social_security_card())
    simulator.scenario.add(fault, on="select")
    if error is None:
        assert driver.read_social_security_card(control()).number
        return
    with pytest.raises(error) as raised:
        driver.read_social_security_card(control())
    assert type(raised.value) is error
    simulator.plug()
    driver.open()
    assert driver.read_social_security_card(control()).number


def test_a_card_taken_out_in_mid_reading(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """No card; and the next one has power anew."""
    simulator.insert(social_security_card())
    driver.select_application(ENVIRONMENT, control())
    simulator.remove()
    with pytest.raises(NoCard):
        driver.exchange(CommandApdu(0x00, 0xB2, 0x01, 0x00, le=0), control(0.3))
    simulator.insert(social_security_card())
    assert driver.read_social_security_card(control()).name == "张样一"


def test_what_was_selected_stays_so_until_reset(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """Between commands the card keeps its power."""
    simulator.insert(social_security_card())
    driver.select_application(ENVIRONMENT, control())
    select_file = CommandApdu(0x00, 0xA4, 0x02, 0x00, b"\xef\x06")
    assert driver.exchange(select_file, control()).is_ok
    driver.poll(control())
    assert driver.exchange(select_file, control()).is_ok
    driver.reset(control())
    assert driver.exchange(select_file, control()).status_word == 0x6A82


def test_a_card_with_wrong_items(driver: PcscSmartCardReader, simulator: SimulatedCardReader) -> None:
    """A name that is no text, or none at all, is damage; the error quotes none of it."""
    for name in ("\x00", ""):
        simulator.insert(social_security_card(name=name))
        with pytest.raises(ProtocolError) as damaged:
            driver.read_social_security_card(control())
        assert damaged.value.detail_code == "item_09"
        assert damaged.value.__cause__ is None
        simulator.remove()
        driver.poll(control())


@pytest.mark.parametrize(
    ("port", "options", "key"),
    [
        ("", {}, "port"),
        ("pcsc:", {}, "port"),
        ("usb:0", {}, "port"),
        ("tcp://127.0.0.1", {}, "port"),
        ("tcp://127.0.0.1:x", {}, "port"),
        ("pcsc:X", {"pin_coding": "morse"}, "pin_coding"),
        ("pcsc:X", {"pin_reference": 256}, "pin_reference"),
        ("pcsc:X", {"social_security_environment_hex": "xyz"}, "social_security_environment_hex"),
        ("pcsc:X", {"aid": "00"}, "aid"),
    ],
)
def test_a_wrong_binding_is_refused(port: str, options: dict[str, Any], key: str) -> None:
    """Before anything is opened, naming the key."""
    with pytest.raises(ConfigurationFaults) as refused:
        PcscSmartCardReader(context(port, Mailbox(), device_id="cards", **options))
    assert key in str(refused.value)


def test_closed_is_closed(driver: PcscSmartCardReader) -> None:
    """Every question to a closed driver is a DeviceError."""
    driver.close()
    questions: tuple[Callable[[Control], object], ...] = (
        driver.status,
        driver.poll,
        driver.reset,
        driver.answer_to_reset,
        driver.read_bank_card,
    )
    for question in questions:
        with pytest.raises(DeviceError):
            question(control(0.2))
    assert not driver.self_test(control()).passed
