"""What a payment voucher says: the fees, their sum in figures and in capitals, and that it is no invoice."""

from printing.documents.moments import stamp
from printing.documents.money import yuan, yuan_capitals
from printing.documents.payment_voucher import PaymentVoucher
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import Column
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.layouts.receipt.parts import FADES, begin, case_and_code, end, fact, facts, sizes_for

_NO_INVOICE = "本凭证仅证明缴费，不作报销凭证。"


def compose_payment_voucher(voucher: PaymentVoucher, width: PaperWidth) -> ReceiptSheet:
    """Return the voucher for a paper. Errors as `compose.compose`."""
    sizes = sizes_for(width)
    column = Column(width)
    begin(
        column,
        voucher.hall,
        voucher.title,
        sizes,
        specimen=voucher.specimen,
        copy_number=voucher.copy_number,
        item=voucher.item,
    )
    facts(
        column,
        [
            ("收款单位", voucher.payee),
            ("缴费人", voucher.masked_payer),
            ("缴费方式", voucher.method),
            ("缴费时间", stamp(voucher.paid_at)),
            ("缴款码", voucher.notice_number),
            ("订单号", voucher.order_number),
        ],
        sizes,
    )
    column.rule(2, dash=6, above=8, below=10)
    column.pair("收费项目", "金额（元）", Face.SANS, sizes.small)
    for line in voucher.lines:
        column.pair(line.name, yuan(line.amount_fen), Face.SANS_MEDIUM, sizes.value)
        if line.reckoning:
            column.text(line.reckoning, Face.SANS, sizes.small)
    column.rule(2, above=6, below=6)
    column.pair("合计", f"¥{yuan(voucher.total_fen)}", Face.SANS_BOLD, sizes.item)
    column.text(f"大写：{yuan_capitals(voucher.total_fen)}", Face.SANS_MEDIUM, sizes.value)
    column.rule(4, above=8, below=12)
    fact(column, "凭证编号", voucher.voucher_number, sizes)
    case_and_code(column, voucher.case_number, voucher.verifier, voucher.code, voucher.help_line, sizes, width)
    invoice = (voucher.invoice,) if voucher.invoice else ()
    end(column, (_NO_INVOICE, *invoice, *voucher.notes), voucher.terminal_id, FADES, sizes)
    return column.finish(below=16)
