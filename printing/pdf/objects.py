"""Typed shims over ReportLab's object model, whose own functions carry no types."""

from reportlab.pdfbase import pdfdoc


def refer(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject, name: str) -> pdfdoc.PDFObjectReference:
    """Add `thing` to `document` under `name` and return the reference to it."""
    reference: pdfdoc.PDFObjectReference = document.Reference(thing, name)  # type: ignore[no-untyped-call]  # stub
    return reference


def add_font(document: pdfdoc.PDFDocument, name: str, reference: pdfdoc.PDFObjectReference) -> None:
    """Put a font into the dictionary that every page and form of `document` shares."""
    shared = document.idToObject[pdfdoc.BasicFonts]
    if not isinstance(shared, pdfdoc.PDFDictionary):
        raise TypeError(f"ReportLab keeps its shared fonts in a {type(shared).__name__}")
    shared.dict[name] = reference


def stream(content: bytes, document: pdfdoc.PDFDocument, **entries: int) -> pdfdoc.PDFStream:
    """Return a stream that is compressed if `document` is; `entries` go into its dictionary."""
    made = pdfdoc.PDFStream(content=content)
    for name, value in entries.items():
        made.dictionary[name] = value
    if document.compression:
        made.filters = [pdfdoc.PDFZCompress]
    return made
