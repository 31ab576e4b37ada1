"""Octets to ESC/POS commands, in whatever pieces they come.

Never raises and keeps no more than one command, whatever the octets: a size no printer takes ends the command, and
what follows is read as new ones, as printers do. Source: Epson, ESC/POS Command Reference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

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

MOST_WIDTH_OCTETS: Final = 255
MOST_ROWS: Final = 4095
_MOST_BLOCK: Final = 65535

_DLE, _ESC, _FS, _GS = 0x10, 0x1B, 0x1C, 0x1D
_CLEAR: Final = b"\x08\x01\x03\x14\x01\x06\x02\x08"
_CONTROLS: Final = frozenset((_DLE, _ESC, _FS, _GS, 0x0A))


class _NeedMore(Exception):
    """The command is not whole yet."""


class _Piece:
    """The octets at hand, read from the front."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self.at = 0
        self.lead = b""

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, length: int) -> bytes:
        taken = self._octets[self.at : self.at + length]
        if len(taken) < length:
            raise _NeedMore
        self.at += length
        return taken

    def until(self, end: int, most: int) -> bytes:
        """Return the octets up to `end`, and step over it; `most` octets if it is not among them."""
        found = self._octets.find(bytes((end,)), self.at, self.at + most)
        if found >= 0:
            taken = self.take(found - self.at)
            self.take(1)
            return taken
        return self.take(most)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The commands behind one lead octet, by their name octet.

    Attributes:
        whole: they have no parameter.
        with_number: they have one.
        rules: they are read by a rule of their own.
        parameters: they have no effect on a picture, and this many parameters.
    """

    whole: dict[int, Command]
    with_number: dict[int, Callable[[int], Command]]
    rules: dict[int, Callable[[_Piece], Command]]
    parameters: dict[int, int]


class CommandStream:
    """Belongs to the session's thread."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._kept = b""

    def feed(self, octets: bytes) -> list[Command]:
        """Take what came; return the commands that are whole by now, in order."""
        self._kept += octets
        commands: list[Command] = []
        start = 0
        while start < len(self._kept):
            piece = _Piece(self._kept[start:])
            try:
                commands.append(_read(piece))
            except _NeedMore:
                break
            start += piece.at
        self._kept = self._kept[start:]
        return commands


def _read(piece: _Piece) -> Command:
    first = piece.byte()
    match first:
        case 0x10:
            return _real_time(piece)
        case 0x1B | 0x1C | 0x1D:
            piece.lead = bytes((first,))
            return _by_grammar(piece, _GRAMMARS[first])
        case 0x0A:
            return LineFeed()
        case _:
            return _text(piece, first)


def _text(piece: _Piece, first: int) -> Text:
    run = bytearray((first,))
    while True:
        try:
            octet = piece.byte()
        except _NeedMore:
            break
        if octet in _CONTROLS:
            piece.at -= 1
            break
        run.append(octet)
    return Text(bytes(run), len(run))


def _real_time(piece: _Piece) -> Command:
    name = piece.byte()
    if name == 0x04:
        number = piece.byte()
        return AskNow(number)
    if name == 0x05:
        return RecoverNow(piece.byte())
    if name == 0x14:
        function = piece.byte()
        if function == _CLEAR[0]:
            rest = piece.take(len(_CLEAR) - 1)
            return ClearNow() if rest == _CLEAR[1:] else Unknown(b"\x10\x14\x08" + rest, 10)
        return Setting(b"\x10\x14" + bytes((function,)) + piece.take(2), 5)
    piece.at -= 1
    return Unknown(b"\x10", 1)


def _by_grammar(piece: _Piece, grammar: _Grammar) -> Command:
    name = piece.byte()
    if name in grammar.whole:
        return grammar.whole[name]
    if name in grammar.with_number:
        return grammar.with_number[name](piece.byte())
    if name in grammar.rules:
        return grammar.rules[name](piece)
    if name in grammar.parameters:
        octets = piece.lead + bytes((name,)) + piece.take(grammar.parameters[name])
        return Setting(octets, len(octets))
    if name in _CONTROLS:  # it begins a command of its own
        piece.at -= 1
        return Unknown(piece.lead, 1)
    return Unknown(piece.lead + bytes((name,)), 2)


def _raster(piece: _Piece) -> Command:
    if piece.byte() != ord("0"):
        return Unknown(b"\x1dv", 3)
    mode = piece.byte() & 0x03
    width = int.from_bytes(piece.take(2), "little")
    rows = int.from_bytes(piece.take(2), "little")
    if not (1 <= width <= MOST_WIDTH_OCTETS and 1 <= rows <= MOST_ROWS):
        return Unknown(b"\x1dv0", 8)
    return Raster(mode, width, rows, piece.take(width * rows), 8 + width * rows)


def _cut(piece: _Piece) -> Command:
    mode = piece.byte()
    if mode in (65, 66, 97, 98, 103, 104):
        return Cut(partial=mode in (66, 98, 104), dots=piece.byte(), length=4)
    return Cut(partial=mode in (1, 49))


def _parenthesis(piece: _Piece) -> Command:
    """ESC, FS and GS ( x pL pH ...: the length is in front."""
    name = piece.byte()
    length = int.from_bytes(piece.take(2), "little")
    body = piece.take(length)
    if piece.lead == b"\x1d" and name == ord("H") and length == 6 and body[:2] == b"00":
        return AskProcessId(body[2:])
    return Setting(piece.lead + bytes((ord("("), name)), 5 + length)


def _long_block(piece: _Piece) -> Command:
    """GS 8 x p1 p2 p3 p4 ...: as GS ( with a longer length."""
    name = piece.byte()
    length = int.from_bytes(piece.take(4), "little")
    if length > _MOST_BLOCK:
        return Unknown(b"\x1d8" + bytes((name,)), 7)
    piece.take(length)
    return Setting(b"\x1d8" + bytes((name,)), 7 + length)


def _bit_image(piece: _Piece) -> Command:
    """ESC * m nL nH ...: columns of 8 or 24 dots."""
    mode = piece.byte()
    columns = int.from_bytes(piece.take(2), "little")
    length = columns * (3 if mode in (32, 33) else 1)
    piece.take(length)
    return Setting(b"\x1b*" + bytes((mode,)), 5 + length)


def _tabs(piece: _Piece) -> Command:
    stops = piece.until(0x00, 32)
    return Setting(b"\x1bD" + stops, 3 + len(stops))


def _bar_code(piece: _Piece) -> Command:
    """GS k m ... NUL, or GS k m n ..."""
    kind = piece.byte()
    body = piece.take(piece.byte()) if kind >= 65 else piece.until(0x00, 255)
    return Setting(b"\x1dk" + bytes((kind,)), 4 + len(body))


def _counted_in_eights(piece: _Piece) -> Command:
    """GS * x y ...: a downloaded picture of x by y octets times eight."""
    length = piece.byte() * piece.byte() * 8
    piece.take(length)
    return Setting(b"\x1d*", 4 + length)


def _lines(number: int) -> Command:
    return LineFeed(number, 3)


def _justify(number: int) -> Command:
    return Justify(number % 48)


_GRAMMARS: Final = {
    _ESC: _Grammar(
        whole={
            ord("@"): Initialise(),
            ord("2"): LineSpacing(None, 2),
            ord("i"): Cut(partial=True, length=2),
            ord("m"): Cut(partial=True, length=2),
        },
        with_number={ord("J"): FeedDots, ord("d"): _lines, ord("3"): LineSpacing, ord("a"): _justify},
        rules={ord("*"): _bit_image, ord("D"): _tabs, ord("("): _parenthesis},
        parameters={
            **dict.fromkeys(b"LSv<", 0),
            **dict.fromkeys(b"! -=eEGKMRTVt{%?rufU", 1),
            **dict.fromkeys(b"\\$c", 2),
            ord("p"): 3,
            ord("W"): 8,
        },
    ),
    _FS: _Grammar(
        whole={},
        with_number={},
        rules={ord("("): _parenthesis},
        parameters={
            **dict.fromkeys(b"&.", 0),
            **dict.fromkeys(b"!-CW", 1),
            **dict.fromkeys(b"Sp", 2),
            ord("2"): 74,
        },
    ),
    _GS: _Grammar(
        whole={},
        with_number={ord("r"): AskInOrder, ord("I"): AskInformation, ord("a"): AutomaticStatusMask},
        rules={
            ord("v"): _raster,
            ord("V"): _cut,
            ord("("): _parenthesis,
            ord("8"): _long_block,
            ord("k"): _bar_code,
            ord("*"): _counted_in_eights,
        },
        parameters={
            **dict.fromkeys(b":c", 0),
            **dict.fromkeys(b"!/BEHTbfhwg", 1),
            **dict.fromkeys(b"$LPW\\", 2),
            ord("^"): 3,
        },
    ),
}
