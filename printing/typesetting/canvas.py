"""The canvas that documents are drawn on: ReportLab's, and the few things that Chinese paper needs beyond it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printing.fonts.catalogue import Face
from printing.fonts.embedding import embedded
from printing.pdf.form import Form, resource_key, write_form
from printing.pdf.stencil import Stencil, write_stencil
from printing.typesetting.lines import PlacedLetter, SetLine

_LAST_KEPT: Final = 0xFFFC
_THICKENING_EM: Final = 0.032
"""The width of the stroke that makes Hanazono's regular outlines as dark as a bold face."""


class PaperCanvas(Canvas):
    """One document under way. Its bytes depend on what is drawn and on nothing else (no clock, no random number)."""

    _doc: pdfdoc.PDFDocument
    _formsinuse: list[str]
    _code: list[str]

    def __init__(
        self,
        *,
        page_size: tuple[float, float],
        title: str,
        author: str,
        subject: str,
        made_at: datetime,
    ) -> None:
        """Begin a document with its first page of `page_size` points.

        The base font is ours, so that the unembedded Helvetica, which ReportLab otherwise lists, never appears.
        """
        self._buffer = BytesIO()
        base = embedded(Face.SERIF)
        super().__init__(
            self._buffer,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            initialFontName=base.fontName,  # type: ignore[arg-type]  # the stub says float
            pdfVersion=(1, 7),
            lang="zh-CN",
        )
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject)
        self.setCreator("hallkiosk")
        self.setProducer("hallkiosk")
        self.setViewerPreference("DisplayDocTitle", "true")
        stamp = made_at.strftime("D:%Y%m%d%H%M%S%z")
        self.setDateFormatter(lambda *_: f"{stamp[:-2]}'{stamp[-2:]}'")

    @property
    def page_operators(self) -> str:
        """What has been drawn on the page so far."""
        return "\n".join(self._code)

    def finish(self) -> bytes:
        """End the last page and return the document."""
        self.save()
        return self._buffer.getvalue()

    def show(self, line: SetLine, x_pt: float, baseline_pt: float, colour: Color | None = None) -> None:
        """Draw a set line from `x_pt` on its base line.

        Letters are placed one by one inside one text object (TJ): no character spacing is ever set, so none can
        leak. A spaced line carries its text as ActualText, so that a gap is never copied as a space.
        """
        if not line.letters:
            return
        operators: list[str] = []
        if colour is not None:
            operators.append(f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg")
        if line.spaced:
            # WORKAROUND PDFium's CPDF_TextPage::ProcessMarkedContent drops every character of an ActualText above
            # U+FFFC: those stand outside of it, where ToUnicode serves them. Remove when PDFium keeps them.
            for beyond, group in groupby(line.letters, key=lambda letter: ord(letter.character) > _LAST_KEPT):
                letters = list(group)
                text = "".join(letter.character for letter in letters)
                shown = self._text_object(letters, line.size_pt, x_pt, baseline_pt, colour)
                operators.append(shown if beyond else f"/Span <</ActualText <{_utf16(text)}>>> BDC {shown} EMC")
        else:
            operators.append(self._text_object(line.letters, line.size_pt, x_pt, baseline_pt, colour))
        if colour is not None:
            operators.append("0 g")
        self.addLiteral(" ".join(operators))

    def _text_object(
        self, letters: Sequence[PlacedLetter], size_pt: float, x_pt: float, baseline_pt: float, colour: Color | None
    ) -> str:
        pen = letters[0].x_pt
        operators = [f"BT 1 0 0 1 {x_pt + pen:.3f} {baseline_pt:.3f} Tm"]
        for face, group in groupby(letters, key=lambda letter: letter.face):
            shown, pen = self._shown(face, list(group), pen, size_pt)
            operators.append(shown)
        operators.append("ET")
        if any(letter.face.thickened for letter in letters):
            # Rendering mode, line width and stroke colour outlive a text object: they end with the graphics state.
            stroke = f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} RG" if colour is not None else "0 G"
            operators = [f"q {stroke} {_THICKENING_EM * size_pt:.3f} w", *operators, "Q"]
        return " ".join(operators)

    def _shown(self, face: Face, letters: list[PlacedLetter], pen: float, size_pt: float) -> tuple[str, float]:
        """Operators for letters of one face, and where the pen stands afterwards."""
        font = embedded(face)
        parts: list[str] = []
        codes = ""
        for letter in letters:
            step = round((pen - letter.x_pt) * 1000 / size_pt)
            if step:
                if codes:
                    parts.append(f"<{codes}>")
                parts.append(str(step))
                codes = ""
                pen -= step * size_pt / 1000
            codes += font.encode(letter.character, self._doc).hex()
            pen += letter.width_pt
        parts.append(f"<{codes}>")
        name = font.resource_name(self._doc)
        shown = f"{parts[0]} Tj" if len(parts) == 1 else f"[{' '.join(parts)}] TJ"
        mode = ("2 Tr ", " 0 Tr") if face.thickened else ("", "")
        return f"{mode[0]}{name} {size_pt:.3f} Tf {shown}{mode[1]}", pen

    def place(self, form: Form, x_pt: float = 0.0, y_pt: float = 0.0) -> None:
        """Draw a form with its origin at the given point. The document carries it once."""
        write_form(self._doc, form)
        self.addLiteral(f"q 1 0 0 1 {x_pt:.3f} {y_pt:.3f} cm /{resource_key(form)} Do Q")
        self._formsinuse.append(form.name)

    def stamp(self, stencil: Stencil, box_pt: tuple[float, float, float, float]) -> None:
        """Paint a stencil in black into left, bottom, width, height. The document carries it once."""
        write_stencil(self._doc, stencil)
        left, bottom, width, height = box_pt
        key = pdfdoc.xObjectName(stencil.name)
        self.addLiteral(f"q 0 g {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm /{key} Do Q")
        self._formsinuse.append(stencil.name)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration: no content, not read aloud, not copied."""
        self.addLiteral("/Artifact BMC")
        yield
        self.addLiteral("EMC")


def _utf16(text: str) -> str:
    """A text string in hexadecimal, with its byte order mark (ISO 32000-1, 7.9.2.2)."""
    return f"FEFF{text.encode('utf-16-be').hex().upper()}"
