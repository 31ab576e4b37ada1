"""A page cut out of its picture, straight, its shadows taken out if asked, as a JPEG."""

import struct
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.kinds.document_scanner import Enhancement, PageSize, ScannedPage
from devices.drivers.camera_document_scanner.wire import Corners, Picture

MM_PER_INCH: Final = 25.4
MOST_DPI: Final = 300.0
WHITE: Final = 246.0
SHADE_PX: Final = 64
"""Width of the picture in which a page's shade is estimated: broader than any letter, narrower than any shadow."""


def straightened(picture: Picture, corners: Corners, size_px: tuple[int, int]) -> Picture:
    """Return the page alone: `size_px` is width and height."""
    width, height = size_px
    target = np.array([[-0.5, -0.5], [width - 0.5, -0.5], [width - 0.5, height - 0.5], [-0.5, height - 0.5]])
    projection = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    straight = cv2.warpPerspective(picture, projection, size_px, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(straight, dtype=np.uint8)


def enhanced(straight: Picture, enhancement: Enhancement, size: PageSize) -> Picture:
    """Return the page as `enhancement` says. A card is no paper: its colours are kept whatever is asked."""
    page: NDArray[np.uint8] = straight
    if enhancement is not Enhancement.AS_SEEN and size is not PageSize.ID_CARD:
        page = _without_shadows(straight)
    if enhancement is Enhancement.GREY:
        page = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return page


def encoded(page: Picture, *, size: PageSize, size_mm: tuple[float, float], quality: int) -> ScannedPage:
    """Return the page with its JPEG, which says its resolution. `page` is overwritten: it was somebody's paper."""
    height_px, width_px = page.shape[:2]
    width_mm, height_mm = size_mm
    _, coded = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    grey = page.ndim == 2
    page[:] = 0
    return ScannedPage(
        jpeg=_with_resolution(coded.tobytes(), round(width_px / width_mm * MM_PER_INCH)),
        width_px=width_px,
        height_px=height_px,
        width_mm=width_mm,
        height_mm=height_mm,
        size=size,
        grey=grey,
    )


def _without_shadows(straight: Picture) -> Picture:
    """Divide by the shade that the paper has, each colour for itself: it is white where nothing is printed."""
    height, width = straight.shape[:2]
    small_size = (SHADE_PX, max(8, round(SHADE_PX * height / width)))
    lightest = cv2.dilate(straight, np.ones((max(3, width // 90),) * 2, np.uint8))
    shade = cv2.resize(lightest, small_size, interpolation=cv2.INTER_AREA)
    shade = cv2.GaussianBlur(cv2.medianBlur(shade, 5), (0, 0), 2.0)
    shade = cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    lit = straight.astype(np.float32) * (WHITE / np.maximum(shade, 40.0))
    return np.asarray(np.clip(lit, 0, 255), dtype=np.uint8)


def _with_resolution(jpeg: bytes, dots_per_inch: int) -> bytes:
    """Write the resolution into the JFIF head that the coder has made. Source: JFIF 1.02, APP0 marker."""
    if jpeg[2:4] != b"\xff\xe0" or jpeg[6:11] != b"JFIF\x00":
        return jpeg
    return jpeg[:13] + b"\x01" + struct.pack(">HH", dots_per_inch, dots_per_inch) + jpeg[18:]
