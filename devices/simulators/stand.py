"""A simulated device on a test stand: what a bench, a scenario and the contract suites need to know of any of them.

Entry point group ``hallkiosk.simulators``, named ``KIND.NAME`` like the driver that it answers; the value is a class
that meets `StandType`. A vendor's package brings its own the same way (`devices.stands` finds them).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.simulators.simulator import Simulator


class Stand(Protocol):
    """One simulator, what hands can do to it, and how it is bound. Not started when made.

    Attributes:
        kind: what it simulates.
        driver: the driver, by its name in bindings, that it answers.
        commands: the replies that a scenario may name.
        own_faults: the names of its faults beside those that all simulators share.
        simulator: the device that is not there.
        deeds: what hands can do to it, by name: ``unplug``, ``plug``, ``lay``, ``lift``, ``jam``, ... Any thread.
    """

    kind: ClassVar[DeviceKind]
    driver: ClassVar[str]
    commands: ClassVar[tuple[str, ...]]
    own_faults: ClassVar[tuple[str, ...]]

    @property
    def simulator(self) -> Simulator:
        """The device that is not there."""
        ...

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """What hands can do to it."""
        ...

    def bindings(self) -> tuple[Binding, ...]:
        """Return how it is bound: the device itself first, then those that its driver looks through."""
        ...


@runtime_checkable
class HoldsSomething(Protocol):
    """A stand whose hands hold something that a file can describe: the card that ``lay`` lays."""

    def hold(self, file: Path) -> None:
        """Hold what `file` describes. Raises ConfigurationFaults for what is wrong with it."""
        ...


class StandType(Protocol):
    """Makes a stand: a class that meets `Stand`, or any callable with its attributes."""

    kind: DeviceKind
    driver: str
    commands: tuple[str, ...]
    own_faults: tuple[str, ...]

    def __call__(self, clock: Clock, *, link: Path | None = None) -> Stand:
        """Make one. `link` is where its port shall lie, for those whose port is a path; others ignore it."""
        ...


def plugs(simulator: Simulator) -> dict[str, Callable[[], None]]:
    """Return the deeds that every simulator knows."""
    return {"unplug": simulator.unplug, "plug": simulator.plug}
