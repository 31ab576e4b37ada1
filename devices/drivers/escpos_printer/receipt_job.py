"""One receipt on its way: in bands, no more of them than the printer's buffer holds, until the last is seen to be out.

Every band is followed by a question that the printer answers in order, when everything before it is done: GS r 1, or
GS ( H where the model has it. That is flow control and evidence at once: nothing is sent that might not fit, and no
receipt is claimed whose end was not answered for.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import (
    CommandCancelled,
    DeadlineExceeded,
    DeviceError,
    NotSupported,
    OutcomeUnknown,
)
from devices.api.kinds.printing import PrintEvidence
from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.api.status_telling import StatusTelling
from devices.drivers.escpos_printer.condition import Condition, fault_of, status_of
from devices.drivers.escpos_printer.dialogue import Dialogue, PrinterSilent
from devices.drivers.escpos_printer.line import LOOK_S
from devices.drivers.escpos_printer.options import EscPosOptions
from devices.drivers.escpos_printer.wire import (
    ASK_IN_ORDER,
    AUTOMATIC_STATUS_ON,
    CLEAR_BUFFERS,
    CUT,
    INITIALISE,
    MOST_FEED,
    ProcessIdReturned,
    ask_process_id,
    bands,
    feed,
)

_PROBE_S: Final = 1.0
"""How long an answer may be away before the printer is asked how it is."""
_HANDSHAKE_S: Final = 3.0
_WIND_UP_S: Final = 1.0
_WIND_UP_SHARE: Final = 0.2
_QUIET_S: Final = 0.1
_IDENTITY_RANGE: Final = 0x7F - 0x20


class ReceiptJob:
    """Prints and cuts one receipt. Belongs to the device's thread.

    Attributes:
        touched_paper: whether any dot may have been printed, so that a failure is an unknown outcome.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        *,
        options: EscPosOptions,
        clock: Clock,
        telling: StatusTelling,
        device_id: str,
        identities: Iterator[int],
        control: Control,
    ) -> None:
        """Prepare; nothing is sent. `identities` never repeats a number: a late answer must not pass for a new one."""
        self._dialogue = dialogue
        self._options = options
        self._clock = clock
        self._telling = telling
        self._device_id = device_id
        self._control = control
        self._reserve_s = min(_WIND_UP_S, control.remaining_s * _WIND_UP_SHARE)
        self._identities = identities
        self._under_way: deque[tuple[bytes, int]] = deque()
        self.touched_paper = False

    def get_ready(self, *, quiet_s: float = 0.0) -> None:
        """See that the printer carries out commands, in order and with an empty buffer. Moves no paper.

        Args:
            quiet_s: how long no answer may come first, where a receipt that failed may still be answered for.

        Raises:
            NotSupported: it answers DLE EOT but no question in order: its model lacks GS r, or GS ( H.
            DeviceError: it cannot print.
        """
        self._dialogue.forget_answers(quiet_s, self._control)
        settings = INITIALISE + (AUTOMATIC_STATUS_ON if self._options.automatic_status else b"")
        self._send(settings)
        ends_s = self._clock.monotonic_s() + _HANDSHAKE_S
        while self._under_way:
            self._control.check()
            self._dialogue.listen(LOOK_S)
            self._take_answers()
            latest = self._dialogue.latest
            ruined = latest is not None and latest.ruins_a_receipt
            if self._under_way and (ruined or self._clock.monotonic_s() >= ends_s):
                condition = self._dialogue.condition(self._control)
                fault = fault_of(condition, device_id=self._device_id)
                lacking = "gs_h" if self._options.process_id else "gs_r"
                raise fault or NotSupported(device_id=self._device_id, detail_code=f"no_answer_in_order:{lacking}")

    def send(self, raster: ReceiptRaster) -> None:
        """Send all of it, at the printer's pace, the cut included.

        Raises:
            OutcomeUnknown: something went wrong on the way.
        """
        for band in bands(raster, rows=self._options.rows_in_band):
            self._watched_send(band)
        self._watched_send(self._ending())

    def see_the_end(self) -> PrintEvidence:
        """Wait until the printer has answered for all of it.

        Raises:
            OutcomeUnknown: it did not, or something went wrong.
        """
        try:
            self._await_room(None)
            condition = self._dialogue.condition(self._control)
        except OutcomeUnknown:
            raise
        except DeviceError as error:
            raise self._unknown(error.code, error.detail_code) from error
        if condition.cutter_error or condition.mechanical_error or condition.unrecoverable_error:
            raise self._ruined(condition)
        return PrintEvidence.PROCESS_ID_RETURNED if self._options.process_id else PrintEvidence.STATUS_AFTER_DATA

    def abandon(self) -> None:
        """Let the printer forget what it has not printed, so that it does not come out later for somebody else.

        The printer may be gone; then there is nothing left to be done.
        """
        leash = Control(self._clock, device_id=self._device_id, deadline_s=_WIND_UP_S)
        try:
            self._dialogue.write(CLEAR_BUFFERS, leash)
            self._dialogue.forget_answers(_QUIET_S, leash)
        except DeviceError:
            return

    def cut_remnant(self) -> None:
        """Feed out and cut off what an earlier receipt that failed has left in the printer, after `get_ready`.

        Raises:
            DeviceError: the printer did not answer for it.
        """
        self._send(self._ending())
        ends_s = self._clock.monotonic_s() + _HANDSHAKE_S
        while self._under_way:
            self._control.check()
            self._dialogue.listen(LOOK_S)
            self._take_answers()
            if self._under_way and self._clock.monotonic_s() >= ends_s:
                raise PrinterSilent(device_id=self._device_id, detail_code="remnant")

    def _ending(self) -> bytes:
        if self._options.cutter:
            return feed(self._options.feed_before_cut_dots) + CUT
        dots = self._options.tear_feed_dots
        return feed(min(dots, MOST_FEED))

    def _watched_send(self, commands: bytes) -> None:
        """Send commands once there is room for them. The paper is touched from here on."""
        try:
            self._await_room(len(commands))
            self.touched_paper = True
            self._send(commands)
            self._dialogue.listen(0.0)
            self._take_answers()
        except OutcomeUnknown:
            raise
        except DeviceError as error:
            if self.touched_paper:
                raise self._unknown(error.code, error.detail_code) from error
            raise

    def _send(self, commands: bytes) -> None:
        """Send commands and the question behind them."""
        if self._options.process_id:
            identity = self._next_identity()
            question = ask_process_id(identity)
        else:
            identity, question = b"", ASK_IN_ORDER
        self._under_way.append((identity, len(commands) + len(question)))
        self._dialogue.write(commands + question, self._control)

    def _await_room(self, needed: int | None) -> None:
        """Wait until `needed` more octets fit the printer's buffer; with None, until nothing is under way."""
        asked_s = self._clock.monotonic_s()
        silences = 0
        while self._under_way and (needed is None or not self._fits(needed)):
            self._stop_if_called_back()
            self._dialogue.listen(LOOK_S)
            now_s = self._clock.monotonic_s()
            if self._take_answers():
                asked_s, silences = now_s, 0
                continue
            latest = self._dialogue.latest
            if latest is not None and latest.ruins_a_receipt:
                raise self._ruined(latest)
            if now_s - asked_s >= _PROBE_S:
                asked_s = now_s
                silences = 0 if self._probe() else silences + 1
                if silences > 1:
                    raise self._unknown("silent", "")

    def _probe(self) -> bool:
        """Ask the printer how it is, for it has not answered for a while; False if it is silent."""
        try:
            condition = self._dialogue.condition(self._control)
        except PrinterSilent:
            return False
        if condition.ruins_a_receipt:
            raise self._ruined(condition)
        self._telling.tell(status_of(condition, has_cutter=self._options.cutter))
        return True

    def _fits(self, needed: int) -> bool:
        question = len(ask_process_id(b"0000")) if self._options.process_id else len(ASK_IN_ORDER)
        under_way = sum(length for _, length in self._under_way)
        return under_way + needed + question <= self._options.room_octets

    def _take_answers(self) -> bool:
        """Match answers that have come with what is under way; return whether any did."""
        matched = False
        while self._under_way and (answer := self._dialogue.answer_in_order()) is not None:
            identity, _ = self._under_way[0]
            returned = answer.identity if isinstance(answer, ProcessIdReturned) else b""
            if returned == identity:
                self._under_way.popleft()
                matched = True
            elif returned and any(returned == later for later, _ in self._under_way):
                # Answers come in order: what was sent with the one before it never reached the printer.
                raise self._unknown("lost_on_the_way", "")
        return matched

    def _next_identity(self) -> bytes:
        number = next(self._identities)
        digits = (number // _IDENTITY_RANGE**place % _IDENTITY_RANGE for place in (3, 2, 1, 0))
        return bytes(0x20 + digit for digit in digits)

    def _stop_if_called_back(self) -> None:
        if self._control.cancelled:
            raise CommandCancelled(device_id=self._device_id)
        if self._control.remaining_s <= self._reserve_s:
            raise DeadlineExceeded(device_id=self._device_id, detail_code="printing")

    def _ruined(self, condition: Condition) -> OutcomeUnknown:
        self._telling.tell(status_of(condition, has_cutter=self._options.cutter))
        fault = fault_of(condition, device_id=self._device_id)
        return self._unknown(fault.code if fault else "ruined", condition.detail_code)

    def _unknown(self, code: str, detail_code: str) -> OutcomeUnknown:
        return OutcomeUnknown(device_id=self._device_id, detail_code=f"{code}:{detail_code}".rstrip(":"))
