"""What stands on a terminal's daily report: the day in figures, then every service, paper, payment and incident."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from printing.documents.daily_report import DailyReport, Incident, PaymentEntry
from printing.documents.moments import CHINA, date_words
from printing.documents.money import yuan, yuan_capitals
from printing.layouts.counted import CountedTable
from printing.layouts.list_table import Column, list_table
from printing.layouts.one_line import OneLine
from printing.layouts.report_sheet import ReportHead, lay_out_report
from printing.layouts.sheet import Part
from printing.layouts.styles import (
    FIGURE,
    FIGURE_LABEL,
    FIGURES_CENTRE,
    FIGURES_LEFT,
    FIGURES_RIGHT,
    LIST_CENTRE,
    LIST_LOOK,
    LIST_MAIN,
    REPORT_HEADING,
    REPORT_TEXT,
)
from printing.rendered import RenderedPdf
from printing.typesetting.blocks import Stack
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Cell, Row, Table

_SECTION_PT: Final = 4.8 * mm
_NUMBER: Final = Column("序号", 1.0, FIGURES_CENTRE)
_AT: Final = Column("时间", 1.5, FIGURES_CENTRE)
_SERVICES: Final = (
    _NUMBER,
    Column("事项", 9.0, LIST_MAIN),
    *(Column(head, 1.6, FIGURES_CENTRE) for head in ("受理", "办结", "在办", "终止")),
)
_PAPERS: Final = (
    _NUMBER,
    _AT,
    Column("文书", 5.2, LIST_MAIN),
    Column("编号", 5.4, FIGURES_LEFT),
    Column("份号", 1.1, FIGURES_CENTRE),
    Column("张数", 1.1, FIGURES_CENTRE),
    Column("结果", 1.8, LIST_CENTRE),
)
_PAYMENTS: Final = (
    Column("序号", 1.1, FIGURES_CENTRE),
    Column("时间", 1.4, FIGURES_CENTRE),
    Column("订单号", 5.6, FIGURES_LEFT),
    Column("事项", 3.2, LIST_MAIN),
    Column("方式", 2.25),
    Column("金额（元）", 2.7, FIGURES_RIGHT, whole=True),
    Column("退款（元）", 2.3, FIGURES_RIGHT, whole=True),
    Column("结果", 1.9, LIST_CENTRE),
)
_INCIDENTS: Final = (
    _NUMBER,
    _AT,
    Column("设备", 3.0, LIST_MAIN),
    Column("情况", 6.0, LIST_MAIN),
    Column("处置", 6.0, LIST_MAIN),
)
_SIGNERS: Final = ("填报人", "复核人", "值班负责人")


def render_daily_report(report: DailyReport) -> RenderedPdf:
    """Return the report as PDF. Errors as `report_sheet.lay_out_report`."""
    head = ReportHead(
        title=report.title,
        subject=f"{report.hall}　终端 {report.terminal_id}　{date_words(report.day)}",
        made_at=report.made_at,
        specimen=report.specimen,
    )
    sections = [
        ("办件", _listed(_SERVICES, _services(report))),
        ("文书", _listed(_PAPERS, _papers(report))),
    ]
    if report.payments is not None:
        sections.append(("收费", _listed(_PAYMENTS, _payments(report.payments)) + _money(report.payments)))
    if report.incidents is not None:
        sections.append(("设备异常与处置", _listed(_INCIDENTS, _incidents(report.incidents))))
    sections.append(("待办", _open_points(report)))
    story = [Part(_figures(report))]
    for numeral, (title, parts) in zip("一二三四五", sections, strict=False):
        story += [Part(Paragraph.of(f"{numeral}、{title}", REPORT_HEADING), _SECTION_PT, heading=True), *parts]
    story.append(Part(_sign_off(), 8.0 * mm))
    return lay_out_report(head, story, author=report.hall)


def _listed(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Part]:
    if not rows:
        return [Part(Paragraph.of("本日无记录。", REPORT_TEXT), 1.0 * mm)]
    numbered = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    return [Part(CountedTable.of(list_table(columns, numbered)), 1.5 * mm)]


def _open_points(report: DailyReport) -> list[Part]:
    points = [f"{number}. {point}" for number, point in enumerate(report.open_points, start=1)] or ["无。"]
    return [Part(Paragraph.of(point, REPORT_TEXT), 1.0 * mm) for point in points]


def _figures(report: DailyReport) -> Table:
    figures = [
        ("受理（件）", str(sum(one.begun for one in report.services)), 1.0),
        ("办结（件）", str(sum(one.finished for one in report.services)), 1.0),
        ("文书（份）", str(len(report.papers)), 1.0),
        ("用纸（张）", str(sum(paper.sheets for paper in report.papers)), 1.0),
    ]
    if report.payments is not None:
        figures.append(("到账净额（元）", yuan(_net_fen(report.payments)), 1.6))
    if report.incidents is not None:
        figures.append(("设备异常（次）", str(len(report.incidents)), 1.1))
    whole = sum(share for _, _, share in figures)
    cells = [
        Cell(Stack((OneLine(value, FIGURE), Paragraph.of(label, FIGURE_LABEL)), (1.0, 0.0)), share / whole)
        for label, value, share in figures
    ]
    return Table((), (Row(tuple(cells)),), LIST_LOOK)


def _services(report: DailyReport) -> list[tuple[str, ...]]:
    return [
        (one.item, str(one.begun), str(one.finished), str(one.under_way), str(one.broken_off))
        for one in report.services
    ]


def _papers(report: DailyReport) -> list[tuple[str, ...]]:
    return [
        (
            paper.at.astimezone(CHINA).strftime("%H:%M"),
            paper.title,
            paper.paper_number,
            str(paper.copy_number),
            str(paper.sheets),
            paper.outcome,
        )
        for paper in report.papers
    ]


def _payments(payments: Sequence[PaymentEntry]) -> list[tuple[str, ...]]:
    return [
        (
            payment.at.astimezone(CHINA).strftime("%H:%M"),
            payment.order_number,
            payment.item,
            payment.method,
            yuan(payment.amount_fen),
            yuan(payment.refunded_fen) if payment.refunded_fen else "",
            _outcome(payment),
        )
        for payment in payments
    ]


def _outcome(payment: PaymentEntry) -> str:
    if not payment.confirmed:
        return "待核对"
    if not payment.refunded_fen:
        return "已到账"
    return "已退款" if payment.refunded_fen == payment.amount_fen else "部分退款"


def _received_fen(payments: Sequence[PaymentEntry]) -> int:
    return sum(payment.amount_fen for payment in payments if payment.confirmed)


def _net_fen(payments: Sequence[PaymentEntry]) -> int:
    return _received_fen(payments) - sum(payment.refunded_fen for payment in payments)


def _money(payments: Sequence[PaymentEntry]) -> list[Part]:
    """What came in, what went back, what is left, and what nobody knows of yet: never in one sum."""
    if not payments:
        return []
    received, net = _received_fen(payments), _net_fen(payments)
    open_fen = sum(payment.amount_fen for payment in payments if not payment.confirmed)
    waiting = f"另有待核对{yuan(open_fen)}元，未计入。" if open_fen else ""
    sums = f"到账{yuan(received)}元，退款{yuan(received - net)}元，净额{yuan(net)}元（{yuan_capitals(net)}）。{waiting}"
    return [Part(Paragraph.of(sums, REPORT_TEXT), 1.0 * mm)]


def _incidents(incidents: Sequence[Incident]) -> list[tuple[str, ...]]:
    return [(one.at.astimezone(CHINA).strftime("%H:%M"), one.device, one.what, one.done) for one in incidents]


def _sign_off() -> Table:
    cells = [Cell(Paragraph.of(f"{signer}：", REPORT_TEXT), 1 / len(_SIGNERS)) for signer in _SIGNERS]
    return Table((), (Row(tuple(cells)),), LIST_LOOK)
