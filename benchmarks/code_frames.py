"""Kiosk frames with a code before the camera, ours and seeded, and what reads them: our pipeline, its parts alone."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from devices.drivers.camera_scanner.simulator import Look, picture_of
from devices.drivers.camera_scanner.wire import Agreement, Pipeline

Picture = NDArray[np.uint8]
Reader = Callable[[Picture], list[bytes]]
"""Returns every payload that it sees in a frame."""

_QR_CODES: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
LIVE_FRAMES: Final = 3
"""How many frames of a stream a code is shown for at least: a tenth of a second."""


@dataclass(frozen=True, slots=True, eq=False)
class CodeFrame:
    """One 720p frame and what was encoded in it."""

    look: Look
    payload: bytes
    pixels: Picture


def code_frames(of_each_look: int, seed: int = 2026) -> Iterator[CodeFrame]:
    """Return `of_each_look` frames of every look, payloads as citizens carry them: the same for a same seed."""
    for look in Look:
        for number in range(of_each_look):
            dice = np.random.default_rng((seed, list(Look).index(look), number))
            payload = _payload(dice)
            yield CodeFrame(look, payload, picture_of(payload, look=look, seed=int(dice.integers(1 << 30))))


def _payload(dice: np.random.Generator) -> bytes:
    """Return a one-off identity code, an address, Chinese as UTF-8 or GBK, or bytes that are no text."""
    digits = "".join(str(digit) for digit in dice.integers(0, 10, 18))
    han = "".join(chr(code) for code in dice.integers(0x4E00, 0x9FA5, int(dice.integers(2, 20))))
    match int(dice.integers(5)):
        case 0:
            return f"HK1:{digits}".encode()
        case 1:
            return f"https://hall.example/v/{digits}?c={digits[:6]}".encode()
        case 2:
            return han.encode()
        case 3:
            return han.encode("gb18030")
        case _:
            return dice.bytes(int(dice.integers(8, 60)))


def ours_once(pixels: Picture) -> list[bytes]:
    """Our pipeline on one picture, every stage."""
    seen = Pipeline().read_picture(pixels)
    return [] if seen is None else [seen.payload]


def ours_live(pixels: Picture) -> list[bytes]:
    """Our pipeline on the frames of a stream that shows the same: each goes through some of the stages."""
    pipeline, agreement = Pipeline(), Agreement()
    for turn in range(LIVE_FRAMES):
        seen = pipeline.read_frame(pixels, turn=turn, agreement=agreement, keep_on=lambda: None)
        if seen is not None:
            return [seen.payload]
    return []


def zxing_alone(pixels: Picture) -> list[bytes]:
    """zxing-cpp as it comes, QR codes only."""
    found = zxingcpp.read_barcodes(pixels, formats=_QR_CODES)
    return [bytes(code.bytes) for code in found if code.valid]


def zbar_alone(pixels: Picture) -> list[bytes]:
    """Pyzbar as it comes, QR codes only; it returns text that it has guessed the encoding of, as UTF-8."""
    return [bytes(code.data) for code in pyzbar.decode(pixels, symbols=[pyzbar.ZBarSymbol.QRCODE])]


def opencv_alone(pixels: Picture) -> list[bytes]:
    """OpenCV's own detector, asked for bytes."""
    with suppress(cv2.error):  # raised on some damaged codes
        payload, _, _ = cv2.QRCodeDetector().detectAndDecodeBytes(pixels)
        return [bytes(payload)] if payload else []
    return []


READERS: Final[dict[str, Reader]] = {
    "ours, one picture": ours_once,
    "ours, three frames": ours_live,
    "zxing-cpp alone": zxing_alone,
    "pyzbar alone": zbar_alone,
    "OpenCV alone": opencv_alone,
}
