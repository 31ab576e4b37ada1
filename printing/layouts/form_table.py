"""A table of labels and values: two fields share a row where both are short, a long one has a row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from printing.fonts.catalogue import Face
from printing.fonts.runs import width_em
from printing.layouts.label import Label
from printing.layouts.styles import EMPTY, FORM_LOOK, LABEL, TEXT_WIDTH_PT, VALUE
from printing.typesetting.atoms import Span
from printing.typesetting.blocks import Block
from printing.typesetting.paragraph import Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_LABEL_SHARE: Final = 0.15
_HALF_SHARE: Final = 0.5 - _LABEL_SHARE
_HALF_EM: Final = (_HALF_SHARE * TEXT_WIDTH_PT - 2 * FORM_LOOK.padding_x_pt) / VALUE.size_pt
_LABEL_EM: Final = (_LABEL_SHARE * TEXT_WIDTH_PT - 2 * FORM_LOOK.padding_x_pt) / LABEL.size_pt


@dataclass(frozen=True, slots=True)
class FormField:
    """A label and its value; an empty value is printed as a dash. A name is `unbroken`: it starts a line whole."""

    label: str
    value: str
    style: TextStyle = VALUE
    unbroken: bool = False


def form_table(fields: Sequence[FormField], header: tuple[Row, ...] = ()) -> Table:
    """Return the table.

    Raises:
        MissingGlyph: no font has a character.
    """
    rows: list[Row] = []
    waiting: FormField | None = None
    for field in fields:
        if width_em(field.value, Face.SERIF) > _HALF_EM:
            if waiting is not None:
                rows.append(_row(waiting))
                waiting = None
            rows.append(_row(field))
        elif waiting is None:
            waiting = field
        else:
            rows.append(_row(waiting, field))
            waiting = None
    if waiting is not None:
        rows.append(_row(waiting))
    return Table(header, tuple(rows), FORM_LOOK)


def _row(*fields: FormField) -> Row:
    share = _HALF_SHARE if len(fields) == 2 else 1 - _LABEL_SHARE
    cells: list[Cell] = []
    for field in fields:
        span = Span(field.value or EMPTY, field.style.face, unbroken=field.unbroken)
        cells.append(Cell(_label(field.label), _LABEL_SHARE, tinted=True))
        cells.append(Cell(Paragraph.of([span], field.style), share))
    return Row(tuple(cells))


def _label(text: str) -> Block:
    """Spread over four ems; one too long for its cell takes as many lines as it needs."""
    return Label(text, LABEL) if width_em(text, LABEL.face) <= _LABEL_EM else Paragraph.of(text, LABEL)
