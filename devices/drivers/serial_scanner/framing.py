"""Where one code ends and the next begins in what a scanner sends. Pure: bytes and times in, payloads out."""

from enum import Enum
from typing import Final

from devices.api.errors import ProtocolError

MOST_BYTES: Final = 8192
"""More than any code holds: a QR code carries 2953 bytes."""


class Framing(Enum):
    """How a scanner marks the end of a code. The value is what a binding says."""

    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    STX_ETX = "stx_etx"
    IDLE_GAP = "idle_gap"


_ENDS: Final = {
    Framing.CR: b"\r",
    Framing.LF: b"\n",
    Framing.CRLF: b"\r\n",
    Framing.STX_ETX: b"\x03",
}
_STX: Final = b"\x02"


def framed(payload: bytes, framing: Framing) -> bytes:
    """Return `payload` as a scanner with that framing sends it."""
    start = _STX if framing is Framing.STX_ETX else b""
    return start + payload + _ENDS.get(framing, b"")


class Framer:
    """Finds payloads. Empty ones are none: a scanner that ends its codes twice has not seen two."""

    def __init__(self, framing: Framing, *, gap_s: float) -> None:
        """Find payloads that end as `framing` says; `gap_s` of silence ends one where nothing else does."""
        self._framing = framing
        self._gap_s = gap_s
        self._held = bytearray()
        self._heard_s = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held: no code is under way."""
        return not self._held

    def feed(self, came: bytes, at_s: float) -> None:
        """Take what came at `at_s`."""
        if came:
            self._held += came
            self._heard_s = at_s

    def clear(self) -> None:
        """Overwrite and forget what is held."""
        self._held[:] = bytes(len(self._held))
        self._held.clear()

    def cut(self, acknowledgement: bytes) -> bool:
        """Take `acknowledgement` out of what is held, and noise before it with it; False if it is not there.

        Whole codes before it stay: they were on their way when the scanner was told.
        """
        at = self._held.find(acknowledgement)
        if at < 0:
            return False
        end = _ENDS.get(self._framing)
        last = self._held.rfind(end, 0, at) if end else -1
        del self._held[last + len(end) if end and last >= 0 else 0 : at + len(acknowledgement)]
        return True

    def next_payload(self, now_s: float) -> bytes | None:
        """Return the next whole payload, or None if there is none yet.

        Raises:
            ProtocolError: more came than any code holds, without an end; it is dropped.
        """
        while True:
            payload = self._take_gap(now_s) if self._framing is Framing.IDLE_GAP else self._take_ended()
            if payload is None:
                if len(self._held) > MOST_BYTES:
                    self.clear()
                    raise ProtocolError(detail_code="code_without_end")
                return None
            if payload:
                return payload

    def _take_gap(self, now_s: float) -> bytes | None:
        if not self._held or now_s - self._heard_s < self._gap_s:
            return None
        payload = bytes(self._held)
        self.clear()
        return payload

    def _take_ended(self) -> bytes | None:
        if self._framing is Framing.STX_ETX:
            begins = self._held.find(_STX)
            del self._held[: len(self._held) if begins < 0 else begins]
        end = _ENDS[self._framing]
        at = self._held.find(end)
        if at < 0:
            return None
        payload = bytes(self._held[:at]).removeprefix(_STX if self._framing is Framing.STX_ETX else b"")
        del self._held[: at + len(end)]
        return payload
