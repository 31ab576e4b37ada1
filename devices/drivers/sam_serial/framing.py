"""Frames in a stream of bytes, of either direction. Source: domain.md 1.

::

    AA AA AA 96 69 | length (2, big-endian) | body | check

`length` counts body and check; `check` is the XOR of length and body.
"""

from functools import reduce
from operator import xor

from devices.api.errors import ChecksumError, ProtocolError

PREAMBLE = bytes.fromhex("AAAAAA9669")
_SHORTEST_LENGTH = 3  # a command: CMD PARA check
_LONGEST_LENGTH = 3 + 6 + 256 + 1024 + 1024 + 1  # a reply with text, photo and the longest fingerprint


def frame(body: bytes) -> bytes:
    """Wrap a body of either direction. Raises ValueError if it is longer than any the protocol has."""
    length = len(body) + 1
    if not _SHORTEST_LENGTH <= length <= _LONGEST_LENGTH:
        raise ValueError(f"a body of {len(body)} bytes")
    counted = length.to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes([_check(counted)])


class FrameScanner:
    """Finds frames in a stream of bytes, of either direction, and finds its way back after noise.

    What precedes a preamble is dropped. A frame whose length or check is wrong is reported once, then the search
    goes on one byte after its preamble began, so that a good frame inside what looked like a bad one is found.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    @property
    def in_frame(self) -> bool:
        """Whether a frame has begun and not ended."""
        return self._held.startswith(PREAMBLE)

    def clear(self) -> None:
        """Forget everything, and overwrite it: it may be a card's text."""
        self._held[:] = bytes(len(self._held))
        self._held.clear()

    def feed(self, came: bytes) -> None:
        """Add bytes from the line."""
        self._held += came

    def next_body(self) -> bytes | None:
        """Return the body of the next whole frame, or None until more has come.

        Raises:
            ProtocolError: a length that no frame has.
            ChecksumError: a whole frame with a wrong check value.
        """
        self._drop_noise()
        if len(self._held) < len(PREAMBLE) + 2 or not self.in_frame:
            return None
        begins = len(PREAMBLE)
        length = int.from_bytes(self._held[begins : begins + 2], "big")
        if not _SHORTEST_LENGTH <= length <= _LONGEST_LENGTH:
            del self._held[0]
            raise ProtocolError(detail_code="frame_length")
        ends = begins + 2 + length
        if len(self._held) < ends:
            return None
        counted = bytes(self._held[begins : ends - 1])
        if _check(counted) != self._held[ends - 1]:
            del self._held[0]
            raise ChecksumError(detail_code="reply_damaged")
        del self._held[:ends]
        return counted[2:]

    def give_up_frame(self) -> bool:
        """Take the frame that has begun for noise, as its rest does not come; False if none has begun."""
        if not self.in_frame:
            return False
        del self._held[0]
        return True

    def _drop_noise(self) -> None:
        """Drop what cannot be part of a frame: all before a preamble, or before what may be the start of one."""
        found = self._held.find(PREAMBLE)
        if found < 0:
            kept = next((n for n in range(len(PREAMBLE) - 1, 0, -1) if self._held.endswith(PREAMBLE[:n])), 0)
            found = len(self._held) - kept
        del self._held[:found]


def _check(counted: bytes) -> int:
    return reduce(xor, counted, 0)
