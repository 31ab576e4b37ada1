"""A readiness report as an A4 PDF to sign and file.

The fourteen standard fonts have Latin letters only, so that Chinese needs a TrueType font: whoever asks for the report
gives its path. What a font cannot show is written as its number (``U+4E91``), never as an empty box.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from devices.bench.readiness import DeviceReadiness, Readiness
from devices.bench.report_words import WORDS, Language, ReportWords
from devices.bench.trace import status_in_words

_MARGIN: Final = 18 * mm
_FRAME_PADDING: Final = 6.0
"""What ReportLab's frames keep free on each side."""
_WIDTH: Final = A4[0] - 2 * _MARGIN - 2 * _FRAME_PADDING
_INK: Final = HexColor("#1b1f24")
_GREY: Final = HexColor("#4a5560")
_LINE: Final = HexColor("#d5dae0")
_READY: Final = "#0a5c2e"
_NOT_READY: Final = "#a11212"
_STANDARD_FONT: Final = "Helvetica"
_OWN_FONT: Final = "readiness-report"


class FontUnusable(Exception):
    """The font file is not there, or no TrueType font that can be embedded."""


@dataclass(frozen=True, slots=True)
class _Face:
    """A font and what it can show."""

    name: str
    characters: frozenset[int] | None

    def shown(self, text: str) -> str:
        """Return `text` as markup, what the font lacks as its number."""
        return escape("".join(one if self._has(one) else f"U+{ord(one):04X}" for one in text))

    def _has(self, one: str) -> bool:
        if self.characters is not None:
            return ord(one) in self.characters
        try:
            one.encode("cp1252")
        except UnicodeEncodeError:
            return False
        return one.isprintable()


class _Styles:
    """Paragraph styles of one face."""

    def __init__(self, face: _Face) -> None:
        def style(name: str, size: float, *, space_after: float = 0, colour: Color = _INK) -> ParagraphStyle:
            return ParagraphStyle(
                name,
                fontName=face.name,
                fontSize=size,
                leading=size * 1.4,
                textColor=colour,
                spaceAfter=space_after,
                splitLongWords=True,
                wordWrap="CJK" if face.characters is not None else None,
            )

        self.face = face
        self.title = style("title", 20, space_after=2)
        self.meta = style("meta", 10, space_after=6, colour=_GREY)
        self.verdict = style("verdict", 14, space_after=8)
        self.section = style("section", 13, space_after=4)
        self.cell = style("cell", 9)

    def text(self, said: str, style: ParagraphStyle | None = None) -> Paragraph:
        """Return a paragraph that says `said`."""
        return Paragraph(self.face.shown(said), style or self.cell)

    def coloured(self, said: str, good: bool, style: ParagraphStyle | None = None) -> Paragraph:
        """The same in green or red; the words say it too."""
        colour = _READY if good else _NOT_READY
        return Paragraph(f'<font color="{colour}">{self.face.shown(said)}</font>', style or self.cell)


def pdf_report(readiness: Readiness, language: Language, font: Path | None = None) -> bytes:
    """Return the report. Raises FontUnusable."""
    styles = _Styles(_face(font))
    words = WORDS[language]
    made = f"{words.terminal}: {readiness.terminal} · {words.made}: {readiness.at.astimezone():%Y-%m-%d %H:%M}"
    story: list[Flowable] = [
        styles.text(words.title, styles.title),
        styles.text(made, styles.meta),
        styles.coloured(words.ready if readiness.is_ready else words.not_ready, readiness.is_ready, styles.verdict),
        _summary(readiness, words, styles),
    ]
    for device in readiness.devices:
        story += [Spacer(1, 7 * mm), KeepTogether(_section(device, words, styles))]
    story += [Spacer(1, 20 * mm), KeepTogether([_line_to_sign(), styles.text(words.signature, styles.meta)])]
    memory = io.BytesIO()
    document = SimpleDocTemplate(
        memory,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=words.title,
        author="hallkiosk",
    )
    document.build(story)
    return memory.getvalue()


def _face(font: Path | None) -> _Face:
    if font is None:
        return _Face(_STANDARD_FONT, None)
    try:
        loaded = TTFont(_OWN_FONT, str(font))
    except (TTFError, OSError) as error:
        raise FontUnusable(str(font)) from error
    pdfmetrics.registerFont(loaded)
    return _Face(_OWN_FONT, frozenset(loaded.face.charToGlyph))


def _summary(readiness: Readiness, words: ReportWords, styles: _Styles) -> Table:
    heads = [styles.text(head) for head in (words.device, words.kind, words.driver, words.status, words.last_test)]
    rows = [
        [
            styles.coloured(device.binding.device_id, device.is_ready),
            styles.text(device.binding.kind.value),
            styles.text(device.binding.driver),
            styles.coloured(status_in_words(device.status), device.status.can_serve),
            _tested(device, words, styles),
        ]
        for device in readiness.devices
    ]
    return _table([heads, *rows], (0.17, 0.2, 0.17, 0.28, 0.18), has_head=True)


def _tested(device: DeviceReadiness, words: ReportWords, styles: _Styles) -> Paragraph:
    test = device.last_test
    if test is None:
        return styles.coloured(words.never_tested, good=False)
    return styles.coloured(words.passed if test.test.passed else words.failed, test.test.passed)


def _section(device: DeviceReadiness, words: ReportWords, styles: _Styles) -> list[Flowable]:
    said = device.capabilities
    facts = [
        (words.driver, f"{device.binding.kind.value} {device.binding.driver}"),
        (words.port, device.binding.port),
        (words.model, said.model if said else ""),
        (words.serial_number, said.serial_number if said else ""),
        *((name, words.value(value)) for name, value in (said.features.items() if said else ())),
    ]
    ready = words.ready if device.is_ready else words.not_ready
    parts: list[Flowable] = [
        styles.coloured(f"{device.binding.device_id}: {ready}", device.is_ready, styles.section),
        _table([[styles.text(name), styles.text(value)] for name, value in facts if value], (0.25, 0.75)),
    ]
    record = device.last_test
    if record is None:
        return [*parts, Spacer(1, 2 * mm), styles.coloured(f"{words.last_test}: {words.never_tested}", good=False)]
    parts += [Spacer(1, 3 * mm), styles.text(f"{words.last_test}: {record.at.astimezone():%Y-%m-%d %H:%M}")]
    rows = [
        [
            styles.coloured(words.passed if step.passed else words.failed, step.passed),
            styles.text(step.code),
            styles.text(f"{step.duration_ms:.0f} ms"),
            styles.text(step.detail_code),
        ]
        for step in record.test.steps
    ]
    heads = [styles.text(head) for head in ("", words.step, words.took, words.detail)]
    return [*parts, _table([heads, *rows], (0.15, 0.25, 0.15, 0.45), has_head=True)]


def _table(rows: Sequence[Sequence[Paragraph]], shares: tuple[float, ...], *, has_head: bool = False) -> Table:
    table = Table([list(row) for row in rows], colWidths=[_WIDTH * share for share in shares], repeatRows=int(has_head))
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                *([("LINEBELOW", (0, 0), (-1, 0), 1.0, _GREY)] if has_head else []),
            ]
        )
    )
    return table


def _line_to_sign() -> Table:
    line = Table([[""]], colWidths=[80 * mm], rowHeights=[2], hAlign="LEFT")
    line.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, -1), 0.8, _INK)]))
    return line
