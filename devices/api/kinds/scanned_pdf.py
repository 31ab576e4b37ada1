"""Scanned pages as one PDF: each page the size of its paper, the JPEG taken over as it is.

Source: ISO 32000-1, 7.5 (file structure), 8.9.5 (image dictionaries: DCTDecode takes a JPEG unchanged).
"""

from collections.abc import Sequence

from devices.api.kinds.document_scanner import ScannedPage

_POINTS_PER_MM = 72.0 / 25.4


def pdf_of(pages: Sequence[ScannedPage]) -> bytes:
    """Return a PDF of `pages`, in order. It names nobody: no title, author or time. Raises ValueError without pages."""
    if not pages:
        raise ValueError("no pages")
    kids = " ".join(f"{3 + 3 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for index, page in enumerate(pages):
        objects += _page_objects(page, first=3 + 3 * index)
    return _file(objects)


def _page_objects(page: ScannedPage, *, first: int) -> list[bytes]:
    """Return the page, what it draws, and the picture, numbered from `first`."""
    width, height = page.width_mm * _POINTS_PER_MM, page.height_mm * _POINTS_PER_MM
    drawing = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Page Do Q".encode()
    colours = "DeviceGray" if page.grey else "DeviceRGB"
    return [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}] /Contents {first + 1} 0 R "
        f"/Resources << /XObject << /Page {first + 2} 0 R >> >> >>".encode(),
        _stream("", drawing),
        _stream(
            f"/Type /XObject /Subtype /Image /Width {page.width_px} /Height {page.height_px} "
            f"/ColorSpace /{colours} /BitsPerComponent 8 /Filter /DCTDecode ",
            page.jpeg,
        ),
    ]


def _stream(entries: str, content: bytes) -> bytes:
    return f"<< {entries}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)
