"""Questions and answers with the printer, whatever else it says in between."""

from collections import deque
from collections.abc import Callable
from typing import Final, TypeVar, assert_never

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import DeadlineExceeded
from devices.drivers.escpos_printer.condition import Condition, from_answers, from_automatic
from devices.drivers.escpos_printer.line import LOOK_S, Line
from devices.drivers.escpos_printer.wire import (
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
)

AnswerT = TypeVar("AnswerT")

_TRIES: Final = 2
_MOST_KEPT: Final = 64
"""Answers that nobody has asked for yet; a printer gone mad must not fill the memory."""


class PrinterSilent(DeadlineExceeded):
    """The printer did not answer one question. It is never taken for a printer with paper in it."""


class Dialogue:
    """One open line. Belongs to the device's thread.

    Attributes:
        latest: the last that is known of its sensors, asked for or told by itself; None before the first.
        noise_octets: how many octets meant nothing, for the self-test.
    """

    def __init__(self, line: Line, *, clock: Clock, reply_timeout_s: float) -> None:
        """Talk over `line`."""
        self._line = line
        self._clock = clock
        self._reply_timeout_s = reply_timeout_s
        self._reader = ReplyReader()
        self._now: deque[int] = deque(maxlen=_MOST_KEPT)
        self._in_order: deque[InOrderStatus | ProcessIdReturned] = deque(maxlen=_MOST_KEPT)
        self._texts: deque[str] = deque(maxlen=_MOST_KEPT)
        self.latest: Condition | None = None
        self.noise_octets = 0

    def condition(self, control: Control) -> Condition:
        """Ask DLE EOT 1 to 4.

        Raises:
            PrinterSilent: one of them was not answered, twice.
            Disconnected, CommandCancelled: in between.
        """
        self.latest = from_answers({ask: self._answer_now(ask, control) for ask in Ask})
        return self.latest

    def information(self, what: Information, control: Control) -> str:
        """Ask GS I; "" where the model does not answer it."""
        self._texts.clear()
        self._line.write(ask_information(what), control)
        return self._await(lambda: self._texts.popleft() if self._texts else None, control) or ""

    def write(self, octets: bytes, control: Control) -> None:
        """Send commands that are not answered. Raises as `Line.write`."""
        self._line.write(octets, control)

    def listen(self, timeout_s: float) -> None:
        """Take in what has come, or comes within `timeout_s`. Raises Disconnected."""
        for reply in self._reader.feed(self._line.read(timeout_s)):
            self._sort(reply)

    def answer_in_order(self) -> InOrderStatus | ProcessIdReturned | None:
        """Return the next answer to GS r or GS ( H that has come, without waiting."""
        return self._in_order.popleft() if self._in_order else None

    def forget_answers(self, quiet_s: float, control: Control) -> None:
        """Drop answers to what was asked before, until none has come for `quiet_s`. Raises Disconnected."""
        self._in_order.clear()
        ends_s = self._clock.monotonic_s() + quiet_s
        while (left_s := ends_s - self._clock.monotonic_s()) > 0:
            control.check()
            self.listen(min(left_s, LOOK_S))
            if self._in_order:
                self._in_order.clear()
                ends_s = self._clock.monotonic_s() + quiet_s

    def _answer_now(self, ask: Ask, control: Control) -> int:
        for _ in range(_TRIES):
            self.listen(0.0)
            self._now.clear()  # a late answer to the last question must not pass for one to this
            self._line.write(ask_now(ask), control)
            answer = self._await(lambda: self._now.popleft() if self._now else None, control)
            if answer is not None:
                return answer
            self._reader.forget()
        raise PrinterSilent(detail_code=f"dle_eot_{ask.value}")

    def _await(self, take: Callable[[], AnswerT | None], control: Control) -> AnswerT | None:
        ends_s = self._clock.monotonic_s() + self._reply_timeout_s
        while True:
            answer = take()
            left_s = ends_s - self._clock.monotonic_s()
            if answer is not None or left_s <= 0:
                return answer
            control.check()
            self.listen(min(left_s, LOOK_S))

    def _sort(self, reply: Reply) -> None:
        match reply:
            case RealTimeStatus(octet):
                self._now.append(octet)
            case AutomaticStatus():
                self.latest = from_automatic(reply)
            case InOrderStatus() | ProcessIdReturned():
                self._in_order.append(reply)
            case InformationText(text):
                self._texts.append(text)
            case Noise(octets):
                self.noise_octets += len(octets)
            case FlowControl() | BuffersCleared():
                pass  # the port or the printer sees to it
            case _:
                assert_never(reply)
