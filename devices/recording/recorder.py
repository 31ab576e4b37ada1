"""Keeps what passes a tap: split into messages, redacted before anything is written, each with its time."""

from threading import Lock
from typing import TextIO

from devices.api.clock import Clock
from devices.api.wire_language import Direction, Piece, Splitter, WireLanguage, scrubbed
from devices.recording.trace import Happening, Head, What, happening_line, head_line

_WHAT = {Direction.TO_DEVICE: What.TO_DEVICE, Direction.FROM_DEVICE: What.FROM_DEVICE}


class Recorder:
    """Writes one trace. Any thread. What is unfinished is written, scrubbed, when the other direction speaks."""

    def __init__(self, head: Head, *, language: WireLanguage, clock: Clock, file: TextIO) -> None:
        """Begin a trace in `file`, which stays the caller's."""
        self._language = language
        self._clock = clock
        self._file = file
        self._lock = Lock()
        self._begun_s = clock.monotonic_s()
        self._splitters: dict[tuple[int, Direction], Splitter] = {}
        self.messages = 0
        file.write(head_line(head))

    def passed(self, direction: Direction, octets: bytes, *, session: int = 0) -> None:
        """Keep what passed on one connection."""
        other = Direction.FROM_DEVICE if direction is Direction.TO_DEVICE else Direction.TO_DEVICE
        with self._lock:
            if direction is Direction.TO_DEVICE:
                self._give_up(other, session)
            for piece in self._splitter(direction, session).feed(octets):
                self._keep(direction, piece, session)

    def deed(self, name: str) -> None:
        """Keep that hands are about to do something."""
        self._happened(What.DEED, deed=name)

    def gone(self) -> None:
        """Keep that the port went away."""
        self._happened(What.GONE)

    def back(self) -> None:
        """Keep that the port is there again."""
        self._happened(What.BACK)

    def ended(self, session: int = 0) -> None:
        """A connection is over: what is unfinished will not be finished."""
        with self._lock:
            for direction in Direction:
                self._give_up(direction, session)
                self._splitters.pop((session, direction), None)

    def _happened(self, what: What, *, deed: str = "") -> None:
        with self._lock:
            for session, direction in tuple(self._splitters):
                self._give_up(direction, session)
            self._write(Happening(self._now_s(), what, deed=deed))

    def _give_up(self, direction: Direction, session: int) -> None:
        rest = self._splitter(direction, session).rest()
        if rest:
            self._keep(direction, Piece(rest, whole=False), session)

    def _keep(self, direction: Direction, piece: Piece, session: int) -> None:
        octets = self._language.redacted(direction, piece.octets) if piece.whole else scrubbed(piece.octets)
        self.messages += 1
        self._write(Happening(self._now_s(), _WHAT[direction], octets, piece.whole, session=session))

    def _write(self, happening: Happening) -> None:
        self._file.write(happening_line(happening))
        self._file.flush()

    def _splitter(self, direction: Direction, session: int) -> Splitter:
        return self._splitters.setdefault((session, direction), self._language.splitter(direction))

    def _now_s(self) -> float:
        return self._clock.monotonic_s() - self._begun_s
