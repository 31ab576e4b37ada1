"""Find a paper's code in a picture: a photo or a scan, tilted, small, dim or blurred."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from printing.authenticity.envelope import PREFIX
from printing.errors import PictureUnreadable

_MAX_PIXELS: Final = 60_000_000
_SMALL: Final = 3_000_000
_BLUR: Final = 1.5


def open_picture(file: Path) -> Image.Image:
    """Return the picture in `file`, upright as its camera held it.

    Raises:
        PictureUnreadable: no picture, or one of more than 60 megapixels.
        OSError: the file cannot be read.
    """
    try:
        picture = Image.open(file)
        if picture.width * picture.height > _MAX_PIXELS:
            raise PictureUnreadable("too many pixels")
        return ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise PictureUnreadable("no picture") from error


def find_code(picture: Image.Image) -> str | None:
    """Return the text of the paper's code in `picture`; where there is none, of any other code; else None."""
    other = None
    for attempt in _attempts(picture.convert("L")):
        for found in zxingcpp.read_barcodes(attempt, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            if found.text.startswith(PREFIX):
                return str(found.text)
            other = other or str(found.text)
    return other


def _attempts(grey: Image.Image) -> Iterator[Image.Image]:
    """Yield the picture as it is, then made easier to read in one way after the other."""
    yield grey
    even = ImageOps.autocontrast(grey, cutoff=1)
    yield even
    yield even.filter(ImageFilter.GaussianBlur(_BLUR))
    if grey.width * grey.height <= _SMALL:
        yield even.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    yield even.filter(ImageFilter.UnsharpMask(radius=3, percent=200))
