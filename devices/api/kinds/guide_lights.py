"""Guide lights: a lamp at each module, which shows a citizen what to use next.

Source: CEN XFS4IoT, Lights service: positions by module, flash rates off, slow, medium, quick and continuous, colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


class GuideModule(Enum):
    """Where a lamp is. The value is the module's name in bindings and capabilities."""

    CARD_READER = "card_reader"
    CODE_SCANNER = "code_scanner"
    CAMERA = "camera"
    DOCUMENT_SCANNER = "document_scanner"
    SIGNATURE_PAD = "signature_pad"
    DOCUMENT_PRINTER = "document_printer"
    RECEIPT_PRINTER = "receipt_printer"


class LightColour(Enum):
    """Colours of XFS4IoT."""

    RED = "red"
    GREEN = "green"
    YELLOW = "yellow"
    BLUE = "blue"
    CYAN = "cyan"
    MAGENTA = "magenta"
    WHITE = "white"


class FlashRate(Enum):
    """How a lamp is lit. A lamp that is off is one that no `Light` is given for.

    Between 3 and 55 flashes a second may harm people: the quickest here is twice a second (WCAG 2.2, 2.3.1).
    """

    SLOW = "slow"
    MEDIUM = "medium"
    QUICK = "quick"
    CONTINUOUS = "continuous"


PERIOD_S: Mapping[FlashRate, float] = {FlashRate.SLOW: 2.0, FlashRate.MEDIUM: 1.0, FlashRate.QUICK: 0.5}
"""Seconds from one flash to the next, lit for half of it."""


@dataclass(frozen=True, slots=True)
class Light:
    """How one lamp is lit."""

    colour: LightColour = LightColour.GREEN
    rate: FlashRate = FlashRate.MEDIUM


Lights = Mapping[GuideModule, Light]
"""The lamps that are lit; all others are off."""


class GuideLights(Device, Protocol):
    """Lamps by module. They go dark by themselves when the program that lit them is gone.

    `capabilities().features` has ``modules``, ``colours`` and ``rates`` (names by commas): what can be lit.
    Status: the part LAMPS is a FAULT where the device knows of a broken lamp, whose module `detail_code` names.
    """

    def show(self, lights: Lights, control: Control) -> None:
        """Light these and no others, until told otherwise; again after a power-up of the board.

        A module without a lamp is passed over: what a hall has not wired is no error.

        Raises:
            NotSupported: a lamp that is there cannot be lit in this colour.
            DeviceError: anything else; what is lit then is not known.
        """
        ...


@dataclass(frozen=True, slots=True)
class ShowLights:
    """Command: `GuideLights.show`."""

    lights: Lights
    deadline_s: float = 3.0

    def perform(self, device: GuideLights, control: Control) -> None:
        """Run on the device's thread."""
        device.show(self.lights, control)
