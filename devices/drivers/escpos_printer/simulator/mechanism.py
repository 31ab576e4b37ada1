"""The inside of the simulated receipt printer: a buffer, a roll, a cover, a cutter, and one thread that prints."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any, Final, assert_never

from devices.api.clock import Clock
from devices.drivers.escpos_printer.simulator.commands import (
    AskInformation,
    AskInOrder,
    AskProcessId,
    AutomaticStatusMask,
    Cut,
    FeedDots,
    Initialise,
    InOrder,
    Justify,
    LineFeed,
    LineSpacing,
    Raster,
    Setting,
    Text,
    Unknown,
)
from devices.drivers.escpos_printer.simulator.paper_strip import CutReceipt, PaperStrip, rows_of
from devices.drivers.escpos_printer.simulator.sensors import Paper, Sensors

_JOIN_S: Final = 5.0
_LINE_DOTS: Final = 30
_INFORMATION: Final = {65: "1.00", 66: "hallkiosk", 67: "simulated receipt printer"}
_SERIAL_NUMBER: Final = 68
_MOST_KEPT: Final = 1000

_Questions = AskInOrder | AskProcessId | AskInformation
_Settings = AutomaticStatusMask | Initialise | Justify | LineSpacing | Text | Unknown | Setting
Send = Callable[[str, bytes], None]
"""Sends a reply under the name that a scenario knows it by."""


class Mechanism:
    """Carries commands out one after another on a thread of its own. All methods are safe from any thread."""

    def __init__(
        self,
        clock: Clock,
        *,
        width_px: int,
        seconds_per_row: float,
        buffer_octets: int,
        serial_number: str,
        folder: Path | None,
        send: Send,
        before: Callable[[InOrder], bool],
    ) -> None:
        """Prepare.

        Args:
            clock: time.
            width_px: dots across.
            seconds_per_row: 0 prints at once.
            buffer_octets: how much it takes without having printed it.
            serial_number: what GS I 68 says.
            folder: where each cut receipt is written as PNG, if anywhere.
            send: sends a reply.
            before: called without the lock before a command is carried out; False if the printer is gone with it.
        """
        self._clock = clock
        self._width_px = width_px
        self._seconds_per_row = seconds_per_row
        self._buffer_octets = buffer_octets
        self._information = {**_INFORMATION, _SERIAL_NUMBER: serial_number}
        self._folder = folder
        self._send = send
        self._before = before
        self._changed = Condition()
        self._never = Event()
        self._sensors = Sensors()
        self._told = self._sensors.automatic()
        self._queue: deque[InOrder] = deque()
        self._held = 0
        self._lost_octets = 0
        self._strip = PaperStrip(width_px)
        self._receipts: list[CutReceipt] = []
        self._unknown: deque[bytes] = deque(maxlen=_MOST_KEPT)
        self._texts: deque[bytes] = deque(maxlen=_MOST_KEPT)
        self._rows_left: int | None = None
        self._mask = 0
        self._justify = 0
        self._line_dots = _LINE_DOTS
        self._powered = False
        self._busy = False
        self._thread: Thread | None = None

    def power_on(self) -> None:
        """Start up with an empty buffer and usual settings. The paper is where it was."""
        self.join()
        with self._changed:
            if self._powered:
                return
            self._powered = True
            self._queue.clear()
            self._held = self._mask = 0
            self._busy = False
            self._sensors = replace(self._sensors, cutter_error=False, silent=False)
            self._told = self._sensors.automatic()
            self._reset()
            self._thread = Thread(target=self._run, name="simulated-receipt-printer", daemon=True)
            self._thread.start()

    def power_off(self) -> None:
        """Stop in the middle of a row and forget what is in the buffer; `join` waits until it has."""
        with self._changed:
            self._powered = False
            self._changed.notify_all()

    def join(self) -> None:
        """Wait for the thread of a mechanism that was switched off."""
        with self._changed:
            thread = None if self._powered else self._thread
        if thread is not None:
            thread.join(_JOIN_S)

    @property
    def sensors(self) -> Sensors:
        """A look inside."""
        with self._changed:
            return self._sensors

    @property
    def receipts(self) -> tuple[CutReceipt, ...]:
        """All pieces of paper cut so far."""
        with self._changed:
            return tuple(self._receipts)

    @property
    def hanging_rows(self) -> int:
        """Rows of paper that are printed or fed and not cut."""
        with self._changed:
            return len(self._strip)

    @property
    def lost_octets(self) -> int:
        """What came when the buffer was full, on a line that cannot make its peer wait."""
        with self._changed:
            return self._lost_octets

    @property
    def unknown(self) -> tuple[bytes, ...]:
        """Beginnings of commands that it does not know."""
        with self._changed:
            return tuple(self._unknown)

    @property
    def texts(self) -> tuple[bytes, ...]:
        """Characters that it was given to print."""
        with self._changed:
            return tuple(self._texts)

    def change(self, **values: Any) -> None:
        """Set fields of `Sensors`: open the cover, take the roll out. Tells of it by itself if it was asked to."""
        with self._changed:
            self._sensors = replace(self._sensors, **values)
            if self._sensors.paper is not Paper.OUT:
                self._rows_left = None
            self._changed.notify_all()
        self._tell()

    def end_paper_after(self, rows: int) -> None:
        """Let the roll end when `rows` more rows are printed or fed."""
        with self._changed:
            self._rows_left = rows

    def wait_for(self, condition: Callable[[Sensors, int], bool], timeout_s: float) -> bool:
        """Wait until `condition` holds of the sensors and the number of pieces cut; return whether it does."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self._sensors, len(self._receipts)), timeout_s)

    def wait_for_rows(self, rows: int, timeout_s: float) -> bool:
        """Wait until at least `rows` rows hang out; return whether they do."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._strip) >= rows, timeout_s)

    def wait_until_idle(self, timeout_s: float) -> bool:
        """Wait until everything received is carried out; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue and not self._busy, timeout_s)

    def receive(self, command: InOrder) -> bool:
        """Put a command into the buffer; False if it does not fit."""
        with self._changed:
            if self._held and self._held + command.length > self._buffer_octets:
                return False
            self._queue.append(command)
            self._held += command.length
            self._changed.notify_all()
            return True

    def lose(self, command: InOrder) -> None:
        """Count a command that did not fit, and whose line could not make its peer wait."""
        with self._changed:
            self._lost_octets += command.length

    def wait_for_change(self, timeout_s: float) -> None:
        """Wait until anything happens, or `timeout_s` passed."""
        with self._changed:
            self._changed.wait(timeout_s)

    def clear(self) -> None:
        """Forget what is in the buffer."""
        with self._changed:
            self._queue.clear()
            self._held = 0
            self._changed.notify_all()

    def recover(self) -> None:
        """Leave an error whose cause is gone."""
        with self._changed:
            self._sensors = replace(self._sensors, cutter_error=self._sensors.cutter_stuck)
            self._changed.notify_all()
        self._tell()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._powered or (bool(self._queue) and self._sensors.can_print))
                if not self._powered:
                    return
                command = self._queue.popleft()
                self._busy = True
                if isinstance(command, _Questions):
                    # Its octets are out of the buffer before whoever asked can see the answer and send more.
                    self._held = max(0, self._held - command.length)
            if not self._before(command):
                return
            self._carry_out(command)
            with self._changed:
                if not isinstance(command, _Questions):
                    self._held = max(0, self._held - command.length)
                self._busy = False
                self._changed.notify_all()

    def _carry_out(self, command: InOrder) -> None:
        match command:
            case Raster():
                self._move(rows_of(command))
            case FeedDots(dots):
                self._feed(dots)
            case LineFeed(lines):
                self._feed(lines * self._line_dots)
            case Cut(_, dots):
                self._feed(dots)
                self._cut()
            case AskInOrder() | AskProcessId() | AskInformation():
                self._answer(command)
            case _:
                self._set(command)

    def _set(self, command: _Settings) -> None:
        match command:
            case AutomaticStatusMask(mask):
                self._mask = mask
                self._told = b""
                self._tell()
            case Initialise():
                self._reset()
            case Justify(where):
                self._justify = where if where in (0, 1, 2) else self._justify
            case LineSpacing(dots):
                self._line_dots = _LINE_DOTS if dots is None else dots
            case Text(octets):
                with self._changed:
                    self._texts.append(octets)
            case Unknown(octets):
                with self._changed:
                    self._unknown.append(octets)
            case Setting():
                pass
            case _:
                assert_never(command)

    def _answer(self, command: _Questions) -> None:
        match command:
            case AskInOrder(number):
                near = self.sensors.paper is not Paper.FULL
                self._send("gs_r", bytes((0x03 if near and number in (1, 49) else 0x00,)))
            case AskProcessId(identity):
                self._send("process_id", b"\x37\x22" + identity + b"\x00")
            case AskInformation(number):
                text = self._information.get(number)
                if text is not None:
                    self._send("gs_i", b"\x5f" + text.encode() + b"\x00")
            case _:
                assert_never(command)

    def _feed(self, dots: int) -> None:
        self._move([b""] * dots)

    def _move(self, rows: list[bytes]) -> None:
        """Print rows one after another; stop where the paper or the power ends, and go on when it is put right."""
        for row in rows:
            if self._seconds_per_row:
                self._clock.wait(self._never, self._seconds_per_row)
            with self._changed:
                self._changed.wait_for(lambda: self._sensors.can_print or not self._powered)
                if not self._powered:
                    return
                self._strip.print_rows([row], self._justify)
                self._changed.notify_all()
                ended = self._count_row()
            if ended:
                self._tell()

    def _count_row(self) -> bool:
        """Called with the lock held; return whether the paper ended with this row."""
        if self._rows_left is None:
            return False
        self._rows_left -= 1
        if self._rows_left > 0:
            return False
        self._rows_left = None
        self._sensors = replace(self._sensors, paper=Paper.OUT)
        self._changed.notify_all()
        return True

    def _cut(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._sensors.can_print or not self._powered)
            if not self._powered:
                return
            stuck = self._sensors.cutter_stuck
            if stuck:
                self._sensors = replace(self._sensors, cutter_error=True)
            else:
                receipt = self._strip.cut()
                self._receipts.append(receipt)
                self._keep(receipt)
            self._changed.notify_all()
        if stuck:
            self._tell()

    def _keep(self, receipt: CutReceipt) -> None:
        if self._folder is not None and receipt.height_px:
            self._folder.mkdir(parents=True, exist_ok=True)
            receipt.save(self._folder / f"receipt-{len(self._receipts):04d}.png")

    def _tell(self) -> None:
        """Send the automatic status if it was asked for and something has changed."""
        with self._changed:
            octets = self._sensors.automatic()
            if not self._mask or self._sensors.silent or octets == self._told:
                return
            self._told = octets
        self._send("automatic", octets)

    def _reset(self) -> None:
        self._justify = 0
        self._line_dots = _LINE_DOTS
