"""Embed a face in a ReportLab document as one composite font (Type 0, CIDFontType2, Identity-H).

Why not ReportLab's TTFont: it cuts a Chinese text into 8-bit fonts of 256 characters, its ToUnicode map is wrong
beyond the Basic Multilingual Plane and breaks the limit of 100 entries a block, and one object cannot serve two
documents at the same time. Here every document has its own numbering, one code a *character* (not a glyph), so that
characters which share a shape still come out of the PDF as they went in.

Source: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode CMaps).
"""

import hashlib
from dataclasses import dataclass
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from printing.fonts.catalogue import Face, font
from printing.fonts.sfnt import SfntFont
from printing.fonts.subset import subset
from printing.pdf.objects import add_font, refer, stream

_FULL_WIDTH: Final = 1000
_SYMBOLIC: Final = 4
_SERIF: Final = 2
_WITHOUT_SERIFS: Final = frozenset({Face.SANS, Face.SANS_MEDIUM, Face.SANS_BOLD})
_CMAP_BLOCK: Final = 100
_REGISTERING: Final = Lock()


@dataclass(frozen=True, slots=True)
class NamedMetrics:
    """What ReportLab asks of a face: its name, and how far it reaches above and below the base line (1/1000 em)."""

    name: str
    ascent: int
    descent: int


class EmbeddedFace:
    """A font as ReportLab's canvas and text objects expect one (they ask by these names).

    One object serves all documents and threads; what a document has used is kept per document.
    """

    _dynamicFont = True  # noqa: N815 ReportLab's name
    _multiByte = True  # noqa: N815 ReportLab's name
    shapable = False

    def __init__(self, face: Face) -> None:
        """Open the face's file."""
        self._face = face
        self._font = font(face)
        self.fontName = face.value
        self.face = NamedMetrics(face.value, self._font.metrics.ascent, self._font.metrics.descent)
        self._codes: WeakKeyDictionary[pdfdoc.PDFDocument, dict[str, int]] = WeakKeyDictionary()
        self._lock = Lock()

    def encode(self, text: str, document: pdfdoc.PDFDocument) -> bytes:
        """Return the two-byte codes of `text` in `document`, which from now on embeds these characters.

        The caller has split the text by `runs`: a character that this font lacks would print a box.
        """
        codes = self._codes_of(document)
        return b"".join(codes.setdefault(character, len(codes) + 1).to_bytes(2, "big") for character in text)

    def resource_name(self, document: pdfdoc.PDFDocument) -> str:
        """Return the name by which page operators of `document` call this font, with its slash."""
        self._codes_of(document)
        name: str = document.fontMapping[self.fontName]
        return name

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802 ReportLab's
        """Return the width of `text` in points."""
        shown = text if isinstance(text, str) else text.decode(encoding)
        return sum(self._font.advance(self._font.glyph_of(ord(c))) for c in shown) * size / 1000

    def splitString(  # noqa: N802 ReportLab's name
        self, text: str | bytes, doc: pdfdoc.PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return ``[(subset number, codes)]``; there is one subset."""
        shown = text if isinstance(text, str) else text.decode(encoding)
        return [(0, self.encode(shown, doc))] if shown else []

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:  # noqa: ARG002, N802 ReportLab's
        """Return the resource name of the one subset."""
        return self.resource_name(doc)

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 ReportLab's name
        """Write the font's objects into `doc`; called once, when the document is complete."""
        with self._lock:
            codes = self._codes.pop(doc)
        characters = "".join(codes)
        glyphs = [self._font.glyph_of(ord(character)) for character in characters]
        base_font = f"{_subset_tag(characters)}+{self._font.postscript_name}"
        internal_name = doc.fontMapping[self.fontName].removeprefix("/")
        program = subset(self._font, [0, *glyphs])
        font_file = stream(program, doc, Length1=len(program))
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base_font),
                "Flags": _SYMBOLIC | (0 if self._face in _WITHOUT_SERIFS else _SERIF),
                "FontBBox": pdfdoc.PDFArray(self._font.metrics.bbox),
                "ItalicAngle": 0,
                "Ascent": self._font.metrics.ascent,
                "Descent": self._font.metrics.descent,
                "CapHeight": self._font.metrics.cap_height,
                "StemV": _stem(self._font),
                "FontFile2": refer(doc, font_file, f"{internal_name}.program"),
            }
        )
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base_font),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "DW": _FULL_WIDTH,
                "W": _widths(self._font, glyphs),
                "FontDescriptor": refer(doc, descriptor, f"{internal_name}.descriptor"),
            }
        )
        composite = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base_font),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([refer(doc, descendant, f"{internal_name}.descendant")]),
                "ToUnicode": refer(doc, stream(to_unicode(characters), doc), f"{internal_name}.unicode"),
            }
        )
        add_font(doc, internal_name, refer(doc, composite, internal_name))

    def _codes_of(self, document: pdfdoc.PDFDocument) -> dict[str, int]:
        with self._lock:
            codes = self._codes.get(document)
            if codes is None:
                codes = self._codes[document] = {}
                document.fontMapping[self.fontName] = f"/F{len(document.fontMapping) + 1}"
                document.delayedFonts.append(self)
            return codes


def embedded(face: Face) -> EmbeddedFace:
    """Return the one `EmbeddedFace` of a face, known to ReportLab under `Face.value`. Safe from any thread."""
    known = _EMBEDDED.get(face)
    if known is not None:
        return known
    with _REGISTERING:
        known = _EMBEDDED.get(face)
        if known is None:
            known = EmbeddedFace(face)
            pdfmetrics.registerFont(known)
            _EMBEDDED[face] = known
        return known


_EMBEDDED: Final[dict[Face, EmbeddedFace]] = {}


def to_unicode(characters: str) -> bytes:
    """Return the ToUnicode CMap in which code n (from 1) stands for the n-th character, beyond the BMP too."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    entries = [f"<{n:04X}> <{c.encode('utf-16-be').hex().upper()}>" for n, c in enumerate(characters, start=1)]
    for start in range(0, len(entries), _CMAP_BLOCK):
        block = entries[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _widths(source_font: SfntFont, glyphs: list[int]) -> pdfdoc.PDFArray:
    """The W array: runs of consecutive codes whose glyphs are not one em wide."""
    entries: list[object] = []
    run: list[float] = []
    for code, glyph in enumerate(glyphs, start=1):
        width = source_font.advance(glyph)
        if width == _FULL_WIDTH:
            run = []
            continue
        if not run:
            entries += [code, run]
        run.append(round(width, 2))
    return pdfdoc.PDFArray([pdfdoc.PDFArray(entry) if isinstance(entry, list) else entry for entry in entries])


def _subset_tag(characters: str) -> str:
    """Six capitals that differ between subsets and are the same for the same characters (ISO 32000-1, 9.6.4)."""
    number = int.from_bytes(hashlib.sha256(characters.encode("utf-8")).digest()[:8], "big")
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _stem(source_font: SfntFont) -> int:
    """A stem width that fits the weight; readers use it only when they have to replace the font."""
    return round(source_font.metrics.weight / 65) ** 2 + 50
