"""What a service receipt says."""

from printing.documents.moments import stamp
from printing.documents.service_receipt import ServiceReceipt
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import Column
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.layouts.receipt.parts import FADES, begin, case_and_code, end, entry, facts, sizes_for


def compose_service_receipt(receipt: ServiceReceipt, width: PaperWidth) -> ReceiptSheet:
    """Return the receipt for a paper. Errors as `compose.compose`."""
    sizes = sizes_for(width)
    column = Column(width)
    begin(
        column,
        receipt.hall,
        receipt.title,
        sizes,
        specimen=receipt.specimen,
        copy_number=receipt.copy_number,
        item=receipt.item,
    )
    who = "　".join(part for part in (receipt.masked_name, receipt.masked_number) if part)
    facts(
        column,
        [
            ("办理状态", receipt.state),
            ("申请人", who),
            ("受理时间", stamp(receipt.accepted_at)),
            ("办结时限", receipt.time_limit),
            ("费用", receipt.fee),
        ],
        sizes,
    )
    if receipt.papers:
        column.rule(2, dash=6, above=8, below=10)
        column.text("本次打印", Face.SANS, sizes.value if sizes.beside else sizes.small)
        for number, paper in enumerate(receipt.papers, start=1):
            entry(column, f"{number}.", paper.title, f"{paper.paper_number}　共{paper.sheets}张", sizes)
    column.rule(4, above=8, below=12)
    case_and_code(column, receipt.case_number, receipt.verifier, receipt.code, receipt.help_line, sizes, width)
    end(column, receipt.notes, receipt.terminal_id, FADES, sizes)
    return column.finish(below=16)
