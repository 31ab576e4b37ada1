"""Typed shims over ReportLab's object model, whose own functions carry no types."""

from collections.abc import Mapping

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


def write_deflated(document: pdfdoc.PDFDocument, key: str, deflated: bytes, entries: Mapping[str, object]) -> None:
    """Add an external object whose content is compressed already, under `key`."""
    made = pdfdoc.PDFStream(content=deflated)
    named = {"Type": pdfdoc.PDFName("XObject"), "Filter": pdfdoc.PDFName("FlateDecode")}
    for name, value in {**named, **entries}.items():
        made.dictionary[name] = value
    refer(document, made, key)


def stream(content: bytes, document: pdfdoc.PDFDocument, **entries: int) -> pdfdoc.PDFStream:
    """Return a stream that is compressed if `document` is; `entries` go into its dictionary."""
    made = pdfdoc.PDFStream(content=content)
    for name, value in entries.items():
        made.dictionary[name] = value
    if document.compression:
        made.filters = [pdfdoc.PDFZCompress]
    return made
