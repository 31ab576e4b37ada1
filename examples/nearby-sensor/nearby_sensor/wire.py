"""Bytes of the Nearby NB-2 <-> values. Pure: no port, no clock.

::

    STX  length  command  payload...  check          02 01 4C 4D        look
                                                      02 04 4C 01 02 6C 27   somebody, 620 mm

`length` counts command and payload. `check` is the XOR of all bytes between STX and itself. Commands: ``W`` who are you
(answer: model in ASCII), ``L`` look (answer: state 0 nobody, 1 somebody, 2 blind; distance in mm, 2 bytes, big-endian).

Source: there is none; the sensor is made up.
"""

from enum import IntEnum
from functools import reduce
from operator import xor
from typing import Final

from devices.api.errors import ChecksumError, ProtocolError
from devices.api.kinds.presence_sensor import Presence, PresenceReading

STX: Final = 0x02
WHO: Final = ord("W")
LOOK: Final = ord("L")
_MOST_BYTES: Final = 32
_LOOK_BYTES: Final = 3


class State(IntEnum):
    """What a look answers."""

    NOBODY = 0
    SOMEBODY = 1
    BLIND = 2


_PRESENCE: Final = {
    State.NOBODY: Presence.NOBODY,
    State.SOMEBODY: Presence.SOMEBODY,
    State.BLIND: Presence.UNKNOWN,
}


def frame(command: int, payload: bytes = b"") -> bytes:
    """Return a whole frame."""
    body = bytes([1 + len(payload), command]) + payload
    return bytes([STX]) + body + bytes([reduce(xor, body)])


def frame_at(held: bytes, begins: int) -> int | None:
    """Return where the frame ends that begins there, its check right, or None where there is no whole one."""
    if len(held) < begins + 2 or not 1 <= held[begins + 1] <= _MOST_BYTES:
        return None
    check_at = begins + 2 + held[begins + 1]
    if len(held) <= check_at or reduce(xor, held[begins + 1 : check_at]) != held[check_at]:
        return None
    return check_at + 1


class FrameScanner:
    """Finds frames in a stream of bytes and finds its way back after noise."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def clear(self) -> None:
        """Forget what has come."""
        self._held.clear()

    def feed(self, came: bytes) -> None:
        """Take bytes from the line."""
        self._held += came

    def next_body(self) -> bytes | None:
        """Return command and payload of the next frame, or None until more has come.

        Raises:
            ChecksumError: a frame with a wrong check. The search goes on behind its first byte.
        """
        while True:
            begins = self._held.find(STX)
            if begins < 0:
                self._held.clear()
                return None
            del self._held[:begins]
            if len(self._held) < 2:
                return None
            length = self._held[1]
            if not 1 <= length <= _MOST_BYTES:
                del self._held[:1]
                continue
            if len(self._held) < 3 + length:
                return None
            counted, check = self._held[1 : 2 + length], self._held[2 + length]
            if reduce(xor, counted) != check:
                del self._held[:1]
                raise ChecksumError
            body = bytes(counted[1:])
            del self._held[: 3 + length]
            return body


def parse_who(payload: bytes) -> str:
    """Return the model. Raises ProtocolError."""
    if not payload or not payload.isascii() or not payload.decode("ascii").isprintable():
        raise ProtocolError(detail_code="who")
    return payload.decode("ascii")


def parse_look(payload: bytes) -> PresenceReading:
    """Return what the sensor sees. Raises ProtocolError."""
    if len(payload) != _LOOK_BYTES or payload[0] not in set(State):
        raise ProtocolError(detail_code="look")
    state = State(payload[0])
    distance_mm = int.from_bytes(payload[1:], "big")
    return PresenceReading(_PRESENCE[state], distance_mm or None if state is State.SOMEBODY else None)
