"""A citizen who holds a code before a simulated camera: on a phone or on paper, straight or slanted, lit or not."""

from dataclasses import replace
from enum import Enum
from typing import Final, Protocol, assert_never

import numpy as np
from numpy.typing import NDArray

from devices.drivers.camera_scanner.code_drawing import DrawnSymbology, draw_code
from devices.drivers.camera_scanner.scenery import Carrier, View, render

LEAST_PX_PER_MODULE: Final = 4.0
"""How near a citizen brings a dense code, by instinct: until the camera shows its squares apart."""


class Look(Enum):
    """How a code is shown. The names are those of the benchmark's classes."""

    PHONE = "phone"
    PAPER = "paper"
    ROTATED = "rotated"
    TILTED = "tilted"
    BLURRED = "blurred"
    DARK = "dark"
    INVERTED = "inverted"
    GLARE = "glare"
    FADED_RECEIPT = "faded_receipt"
    MIXED = "mixed"


class PictureTarget(Protocol):
    """What takes the pictures: a simulated camera."""

    def hold_up(self, picture: NDArray[np.uint8]) -> None:
        """Show `picture` instead of the scene."""
        ...

    def put_down(self) -> None:
        """Show the scene again."""
        ...


class SimulatedCodes:
    """Holds codes before a camera. Any thread; as deterministic as the seeds it is given."""

    def __init__(self, camera: PictureTarget) -> None:
        self._camera = camera

    def present(
        self,
        payload: bytes,
        *,
        look: Look = Look.PHONE,
        seed: int = 0,
        symbology: DrawnSymbology = DrawnSymbology.QR_CODE,
    ) -> None:
        """Hold up `payload` as a code. Raises ValueError if it does not fit into the symbology."""
        self._camera.hold_up(picture_of(payload, look=look, seed=seed, symbology=symbology))

    def withdraw(self) -> None:
        """Take the code away."""
        self._camera.put_down()


def picture_of(
    payload: bytes,
    *,
    look: Look = Look.PHONE,
    seed: int = 0,
    symbology: DrawnSymbology = DrawnSymbology.QR_CODE,
) -> NDArray[np.uint8]:
    """Return what a 720p camera sees of `payload` shown with `look`: 720 x 1280 x 3, BGR, the same for a same seed."""
    code = draw_code(payload, symbology)
    return render(code, _view(look, seed, modules=code.shape[1]))


def _view(look: Look, seed: int, *, modules: int) -> View:
    """Choose the view of a look: one thing is difficult, the others are everyday; `Look.MIXED` has some of each."""
    dice = np.random.default_rng((seed, list(Look).index(look)))

    def between(low: float, high: float) -> float:
        return float(dice.uniform(low, high))

    code_width_px = max(between(200, 400), modules * LEAST_PX_PER_MODULE)
    px_per_module = code_width_px / modules
    everyday = View(
        carrier=Carrier.PHONE if between(0, 1) < 0.5 else Carrier.PAPER,
        code_width_px=code_width_px,
        roll_deg=between(-8, 8),
        pitch_deg=between(-12, 12),
        yaw_deg=between(-12, 12),
        centre=(between(0.4, 0.6), between(0.42, 0.58)),
        blur_px=between(0.5, 1.2),
        noise=between(2, 5),
        gain=between(0.7, 1.05),
        seed=seed,
    )
    match look:
        case Look.PHONE:
            return replace(everyday, carrier=Carrier.PHONE)
        case Look.PAPER:
            return replace(everyday, carrier=Carrier.PAPER)
        case Look.ROTATED:
            return replace(everyday, roll_deg=between(-180, 180))
        case Look.TILTED:
            return replace(everyday, pitch_deg=_either_way(between(25, 42), dice), yaw_deg=between(-30, 30))
        case Look.BLURRED:
            return replace(everyday, blur_px=px_per_module * between(0.35, 0.6), motion_px=px_per_module * 0.3)
        case Look.DARK:
            return replace(everyday, gain=between(0.1, 0.25), noise=between(3, 6))
        case Look.INVERTED:
            return replace(everyday, carrier=Carrier.PHONE, inverted=True)
        case Look.GLARE:
            return replace(everyday, glare=between(0.7, 1.0))
        case Look.FADED_RECEIPT:
            return replace(everyday, carrier=Carrier.RECEIPT, ink=between(0.2, 0.45))
        case Look.MIXED:
            return replace(
                everyday,
                roll_deg=between(-180, 180),
                pitch_deg=between(-25, 25),
                yaw_deg=between(-25, 25),
                blur_px=px_per_module * between(0.12, 0.38),
                motion_px=between(0, 4),
                gain=between(0.3, 0.8),
                glare=between(0.0, 0.5),
                ink=between(0.5, 0.9),
            )
        case _:
            assert_never(look)


def _either_way(angle_deg: float, dice: np.random.Generator) -> float:
    return angle_deg if dice.random() < 0.5 else -angle_deg
