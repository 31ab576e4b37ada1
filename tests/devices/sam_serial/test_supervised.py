"""The whole device layer as the kiosk holds it: bindings, registry, supervisor, shipped driver, real pty."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from devices.api.clock import SystemClock
from devices.api.errors import DeviceError, Disconnected
from devices.api.events import CardPresented, CardRemoved, CommandDone, StatusChanged
from devices.api.kinds.id_card_reader import CardRead, ReadCard
from devices.api.status import DeviceState
from devices.bindings import parse_bindings
from devices.drivers.sam_serial.simulator import SimulatedCard, SimulatedSamReader
from devices.registry import Registry
from devices.simulators.faults import Unplugged
from devices.supervisor import Supervisor, SupervisorSettings
from tests.devices.sam_serial import cards
from tests.support.devices_core import PATIENCE_S, Mailbox

CARD = SimulatedCard(cards.CITIZEN)


class Terminal:
    """A reader and the supervisor that owns it."""

    def __init__(self, folder: Path) -> None:
        """Bind the reader at a path that stays the same."""
        self.reader = SimulatedSamReader(link=folder / "reader")
        self.mailbox = Mailbox()
        self.supervisor = Supervisor(
            parse_bindings(
                f"""
                [device.reader]
                kind = "id_card_reader"
                driver = "sam-serial"
                port = "{self.reader.port}"
                poll_interval_s = 0.05
                """
            ),
            build=Registry().build,
            clock=SystemClock(),
            post=self.mailbox.post,
            randomness=Random(7),
            settings=SupervisorSettings(
                reopen_first_s=0.05, reopen_cap_s=0.1, disconnect_grace_s=0.2, status_interval_s=0.1
            ),
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Started, with the reader plugged in."""
    terminal = Terminal(tmp_path)
    terminal.reader.start()
    terminal.supervisor.start()
    yield terminal
    assert terminal.supervisor.close() == ()
    terminal.reader.stop()


def test_a_card_is_noticed_read_and_missed(terminal: Terminal) -> None:
    """The attract page wakes, the reading comes as an event, and the card's going is told."""
    terminal.reader.lay(CARD)
    terminal.mailbox.wait_for(CardPresented)
    ticket = terminal.supervisor.submit("reader", ReadCard())
    (done,) = terminal.mailbox.wait_for(CommandDone)
    assert done.ticket == ticket.number
    assert done.result == CardRead(cards.CITIZEN, bytes(1024))
    assert cards.CITIZEN.number not in repr(terminal.mailbox.events)
    terminal.reader.lift()
    terminal.mailbox.wait_for(CardRemoved)


def test_an_unplugged_reader_is_told_and_serves_again_when_it_is_back(terminal: Terminal) -> None:
    """In the middle of a reading: the error at once, the status after the time of grace, then everything as before."""
    terminal.mailbox.wait_for(StatusChanged)
    terminal.reader.scenario.add(Unplugged(50), on="read_base")
    terminal.reader.lay(CARD)
    with pytest.raises(Disconnected):
        terminal.supervisor.call("reader", ReadCard())
    told = terminal.mailbox.wait_for(StatusChanged, count=2)
    assert [event.status.state for event in told] == [DeviceState.ONLINE, DeviceState.NO_DEVICE]
    with pytest.raises(DeviceError):
        terminal.supervisor.call("reader", ReadCard())
    terminal.reader.plug()
    terminal.mailbox.wait_for(StatusChanged, count=3)
    assert terminal.supervisor.call("reader", ReadCard(), PATIENCE_S).text == cards.CITIZEN
