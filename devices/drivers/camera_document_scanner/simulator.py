"""A citizen who lays a page under a simulated document camera: straight or slanted, in shadow, with a hand on it."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import Final, Protocol, assert_never

import numpy as np
from numpy.typing import NDArray

from devices.api.kinds.document_scanner import PageSize
from devices.drivers.camera_document_scanner.desk import DeskView, Surface, empty_desk, render

FRAME_SIZE: Final = (1600, 1200)
A4_WIDTH_PX: Final = 715.0
CARD_WIDTH_PX: Final = 520.0
_MOVING_PICTURES: Final = 8
_MOVING_FPS: Final = 8.0


class Lying(Enum):
    """How a page lies under the camera. Those from `DARK` on cannot be scanned as they are."""

    STRAIGHT = "straight"
    SLANTED = "slanted"
    SHADOWED = "shadowed"
    CARD = "card"
    DARK = "dark"
    GLARE = "glare"
    BLURRED = "blurred"
    HELD = "held"
    HALF_OUT = "half_out"
    MOVING = "moving"


class PictureTarget(Protocol):
    """What takes the pictures: a simulated camera."""

    def show(self, picture: NDArray[np.uint8]) -> None:
        """See `picture` from now on."""
        ...

    def show_sequence(self, pictures: Sequence[NDArray[np.uint8]], *, fps: float) -> None:
        """See `pictures` in turn."""
        ...


class SimulatedDesk:
    """Lays pages before a camera. Any thread; as deterministic as the seeds it is given. Drawing takes a moment."""

    def __init__(self, camera: PictureTarget, *, surface: Surface = Surface.WOOD) -> None:
        """Take the desk under `camera`, with nothing on it."""
        self._camera = camera
        self._surface = surface
        self.clear()

    def lay(self, lying: Lying = Lying.SLANTED, *, seed: int = 0) -> None:
        """Lay a page."""
        view = view_of(lying, seed=seed, surface=self._surface)
        if lying is not Lying.MOVING:
            self._camera.show(_seen(view))
            return
        shifts = np.sin(np.arange(_MOVING_PICTURES) / _MOVING_PICTURES * 2 * np.pi)
        moving = [replace(view, centre=(0.5 + 0.03 * float(shift), 0.5)) for shift in shifts]
        self._camera.show_sequence([_seen(each) for each in moving], fps=_MOVING_FPS)

    def clear(self) -> None:
        """Take everything away."""
        self._camera.show(_empty(self._surface))


@lru_cache(maxsize=12)
def _seen(view: DeskView) -> NDArray[np.uint8]:
    return render(view, frame_size=FRAME_SIZE).picture


@lru_cache(maxsize=2)
def _empty(surface: Surface) -> NDArray[np.uint8]:
    return empty_desk(surface, frame_size=FRAME_SIZE)


def view_of(lying: Lying, *, seed: int = 0, surface: Surface = Surface.WOOD) -> DeskView:
    """Return how a page lies that is laid so: one thing is difficult, the others are everyday."""
    dice = np.random.default_rng((seed, 13))
    slanted = DeskView(
        surface=surface,
        page_width_px=A4_WIDTH_PX,
        turn_deg=float(dice.uniform(-4, 4)),
        tilt_deg=(float(dice.uniform(-6, 6)), float(dice.uniform(-6, 6))),
        seed=seed,
    )
    match lying:
        case Lying.STRAIGHT:
            return replace(slanted, turn_deg=0.0, tilt_deg=(0.0, 0.0))
        case Lying.SLANTED:
            return slanted
        case Lying.SHADOWED:
            return replace(slanted, shadow=0.45)
        case Lying.CARD:
            return replace(slanted, size=PageSize.ID_CARD, landscape=True, page_width_px=CARD_WIDTH_PX)
        case Lying.DARK:
            return replace(slanted, gain=0.28)
        case Lying.GLARE:
            return replace(slanted, glare=0.9)
        case Lying.BLURRED:
            return replace(slanted, blur_px=3.6)
        case Lying.HELD:
            return replace(slanted, hand=True, turn_deg=1.0)
        case Lying.HALF_OUT:
            return replace(slanted, centre=(0.86, 0.5), tilt_deg=(0.0, 0.0))
        case Lying.MOVING:
            return replace(slanted, turn_deg=2.0)
        case _:
            assert_never(lying)
