"""Whether a page has come to rest."""

from typing import Final

import numpy as np

from devices.drivers.camera_document_scanner.wire import Corners

_REFERENCE_WIDTH_PX: Final = 1280
LEAST_PICTURES: Final = 3


class Stillness:
    """Belongs to one scan. Time comes from the frames."""

    def __init__(self, *, still_s: float, still_px: float) -> None:
        """A page is at rest when no corner wandered `still_px` (at 1280 pixels' width) for `still_s` seconds."""
        self._still_s = still_s
        self._still_px = still_px
        self._corners: Corners | None = None
        self._since_s = 0.0
        self._pictures = 0

    def forget(self) -> None:
        """The page is gone, or not as it should be."""
        self._corners = None

    def see(self, corners: Corners, taken_s: float, *, frame_width_px: int) -> bool:
        """Take where the page lies at `taken_s`; return whether it is at rest."""
        most_px = self._still_px * frame_width_px / _REFERENCE_WIDTH_PX
        if self._corners is None or float(np.abs(corners - self._corners).max()) > most_px:
            self._corners, self._since_s, self._pictures = corners, taken_s, 1
            return False
        self._pictures += 1
        return self._pictures >= LEAST_PICTURES and taken_s - self._since_s >= self._still_s
