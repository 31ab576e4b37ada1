"""ESC/POS commands octet for octet, and whatever a printer may send back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.drivers.escpos_printer.simulator.command_stream import CommandStream
from devices.drivers.escpos_printer.simulator.commands import Raster
from devices.drivers.escpos_printer.wire import (
    ASK_IN_ORDER,
    AUTOMATIC_STATUS_ON,
    CLEAR_BUFFERS,
    CUT,
    INITIALISE,
    RECOVER_AND_CLEAR,
    Ask,
    AutomaticStatus,
    BuffersCleared,
    FlowControl,
    Information,
    InformationText,
    InOrderStatus,
    Noise,
    ProcessIdReturned,
    RealTimeStatus,
    Reply,
    ReplyReader,
    ask_information,
    ask_now,
    ask_process_id,
    bands,
    feed,
)

SOME = settings(max_examples=40, derandomize=True, deadline=None)
MANY = settings(max_examples=150, derandomize=True, deadline=None)


def test_commands_are_as_the_manual_shows_them() -> None:
    """Every fixed command, in hexadecimal as the command reference prints it."""
    shown = {
        ask_now(Ask.PRINTER): "10 04 01",
        ask_now(Ask.OFFLINE_CAUSE): "10 04 02",
        ask_now(Ask.ERROR_CAUSE): "10 04 03",
        ask_now(Ask.PAPER): "10 04 04",
        RECOVER_AND_CLEAR: "10 05 02",
        CLEAR_BUFFERS: "10 14 08 01 03 14 01 06 02 08",
        INITIALISE: "1B 40",
        feed(24): "1B 4A 18",
        CUT: "1D 56 42 00",
        AUTOMATIC_STATUS_ON: "1D 61 0E",
        ASK_IN_ORDER: "1D 72 01",
        ask_information(Information.MODEL): "1D 49 43",
        ask_process_id(b"A1 ~"): "1D 28 48 06 00 30 30 41 31 20 7E",
    }
    for octets, hexadecimal in shown.items():
        assert octets == bytes.fromhex(hexadecimal)


def test_a_raster_becomes_bands_of_just_the_width_they_need() -> None:
    """GS v 0 with little-endian sizes; white at the right is not sent, a white band is one octet wide."""
    rows = [b"\x80" + bytes(71), bytes(71) + b"\x01", bytes(72), bytes(72), b"\x00\x0f" + bytes(70)]
    raster = ReceiptRaster(576, 5, b"".join(rows))
    assert list(bands(raster, rows=2)) == [
        bytes.fromhex("1D 76 30 00 48 00 02 00") + rows[0] + rows[1],
        bytes.fromhex("1D 76 30 00 01 00 02 00 00 00"),
        bytes.fromhex("1D 76 30 00 02 00 01 00 00 0F"),
    ]


@SOME
@given(st.integers(1, 40), st.integers(1, 50), st.data())
def test_bands_put_together_are_the_raster(height: int, rows: int, data: st.DataObject) -> None:
    """However it is cut into bands, the printer sees every dot and no other."""
    lines = [
        data.draw(st.binary(max_size=48)).ljust(48, b"\x00") if data.draw(st.booleans()) else bytes(48)
        for _ in range(height)
    ]
    commands = CommandStream().feed(b"".join(bands(ReceiptRaster(384, height, b"".join(lines)), rows=rows)))
    seen: list[bytes] = []
    for command in commands:
        assert isinstance(command, Raster)
        width = command.width_octets
        seen += [command.bits[row * width : (row + 1) * width].ljust(48, b"\x00") for row in range(command.rows)]
    assert seen == lines


@pytest.mark.parametrize("identity", [b"", b"abc", b"abcde", b"ab\x1fd", b"abc\x7f"])
def test_what_is_no_process_id_is_refused(identity: bytes) -> None:
    """Four octets from 20 to 7E, or ValueError."""
    with pytest.raises(ValueError, match="process id"):
        ask_process_id(identity)


@pytest.mark.parametrize("dots", [-1, 256])
def test_what_cannot_be_fed_is_refused(dots: int) -> None:
    """ESC J takes one octet."""
    with pytest.raises(ValueError, match="fed"):
        feed(dots)


REPLIES: list[tuple[str, list[Reply]]] = [
    ("12", [RealTimeStatus(0x12)]),
    ("1A 36 72 7E", [RealTimeStatus(0x1A), RealTimeStatus(0x36), RealTimeStatus(0x72), RealTimeStatus(0x7E)]),
    ("10 00 00 0F", [AutomaticStatus(b"\x10\x00\x00\x0f")]),
    ("38 00 0C 0F", [AutomaticStatus(b"\x38\x00\x0c\x0f")]),
    ("00", [InOrderStatus(0)]),
    ("03 0C", [InOrderStatus(3), InOrderStatus(12)]),
    ("37 22 41 42 43 44 00", [ProcessIdReturned(b"ABCD")]),
    ("37 25 00", [BuffersCleared()]),
    ("5F 54 4D 2D 6D 33 30 00", [InformationText("TM-m30")]),
    ("11 13", [FlowControl(go_on=True), FlowControl(go_on=False)]),
    (
        "12 10 00 00 0F 00 37 22 20 20 20 20 00 12",
        [
            RealTimeStatus(0x12),
            AutomaticStatus(b"\x10\x00\x00\x0f"),
            InOrderStatus(0),
            ProcessIdReturned(b"    "),
            RealTimeStatus(0x12),
        ],
    ),
    ("37 70 40 00", [Noise(b"\x37\x70\x40\x00")]),
    ("80 FF 93", [Noise(b"\x80"), Noise(b"\xff"), Noise(b"\x93")]),
    ("10 80 12", [Noise(b"\x10"), Noise(b"\x80"), RealTimeStatus(0x12)]),
]


@pytest.mark.parametrize(("hexadecimal", "replies"), REPLIES)
def test_replies_are_told_apart(hexadecimal: str, replies: list[Reply]) -> None:
    """By bits 0, 1, 4 and 7 of their first octet, automatic status in between others included."""
    assert ReplyReader().feed(bytes.fromhex(hexadecimal)) == replies


@pytest.mark.parametrize(("hexadecimal", "replies"), REPLIES)
def test_replies_may_come_octet_by_octet(hexadecimal: str, replies: list[Reply]) -> None:
    """A serial line brings them in any pieces."""
    reader = ReplyReader()
    assert [reply for octet in bytes.fromhex(hexadecimal) for reply in reader.feed(bytes((octet,)))] == replies


@MANY
@given(st.lists(st.binary(max_size=40), max_size=12))
def test_any_octets_are_replies_or_noise(pieces: list[bytes]) -> None:
    """Nothing a line can bring raises, and what the pieces are makes no difference."""
    reader, other = ReplyReader(), ReplyReader()
    whole = [reply for piece in pieces for reply in reader.feed(piece)]
    assert whole == other.feed(b"".join(pieces))


def test_a_block_that_never_ends_is_noise_in_the_end() -> None:
    """The reader keeps at most one reply's length, and goes on with what follows."""
    reader = ReplyReader()
    replies = reader.feed(b"\x5f" + b"\x81" * 500 + b"\x12")
    assert replies[-1] == RealTimeStatus(0x12)
    assert all(isinstance(reply, Noise) for reply in replies[:-1])


def test_a_beginning_can_be_forgotten() -> None:
    """Half a reply before a silence does not eat the first octets of the next."""
    reader = ReplyReader()
    assert reader.feed(b"\x37\x22AB") == []
    reader.forget()
    assert reader.feed(b"\x12") == [RealTimeStatus(0x12)]
