"""A NUT server with one UPS that is not there: answers the same lines over TCP."""

from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from devices.api.errors import ProtocolError
from devices.drivers.nut_ups.wire import STATUS, line_of, words_of
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.scenario import Scenario, Script
from devices.simulators.tcp_server import TcpServer, free_port

REFUSE: Final = "refuse"
COMMANDS: Final = ("ver", "list_ups", "list_var", "get_var", "username", "password")
OWN_FAULTS: Final = (REFUSE,)
FULL_RUNTIME_S: Final = 1800
LOW_RUNTIME_S: Final = 90
_LONGEST_LINE_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class Power:
    """How the simulated UPS is.

    Attributes:
        mains: whether the mains are there.
        charge_percent: of the battery.
        worn: whether the battery is to be replaced.
        lost: whether the server has lost the UPS: its serial cable is out.
        ordered_off: whether an end is ordered (FSD).
        extra_flags: more flags of ``ups.status``, as NUT spells them.
    """

    mains: bool = True
    charge_percent: int = 100
    worn: bool = False
    lost: bool = False
    ordered_off: bool = False
    extra_flags: tuple[str, ...] = ()

    @property
    def is_low(self) -> bool:
        """Whether little is left."""
        return self.charge_percent <= 20

    @property
    def flags(self) -> str:
        """``ups.status``."""
        flags = ["OL"] if self.mains else ["OB", "DISCHRG"]
        flags += ["CHRG"] if self.mains and self.charge_percent < 100 else []
        flags += ["LB"] if self.is_low else []
        flags += ["RB"] if self.worn else []
        flags += ["FSD"] if self.ordered_off else []
        return " ".join([*flags, *self.extra_flags])

    def variables(self) -> dict[str, str]:
        """Everything that the server tells of it."""
        return {
            "battery.charge": str(self.charge_percent),
            "battery.runtime": str(LOW_RUNTIME_S if self.is_low else FULL_RUNTIME_S * self.charge_percent // 100),
            "device.mfr": "Example",
            "device.model": 'Smart "1000"',
            "device.serial": "SIM-0001",
            "input.voltage": "229.5" if self.mains else "0.0",
            "ups.load": "18",
            STATUS: self.flags,
        }


class SimulatedNutServer:
    """Meets `devices.simulators.simulator.Simulator`. Cut the power and give it back from any thread.

    A scenario knows one fault of its own: ``refuse`` with ``code`` answers ``ERR code``.
    """

    def __init__(self, *, ups: str = "hall", user: str = "", password: str = "", script: Script | None = None) -> None:
        """Make a server with a full UPS on mains, that wants to know who asks if `user` is given."""
        self.scenario = Scenario(script)
        self._ups = ups
        self._user = user
        self._password = password
        self._lock = Lock()
        self._power = Power()
        self._server = TcpServer(self._serve, port=free_port(), name="nut-server")

    @property
    def port(self) -> str:
        """What the binding's `port` says: ``nut://127.0.0.1:NUMBER/hall``."""
        return f"nut://127.0.0.1:{self._server.port}/{self._ups}"

    @property
    def power(self) -> Power:
        """How the UPS is now."""
        return self._power

    def start(self) -> None:
        """See `Simulator.start`."""
        self._server.plug()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self._server.close()

    def unplug(self) -> None:
        """See `Simulator.unplug`: the server is gone, and with it all word of the power."""
        self._server.unplug()

    def plug(self) -> None:
        """See `Simulator.plug`."""
        self._server.plug()

    def set(self, power: Power) -> None:
        """Be so from now on."""
        with self._lock:
            self._power = power

    def lose_mains(self) -> None:
        """The mains go."""
        self.set(replace(self._power, mains=False))

    def restore_mains(self) -> None:
        """The mains come back, and the battery is full again soon enough."""
        self.set(replace(self._power, mains=True, charge_percent=100))

    def drain(self) -> None:
        """Little is left."""
        self.set(replace(self._power, charge_percent=8))

    def wear_battery(self) -> None:
        """The battery has had its years."""
        self.set(replace(self._power, worn=True))

    def lose_ups(self) -> None:
        """The cable between server and UPS comes out."""
        self.set(replace(self._power, lost=True))

    def find_ups(self) -> None:
        """It is put back."""
        self.set(replace(self._power, lost=False))

    def _serve(self, connection: Connection) -> None:
        held = b""
        logins: dict[str, str] = {}
        while not connection.hung_up and len(held) <= _LONGEST_LINE_BYTES:
            held += connection.read()
            while b"\n" in held:
                line, _, held = held.partition(b"\n")
                self._answer(connection, line.decode(errors="replace"), logins)

    def _answer(self, connection: Connection, line: str, logins: dict[str, str]) -> None:
        try:
            words = words_of(line)
        except ProtocolError:
            connection.write(b"ERR INVALID-ARGUMENT\n")
            return
        name, reply = self._reply(words, logins)
        fault = self.scenario.next_fault(name)
        if isinstance(fault, Own) and fault.name == REFUSE:
            reply = f"ERR {fault.values.get('code', 'ACCESS-DENIED')}\n"
        deliver(connection, reply.encode(), fault, unplug=self._server.unplug)

    def _reply(self, words: tuple[str, ...], logins: dict[str, str]) -> tuple[str, str]:
        """Return the command's name in scenarios, and the right reply."""
        power = self._power
        match words:
            case ("VER",):
                return "ver", "Network UPS Tools upsd simulated\n"
            case ("USERNAME" | "PASSWORD" as what, word):
                logins[what] = word
                return what.lower(), "OK\n"
            case _ if self._user and logins != {"USERNAME": self._user, "PASSWORD": self._password}:
                return "ver", "ERR ACCESS-DENIED\n"
            case ("LIST", "UPS"):
                return "list_ups", _listed("UPS", line_of("UPS", self._ups, "Hall 3, terminal 2"))
            case ("LIST", "VAR", ups) if ups == self._ups:
                lines = [line_of("VAR", ups, *item) for item in power.variables().items()]
                return "list_var", "ERR DATA-STALE\n" if power.lost else _listed(f"VAR {ups}", *lines)
            case ("GET", "VAR", ups, name) if ups == self._ups:
                value = power.variables().get(name)
                reply = "ERR VAR-NOT-SUPPORTED" if value is None else line_of("VAR", ups, name, value)
                return "get_var", "ERR DATA-STALE\n" if power.lost else f"{reply}\n"
            case ("LIST" | "GET", "VAR", *_):
                return "get_var", "ERR UNKNOWN-UPS\n"
        return "ver", "ERR UNKNOWN-COMMAND\n"


def _listed(what: str, *lines: str) -> str:
    return "\n".join([f"BEGIN LIST {what}", *lines, f"END LIST {what}"]) + "\n"
