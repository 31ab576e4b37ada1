"""The protocol that every simulator meets, so that a dock, a demo or a test can hold any of them."""

from typing import Protocol

from devices.simulators.scenario import Scenario


class Simulator(Protocol):
    """A device that is not there. Every method may be called from any thread and more than once.

    Attributes:
        scenario: what goes wrong from now on; change it while the simulator runs.
    """

    scenario: Scenario

    @property
    def port(self) -> str:
        """What the binding's `port` must say. The same before `start`, while unplugged and after `plug`."""
        ...

    def start(self) -> None:
        """Be there, plugged in and answering."""
        ...

    def stop(self) -> None:
        """Be gone: threads joined, ports and files given back."""
        ...

    def unplug(self) -> None:
        """Go away as a pulled cable does: whoever holds the port gets errors, whoever opens it finds nothing."""
        ...

    def plug(self) -> None:
        """Come back at the same port, powered up anew."""
        ...
