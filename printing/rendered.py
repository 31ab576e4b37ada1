"""What laying out a document gives."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where the visible seal stands: page from 0, and left, bottom, right, top in points from the lower left corner."""

    page: int
    box_pt: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A document as PDF.

    Attributes:
        pages: how many.
        sha256: of `pdf`, in lower-case hexadecimal.
        seal: where the visible seal is, or None on a receipt: a signature's own appearance goes there.
    """

    pdf: bytes = field(repr=False)
    pages: int
    sha256: str
    seal: SealPlace | None = None

    @staticmethod
    def of(pdf: bytes, pages: int, seal: SealPlace | None = None) -> "RenderedPdf":
        """Wrap `pdf` with its hash."""
        return RenderedPdf(pdf, pages, hashlib.sha256(pdf).hexdigest(), seal)
