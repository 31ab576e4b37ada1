"""What a suite prints: a PDF of one page, and a raster with a pattern. Neither says anything about anybody."""

from functools import cache

from devices.api.kinds.receipt_printer import ReceiptRaster

_ROWS = 96
_BAR_ROWS = 8

_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    b"<< /Length 62 >>\nstream\nBT /F1 24 Tf 72 760 Td (hallkiosk conformance, test page) Tj ET\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)


@cache
def one_page_pdf() -> bytes:
    """Return a PDF (1.4) of one A4 page with one line of text."""
    pdf = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(_OBJECTS, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(_OBJECTS) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pdf += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(_OBJECTS) + 1, table)
    return bytes(pdf)


def bars(width_px: int) -> ReceiptRaster:
    """Return a raster of black and white bars across the paper, 12 mm high: every dot of the head is tried."""
    black, white = b"\xff" * (width_px // 8), bytes(width_px // 8)
    rows = [black if row // _BAR_ROWS % 2 else white for row in range(_ROWS)]
    return ReceiptRaster(width_px, _ROWS, b"".join(rows))
