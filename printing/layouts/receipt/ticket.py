"""What a queue ticket says: above all its number, to be read from arm's length."""

from printing.documents.moments import stamp
from printing.documents.queue_ticket import QueueTicket
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import Column
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.layouts.receipt.parts import code_beside, end, entry, facts, mark, sizes_for
from printing.typesetting.paragraph import Align

_LAST = "请留意叫号屏幕和广播"


def compose_queue_ticket(ticket: QueueTicket, width: PaperWidth) -> ReceiptSheet:
    """Return the ticket for a paper. Errors as `compose.compose`."""
    sizes = sizes_for(width)
    column = Column(width)
    column.skip(6)
    column.heading(ticket.hall, Face.SANS_MEDIUM, sizes.hall, tracking_em=0.14)
    mark(column, sizes, specimen=ticket.specimen, copy_number=1)
    column.rule(4, above=8, below=6)
    column.text("您的号码", Face.SANS_MEDIUM, sizes.value, align=Align.CENTRE)
    column.figure(ticket.number, Face.SANS_BOLD, sizes.figure)
    if ticket.priority:
        column.banner(ticket.priority, Face.SANS_BOLD, sizes.item)
        column.skip(4)
    column.heading(ticket.business, Face.SANS_BOLD, sizes.item, tracking_em=0.06)
    column.rule(2, dash=6, above=8, below=10)
    facts(
        column,
        [
            ("等候地点", ticket.place),
            ("前面等候", f"{ticket.ahead}人" if ticket.ahead is not None else ""),
            ("预计等候", ticket.wait),
            ("取号时间", stamp(ticket.taken_at)),
        ],
        sizes,
    )
    if ticket.materials:
        column.rule(2, dash=6, above=8, below=10)
        column.text("请准备好", Face.SANS_BOLD, sizes.value)
        for material in ticket.materials:
            entry(column, "□", material, "", sizes)
    if ticket.link:
        column.rule(2, dash=6, above=8, below=4)
        how, otherwise = "扫码看排队进度", "没有手机也能等：叫到您的号码时，屏幕和广播会通知。"
        code_beside(column, ticket.link, how, otherwise, "", sizes, width)
    end(column, ticket.notes, ticket.terminal_id, _LAST, sizes)
    return column.finish(below=16)
