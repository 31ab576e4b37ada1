"""What shape a page has that is seen at an angle, and which of the known sizes that is.

Source: Z. Zhang, L.-W. He, Whiteboard Scanning and Image Enhancement, Microsoft Research TR 2003-39, section 3: the
aspect ratio of a rectangle from the four corners of its picture, the lens's axis being the picture's middle.
"""

from typing import Final

import numpy as np

from devices.api.kinds.document_scanner import SIDES_MM, PageSize
from devices.drivers.camera_document_scanner.wire import Corners

ASPECT_TOLERANCE: Final = 0.045


def aspect_of(corners: Corners, frame_size: tuple[int, int]) -> float:
    """Return width through height of the rectangle whose picture has these corners (ordered as `Corners`)."""
    centre = np.array([frame_size[0] / 2, frame_size[1] / 2])
    m1, m2, m4, m3 = (np.append(corner - centre, 1.0) for corner in corners)
    k2 = np.cross(m1, m4) @ m3 / (np.cross(m2, m4) @ m3)
    k3 = np.cross(m1, m4) @ m2 / (np.cross(m3, m4) @ m2)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    flat = abs(k2 - 1) < 0.02 or abs(k3 - 1) < 0.02
    if not flat:
        squared = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
        if squared > (0.3 * frame_size[0]) ** 2:
            return float(
                np.sqrt(
                    ((n2[0] ** 2 + n2[1] ** 2) / squared + n2[2] ** 2)
                    / ((n3[0] ** 2 + n3[1] ** 2) / squared + n3[2] ** 2)
                )
            )
    width, height = sides_px(corners)
    return width / height


def sides_px(corners: Corners) -> tuple[float, float]:
    """Return the page's mean width and height in pixels."""
    above, right, below, left = (float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4))
    return (above + below) / 2, (right + left) / 2


def size_of(aspect: float, width_px: float, *, view_width_mm: float | None, frame_width_px: int) -> PageSize:
    """Return which known size a page has.

    A4 and A5 have the same shape: only a camera whose view is known in millimetres tells them apart; else it is A4.
    """
    long_through_short = max(aspect, 1 / aspect)
    fitting = [
        size
        for size, (short_mm, long_mm) in SIDES_MM.items()
        if abs(long_through_short / (long_mm / short_mm) - 1) <= ASPECT_TOLERANCE
    ]
    if not fitting:
        return PageSize.OTHER
    if view_width_mm is None:
        return fitting[0]
    measured_mm = width_px * view_width_mm / frame_width_px
    wanted = {size: SIDES_MM[size][0 if aspect < 1 else 1] for size in fitting}
    nearest = min(fitting, key=lambda size: abs(wanted[size] / measured_mm - 1))
    return nearest if abs(wanted[nearest] / measured_mm - 1) < 0.2 else PageSize.OTHER


def millimetres(size: PageSize, aspect: float, width_px: float, px_per_mm: float | None) -> tuple[float, float]:
    """Return width and height in mm: of a known size as it lies, else estimated; without any scale, as if A4 wide."""
    if size is not PageSize.OTHER:
        short_mm, long_mm = SIDES_MM[size]
        return (short_mm, long_mm) if aspect < 1 else (long_mm, short_mm)
    width_mm = width_px / px_per_mm if px_per_mm else SIDES_MM[PageSize.A4][0]
    return width_mm, width_mm / aspect
