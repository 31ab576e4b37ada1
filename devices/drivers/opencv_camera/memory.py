"""Picture memory that is overwritten when nobody can see it any more."""

import numpy as np
from numpy.typing import NDArray


class WipedMemory(bytearray):
    """Bytes that turn to zeros when the last array over them is gone.

    A frame shows a citizen's face. Without this, every frame of a stream would stay behind in the process's free
    memory, and from there could come into a core dump or the swap file.
    """

    __slots__ = ()

    def wipe(self) -> None:
        """Overwrite everything with zeros, also under arrays that still look at it."""
        np.frombuffer(self, dtype=np.uint8)[:] = 0

    def __del__(self) -> None:
        if self:
            self.wipe()


def new_picture(shape: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Return a black picture (height x width x 3) on `WipedMemory`. Views of it keep the memory alive."""
    height_px, width_px, channels = shape
    return np.frombuffer(WipedMemory(height_px * width_px * channels), dtype=np.uint8).reshape(shape)
