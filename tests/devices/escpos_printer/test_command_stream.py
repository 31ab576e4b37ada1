"""The emulator's reading of ESC/POS: every command it knows, in any pieces, and any octets at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.drivers.escpos_printer.simulator.command_stream import CommandStream
from devices.drivers.escpos_printer.simulator.commands import (
    AskInformation,
    AskInOrder,
    AskNow,
    AskProcessId,
    AutomaticStatusMask,
    ClearNow,
    Command,
    Cut,
    FeedDots,
    Initialise,
    Justify,
    LineFeed,
    LineSpacing,
    Raster,
    RecoverNow,
    Setting,
    Text,
    Unknown,
)

MANY = settings(max_examples=150, derandomize=True, deadline=None)


def read(octets: bytes) -> list[Command]:
    """Read all at once."""
    return CommandStream().feed(octets)


@pytest.mark.parametrize(
    ("hexadecimal", "command"),
    [
        ("10 04 01", AskNow(1)),
        ("10 05 02", RecoverNow(2)),
        ("10 14 08 01 03 14 01 06 02 08", ClearNow()),
        ("1B 40", Initialise()),
        ("1D 76 30 03 02 00 01 00 AA 55", Raster(3, 2, 1, b"\xaa\x55", 10)),
        ("1B 4A 18", FeedDots(24)),
        ("1B 64 05", LineFeed(5, 3)),
        ("0A", LineFeed()),
        ("1B 33 20", LineSpacing(32)),
        ("1B 32", LineSpacing(None, 2)),
        ("1B 61 31", Justify(1)),
        ("1D 56 00", Cut(partial=False)),
        ("1D 56 31", Cut(partial=True)),
        ("1D 56 42 10", Cut(partial=True, dots=16, length=4)),
        ("1D 56 41 10", Cut(partial=False, dots=16, length=4)),
        ("1B 69", Cut(partial=True, length=2)),
        ("1D 72 01", AskInOrder(1)),
        ("1D 28 48 06 00 30 30 41 42 43 44", AskProcessId(b"ABCD")),
        ("1D 49 43", AskInformation(67)),
        ("1D 61 0E", AutomaticStatusMask(14)),
        # Known, and of no effect on a picture: their parameters are not text.
        ("1B 21 30", Setting(b"\x1b!0", 3)),
        ("1B 70 00 32 FA", Setting(b"\x1bp\x00\x32\xfa", 5)),
        ("1B 44 08 10 00", Setting(b"\x1bD\x08\x10", 5)),
        ("1B 2A 21 02 00 01 02 03 04 05 06", Setting(b"\x1b*\x21", 11)),
        ("1D 6B 04 31 32 33 00", Setting(b"\x1dk\x04", 7)),
        ("1D 6B 49 03 7B 42 41", Setting(b"\x1dk\x49", 7)),
        ("1D 28 6B 03 00 31 43 05", Setting(b"\x1d(k", 8)),
        ("1D 38 4C 02 00 00 00 30 70", Setting(b"\x1d8L", 9)),
        ("1D 2A 01 01 00 01 02 03 04 05 06 07", Setting(b"\x1d*", 12)),
        ("1C 26", Setting(b"\x1c&", 2)),
        ("10 14 01 00 05", Setting(b"\x10\x14\x01\x00\x05", 5)),
        # Nobody knows these.
        ("1B 07", Unknown(b"\x1b\x07", 2)),
        ("1D 76 30 00 00 00 01 00", Unknown(b"\x1dv0", 8)),
        ("1D 76 30 00 FF FF FF FF", Unknown(b"\x1dv0", 8)),
        ("1D 38 4C FF FF FF FF", Unknown(b"\x1d8L", 7)),
        ("10 14 08 01 03 14 01 06 02 09", Unknown(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x09", 10)),
    ],
)
def test_each_command_is_read_with_its_parameters(hexadecimal: str, command: Command) -> None:
    """One command, its octets all used, also when they come one by one with another command behind."""
    octets = bytes.fromhex(hexadecimal)
    assert read(octets) == [command]
    stream = CommandStream()
    pieces = [bytes((octet,)) for octet in octets + b"\x1b@"]
    assert [found for piece in pieces for found in stream.feed(piece)] == [command, Initialise()]


def test_text_is_told_from_commands() -> None:
    """Characters, Chinese in GB18030 among them, up to the next command."""
    octets = "回执 1".encode("gb18030") + b"\x0a\x1b@"
    assert read(octets) == [Text("回执 1".encode("gb18030"), 6), LineFeed(), Initialise()]


def test_a_command_interrupted_by_another_does_not_eat_it() -> None:
    """ESC, and then something that begins anew: the first is unknown, the second is read."""
    assert read(b"\x1b\x1b@") == [Unknown(b"\x1b", 1), Initialise()]
    assert read(b"\x10\x1d\x72\x01") == [Unknown(b"\x10", 1), AskInOrder(1)]


def test_half_a_command_waits() -> None:
    """Nothing is guessed before the rest has come."""
    stream = CommandStream()
    assert stream.feed(b"\x1dv0\x00\x02\x00\x02\x00\x01\x02\x03") == []
    assert stream.feed(b"\x04") == [Raster(0, 2, 2, b"\x01\x02\x03\x04", 12)]


def _joined(commands: list[Command]) -> list[Command]:
    """Put pieces of text together that only chunks had parted."""
    joined: list[Command] = []
    for command in commands:
        last = joined[-1] if joined else None
        if isinstance(command, Text) and isinstance(last, Text):
            joined[-1] = Text(last.octets + command.octets, last.length + command.length)
        else:
            joined.append(command)
    return joined


_LEADS = st.sampled_from([b"\x10", b"\x1b", b"\x1c", b"\x1d", b"\x1dv0", b"\x1d(H", b"\x1b*", b"\x1dk", b"\x0a"])


@MANY
@given(st.lists(st.one_of(st.binary(max_size=30), _LEADS), max_size=12))
def test_any_octets_in_any_pieces_are_the_same_commands(pieces: list[bytes]) -> None:
    """Nothing that is sent makes the emulator fall over, and where a line cuts makes no difference."""
    stream = CommandStream()
    in_pieces = [command for piece in pieces for command in stream.feed(piece)]
    assert _joined(in_pieces) == _joined(read(b"".join(pieces)))


@MANY
@given(st.binary(max_size=200))
def test_every_octet_is_accounted_for(octets: bytes) -> None:
    """The lengths of what was read, and what still waits, are what was sent: the buffer's count is right."""
    stream = CommandStream()
    used = sum(command.length for command in stream.feed(octets))
    assert len(octets) - used >= 0
    waiting = stream.feed(b"")
    assert waiting == []
