"""A drawing kept as compressed page operators, written once into a document and placed as a form XObject.

ReportLab compresses a form anew in every document. A guilloche is the same on every certificate: its operators are
made and compressed once a process, and each document carries them once however often they are placed.
"""

import zlib
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfdoc

from printing.pdf.objects import write_deflated


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing. `name` is its own in a document: the same name is the same drawing.

    Attributes:
        bbox: left, bottom, right, top in points; nothing outside is drawn.
        deflated: the operators, zlib-compressed.
        uses: forms that the operators place by ``/name Do``.
    """

    name: str
    bbox: tuple[float, float, float, float]
    deflated: bytes = field(repr=False)
    uses: tuple["Form", ...] = ()

    @staticmethod
    def of(name: str, bbox: tuple[float, float, float, float], operators: str, uses: tuple["Form", ...] = ()) -> "Form":
        """Compress `operators` (ASCII) into a form. The same operators give the same bytes."""
        return Form(name, bbox, zlib.compress(operators.encode("ascii"), 9), uses)


def resource_key(form: Form) -> str:
    """Return the name by which page operators place `form` (``/KEY Do``)."""
    return pdfdoc.xObjectName(form.name)


def write_form(document: pdfdoc.PDFDocument, form: Form) -> None:
    """Write `form` and the forms it uses into `document`, unless they are there."""
    key = resource_key(form)
    if key in document.idToObject:
        return
    for used in form.uses:
        write_form(document, used)
    entries: dict[str, object] = {
        "Subtype": pdfdoc.PDFName("Form"),
        "FormType": 1,
        "BBox": pdfdoc.PDFArray(form.bbox),
        "Resources": pdfdoc.PDFDictionary(
            {
                "XObject": pdfdoc.PDFDictionary(
                    {resource_key(used): pdfdoc.PDFObjectReference(resource_key(used)) for used in form.uses}
                )
            }
        ),
    }
    write_deflated(document, key, form.deflated, entries)
