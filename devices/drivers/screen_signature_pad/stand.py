"""A simulated screen on a test stand, and somebody who signs on it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.screen_signature_pad.simulator import COMMANDS, OWN_FAULTS, SimulatedSigner
from devices.ports.touch_surface import Pen
from devices.simulators.stand import plugs


class ScreenSignaturePadStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.SIGNATURE_PAD
    driver: ClassVar[str] = "screen"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a screen that nobody touches."""
        del link  # its port is no path
        self.simulator = SimulatedSigner(clock)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, sign, dot (too little, and done), lift (write no more), undo, clear."""
        signer = self.simulator
        return plugs(signer) | {
            "sign": signer.sign,
            "dot": lambda: signer.sign(strokes=0),
            "lift": signer.lift,
            "undo": lambda: signer.press(Pen.UNDO),
            "clear": lambda: signer.press(Pen.CLEAR),
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("signature_pad", self.kind, self.driver, self.simulator.port, 0.1, MappingProxyType({})),)
