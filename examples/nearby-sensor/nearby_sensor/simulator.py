"""A Nearby NB-2 that is not there, on a pty, and its test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.api.errors import ChecksumError
from devices.bindings import Binding
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.pty_port import PtyPort
from devices.simulators.scenario import Scenario
from devices.simulators.stand import plugs
from nearby_sensor.wire import LOOK, WHO, FrameScanner, State, frame

MODEL: Final = b"NEARBY NB-2"
BLIND: Final = "blind"
NEAR_MM: Final = 620
_COMMANDS: Final = {WHO: "who", LOOK: "look"}


class SimulatedNearby:
    """Meets `devices.simulators.simulator.Simulator`. Walk up to it and away from any thread."""

    def __init__(self, *, link: Path | None = None) -> None:
        """Prepare a sensor that sees nobody, at `link` or at a private place."""
        self.scenario = Scenario()
        self.distance_mm = 0
        self._port = PtyPort(self._serve, link=link, name="nearby-sensor")

    @property
    def port(self) -> str:
        """Where it is."""
        return self._port.path

    def start(self) -> None:
        """Be there."""
        self._port.plug()

    def stop(self) -> None:
        """Be gone."""
        self._port.close()

    def unplug(self) -> None:
        """Go away as a pulled cable does."""
        self._port.unplug()

    def plug(self) -> None:
        """Come back at the same port."""
        self._port.plug()

    def approach(self) -> None:
        """Somebody stands there."""
        self.distance_mm = NEAR_MM

    def leave(self) -> None:
        """Nobody is there."""
        self.distance_mm = 0

    def _serve(self, connection: Connection) -> None:
        """Answer whoever has the port open, until it is hung up."""
        frames = FrameScanner()
        while not connection.hung_up:
            frames.feed(connection.read())
            try:
                body = frames.next_body()
            except ChecksumError:
                continue
            if body is not None and body[0] in _COMMANDS:
                fault = self.scenario.next_fault(_COMMANDS[body[0]])
                blind = isinstance(fault, Own) and fault.name == BLIND
                deliver(connection, self._answer(body[0], blind=blind), fault, unplug=self._port.unplug)

    def _answer(self, command: int, *, blind: bool) -> bytes:
        if command == WHO:
            return frame(WHO, MODEL)
        state = State.BLIND if blind else State.SOMEBODY if self.distance_mm else State.NOBODY
        return frame(LOOK, bytes([state]) + self.distance_mm.to_bytes(2, "big"))


class NearbyStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.PRESENCE_SENSOR
    driver: ClassVar[str] = "nearby"
    commands: ClassVar[tuple[str, ...]] = tuple(_COMMANDS.values())
    own_faults: ClassVar[tuple[str, ...]] = (BLIND,)

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare it."""
        del clock  # nothing of it takes time
        self.simulator = SimulatedNearby(link=link)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, approach, leave."""
        return plugs(self.simulator) | {"approach": self.simulator.approach, "leave": self.simulator.leave}

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"looks": 2})
        return (Binding("nearby", self.kind, self.driver, self.simulator.port, 0.1, options),)
