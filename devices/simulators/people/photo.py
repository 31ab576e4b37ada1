"""The card's photo, 1024 bytes: how a synthetic one is coded, and the plug-in that decodes it.

A real card's photo is WLT-coded and needs a vendor's decoder (entry point group ``hallkiosk.card_photo``). Synthetic
cards go through the same door with a coding that says what it is: magic, length, a WebP picture, padding.
"""

import struct
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.errors import CardUnreadable
from devices.api.kinds.id_card_reader import Picture

WIDTH_PX: Final = 102
HEIGHT_PX: Final = 126
CODED_BYTES: Final = 1024

_MAGIC: Final = b"SYNTH1"
_HEADER: Final = struct.Struct(f">{len(_MAGIC)}sH")
_QUALITIES: Final = range(80, 0, -4)


def encode_photo(picture: NDArray[np.uint8]) -> bytes:
    """Code `picture` (height x width x 3, BGR, any size of that shape) at the best quality that fits.

    Raises:
        ValueError: it does not fit at any quality, which no drawn face has been seen to do.
    """
    small = cv2.resize(picture, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA)
    for quality in _QUALITIES:
        _, coded = cv2.imencode(".webp", small, [cv2.IMWRITE_WEBP_QUALITY, quality])
        content = coded.tobytes()
        if _HEADER.size + len(content) <= CODED_BYTES:
            return (_HEADER.pack(_MAGIC, len(content)) + content).ljust(CODED_BYTES, b"\0")
    raise ValueError("the picture has too much detail for 1024 bytes")


class SyntheticPhotoDecoder:
    """Meets `devices.api.kinds.id_card_reader.CardPhotoDecoder` for synthetic cards only."""

    def decode(self, coded: bytes) -> Picture:
        """Decode. Raises `CardUnreadable` for a real card's photo, or a damaged one."""
        if len(coded) != CODED_BYTES or not coded.startswith(_MAGIC):
            raise CardUnreadable(detail_code="photo_not_synthetic")
        _, length = _HEADER.unpack_from(coded)
        content = np.frombuffer(coded, np.uint8)[_HEADER.size : _HEADER.size + length]
        picture = cv2.imdecode(content, cv2.IMREAD_COLOR) if len(content) else None
        if picture is None or picture.shape != (HEIGHT_PX, WIDTH_PX, 3):
            raise CardUnreadable(detail_code="photo_damaged")
        return Picture(WIDTH_PX, HEIGHT_PX, picture.tobytes())
