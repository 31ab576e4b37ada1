"""The pictures that the stages look at, each prepared from a frame once and only when asked for."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Height x width, uint8."""

SMOOTH_SIGMA_PX: Final = 1.5
SHARPEN_FIRST_SIGMA_PX: Final = 1.2
"""Noise goes first, or the mask would raise it fourfold."""
SHARPEN_BOX_PX: Final = 17
SHARPEN_AMOUNT: Final = 3.0
SHRINK: Final = 0.7
ENLARGE: Final = 2.0

# One picture is small work. OpenCV's own thread pool would take the second core from the screen.
cv2.setNumThreads(1)


class Preparations:
    """Pictures made of the frame last given to `begin`. Their memory is used again for the next frame.

    Belongs to one thread. A returned picture is valid until the next `begin` or `wipe`.
    """

    def __init__(self) -> None:
        self._memory: dict[str, Grey] = {}
        self._ready: set[str] = set()

    def begin(self, pixels: NDArray[np.uint8]) -> None:
        """Take in a frame (height x width x 3, BGR)."""
        self._ready.clear()
        self._keep("grey", cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY, dst=self._memory.get("grey")))

    def grey(self) -> Grey:
        """The frame without its colours."""
        return self._memory["grey"]

    def smoothed(self) -> Grey:
        """Grey after a Gaussian."""
        if "smoothed" not in self._ready:
            smoothed = cv2.GaussianBlur(self.grey(), (0, 0), SMOOTH_SIGMA_PX, dst=self._memory.get("smoothed"))
            self._keep("smoothed", smoothed)
        return self._memory["smoothed"]

    def sharpened(self) -> Grey:
        """Grey after an unsharp mask. A box for the wide mean: it costs a third of a Gaussian as wide."""
        if "sharpened" not in self._ready:
            fine = cv2.GaussianBlur(self.grey(), (0, 0), SHARPEN_FIRST_SIGMA_PX, dst=self._memory.get("fine"))
            fine = self._keep("fine", fine)
            wide = cv2.blur(fine, (SHARPEN_BOX_PX, SHARPEN_BOX_PX), dst=self._memory.get("wide"))
            wide = self._keep("wide", wide)
            out = self._memory.get("sharpened")
            self._keep("sharpened", cv2.addWeighted(fine, 1 + SHARPEN_AMOUNT, wide, -SHARPEN_AMOUNT, 0, dst=out))
        return self._memory["sharpened"]

    def shrunk(self) -> Grey:
        """Sharpened, at `SHRINK` of its size."""
        if "shrunk" not in self._ready:
            self._keep("shrunk", self._resized(self.sharpened(), SHRINK, cv2.INTER_AREA, "shrunk"))
        return self._memory["shrunk"]

    def enlarged(self) -> Grey:
        """Grey, at `ENLARGE` times its size."""
        if "enlarged" not in self._ready:
            self._keep("enlarged", self._resized(self.grey(), ENLARGE, cv2.INTER_CUBIC, "enlarged"))
        return self._memory["enlarged"]

    def wipe(self) -> None:
        """Overwrite everything with zeros and let go of it."""
        for picture in self._memory.values():
            picture[:] = 0
        self._memory.clear()
        self._ready.clear()

    def _resized(self, picture: Grey, scale: float, how: int, name: str) -> cv2.typing.MatLike:
        height_px, width_px = picture.shape
        size = (max(1, round(width_px * scale)), max(1, round(height_px * scale)))
        return cv2.resize(picture, size, dst=self._memory.get(name), interpolation=how)

    def _keep(self, name: str, picture: cv2.typing.MatLike) -> Grey:
        """Remember what OpenCV made: the memory it was given, or new one where the size has changed."""
        kept = np.asarray(picture, dtype=np.uint8)
        earlier = self._memory.get(name)
        if earlier is not None and earlier is not picture:
            earlier[:] = 0
        self._memory[name] = kept
        self._ready.add(name)
        return kept
