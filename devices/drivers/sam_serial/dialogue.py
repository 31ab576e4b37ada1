"""Question and answer with the SAM: time-outs, resynchronising, and a bounded number of repeats."""

import logging
from collections.abc import Callable
from typing import TypeVar

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import DeadlineExceeded, DeviceError, ProtocolError
from devices.drivers.sam_serial.framing import FrameScanner
from devices.drivers.sam_serial.wire import Reply, SamCommand, answers, command_frame, error_of, parse_reply
from devices.ports.serial_line import SerialLine

_LOG = logging.getLogger(__name__)

ParsedT = TypeVar("ParsedT")

# How long a reader may think, from domain.md 1; status and reset are not given there and are taken as the SAM id's
# and as a power-up.
_THINKS_S = {
    SamCommand.FIND_CARD: 0.1,
    SamCommand.SELECT_CARD: 0.1,
    SamCommand.STATUS: 0.3,
    SamCommand.SAM_ID: 0.3,
    SamCommand.READ_NEWEST_ADDRESS: 1.5,
    SamCommand.READ_BASE: 2.0,
    SamCommand.RESET_SAM: 2.0,
    SamCommand.READ_BASE_FINGERPRINT: 3.0,
}
_LONGEST_REPLY_BYTES = {
    SamCommand.READ_BASE: 1295,
    SamCommand.READ_NEWEST_ADDRESS: 81,
    SamCommand.READ_BASE_FINGERPRINT: 2321,
}
_SHORT_REPLY_BYTES = 27
_BITS_PER_BYTE = 10  # 8-N-1: a start bit, eight, a stop bit
_LONGEST_GAP_S = 0.5  # within one frame; after that the rest of it will not come
_SETTLE_S = 0.2  # after a damaged frame, how long a good one may still follow


class ReaderSilent(DeadlineExceeded):
    """The reader did not answer one question; the command as a whole may still have time."""


class SamDialogue:
    """Asks one thing at a time. Belongs to the device's thread."""

    def __init__(self, line: SerialLine, *, clock: Clock, baud: int, patience_s: float) -> None:
        """Ask over `line`; `patience_s` is added to what a reader may think and send."""
        self._line = line
        self._clock = clock
        self._baud = baud
        self._patience_s = patience_s
        self._scanner = FrameScanner()

    def ask(
        self,
        command: SamCommand,
        control: Control,
        parse: Callable[[Reply], ParsedT],
        *,
        tries: int = 3,
    ) -> ParsedT:
        """Ask until an answer is whole and can be parsed, at most `tries` times.

        Nothing that the protocol knows changes the card, so asking again is safe.

        Args:
            command: the question.
            control: the whole command's leash.
            parse: takes the reply apart; a `ProtocolError` of it counts as a damaged answer.
            tries: how often to ask.

        Raises:
            ReaderSilent: no answer.
            ProtocolError, ChecksumError: damaged answers only.
            DeviceError: what the reader itself reports (`wire.error_of`), or the port's end.
        """
        while True:
            tries -= 1
            try:
                return self._ask_once(command, control, parse)
            except (ReaderSilent, ProtocolError) as error:
                if tries <= 0:
                    raise
                _LOG.info("%s: asked again after %s %s", command.label, error.code, error.detail_code)

    def _ask_once(self, command: SamCommand, control: Control, parse: Callable[[Reply], ParsedT]) -> ParsedT:
        control.check()
        self._scanner.clear()
        self._line.discard()
        self._line.send(command_frame(command))
        try:
            reply = self._answer(command, control)
            error = error_of(reply)
            if error is not None:
                raise error
            return parse(reply)
        finally:
            self._scanner.clear()

    def _answer(self, command: SamCommand, control: Control) -> Reply:
        """Return the reply to what was just sent."""
        ends_s = self._clock.monotonic_s() + self._window_s(command)
        odd: DeviceError | None = None
        heard_s = self._clock.monotonic_s()
        while self._clock.monotonic_s() < ends_s:
            control.check()
            came = self._line.receive()
            if came:
                heard_s = self._clock.monotonic_s()
                self._scanner.feed(came)
            elif self._scanner.in_frame and self._clock.monotonic_s() - heard_s > _LONGEST_GAP_S:
                break
            try:
                reply = self._next_reply(command)
            except ProtocolError as error:
                odd = error
                ends_s = min(ends_s, self._clock.monotonic_s() + _SETTLE_S)
            else:
                if reply is not None:
                    return reply
        if self._scanner.in_frame and odd is None:
            odd = ProtocolError(detail_code="reply_cut_short")
        while self._scanner.give_up_frame():
            try:
                reply = self._next_reply(command)
            except ProtocolError:  # noise within noise: `odd` already says what was wrong first
                continue
            if reply is not None:
                return reply
        raise odd or ReaderSilent(detail_code=f"no_answer_to_{command.label}")

    def _next_reply(self, command: SamCommand) -> Reply | None:
        """Return the first reply in what has come that can answer `command`; late ones before it are dropped."""
        while True:
            body = self._scanner.next_body()
            if body is None:
                return None
            reply = parse_reply(body)
            if answers(command, reply):
                return reply
            _LOG.info("%s: dropped a reply %s that answers something else", command.label, reply.word.name)

    def _window_s(self, command: SamCommand) -> float:
        sends_s = _LONGEST_REPLY_BYTES.get(command, _SHORT_REPLY_BYTES) * _BITS_PER_BYTE / self._baud
        return _THINKS_S[command] + sends_s + self._patience_s
