"""The simulated reader, spoken to in bare bytes: it answers what the documented readers answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import serial

from devices.drivers.sam_serial.simulator import SimulatedCard, SimulatedSamReader
from tests.devices.sam_serial import cards
from tests.support.devices_core import PATIENCE_S

PREAMBLE = bytes.fromhex("AAAAAA9669")
CARD = SimulatedCard(cards.CITIZEN)


class Line:
    """A simulated reader and a serial port open on it."""

    def __init__(self) -> None:
        """Plug in and open."""
        self.reader = SimulatedSamReader(rereads=False)
        self.reader.start()
        self.serial = serial.Serial(self.reader.port, 115200, timeout=PATIENCE_S)

    def ask(self, after_preamble: str) -> str:
        """Send a frame; return the reply's bytes behind the preamble, or its beginning if it is long."""
        self.serial.write(PREAMBLE + bytes.fromhex(after_preamble))
        head = self.serial.read(7)
        assert head[:5] == PREAMBLE
        rest = self.serial.read(int.from_bytes(head[5:], "big"))
        return (head[5:] + rest)[:12].hex(" ").upper()


@pytest.fixture
def line() -> Iterator[Line]:
    """A reader without a card."""
    line = Line()
    yield line
    line.serial.close()
    line.reader.stop()


def test_a_card_s_whole_way(line: Line) -> None:
    """Find, select, read, and after that no card until it is lifted and laid down again."""
    find, select, base, newest = "00 03 20 01 22", "00 03 20 02 21", "00 03 30 01 32", "00 03 30 03 30"
    assert line.ask(find) == "00 04 00 00 80 84"
    assert line.ask(select) == "00 04 00 00 81 85"
    assert line.ask(base) == "00 04 00 00 41 45"
    line.reader.lay(CARD)
    assert line.ask(find) == "00 08 00 00 9F 00 00 00 00 97"
    assert line.ask(select) == "00 0C 00 00 90 00 00 00 00 00 00 00"
    assert line.ask(base).startswith("05 08 00 00 90 01 00 04 00")
    assert line.ask(newest) == "00 04 00 00 91 95"
    assert line.ask(find) == "00 04 00 00 80 84"
    assert line.ask(base) == "00 04 00 00 41 45"
    line.reader.lift()
    assert line.ask(newest) == "00 04 00 00 41 45"
    line.reader.lay(CARD)
    assert line.ask(find) == "00 08 00 00 9F 00 00 00 00 97"
    assert line.ask("00 03 10 FF EC") == "00 04 00 00 90 94"
    assert line.ask(select) == "00 04 00 00 81 85"


def test_what_the_host_sends_wrong_is_refused(line: Line) -> None:
    """A damaged frame, a length that no frame has, a command that nobody knows."""
    assert line.ask("00 03 20 01 23") == "00 04 00 00 10 14"
    assert line.ask("FF FF 20 01 22") == "00 04 00 00 11 15"
    assert line.ask("00 03 77 01 75") == "00 04 00 00 24 20"
    assert line.ask("00 03 11 FF ED") == "00 04 00 00 90 94"


def test_a_card_that_fits_no_chip_is_not_made() -> None:
    """The mistake shows where the card is made, not when it is read."""
    with pytest.raises(ValueError, match="name"):
        SimulatedCard(replace(cards.CITIZEN, name="长" * 16))
    with pytest.raises(ValueError, match="photo of 3"):
        SimulatedCard(cards.CITIZEN, bytes(3))
    with pytest.raises(ValueError, match="an address"):
        SimulatedCard(cards.CITIZEN, newest_address="长" * 36)


def test_the_card_that_lies_there_can_be_asked(line: Line) -> None:
    """A dock shows it."""
    assert line.reader.card is None
    line.reader.lay(CARD)
    assert line.reader.card is CARD
