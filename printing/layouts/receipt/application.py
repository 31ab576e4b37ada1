"""What the receipt for an application says on a roll: nobody's name in full, what was handed in, what is missing."""

from printing.documents.application_receipt import ApplicationReceipt, Material
from printing.documents.moments import date_words, stamp
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import Column
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.layouts.receipt.parts import FADES, Sizes, begin, case_and_code, end, entry, fact, facts, sizes_for

_MOST_RECEIVED = 20
"""What is missing is listed whole. What was handed in is not worth metres of paper: A4 lists it all."""


def compose_application_receipt(receipt: ApplicationReceipt, width: PaperWidth) -> ReceiptSheet:
    """Return the receipt for a paper. Errors as `compose.compose`."""
    sizes, issue = sizes_for(width), receipt.issue
    column = Column(width)
    begin(
        column,
        issue.hall,
        receipt.title,
        sizes,
        specimen=issue.specimen,
        copy_number=issue.copy_number,
        item=receipt.item,
    )
    facts(
        column,
        [
            ("申请人", "　".join(part for part in (receipt.masked_name, receipt.masked_number) if part)),
            ("受理部门", receipt.department),
            ("收件时间", stamp(receipt.received_at)),
            ("办结时限", receipt.time_limit),
            ("承诺办结", date_words(receipt.promised_on) if receipt.promised_on is not None else ""),
            ("费用", receipt.fee),
            ("领取方式", receipt.collection),
        ],
        sizes,
    )
    if receipt.missing:
        column.skip(8)
        column.banner(f"待补正材料　{len(receipt.missing)}项", Face.SANS_BOLD, sizes.value)
        column.skip(6)
        _list(column, receipt.missing, sizes)
    if receipt.received:
        column.rule(2, dash=6, above=8, below=10)
        column.text(f"已收材料　{len(receipt.received)}项", Face.SANS_BOLD, sizes.value)
        _list(column, receipt.received[:_MOST_RECEIVED], sizes)
        more = len(receipt.received) - _MOST_RECEIVED
        if more > 0:
            column.text(f"另有{more}项，见盖章的纸质回执。", Face.SANS_MEDIUM, sizes.value)
    column.rule(4, above=8, below=12)
    fact(column, "回执编号", issue.paper_number, sizes)
    case_and_code(column, issue.case_number, issue.verifier, issue.signed_code, receipt.help_line, sizes, width)
    end(column, ("需要盖章的纸质回执，请到服务窗口打印。", *issue.notes), issue.terminal_id, FADES, sizes)
    return column.finish(below=16)


def _list(column: Column, materials: tuple[Material, ...], sizes: Sizes) -> None:
    for number, material in enumerate(materials, start=1):
        under = "　".join(part for part in (material.form, f"{material.copies}份") if part)
        entry(column, f"{number}.", material.name, under, sizes)
