"""What stands on a no-house proof."""

from reportlab.lib.units import mm

from printing.documents.no_house_proof import NoHouseProof
from printing.fonts.catalogue import Face
from printing.layouts.applicant_table import applicant_table
from printing.layouts.closing import Closing
from printing.layouts.sheet import Part, lay_out
from printing.layouts.styles import BODY, FORM_LOOK, LABEL, ROW, ROW_CENTRE, ROW_STRONG
from printing.layouts.wording import basis, looked_up
from printing.rendered import RenderedPdf
from printing.typesetting.atoms import Span
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Cell, Row, Table

_SHARES = (0.10, 0.55, 0.35)
_GAP_PT = 5.5 * mm


def render_no_house_proof(proof: NoHouseProof) -> RenderedPdf:
    """Return the proof as PDF. Errors as `sheet.lay_out`."""
    table = applicant_table(proof.applicant, scope=proof.scope, purpose=proof.purpose, as_of=proof.as_of)
    statement = [
        *looked_up(proof, with_number=True),
        Span("未查询到", Face.SERIF_BOLD, unbroken=True),
        Span(f"{'、'.join(proof.searched)}信息。", Face.SERIF),
    ]
    story = [Part(table), Part(Paragraph.of(statement, BODY), _GAP_PT), Part(_result_table(proof), _GAP_PT)]
    return lay_out(proof, story, Closing(basis(proof, "本证明"), "特此证明。", proof.issue))


def _result_table(proof: NoHouseProof) -> Table:
    """One row for each thing that was looked for: what was found is as plain as what was asked."""
    header = Row(
        tuple(
            Cell(Paragraph.of(text, LABEL), share, tinted=True)
            for text, share in zip(("序号", "查询内容", "查询结果"), _SHARES, strict=True)
        )
    )
    rows = tuple(
        Row(
            (
                Cell(Paragraph.of(str(number), ROW_CENTRE), _SHARES[0]),
                Cell(Paragraph.of(searched, ROW), _SHARES[1]),
                Cell(Paragraph.of("未查询到登记信息", ROW_STRONG), _SHARES[2]),
            )
        )
        for number, searched in enumerate(proof.searched, start=1)
    )
    return Table((header,), rows, FORM_LOOK)
