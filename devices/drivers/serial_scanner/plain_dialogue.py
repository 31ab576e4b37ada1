"""Scanners that send each code as it is, framed, and take commands of a few bytes."""

import logging

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import CommandRefused, NotSupported, ProtocolError
from devices.api.kinds.code_scanner import ScannedCode, text_of
from devices.drivers.serial_scanner.dialogue import TRIES, ScannerSilent, settle
from devices.drivers.serial_scanner.framing import Framer
from devices.drivers.serial_scanner.wire import UNKNOWN_SYMBOLOGY, Dialect, is_answer, split_aim
from devices.ports.serial_line import SerialLine

_LOG = logging.getLogger(__name__)
_MOST_ANSWER_BYTES = 4096


class PlainDialogue:
    """Meets `devices.drivers.serial_scanner.dialogue.Dialogue`."""

    def __init__(
        self,
        line: SerialLine,
        *,
        clock: Clock,
        dialect: Dialect,
        framer: Framer,
        aim_prefix: bool,
        answer_s: float,
        retrigger_s: float,
    ) -> None:
        """Speak `dialect` over `line`."""
        self.can_ask = bool(dialect.question)
        self.is_triggered = bool(dialect.start)
        self._line = line
        self._clock = clock
        self._dialect = dialect
        self._framer = framer
        self._aim_prefix = aim_prefix
        self._answer_s = answer_s
        self._retrigger_s = retrigger_s
        self._triggered_s = 0.0

    def ask(self, control: Control) -> str:
        """See `Dialogue.ask`. What these scanners answer is no name of a model."""
        if not self.can_ask:
            raise NotSupported(detail_code="no_question")
        for _ in range(TRIES):
            settle(self._line, self._clock, control)
            self._line.send(self._dialect.question)
            came = b""
            ends_s = self._clock.monotonic_s() + self._answer_s
            while self._clock.monotonic_s() < ends_s and len(came) < _MOST_ANSWER_BYTES:
                control.check()
                came += self._line.receive()
                if is_answer(self._dialect, came):
                    return ""
        raise ScannerSilent(detail_code="no_answer_to_question")

    def begin(self, control: Control) -> None:
        """See `Dialogue.begin`."""
        settle(self._line, self._clock, control)
        self._framer.clear()
        if self.is_triggered:
            self._trigger(control)

    def look(self, control: Control) -> ScannedCode | None:
        """See `Dialogue.look`. A scanner that has given up looking by itself is told again, between two codes."""
        due_s = self._triggered_s + self._retrigger_s
        if self.is_triggered and self._framer.is_empty and self._clock.monotonic_s() >= due_s:
            self._trigger(control)
        self._framer.feed(self._line.receive(), self._clock.monotonic_s())
        payload = self._framer.next_payload(self._clock.monotonic_s())
        return None if payload is None else self._scanned(payload)

    def end(self, control: Control) -> None:
        """See `Dialogue.end`. What it still sends is dropped before the next question."""
        del control
        self._framer.clear()
        if self._dialect.stop:
            self._line.send(self._dialect.stop)

    def _trigger(self, control: Control) -> None:
        """Tell it to look, until it acknowledges where it does. The acknowledgement never gets into a code."""
        damaged = False
        for _ in range(TRIES):
            self._line.send(self._dialect.start)
            self._triggered_s = self._clock.monotonic_s()
            if not self._dialect.started or self._is_acknowledged(control):
                return
            damaged = damaged or not self._framer.is_empty
            self._framer.clear()
            _LOG.info("trigger sent again: no acknowledgement")
        if damaged:
            raise ProtocolError(detail_code="acknowledgement_damaged")
        raise ScannerSilent(detail_code="no_answer_to_trigger")

    def _is_acknowledged(self, control: Control) -> bool:
        """Wait for the acknowledgement, and take it out of what came."""
        ends_s = self._clock.monotonic_s() + self._answer_s
        while self._clock.monotonic_s() < ends_s:
            control.check()
            self._framer.feed(self._line.receive(), self._clock.monotonic_s())
            for refusal, code in self._dialect.refusals.items():
                if self._framer.cut(refusal):
                    raise CommandRefused(detail_code=code)
            if self._framer.cut(self._dialect.started):
                return True
        return False

    def _scanned(self, payload: bytes) -> ScannedCode:
        symbology = UNKNOWN_SYMBOLOGY
        if self._aim_prefix:
            payload, symbology = split_aim(payload)
        return ScannedCode(payload, text_of(payload), symbology)
