"""The emulator as other programs see it: bits of the paper, status by itself, buffers, scenarios."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from devices.drivers.escpos_printer.simulator import Paper, Port, SimulatedReceiptPrinter
from devices.simulators.scenario_file import read_script
from devices.simulators.simulator import Simulator
from tests.devices.escpos_printer.conftest import Connect, MakePrinter, PrintOne
from tests.support.printing_bench import PATIENCE_S, leash


@pytest.fixture
def network_printer(make_printer: MakePrinter) -> SimulatedReceiptPrinter:
    """A simulator at full speed on a network port."""
    return make_printer(plugged_into=Port.NETWORK)


@pytest.fixture
def peer(network_printer: SimulatedReceiptPrinter) -> Iterator[socket.socket]:
    """Any program that prints over the network."""
    parts = urlsplit(network_printer.port)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE_S) as line:
        yield line


def ask(peer: socket.socket, octets: bytes, length: int) -> bytes:
    """Send octets and return the next `length` that come back."""
    peer.sendall(octets)
    came = b""
    while len(came) < length:
        more = peer.recv(length - len(came))
        assert more, came
        came += more
    return came


@pytest.mark.parametrize("plugged_into", list(Port))
def test_it_meets_the_protocol_of_simulators(make_printer: MakePrinter, plugged_into: Port) -> None:
    """Whatever holds simulators can hold this one; its address stays the same while it is away."""
    held: Simulator = make_printer(plugged_into=plugged_into)
    address = held.port
    held.unplug()
    held.unplug()
    assert held.port == address
    held.plug()
    held.plug()
    assert held.port == address


def test_a_serial_port_where_it_is_wanted(make_printer: MakePrinter, connect: Connect, tmp_path: Path) -> None:
    """The pty lies at the link asked for, as a udev link would."""
    printer = make_printer(link=tmp_path / "serial" / "receipt")
    assert printer.port == str(tmp_path / "serial" / "receipt")
    assert connect(printer.port).status(leash()).can_serve


@pytest.mark.parametrize(
    ("octets", "rows"),
    [
        # 8 dots at the left, in the middle, at the right
        (b"\x1dv0\x00\x01\x00\x01\x00\xa5", ["a5" + "00" * 71]),
        (b"\x1ba\x01\x1dv0\x00\x01\x00\x01\x00\xa5", ["00" * 35 + "a5" + "00" * 36]),
        (b"\x1ba\x02\x1dv0\x00\x01\x00\x01\x00\xa5", ["00" * 71 + "a5"]),
        # double width, double height
        (b"\x1dv0\x01\x01\x00\x01\x00\xa5", ["cc33" + "00" * 70]),
        (b"\x1dv0\x02\x01\x00\x01\x00\xa5", ["a5" + "00" * 71] * 2),
        (b"\x1dv0\x03\x01\x00\x01\x00\xa5", ["cc33" + "00" * 70] * 2),
        # beyond the right edge is lost
        (b"\x1dv0\x00\x49\x00\x01\x00" + b"\xff" * 73, ["ff" * 72]),
        # feeds: three dots, a line of two dots, the usual line after a reset
        (b"\x1bJ\x03", ["00" * 72] * 3),
        (b"\x1b3\x02\n", ["00" * 72] * 2),
        (b"\x1b3\x02\x1b@\n", ["00" * 72] * 30),
        (b"\x1b3\x02\x1b2\x1bd\x02", ["00" * 72] * 60),
    ],
)
def test_the_paper_shows_what_the_manual_says(
    network_printer: SimulatedReceiptPrinter, peer: socket.socket, octets: bytes, rows: list[str]
) -> None:
    """Justification, doubling, edges and feeds, dot for dot."""
    assert ask(peer, octets + b"\x1dV\x00\x1dr\x01", 1) == b"\x00"
    (receipt,) = network_printer.receipts
    assert [receipt.rows(row, 1).hex() for row in range(receipt.height_px)] == rows


def test_a_cut_may_feed_first(network_printer: SimulatedReceiptPrinter, peer: socket.socket) -> None:
    """GS V 66 n feeds n dots; a cut with nothing out is a piece of nothing."""
    ask(peer, b"\x1dV\x42\x05\x1dV\x01\x1dr\x01", 1)
    assert [receipt.height_px for receipt in network_printer.receipts] == [5, 0]


def test_status_comes_by_itself_when_it_was_asked_to(
    network_printer: SimulatedReceiptPrinter, peer: socket.socket
) -> None:
    """GS a: at once, and on every change; GS a 0 ends it."""
    assert ask(peer, b"\x1da\x0e", 4).hex() == "1000000f"
    network_printer.open_cover()
    assert ask(peer, b"", 4).hex() == "3800000f"
    network_printer.close_cover()
    assert ask(peer, b"", 4).hex() == "1000000f"
    network_printer.run_low()
    assert ask(peer, b"", 4).hex() == "1000030f"
    assert ask(peer, b"\x1dr\x01", 1) == b"\x03"
    assert ask(peer, b"\x1da\x00\x1dr\x02", 1) == b"\x00"
    network_printer.take_paper_out()
    assert ask(peer, b"\x10\x04\x04", 1) == b"\x7e"


def test_questions_it_does_not_know_are_not_answered(
    network_printer: SimulatedReceiptPrinter, peer: socket.socket
) -> None:
    """DLE EOT 7 and GS I 99 bring nothing; what is known still does."""
    assert ask(peer, b"\x10\x04\x07\x1dI\x63\x1dI\x43", 27) == b"_simulated receipt printer\x00"


def test_text_and_unknown_commands_are_recorded(network_printer: SimulatedReceiptPrinter, peer: socket.socket) -> None:
    """Text is not drawn and unknown commands do not stop it: both can be looked up afterwards."""
    ask(peer, b"hello\x1b\x07\x1dr\x01", 1)
    assert (network_printer.texts, network_printer.unknown) == ((b"hello",), (b"\x1b\x07",))


def test_what_is_in_the_buffer_is_printed_when_it_can_be(
    network_printer: SimulatedReceiptPrinter, peer: socket.socket
) -> None:
    """Off line it takes commands and waits; when the cover closes, it goes on. Real-time questions are answered."""
    network_printer.open_cover()
    assert ask(peer, b"\x1bJ\x05\x1dr\x01\x10\x04\x02", 1) == b"\x16"
    assert network_printer.hanging_rows == 0
    network_printer.close_cover()
    assert ask(peer, b"", 1) == b"\x00"
    assert network_printer.hanging_rows == 5


def test_buffers_can_be_cleared(network_printer: SimulatedReceiptPrinter, peer: socket.socket) -> None:
    """DLE DC4 8 and DLE ENQ 2 forget what waits; DLE ENQ 1 does not."""
    network_printer.open_cover()
    assert ask(peer, b"\x1bJ\x05\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 3) == b"\x37\x25\x00"
    ask(peer, b"\x1bJ\x06\x10\x05\x02\x10\x04\x01", 1)
    ask(peer, b"\x1bJ\x07\x10\x05\x01\x10\x04\x01", 1)
    network_printer.close_cover()
    assert network_printer.wait_for_rows(7, PATIENCE_S)
    assert network_printer.wait_until_idle(PATIENCE_S)
    assert network_printer.hanging_rows == 7


def test_a_full_buffer_makes_the_network_wait_and_loses_nothing(make_printer: MakePrinter) -> None:
    """TCP waits; the same on a serial line without flow control loses what does not fit."""
    network = make_printer(plugged_into=Port.NETWORK, buffer_octets=64)
    network.open_cover()
    parts = urlsplit(network.port)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE_S) as peer:
        peer.sendall(b"\x1bJ\x01" * 100)
        network.close_cover()
        assert ask(peer, b"\x1dr\x01", 1) == b"\x00"
    assert (network.hanging_rows, network.lost_octets) == (100, 0)


def test_a_full_buffer_on_a_serial_line_loses_octets(make_printer: MakePrinter) -> None:
    """What a driver without flow control would do to a real printer is seen in `lost_octets`."""
    serial = make_printer(buffer_octets=64)
    serial.open_cover()
    with Path(serial.port).open("r+b", buffering=0) as peer:
        peer.write(b"\x1bJ\x01" * 100 + b"\x10\x04\x01")
        assert peer.read(1) == b"\x1a"
    assert serial.lost_octets == 300 - 63


def test_what_a_lost_roll_does_in_the_middle_of_a_band(
    network_printer: SimulatedReceiptPrinter, peer: socket.socket
) -> None:
    """The roll ends after three of five rows; with a new one the other two come out."""
    network_printer.end_paper_after(3)
    peer.sendall(b"\x1bJ\x05")
    assert network_printer.wait_for(lambda sensors, cut: sensors.paper is Paper.OUT, PATIENCE_S)
    assert network_printer.hanging_rows == 3
    network_printer.load_paper()
    assert ask(peer, b"\x1dr\x01", 1) == b"\x00"
    assert network_printer.hanging_rows == 5


def test_a_scenario_file_can_name_all_it_knows(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne
) -> None:
    """A TOML scenario of its own faults and of the shared ones, played by a printer."""
    script = read_script(
        """
        [[fault]]
        kind = "paper_near_end"
        on = "cut"
        [[fault]]
        kind = "late"
        delay_s = 0.01
        on = "gs_r"
        times = "always"
        """,
        commands=SimulatedReceiptPrinter.COMMANDS,
        own=SimulatedReceiptPrinter.OWN_FAULTS,
    )
    printer = make_printer(script=script)
    print_one(connect(printer.port))
    assert printer.sensors.paper is Paper.NEAR_END
