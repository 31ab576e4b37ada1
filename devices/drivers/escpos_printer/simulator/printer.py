"""The simulated receipt printer: what a dock, a demo or a test holds."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, Final, assert_never

from devices.api.clock import Clock
from devices.drivers.escpos_printer.simulator.command_stream import CommandStream
from devices.drivers.escpos_printer.simulator.commands import (
    AskNow,
    ClearNow,
    Command,
    Cut,
    InOrder,
    Raster,
    RecoverNow,
)
from devices.drivers.escpos_printer.simulator.mechanism import Mechanism
from devices.drivers.escpos_printer.simulator.paper_strip import CutReceipt
from devices.drivers.escpos_printer.simulator.reply_line import ReplyLine
from devices.drivers.escpos_printer.simulator.sensors import Paper, Sensors
from devices.drivers.escpos_printer.wire import Ask
from devices.simulators.connection import Connection
from devices.simulators.faults import DeadInMidCommand, Fault, Own, Unplugged
from devices.simulators.pty_port import PtyPort
from devices.simulators.scenario import Scenario, Script
from devices.simulators.tcp_server import TcpServer

_ROOM_LOOK_S: Final = 0.05
_CLEARED: Final = b"\x37\x25\x00"
_CONDITIONS: Final[dict[str, dict[str, Any]]] = {
    "paper_out": {"paper": Paper.OUT},
    "paper_near_end": {"paper": Paper.NEAR_END},
    "cover_open": {"cover_open": True},
    "cutter_stuck": {"cutter_stuck": True},
    "jam": {"jammed": True},
    "hot": {"hot": True},
    "broken": {"broken": True},
    "dead": {"silent": True},
}
_POWER_OFF: Final = "power_off"


class Port(Enum):
    """What the printer is plugged into."""

    SERIAL = "serial"
    NETWORK = "network"


class SimulatedReceiptPrinter:
    """An ESC/POS printer. Every method is safe from any thread; see `devices.simulators.Simulator`.

    A scenario names replies as ``dle_eot``, ``gs_r``, ``process_id``, ``gs_i``, ``automatic`` and ``cleared``, and what
    is carried out as ``raster`` and ``cut``; README.md lists its faults.
    """

    COMMANDS: Final = ("dle_eot", "gs_r", "process_id", "gs_i", "automatic", "cleared", "raster", "cut")
    OWN_FAULTS: Final = (*_CONDITIONS, _POWER_OFF)

    def __init__(
        self,
        clock: Clock,
        *,
        plugged_into: Port = Port.SERIAL,
        link: Path | None = None,
        width_px: int = 576,
        seconds_per_row: float = 1 / 1200,
        buffer_octets: int = 4096,
        folder: Path | None = None,
        script: Script | None = None,
        serial_number: str = "SIM-80-0001",
        answers_in_order: bool = True,
    ) -> None:
        """Prepare a printer.

        Args:
            clock: time.
            plugged_into: a serial port (a pty) or a network port on loopback.
            link: where the serial port is to lie; a private directory if None.
            width_px: 576 for 80 mm, 384 for 58 mm.
            seconds_per_row: 1/1200 is 150 mm/s; 0 prints at once.
            buffer_octets: how much it takes without having printed it.
            folder: where each cut receipt is written as PNG, if anywhere.
            script: what goes wrong.
            serial_number: what it says its number is.
            answers_in_order: False for a model that knows neither GS r nor GS ( H nor GS I.
        """
        self.scenario = Scenario(script)
        self._replies = ReplyLine()
        self._waits_for_room = plugged_into is Port.NETWORK
        self._answers_in_order = answers_in_order
        self._mechanism = Mechanism(
            clock,
            width_px=width_px,
            seconds_per_row=seconds_per_row,
            buffer_octets=buffer_octets,
            serial_number=serial_number,
            folder=folder,
            send=self._send,
            before=self._before,
        )
        self._port: PtyPort | TcpServer
        match plugged_into:
            case Port.SERIAL:
                self._port = PtyPort(self._serve, link=link, name="simulated-receipt-printer")
            case Port.NETWORK:
                self._port = TcpServer(self._serve, name="simulated-receipt-printer")
                self._port.plug()
                self._port.unplug()  # the number it was given is its own from now on
            case _:
                assert_never(plugged_into)

    @property
    def port(self) -> str:
        """What the binding's `port` must say."""
        return self._port.address if isinstance(self._port, TcpServer) else self._port.path

    @property
    def receipts(self) -> tuple[CutReceipt, ...]:
        """All pieces of paper cut so far, in order."""
        return self._mechanism.receipts

    @property
    def hanging_rows(self) -> int:
        """Rows of paper that hang out and are not cut."""
        return self._mechanism.hanging_rows

    @property
    def sensors(self) -> Sensors:
        """A look inside."""
        return self._mechanism.sensors

    @property
    def lost_octets(self) -> int:
        """What came when its buffer was full, on a line that cannot make its peer wait."""
        return self._mechanism.lost_octets

    @property
    def unknown(self) -> tuple[bytes, ...]:
        """Beginnings of commands that it does not know."""
        return self._mechanism.unknown

    @property
    def texts(self) -> tuple[bytes, ...]:
        """Characters that it was given to print. They are not drawn."""
        return self._mechanism.texts

    def start(self) -> None:
        """Be there, switched on."""
        self._mechanism.power_on()
        self._port.plug()

    def stop(self) -> None:
        """Be gone, for good."""
        self.unplug()
        self._port.close()

    def unplug(self) -> None:
        """Pull the plug: the port goes, the buffer is forgotten, the paper stays where it is."""
        self._fail()
        self._mechanism.join()

    def plug(self) -> None:
        """Switch on again, at the same port."""
        self.start()

    def load_paper(self) -> None:
        """Put a new roll in."""
        self._mechanism.change(paper=Paper.FULL)

    def run_low(self) -> None:
        """Let the roll be near its end."""
        self._mechanism.change(paper=Paper.NEAR_END)

    def take_paper_out(self) -> None:
        """Take the roll out."""
        self._mechanism.change(paper=Paper.OUT)

    def end_paper_after(self, rows: int) -> None:
        """Let the roll end when `rows` more rows have come out."""
        self._mechanism.end_paper_after(rows)

    def open_cover(self) -> None:
        """Open the cover."""
        self._mechanism.change(cover_open=True)

    def close_cover(self) -> None:
        """Close the cover."""
        self._mechanism.change(cover_open=False)

    def block_cutter(self) -> None:
        """Put something between the blades: the next cut fails."""
        self._mechanism.change(cutter_stuck=True)

    def free_cutter(self) -> None:
        """Take it out; the printer leaves its error when it is told to recover, or is switched off and on."""
        self._mechanism.change(cutter_stuck=False)

    def jam(self) -> None:
        """Let the paper be in the way."""
        self._mechanism.change(jammed=True)

    def clear_jam(self) -> None:
        """Take it out."""
        self._mechanism.change(jammed=False)

    def overheat(self) -> None:
        """Let the head be too hot to print."""
        self._mechanism.change(hot=True)

    def cool_down(self) -> None:
        """Let it have cooled down."""
        self._mechanism.change(hot=False)

    def break_down(self) -> None:
        """Let it need a repair."""
        self._mechanism.change(broken=True)

    def repair(self) -> None:
        """Repair it."""
        self._mechanism.change(broken=False)

    def fall_silent(self) -> None:
        """Let it be dead while its port is there."""
        self._mechanism.change(silent=True)

    def speak_again(self) -> None:
        """Let it answer again."""
        self._mechanism.change(silent=False)

    def wait_for(self, condition: Callable[[Sensors, int], bool], timeout_s: float) -> bool:
        """Wait until `condition` holds of the sensors and the number of pieces cut; return whether it does."""
        return self._mechanism.wait_for(condition, timeout_s)

    def wait_for_rows(self, rows: int, timeout_s: float) -> bool:
        """Wait until at least `rows` rows of paper hang out; return whether they do."""
        return self._mechanism.wait_for_rows(rows, timeout_s)

    def wait_until_idle(self, timeout_s: float) -> bool:
        """Wait until everything received is carried out; return whether it is."""
        return self._mechanism.wait_until_idle(timeout_s)

    def _serve(self, connection: Connection) -> None:
        stream = CommandStream()
        self._replies.hold(connection)
        try:
            while not connection.hung_up:
                for command in stream.feed(connection.read()):
                    self._take(command, connection)
        finally:
            self._replies.let_go(connection)

    def _take(self, command: Command, connection: Connection) -> None:
        if self._mechanism.sensors.silent:
            return
        match command:
            case AskNow(number):
                if number in tuple(Ask):
                    self._send("dle_eot", bytes((self._mechanism.sensors.answer(Ask(number)),)))
            case RecoverNow(number):
                if number == 2:
                    self._mechanism.clear()
                self._mechanism.recover()
            case ClearNow():
                self._mechanism.clear()
                self._send("cleared", _CLEARED)
            case _:
                self._put(command, connection)

    def _put(self, command: InOrder, connection: Connection) -> None:
        """Put a command into the buffer. A network connection waits for room; a serial line loses what does not fit."""
        while not self._mechanism.receive(command):
            if not self._waits_for_room:
                self._mechanism.lose(command)
                return
            if connection.hung_up:
                return
            self._mechanism.wait_for_change(_ROOM_LOOK_S)

    def _before(self, command: InOrder) -> bool:
        """A scenario may have something happen before a band is printed or a receipt cut."""
        if not isinstance(command, Raster | Cut):
            return True
        fault = self.scenario.next_fault("raster" if isinstance(command, Raster) else "cut")
        match fault:
            case Own(name) if name in _CONDITIONS:
                self._mechanism.change(**_CONDITIONS[name])
                return True
            case Own(name) if name == _POWER_OFF:
                self._fail()
                return False
            case Unplugged():
                self._fail()
                return False
            case DeadInMidCommand():
                self._mechanism.change(silent=True)
                return True
            case _:  # a fault of replies, from a rule for any command
                return True

    def _send(self, name: str, reply: bytes) -> None:
        if name in ("gs_r", "process_id", "gs_i") and not self._answers_in_order:
            return
        fault: Fault | None = self.scenario.next_fault(name)
        if isinstance(fault, Own):
            if fault.name == _POWER_OFF:
                fault = Unplugged()
            else:
                self._mechanism.change(**_CONDITIONS[fault.name])
                fault = None
        if not self._mechanism.sensors.silent:
            self._replies.send(reply, fault, die=lambda: self._mechanism.change(silent=True), unplug=self._fail)

    def _fail(self) -> None:
        """Lose power, from any thread: whoever sees the port go finds the mechanism off already."""
        self._mechanism.power_off()
        self._port.unplug()
