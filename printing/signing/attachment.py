"""The paper's data inside its PDF, as it was attached when it was signed."""

from typing import Final

from printing.documents.json_form import from_json
from printing.documents.kinds import Document
from printing.errors import DocumentError
from printing.raster_preview import attached_files
from printing.signing.names import DATA_NAME

_MAX_BYTES: Final = 1 << 20


def attached_document(pdf: bytes) -> Document | None:
    """Return the document whose data `pdf` carries, or None where it carries none that can be read.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    content = attached_files(pdf, at_most=_MAX_BYTES).get(DATA_NAME)
    if content is None:
        return None
    try:
        return from_json(content.decode())
    except (UnicodeDecodeError, DocumentError):
        return None
