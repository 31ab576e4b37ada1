"""The pen that goes down the paper: it sets text, rules and codes below each other and keeps count of the height."""

from typing import Final

from printing.codes import QUIET_MODULES, Code
from printing.fonts.catalogue import Face
from printing.layouts.receipt.items import BarItem, CodeItem, FrameItem, Item, PaperWidth, ReceiptSheet, TextItem
from printing.typesetting.atoms import Span
from printing.typesetting.lines import SetLine, distributed_line, fitted_line, single_line
from printing.typesetting.paragraph import EM_BOX_ASCENT, Align, Paragraph, TextStyle, balanced_width_pt

SIDE: Final = 8
"""Dots left free on both sides: heads and paper are never quite in line."""
_LEADING: Final = 1.38
_FIGURE_LEADING: Final = 1.12
"""A figure has nothing below its base line."""
_BESIDE_AMOUNT: Final = 18
_LEAST_SIZE: Final = 26
"""Capitals of 2.4 mm: nothing on a receipt is smaller."""


class Column:
    """One receipt under way. Everything is set at once, so a missing character is found before anything is drawn."""

    def __init__(self, width: PaperWidth) -> None:
        """Begin at the top of a paper."""
        self._width = width
        self._items: list[Item] = []
        self._y = 0

    @property
    def text_width(self) -> int:
        """Dots between the sides."""
        return self._width.dots - 2 * SIDE

    @property
    def y(self) -> int:
        """How far down the pen is."""
        return self._y

    def skip(self, dots: int) -> None:
        """Leave a gap."""
        self._y += dots

    def skip_line(self, size: int) -> None:
        """Go down one line of letters of this size."""
        self._y += round(size * _LEADING)

    def has_room(self, text: str, face: Face, size: int, left: int) -> bool:
        """Whether a text that begins `left` dots from the left side is one line.

        Raises:
            MissingGlyph: no font has a character.
        """
        return single_line(text, face, size).width_pt <= self.text_width - left

    def go_to(self, y: int) -> None:
        """Put the pen at `y`, up or down."""
        self._y = y

    def text(
        self,
        text: str,
        face: Face,
        size: int,
        *,
        align: Align = Align.LEFT,
        left: int = 0,
        width: int | None = None,
        unbroken: bool = False,
    ) -> None:
        """Set text in as many lines as it needs, `left` dots from the left side, over `width` dots.

        Raises:
            MissingGlyph: no font has a character.
        """
        room = self.text_width - left if width is None else width
        leading = round(size * _LEADING)
        style = TextStyle(face, size, leading, align)
        paragraph = Paragraph.of([Span(text, face, unbroken=unbroken)], style).set(room)
        for line in paragraph.lines:
            shift = {Align.CENTRE: (room - line.width_pt) / 2, Align.RIGHT: room - line.width_pt}.get(align, 0.0)
            self._line(line, SIDE + left + shift, leading)

    def heading(self, text: str, face: Face, size: int, *, tracking_em: float) -> None:
        """Set a centred line with air between its letters; one too long for the paper gets smaller, then wraps.

        Raises:
            MissingGlyph: no font has a character.
        """
        line = fitted_line(
            text, face, size, self.text_width, tracking_em=tracking_em, smallest_pt=max(size * 0.8, _LEAST_SIZE)
        )
        if line is None:
            smaller = max(round(size * 0.85), _LEAST_SIZE)
            style = TextStyle(face, smaller, round(smaller * _LEADING), Align.CENTRE)
            width = round(balanced_width_pt(Paragraph.of(text, style), self.text_width))
            self.text(text, face, smaller, align=Align.CENTRE, left=(self.text_width - width) // 2, width=width)
        else:
            self._line(line, (self._width.dots - line.width_pt) / 2, round(size * _LEADING))

    def label(self, text: str, face: Face, size: int, *, spread: int) -> None:
        """Set a label over `spread` dots (均排) without moving the pen down.

        Raises:
            MissingGlyph: no font has a character.
        """
        line = distributed_line(text, face, size, spread)
        self._items.append(TextItem(line, SIDE, self._baseline(size, round(size * _LEADING))))

    def figure(self, text: str, face: Face, size: int) -> None:
        """Set one centred line as large as the paper lets it be, `size` at most: a number to be called by.

        Raises:
            MissingGlyph: no font has a character.
        """
        line = fitted_line(text, face, size, self.text_width, tracking_em=0.04, smallest_pt=1.0)
        assert line is not None
        self._line(line, (self._width.dots - line.width_pt) / 2, round(line.size_pt * _FIGURE_LEADING))

    def pair(self, text: str, amount: str, face: Face, size: int) -> None:
        """Set text at the left and an amount at the right, level with the text's last line or, without room, below it.

        The text is never squeezed into what the amount leaves over: it takes whole lines.

        Raises:
            MissingGlyph: no font has a character.
        """
        leading = round(size * _LEADING)
        line = fitted_line(amount, face, size, self.text_width, smallest_pt=1.0)
        assert line is not None
        style = TextStyle(face, size, leading)
        last = Paragraph.of(text, style).set(self.text_width).lines[-1]
        self.text(text, face, size)
        if last.width_pt + _BESIDE_AMOUNT + line.width_pt <= self.text_width:
            self._y -= leading
        self._line(line, SIDE + self.text_width - line.width_pt, leading)

    def rule(self, thickness: int, *, dash: int = 0, above: int, below: int) -> None:
        """Draw a rule over the whole width."""
        self._y += above
        self._items.append(BarItem(0, self._y, self._width.dots, thickness, dash))
        self._y += thickness + below

    def banner(self, text: str, face: Face, size: int) -> None:
        """Set white letters on a black bar over the whole width.

        Raises:
            MissingGlyph: no font has a character.
        """
        line = fitted_line(text, face, size, self.text_width - 16, tracking_em=0.12, smallest_pt=1.0)
        assert line is not None
        height = round(size * 1.6)
        self._items.append(BarItem(0, self._y, self._width.dots, height))
        x = (self._width.dots - line.width_pt) / 2
        self._items.append(TextItem(line, x, self._baseline(line.size_pt, height), white=True))
        self._y += height

    def boxed(self, label: str, text: str, face: Face, *, label_size: int, size: int) -> None:
        """Draw a frame with a small label and, beside it, letters that are easy to read out and type.

        Raises:
            MissingGlyph: no font has a character.
        """
        pad = 14
        set_label = single_line(label, Face.SANS_MEDIUM, label_size)
        room = self.text_width - 3 * pad - set_label.width_pt
        line = fitted_line(text, face, size, room, smallest_pt=label_size)
        if line is None:
            self.text(label, Face.SANS_MEDIUM, label_size)
            set_label, room = single_line("", face, label_size), self.text_width - 2 * pad
            line = fitted_line(text, face, size, room, smallest_pt=1.0)
        assert line is not None
        line = distributed_line(text, face, line.size_pt, min(room, line.width_pt + 0.3 * size * (len(text) - 1)))
        height = round(size * 1.35)
        self._items.append(FrameItem(SIDE, self._y, self.text_width, height, 3))
        baseline = self._baseline(size, height)
        self._items.append(TextItem(set_label, SIDE + pad, self._baseline(label_size, height)))
        self._items.append(TextItem(line, SIDE + self.text_width - pad - line.width_pt, baseline))
        self._y += height

    def code(self, code: Code, module: int, *, left: int) -> int:
        """Draw a code whose quiet zone begins `left` dots from the paper's edge; return the side, quiet zone included.

        The pen does not move.
        """
        quiet = QUIET_MODULES * module
        self._items.append(CodeItem(code, left + quiet, self._y + quiet, module))
        return code.side * module

    def finish(self, below: int) -> ReceiptSheet:
        """End the receipt `below` dots under the last item."""
        return ReceiptSheet(self._width, self._y + below, tuple(self._items))

    def _line(self, line: SetLine, x: float, leading: int) -> None:
        self._items.append(TextItem(line, x, self._baseline(line.size_pt, leading)))
        self._y += leading

    def _baseline(self, size: float, leading: int) -> int:
        return self._y + round((leading - size) / 2 + EM_BOX_ASCENT * size)
