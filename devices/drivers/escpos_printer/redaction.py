"""ESC/POS as a recorder sees it: commands cut apart, whose receipt they print taken out.

Dots become white, of the same size; characters become spaces. What the printer answers is about the printer alone.
"""

from typing import Final

from devices.api.wire_language import Direction, Piece
from devices.drivers.escpos_printer.wire import BAND_HEAD_OCTETS

_RASTER: Final = b"\x1dv0"
_TWO_BYTES_OF_LENGTH: Final = b"\x1d("
_LENGTHS: Final = {
    b"\x10\x04": 3,
    b"\x10\x05": 3,
    b"\x10\x14": 10,
    b"\x1b@": 2,
    b"\x1bJ": 3,
    b"\x1da": 3,
    b"\x1dr": 3,
    b"\x1dI": 3,
    b"\x1dV": 4,
}
"""Those that our driver sends; anything else is text, and somebody's."""
_HEAD_OCTETS: Final = 2
_TEXT_KEY: Final = "text"


class CommandSplitter:
    """Cuts what goes to the printer into commands. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = b""

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return the commands that are whole."""
        self._held += came
        pieces: list[Piece] = []
        while self._held and (length := _length(self._held)) is not None and len(self._held) >= length:
            pieces.append(Piece(self._held[:length]))
            self._held = self._held[length:]
        return pieces

    def rest(self) -> bytes:
        """Return a command that broke off, and forget it."""
        rest, self._held = self._held, b""
        return rest


class AnswerSplitter:
    """Passes on what the printer says as it comes: none of it is anybody's, and its driver sorts it."""

    def feed(self, came: bytes) -> list[Piece]:
        """Return it."""
        return [Piece(came)] if came else []

    def rest(self) -> bytes:
        """Nothing is held back."""
        return b""


class EscPosLanguage:
    """Meets `devices.api.wire_language.WireLanguage`."""

    def splitter(self, direction: Direction) -> CommandSplitter | AnswerSplitter:
        """Return a splitter of commands, or of answers."""
        return CommandSplitter() if direction is Direction.TO_DEVICE else AnswerSplitter()

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return a raster of the same size and white; text as spaces; any other command as it is."""
        if direction is Direction.FROM_DEVICE:
            return message
        if message.startswith(_RASTER):
            return message[:BAND_HEAD_OCTETS] + bytes(len(message) - BAND_HEAD_OCTETS)
        if _is_command(message):
            return message
        return b" " * len(message)

    def key(self, request: bytes) -> str:
        """Return the command; of a raster its size alone, of text that it is text."""
        if request.startswith(_RASTER):
            return request[:BAND_HEAD_OCTETS].hex()
        return request.hex() if _is_command(request) else _TEXT_KEY

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer: a process id is part of what its request is matched by."""
        del request
        return answer


def _is_command(message: bytes) -> bool:
    return message[:_HEAD_OCTETS] in _LENGTHS or message.startswith(_TWO_BYTES_OF_LENGTH)


def _length(held: bytes) -> int | None:
    """Return how long the first command of `held` is, or None until that can be told."""
    if len(held) < _HEAD_OCTETS:
        return None if held[0] in (0x10, 0x1B, 0x1D) else 1
    if held.startswith(_RASTER[:_HEAD_OCTETS]):
        if len(held) < BAND_HEAD_OCTETS:
            return None
        width, height = (int.from_bytes(held[at : at + 2], "little") for at in (4, 6))
        return BAND_HEAD_OCTETS + width * height
    if held.startswith(_TWO_BYTES_OF_LENGTH):
        return None if len(held) < 5 else 5 + int.from_bytes(held[3:5], "little")
    return _LENGTHS.get(held[:_HEAD_OCTETS], 1)


ESCPOS_LANGUAGE: Final = EscPosLanguage()
