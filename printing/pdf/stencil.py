"""A picture of one bit a dot through which black is painted (ISO 32000-1, 8.9.6.2): signatures.

It is sharp on a laser printer and needs no transparency: what lies under its empty dots stays.
"""

import zlib
from dataclasses import dataclass, field
from hashlib import sha256

from reportlab.pdfbase import pdfdoc

from printing.pdf.objects import write_deflated


@dataclass(frozen=True, slots=True)
class Stencil:
    """Rows of `(width + 7) // 8` bytes, most significant bit left, 1 = painted. The same dots have the same `name`."""

    name: str
    width: int
    height: int
    deflated: bytes = field(repr=False)

    @staticmethod
    def of(width: int, height: int, bits: bytes) -> "Stencil":
        """Compress the dots; the same dots give the same bytes."""
        identity = sha256(b"%dx%d:" % (width, height) + bits).hexdigest()[:16]
        return Stencil(f"stencil-{identity}", width, height, zlib.compress(bits, 9))


def write_stencil(document: pdfdoc.PDFDocument, stencil: Stencil) -> None:
    """Write `stencil` into `document`, unless it is there."""
    key = pdfdoc.xObjectName(stencil.name)
    if key in document.idToObject:
        return
    entries: dict[str, object] = {
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": stencil.width,
        "Height": stencil.height,
        "ImageMask": pdfdoc.PDFtrue,
        "BitsPerComponent": 1,
        "Decode": pdfdoc.PDFArray([1, 0]),
    }
    write_deflated(document, key, stencil.deflated, entries)
