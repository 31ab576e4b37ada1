"""What stands on the A4 receipt for an application."""

from typing import Final

from reportlab.lib.units import mm

from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.moments import date_words, minute_stamp
from printing.fonts.catalogue import Face
from printing.layouts.applicant_table import applicant_fields
from printing.layouts.closing import Closing
from printing.layouts.counted import CountedTable
from printing.layouts.form_table import FormField, form_table
from printing.layouts.list_table import Column, list_table
from printing.layouts.sheet import FormWords, Part, lay_out
from printing.layouts.styles import BODY, LIST_CENTRE, LIST_MAIN, LIST_STRONG, VALUE_STRONG
from printing.rendered import RenderedPdf
from printing.typesetting.atoms import Span
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Cell, Row, Table

_GAP_PT: Final = 5.0 * mm
_COLUMNS: Final = (
    Column("序号", 1.0, LIST_CENTRE),
    Column("材料名称", 7.0, LIST_MAIN),
    Column("形式", 1.6, LIST_CENTRE),
    Column("份数", 1.0, LIST_CENTRE),
    Column("收件情况", 1.8, LIST_CENTRE),
)
_WORDS: Final = FormWords(issued="出具时间", worth="本回执仅证明申请材料的接收情况，不代表申请已获批准；涂改无效。")
_MISSING: Final = "待补正"


def render_application_receipt(receipt: ApplicationReceipt) -> RenderedPdf:
    """Return the receipt as an A4 PDF. Errors as `sheet.lay_out`."""
    promised = date_words(receipt.promised_on) if receipt.promised_on is not None else ""
    table = form_table(
        [
            *applicant_fields(receipt.applicant),
            FormField("收件时间", minute_stamp(receipt.received_at)),
            FormField("申请事项", receipt.item, VALUE_STRONG),
            FormField("受理部门", receipt.department),
            FormField("办结时限", receipt.time_limit),
            FormField("承诺办结日", promised),
            FormField("费用", receipt.fee),
            FormField("领取方式", receipt.collection),
        ]
    )
    story = [
        Part(table),
        Part(Paragraph.of(_statement(receipt), BODY), _GAP_PT),
        Part(CountedTable.of(_materials(receipt)), 3.0 * mm),
    ]
    return lay_out(receipt, story, Closing(_how_to_follow(receipt), "特此告知。", receipt.issue), _WORDS)


def _statement(receipt: ApplicationReceipt) -> list[Span]:
    received = receipt.received
    copies = sum(material.copies for material in received)
    spans = [
        Span("现收到申请人", Face.SERIF),
        Span(receipt.applicant.name, Face.SERIF_BOLD, unbroken=True),
        Span(f"为办理上述事项提交的申请材料{len(received)}项、{copies}份，", Face.SERIF),
    ]
    if receipt.missing:
        spans += [
            Span("尚有", Face.SERIF),
            Span(f"{len(receipt.missing)}项{_MISSING}", Face.SERIF_BOLD, unbroken=True),
            Span("，列示如下。", Face.SERIF),
        ]
    else:
        spans.append(Span("材料齐全，列示如下。", Face.SERIF))
    return spans


def _how_to_follow(receipt: ApplicationReceipt) -> str:
    basis = f"本回执依据{''.join(receipt.issue.legal_basis)}出具。" if receipt.issue.legal_basis else ""
    missing = "待补正的材料补齐之日起计算办结时限。" if receipt.missing else ""
    ask = f"，或致电{receipt.help_line}" if receipt.help_line else ""
    return f"{basis}{missing}办理进度可凭办件编号和查询码在自助终端、服务窗口查询{ask}。"


def _materials(receipt: ApplicationReceipt) -> Table:
    rows = [
        (str(number), material.name, material.form, str(material.copies), _MISSING if material.missing else "已收")
        for number, material in enumerate(receipt.materials, start=1)
    ]
    table = list_table(_COLUMNS, rows)
    marked = [
        _strong(row) if material.missing else row for row, material in zip(table.rows, receipt.materials, strict=True)
    ]
    return Table(table.header, tuple(marked), table.look)


def _strong(row: Row) -> Row:
    """The row of what is missing ends in bold: it is what its reader has to act on."""
    last = row.cells[-1]
    return Row((*row.cells[:-1], Cell(Paragraph.of(_MISSING, LIST_STRONG), last.share)))
