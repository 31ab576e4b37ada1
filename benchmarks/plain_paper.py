"""The baseline of `bench-paper`: the same words on paper by ReportLab alone, as its user guide does it.

One embedded font, a title, a table, two paragraphs and a QR code of ReportLab's own; no frame, no seal, no justified
Chinese, no code that can be checked.
"""

from io import BytesIO
from typing import Final

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import assets
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.service_receipt import ServiceReceipt

_FONT: Final = "PlainNotoSerif"
_RECEIPT_MM: Final = (72.0, 200.0)


def prepare() -> None:
    """Register the font, once: the plain program is warm too."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(assets.path("fonts/NotoSerifSC-Regular.ttf"))))


def plain_proof(proof: NoHouseProof) -> bytes:
    """Return the proof's words as one A4 page."""
    applicant, issue = proof.applicant, proof.issue
    rows = [
        ["申请人", applicant.name, "证件类型", applicant.id_kind],
        ["证件号码", applicant.id_number, "查询范围", proof.scope],
        *([searched, "未查询到登记信息", "", ""] for searched in proof.searched),
    ]
    searched = "、".join(proof.searched)
    statement = f"经查询，在{proof.scope}不动产登记信息系统中，申请人{applicant.name}名下未查询到{searched}信息。"
    return _built(A4, proof.title, rows, [statement, "特此证明。", issue.organisation], issue.code)


def plain_receipt(receipt: ServiceReceipt) -> bytes:
    """Return the receipt's words as one page of a roll's width."""
    rows = [
        ["事项", receipt.item],
        ["办件编号", receipt.case_number],
        ["状态", receipt.state],
        ["查询码", receipt.verifier],
    ]
    width, height = _RECEIPT_MM
    return _built((width * mm, height * mm), receipt.hall, rows, [receipt.fee], receipt.code)


def _built(page: tuple[float, float], title: str, rows: list[list[str]], lines: list[str], code: str) -> bytes:
    size = 11.0 if page == A4 else 8.0
    body = ParagraphStyle("body", fontName=_FONT, fontSize=size, leading=size * 1.8, wordWrap="CJK")
    heading = ParagraphStyle("heading", parent=body, fontSize=size * 1.8, leading=size * 2.6, alignment=1)
    margin = 26 * mm if page == A4 else 3 * mm
    table = Table([[Paragraph(cell, body) for cell in row] for row in rows])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("FONTNAME", (0, 0), (-1, -1), _FONT)]))
    side = 30 * mm
    widget = QrCodeWidget(code, barLevel="M")
    left, bottom, right, top = widget.getBounds()
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), 0, 0])
    drawing.add(widget)
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=page, leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin
    )
    document.build(
        [Paragraph(title, heading), Spacer(1, 4 * mm), table, Spacer(1, 4 * mm)]
        + [Paragraph(line, body) for line in lines]
        + [drawing]
    )
    return out.getvalue()
