"""A receipt as a raster: letters hinted for the dots they are burnt with, nothing grey, nothing smoothed."""

from functools import cache
from threading import Lock
from typing import Final, assert_never

from PIL import Image, ImageDraw, ImageFont

import assets
from printing.fonts.catalogue import Face
from printing.layouts.receipt.items import BarItem, CodeItem, FrameItem, ReceiptSheet, TextItem
from printing.raster import Raster

_FREETYPE: Final = Lock()
"""A FreeType face serves one thread at a time."""


def draw_raster(sheet: ReceiptSheet) -> Raster:
    """Return the receipt as dots. Safe from any thread; calls wait for each other."""
    image = Image.new("1", (sheet.width.dots, sheet.height), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    with _FREETYPE:
        for item in sheet.items:
            match item:
                case TextItem():
                    _text(draw, item)
                case BarItem():
                    _bar(draw, item)
                case FrameItem():
                    box = (item.x, item.top, item.x + item.width - 1, item.top + item.height - 1)
                    draw.rectangle(box, outline=1, width=item.pen)
                case CodeItem():
                    _code(draw, item)
                case _:
                    assert_never(item)
    return Raster(image.width, image.height, image.tobytes())


def raster_image(raster: Raster) -> Image.Image:
    """Return a raster as a picture of black on white paper."""
    inverted = bytes(byte ^ 0xFF for byte in raster.bits)
    return Image.frombytes("1", (raster.width_px, raster.height_px), inverted)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(assets.path(face.file_name), size, layout_engine=ImageFont.Layout.BASIC)


def warm_fonts() -> None:
    """Open the faces that receipts use."""
    with _FREETYPE:
        for face in (Face.SANS, Face.SANS_MEDIUM, Face.SANS_BOLD):
            _font(face, 30).getbbox("回")


def _text(draw: ImageDraw.ImageDraw, item: TextItem) -> None:
    size = round(item.line.size_pt)
    ink = 0 if item.white else 1
    for letter in item.line.letters:
        x = round(item.x + letter.x_pt)
        draw.text((x, item.baseline), letter.character, fill=ink, font=_font(letter.face, size), anchor="ls")


def _bar(draw: ImageDraw.ImageDraw, item: BarItem) -> None:
    step = 2 * item.dash or item.width
    piece = item.dash or item.width
    bottom = item.top + item.height - 1
    for x in range(item.x, item.x + item.width, step):
        draw.rectangle((x, item.top, min(x + piece, item.x + item.width) - 1, bottom), fill=1)


def _code(draw: ImageDraw.ImageDraw, item: CodeItem) -> None:
    for row, column, length in item.code.runs():
        x, y = item.x + column * item.module, item.top + row * item.module
        draw.rectangle((x, y, x + length * item.module - 1, y + item.module - 1), fill=1)
