"""From a frame to the codes in it, in stages from cheap to dear. Pure but for scratch pictures that can be wiped.

    direct          QR codes in the grey picture as it is: nearly all, in 2 ms
    sharpened       QR codes after an unsharp mask: what lies out of the camera's focus
    smoothed        QR codes after a Gaussian: screens' moire, torn print, noise
    other codes     Data Matrix, Aztec, PDF417, Code 128 (Micro QR and Code 39 only where asked for)
    second opinion  QR codes with ZBar, which finds its way round a lamp's reflection where ZXing does not
    enlarged        QR codes at twice the size: small or far away

A live stream brings the next frame soon, so one frame goes through the first stages and one of the dear ones, in
turn (`TURNS`): a frame without a code then costs a third of all stages together.

Payloads nobody encoded must not come out. A sighting is doubtful where the symbology has no error correction, or
where the correction was used up to the last codeword: it counts when the same is seen in a second picture, another
frame or the same prepared otherwise (`Agreement`). PDF417 with its correction used up is not believed at all: each
false payload measured on damaged codes was of that kind, and a damaged code shows the same one in every picture.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, assert_never

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.api.kinds.code_scanner import ScannedCode, text_of
from devices.drivers.camera_scanner.preparations import ENLARGE, SHRINK, Grey, Preparations
from devices.drivers.camera_scanner.second_opinion import read_qr_codes


class Symbology(Enum):
    """Kinds of code. The value is `ScannedCode.symbology` and what a binding says."""

    QR_CODE = "qr_code"
    MICRO_QR_CODE = "micro_qr_code"
    DATA_MATRIX = "data_matrix"
    AZTEC = "aztec"
    PDF_417 = "pdf_417"
    CODE_128 = "code_128"
    CODE_39 = "code_39"


USUAL_SYMBOLOGIES: Final = frozenset(Symbology) - {Symbology.MICRO_QR_CODE, Symbology.CODE_39}
"""A Micro QR code has one finder pattern: measured on damaged QR codes, one of theirs was taken for it and brought
six digits nobody encoded. Code 39 has no check character, and any row of bars can look like it."""

DOUBTFUL_SYMBOLOGIES: Final = frozenset({Symbology.MICRO_QR_CODE, Symbology.CODE_128, Symbology.CODE_39})

FORMATS: Final = {
    # ZXing's QRCode and Aztec are groups. With the one come Micro QR and rMQR codes, with the other runes: three
    # digits with next to no error correction, seen in noise.
    Symbology.QR_CODE: zxingcpp.BarcodeFormat.QRCodeModel2,
    Symbology.MICRO_QR_CODE: zxingcpp.BarcodeFormat.MicroQRCode,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.AZTEC: zxingcpp.BarcodeFormat.AztecCode,
    Symbology.PDF_417: zxingcpp.BarcodeFormat.PDF417,
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
}
"""What ZXing is asked for."""
_QR_CODES: Final = zxingcpp.BarcodeFormats([FORMATS[Symbology.QR_CODE]])
_REPORTED: Final = {
    zxingcpp.BarcodeFormat.QRCode: Symbology.QR_CODE,
    zxingcpp.BarcodeFormat.Aztec: Symbology.AZTEC,
    **{code_format: symbology for symbology, code_format in FORMATS.items()},
}
"""What ZXing answers, sometimes by the group's name. What is not here was not asked for and is left out."""


class Stage(Enum):
    """One way of looking at a frame."""

    DIRECT = "direct"
    SHARPENED = "sharpened"
    SMOOTHED = "smoothed"
    OTHER_CODES = "other_codes"
    SECOND_OPINION = "second_opinion"
    ENLARGED = "enlarged"


TURNS: Final = (
    (Stage.DIRECT, Stage.SHARPENED, Stage.SMOOTHED, Stage.OTHER_CODES),
    (Stage.DIRECT, Stage.SHARPENED, Stage.SECOND_OPINION),
    (Stage.DIRECT, Stage.SHARPENED, Stage.SMOOTHED, Stage.ENLARGED),
)
"""The stages of one live frame after another."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code seen in one picture.

    Attributes:
        payload: what was encoded, unless the sighting is `doubtful` and wrong.
        symbology: its kind.
        area_px: the area it covers in the frame, by which the nearest of several is chosen.
        doubtful: whether one picture is not enough to believe it.
    """

    payload: bytes = field(repr=False)
    symbology: Symbology
    area_px: float
    doubtful: bool = False


class Agreement:
    """Decides which sightings to believe: doubtful ones when the same was seen in two pictures since `Agreement()`."""

    def __init__(self) -> None:
        self._seen_once: set[tuple[Symbology, bytes]] = set()

    def believe(self, sightings: Collection[Sighting]) -> Sighting | None:
        """Take in all sightings of one picture; return the nearest that can be believed."""
        for sighting in sorted(sightings, key=lambda seen: seen.area_px, reverse=True):
            if not sighting.doubtful:
                return sighting
            if (sighting.symbology, sighting.payload) in self._seen_once:
                return sighting
        self._seen_once.update((sighting.symbology, sighting.payload) for sighting in sightings)
        return None


class Pipeline:
    """Looks at frames. Belongs to one thread; holds pictures of the last frame until `wipe`."""

    def __init__(self, symbologies: Collection[Symbology] = USUAL_SYMBOLOGIES) -> None:
        """Look for `symbologies` only."""
        self._wants_qr_codes = Symbology.QR_CODE in symbologies
        others = [FORMATS[symbology] for symbology in frozenset(symbologies) - {Symbology.QR_CODE}]
        # No formats at all means every format to ZXing.
        self._others = zxingcpp.BarcodeFormats(others) if others else None
        self._pictures = Preparations()

    def read_frame(
        self, pixels: NDArray[np.uint8], *, turn: int, agreement: Agreement, keep_on: Callable[[], None]
    ) -> Sighting | None:
        """Look at one frame (height x width x 3, BGR) of a stream.

        `turn` counts the frames, and chooses the dear stage. `keep_on` is called before each stage and may raise
        to end the work.
        """
        self._pictures.begin(pixels)
        for stage in TURNS[turn % len(TURNS)]:
            keep_on()
            believed = agreement.believe(self.look(stage))
            if believed is not None:
                return believed
        return None

    def read_picture(self, pixels: NDArray[np.uint8]) -> Sighting | None:
        """Look at a single picture (height x width x 3, BGR) with every stage; other codes than QR twice."""
        self._pictures.begin(pixels)
        agreement = Agreement()
        for stage in Stage:
            sightings = self.look(stage)
            believed = agreement.believe(sightings)
            if believed is None and sightings and self._others is not None:
                believed = agreement.believe(_sightings(self._pictures.smoothed(), self._others))
            if believed is not None:
                return believed
        return None

    def begin(self, pixels: NDArray[np.uint8]) -> None:
        """Take in a frame (height x width x 3, BGR) for `look`."""
        self._pictures.begin(pixels)

    def look(self, stage: Stage) -> list[Sighting]:
        """Return what one stage sees in the frame that was begun with."""
        pictures = self._pictures
        if stage is Stage.OTHER_CODES:
            return [] if self._others is None else _sightings(pictures.grey(), self._others)
        if not self._wants_qr_codes:
            return []
        match stage:
            case Stage.DIRECT:
                return _sightings(pictures.grey(), _QR_CODES)
            case Stage.SHARPENED:
                return _sightings(pictures.sharpened(), _QR_CODES)
            case Stage.SMOOTHED:
                return _sightings(pictures.smoothed(), _QR_CODES)
            case Stage.SECOND_OPINION:
                return [
                    Sighting(payload, Symbology.QR_CODE, area_px / SHRINK**2)
                    for payload, area_px in read_qr_codes(pictures.shrunk())
                ]
            case Stage.ENLARGED:
                return _sightings(pictures.enlarged(), _QR_CODES, scale=ENLARGE)
            case _:
                assert_never(stage)

    def wipe(self) -> None:
        """Overwrite what is left of the last frame with zeros."""
        self._pictures.wipe()


def _sightings(grey: Grey, formats: zxingcpp.BarcodeFormats, *, scale: float = 1.0) -> list[Sighting]:
    """Return what ZXing sees in `grey`, which is `scale` times the frame's size."""
    # Plain text mode: the default makes a human-readable form of each payload, which nobody here wants.
    found = zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    sightings: list[Sighting] = []
    for code in found:
        symbology = _REPORTED.get(code.format)
        if symbology is None or not code.valid or not code.bytes:
            continue
        # ZXing's "unused error correction", 0 to 1; what has none of its own says nothing.
        used_up = isinstance(code.extra, dict) and float(code.extra.get("UEC", 1.0)) <= 0.0
        if used_up and symbology is Symbology.PDF_417:
            continue
        doubtful = used_up or symbology in DOUBTFUL_SYMBOLOGIES
        sightings.append(Sighting(bytes(code.bytes), symbology, _area_px(code.position) / scale**2, doubtful))
    return sightings


def _area_px(position: zxingcpp.Position) -> float:
    """Return the area of a code's outline (the shoelace formula, for two triangles)."""
    first, second = position.top_left, position.top_right
    third, fourth = position.bottom_right, position.bottom_left
    across = (third.x - first.x) * (fourth.y - second.y) - (fourth.x - second.x) * (third.y - first.y)
    return abs(across) / 2


def scanned(sighting: Sighting) -> ScannedCode:
    """Return what the caller is given."""
    return ScannedCode(payload=sighting.payload, text=text_of(sighting.payload), symbology=sighting.symbology.value)
