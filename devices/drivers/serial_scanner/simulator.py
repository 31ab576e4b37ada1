"""A serial scanner that is not there: understands one dialect's commands on a pty, and sees what is shown to it."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from devices.api.errors import ChecksumError
from devices.drivers.serial_scanner import ssi
from devices.drivers.serial_scanner.framing import Framing, framed
from devices.drivers.serial_scanner.ssi import HOST, MORE_FOLLOW, RETRANSMITTED, Nak, Opcode, Packet, PacketScanner
from devices.drivers.serial_scanner.wire import (
    DIALECTS,
    GM65_INVALID,
    GM65_QUESTION,
    Dialect,
    DialectName,
    gm65_answer,
)
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.pty_port import PtyPort
from devices.simulators.scenario import Scenario, Script

REFUSE: Final = "refuse"
COMMANDS: Final = ("question", "start", "stop", "code")
DEAF: Final = "deaf"
OWN_FAULTS: Final = (REFUSE, DEAF)

_LOOK_S: Final = 0.02
_RESEND_S: Final = 0.4
_MOST_SENDS: Final = 4
REVISION: Final = b"HKSIM001 SIMULATED-SSI"


@dataclass(frozen=True, slots=True, repr=False)
class _Shown:
    payload: bytes
    symbology: str


class SimulatedSerialScanner:
    """Meets `devices.simulators.simulator.Simulator`. Show codes to it and hide them from any thread.

    A triggered scanner sends a code once for each trigger while it is shown; a continuous one once for each showing.
    """

    def __init__(
        self,
        *,
        dialect: DialectName = DialectName.CONTINUOUS,
        framing: Framing = Framing.CR,
        link: Path | None = None,
        script: Script | None = None,
        aim: str = "",
        packet_bytes: int = ssi.MOST_DATA_BYTES,
    ) -> None:
        """Make a scanner with nothing before it.

        Args:
            dialect: whose commands it understands.
            framing: how it ends a code.
            link: where its port lies; a private place if not given.
            script: what goes wrong.
            aim: the AIM prefix that it puts before each code.
            packet_bytes: how much of a code one SSI packet carries.
        """
        self.scenario = Scenario(script)
        self._dialect = dialect
        self._commands = DIALECTS.get(dialect, Dialect())
        self._framing = framing
        self._aim = aim.encode()
        self._packet_bytes = packet_bytes
        self._lock = Lock()
        self._shown: _Shown | None = None
        self._unsent = False
        self._looking = False
        self._port = PtyPort(self._serve, link=link, name="simulated-serial-scanner")

    @property
    def port(self) -> str:
        """See `Simulator.port`."""
        return self._port.path

    @property
    def looks(self) -> bool:
        """Whether its light is on: it was triggered and has neither seen a code nor been stopped."""
        return self._looking

    def start(self) -> None:
        """See `Simulator.start`."""
        self.plug()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self._port.close()

    def unplug(self) -> None:
        """See `Simulator.unplug`."""
        self._port.unplug()

    def plug(self) -> None:
        """See `Simulator.plug`. After a power-up it does not look."""
        self._looking = False
        self._port.plug()

    def show(self, payload: bytes, symbology: str = "qr_code") -> None:
        """Hold a code before it."""
        with self._lock:
            self._shown = _Shown(payload, symbology)
            self._unsent = True

    def hide(self) -> None:
        """Take the code away."""
        with self._lock:
            self._shown = None
            self._unsent = False

    def _serve(self, connection: Connection) -> None:
        if self._dialect is DialectName.SSI:
            _SsiSession(self, connection).serve()
            return
        held = b""
        while not connection.hung_up:
            held = self._obey(connection, held + connection.read(_LOOK_S))
            shown = self.next_code(continuous=self._dialect is DialectName.CONTINUOUS)
            if shown is not None:
                self.deliver(connection, "code", framed(self._aim + shown.payload, self._framing))

    def _obey(self, connection: Connection, held: bytes) -> bytes:
        """Carry out whole commands; return what may become one."""
        known = {"start": self._commands.start, "stop": self._commands.stop, "question": self._commands.question}
        while held:
            whole = next((name for name, command in known.items() if command and held.startswith(command)), None)
            if whole is not None:
                held = held[len(known[whole]) :]
                self._answer(connection, whole)
            elif any(command.startswith(held) for command in known.values() if command):
                break
            else:
                held = held[1:]
        return held

    def _answer(self, connection: Connection, command: str) -> None:
        replies = {
            "start": self._commands.started,
            "stop": self._commands.stopped,
            "question": self._answer_to_question(),
        }
        fault = self.scenario.next_fault(command)
        refused = isinstance(fault, Own) and fault.name == REFUSE
        reply = GM65_INVALID if refused and self._dialect is DialectName.GM65 else replies[command]
        if command != "question" and not refused:
            self.look(command == "start")
        deliver(connection, reply, fault, unplug=self._port.unplug)

    def _answer_to_question(self) -> bytes:
        if self._commands.question == GM65_QUESTION:
            return gm65_answer(int(self._looking))
        return b"REVINF: SIMULATED\x06." if self._dialect is DialectName.HONEYWELL else self._commands.answer_ends

    def look(self, looking: bool) -> None:
        """Switch the light on or off; a code that is still shown is seen anew."""
        with self._lock:
            self._looking = looking
            self._unsent = self._shown is not None

    def next_code(self, *, continuous: bool = False) -> _Shown | None:
        """Return the code to send now, once."""
        with self._lock:
            if self._shown is None or not self._unsent or not (self._looking or continuous):
                return None
            self._unsent = self._looking = False
            return self._shown

    def deliver(self, connection: Connection, command: str, reply: bytes) -> bool:
        """Send `reply` as the scenario says; return whether it does not hear what is answered."""
        fault = self.scenario.next_fault(command)
        deliver(connection, reply, fault, unplug=self._port.unplug)
        return isinstance(fault, Own) and fault.name == DEAF

    @property
    def packet_bytes(self) -> int:
        """How much of a code one SSI packet carries."""
        return self._packet_bytes


class _SsiSession:
    """One host that speaks SSI."""

    def __init__(self, scanner: SimulatedSerialScanner, connection: Connection) -> None:
        self._scanner = scanner
        self._connection = connection
        self._packets = PacketScanner(HOST)

    def serve(self) -> None:
        """Obey until hung up."""
        while not self._connection.hung_up:
            packet = self._next(_LOOK_S)
            if packet is not None:
                self._obey(packet)
            shown = self._scanner.next_code()
            if shown is not None:
                self._send(shown)

    def _next(self, timeout_s: float) -> Packet | None:
        self._packets.feed(self._connection.read(timeout_s))
        try:
            return self._packets.next_packet()
        except ChecksumError:
            self._connection.write(_packet(Opcode.NAK, bytes([Nak.RESEND])))
            return None

    def _obey(self, packet: Packet) -> None:
        names = {
            Opcode.START_SESSION: "start",
            Opcode.STOP_SESSION: "stop",
            Opcode.REQUEST_REVISION: "question",
        }
        name = names.get(packet.opcode)
        if name is None:
            return
        fault = self._scanner.scenario.next_fault(name)
        refused = isinstance(fault, Own) and fault.name == REFUSE
        if name != "question" and not refused:
            self._scanner.look(name == "start")
        reply = _packet(Opcode.REPLY_REVISION, REVISION) if name == "question" else _packet(Opcode.ACK)
        if refused:
            reply = _packet(Opcode.NAK, bytes([Nak.DENIED]))
        deliver(self._connection, reply, fault, unplug=self._scanner.unplug)

    def _send(self, shown: _Shown) -> None:
        """Send a code in packets, each again until the host acknowledges it."""
        data = bytes([ssi.TYPE_OF.get(shown.symbology, 0)]) + shown.payload
        size = self._scanner.packet_bytes
        parts = [data[at : at + size] for at in range(0, len(data), size)]
        for number, part in enumerate(parts):
            status = MORE_FOLLOW if number < len(parts) - 1 else 0
            for sent in range(_MOST_SENDS):
                again = RETRANSMITTED if sent else 0
                packet = Packet(Opcode.DECODE_DATA, ssi.SCANNER, status | again, part)
                is_deaf = self._scanner.deliver(self._connection, "code", packet.as_bytes())
                if self._is_acknowledged(is_deaf=is_deaf):
                    break
            else:
                return

    def _is_acknowledged(self, *, is_deaf: bool) -> bool:
        for _ in range(round(_RESEND_S / _LOOK_S)):
            packet = self._next(_LOOK_S)
            if packet is not None and packet.opcode is Opcode.ACK:
                if not is_deaf:
                    return True
                continue
            if self._connection.hung_up or (packet is not None and packet.opcode is Opcode.NAK):
                return False
            if packet is not None:
                self._obey(packet)
        return False


def _packet(opcode: Opcode, data: bytes = b"") -> bytes:
    return Packet(opcode, ssi.SCANNER, 0, data).as_bytes()
