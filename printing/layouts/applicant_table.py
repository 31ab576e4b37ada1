"""The table at the top of an issued paper: who, by which document, what was asked and when."""

from collections.abc import Sequence
from datetime import datetime

from printing.documents.moments import minute_stamp
from printing.documents.paper import Applicant
from printing.fonts.catalogue import Face
from printing.fonts.runs import width_em
from printing.layouts.label import Label
from printing.layouts.styles import EMPTY, FORM_LOOK, LABEL, TEXT_WIDTH_PT, VALUE, VALUE_STRONG
from printing.typesetting.atoms import Span
from printing.typesetting.paragraph import Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_NAME = "申请人"
_LABEL_SHARE = 0.15
_HALF_SHARE = 0.5 - _LABEL_SHARE
_HALF_EM = (_HALF_SHARE * TEXT_WIDTH_PT - 2 * FORM_LOOK.padding_x_pt) / VALUE.size_pt


def applicant_table(
    applicant: Applicant, *, scope: str, purpose: str, as_of: datetime, facts: Sequence[tuple[str, str]] = ()
) -> Table:
    """Return the table. Two fields share a row where both are short; a long one has a row of its own.

    Args:
        applicant: whom the paper is about.
        scope: where was looked; no field where it is empty.
        purpose: what it is for.
        as_of: when the registry was asked.
        facts: label and value of further fields, behind the others.

    Raises:
        MissingGlyph: no font has a character.
    """
    fields = [
        (_NAME, applicant.name, VALUE_STRONG),
        ("证件类型", applicant.id_kind, VALUE),
        ("证件号码", applicant.id_number, VALUE),
        ("数据截止", minute_stamp(as_of), VALUE),
        ("查询目的", purpose or EMPTY, VALUE),
        *([("查询范围", scope, VALUE)] if scope else []),
        *((label, value, VALUE) for label, value in facts),
    ]
    rows: list[Row] = []
    waiting: tuple[str, str, TextStyle] | None = None
    for field in fields:
        if _is_long(field[1]):
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
    return Table((), tuple(rows), FORM_LOOK)


def _is_long(value: str) -> bool:
    return width_em(value, Face.SERIF) > _HALF_EM


def _row(*fields: tuple[str, str, TextStyle]) -> Row:
    share = _HALF_SHARE if len(fields) == 2 else 1 - _LABEL_SHARE
    cells: list[Cell] = []
    for label, value, style in fields:
        cells.append(Cell(Label(label, LABEL), _LABEL_SHARE, tinted=True))
        cells.append(Cell(Paragraph.of([Span(value, style.face, unbroken=label == _NAME)], style), share))
    return Row(tuple(cells))
