"""What stands on a proof whose fields are data."""

from reportlab.lib.units import mm

from printing.documents.registry_proof import ProofTable, RegistryProof
from printing.fonts.catalogue import Face
from printing.fonts.runs import width_em
from printing.layouts.applicant_table import applicant_table
from printing.layouts.closing import Closing
from printing.layouts.sheet import lay_out
from printing.layouts.styles import BODY, EMPTY, LIST_CENTRE, LIST_HEAD, LIST_LOOK, LIST_MAIN, TABLE_TITLE
from printing.layouts.wording import basis
from printing.rendered import RenderedPdf
from printing.typesetting.blocks import Block
from printing.typesetting.paragraph import Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_GAP_PT = 5.0 * mm
_SHORT_EM = 9.0
"""A column none of whose cells is longer is set in its middle: dates, amounts, numbers."""


def render_registry_proof(proof: RegistryProof) -> RenderedPdf:
    """Return the proof as PDF. Errors as `sheet.lay_out`."""
    facts = [(fact.label, fact.value or EMPTY) for fact in proof.facts]
    table = applicant_table(proof.applicant, scope=proof.scope, purpose=proof.purpose, as_of=proof.as_of, facts=facts)
    story: list[tuple[Block, float]] = [(table, 0.0), (Paragraph.of(proof.statement, BODY), _GAP_PT)]
    for listed in proof.tables:
        story.append((_table(listed), _GAP_PT))
        story.append((Paragraph.of(f"（以上共{len(listed.rows)}条，以下空白）", LIST_CENTRE), 1.5 * mm))
    return lay_out(proof, story, Closing(basis(proof, "本证明"), proof.words, proof.issue))


def _table(listed: ProofTable) -> Table:
    shares = listed.shares or (1,) * len(listed.columns)
    parts = [share / sum(shares) for share in shares]
    header = Row(
        tuple(
            Cell(Paragraph.of(column, LIST_HEAD), part, tinted=True)
            for column, part in zip(listed.columns, parts, strict=True)
        )
    )
    # The title is part of the head: it never stands alone at a page's end, and says on each page what goes on there.
    heads = (Row((Cell(Paragraph.of(listed.title, TABLE_TITLE), 1.0, tinted=True),)), header)
    styles = [_style(column) for column in zip(*listed.rows, strict=True)] or [LIST_MAIN] * len(parts)
    rows = tuple(
        Row(
            tuple(
                Cell(Paragraph.of(cell or EMPTY, style), part)
                for cell, style, part in zip(row, styles, parts, strict=True)
            )
        )
        for row in listed.rows
    )
    return Table(heads if listed.title else (header,), rows, LIST_LOOK)


def _style(cells: tuple[str, ...]) -> TextStyle:
    return LIST_CENTRE if all(width_em(cell, Face.SERIF) <= _SHORT_EM for cell in cells) else LIST_MAIN
