"""缴费凭证: what was paid, for what, to whom, how. It is no invoice and says so; it names nobody in full."""

from dataclasses import dataclass, replace
from datetime import datetime

from printing.documents.fields import (
    check_count,
    check_masked,
    check_moment,
    check_number,
    check_positive,
    check_text,
    check_texts,
    check_verifier,
)
from printing.documents.money import MOST_FEN, check_fen
from printing.errors import FieldError, FieldRule


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: its name, how it is reckoned in words (550元×1件, may be empty), and its amount in fen."""

    name: str
    amount_fen: int
    reckoning: str = ""

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("name", self.name, at_most=40)
        check_fen("amount_fen", self.amount_fen)
        check_text("reckoning", self.reckoning, at_most=40, required=False)


@dataclass(frozen=True, slots=True, repr=False)
class PaymentVoucher:
    """The voucher of one payment.

    Attributes:
        hall: the hall's name, at the head.
        payee: whom it went to.
        item: what it was paid for.
        lines: the fees; their sum is the amount.
        voucher_number: its own number.
        case_number: the case it belongs to.
        verifier: the short code that with the case number shows how far the case is.
        method: how it was paid, in words: 微信支付.
        order_number: the number of the payment at whoever moved the money.
        notice_number: the number of the demand it answers (缴款码); may be empty.
        paid_at: when the money was known to have moved.
        masked_payer: who paid: 张*; empty names nobody.
        invoice: how to get the invoice, in words; may be empty.
        code: the text of its code.
    """

    hall: str
    payee: str
    item: str
    lines: tuple[FeeLine, ...]
    voucher_number: str
    case_number: str
    verifier: str
    method: str
    order_number: str
    paid_at: datetime
    terminal_id: str
    code: str
    notice_number: str = ""
    masked_payer: str = ""
    invoice: str = ""
    help_line: str = "12345"
    notes: tuple[str, ...] = ()
    title: str = "缴费凭证"
    copy_number: int = 1
    specimen: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("hall", self.hall, at_most=40)
        check_text("payee", self.payee, at_most=60)
        check_text("item", self.item, at_most=80)
        check_count("lines", len(self.lines), least=1, most=200)
        if self.total_fen > MOST_FEN:
            raise FieldError("lines", FieldRule.TOO_LONG, f"at most {MOST_FEN} fen together")
        check_number("voucher_number", self.voucher_number)
        check_number("case_number", self.case_number)
        check_verifier("verifier", self.verifier)
        check_text("method", self.method, at_most=20)
        check_number("order_number", self.order_number)
        check_moment("paid_at", self.paid_at)
        check_text("terminal_id", self.terminal_id, at_most=30)
        check_text("code", self.code, at_most=400)
        if self.notice_number:
            check_number("notice_number", self.notice_number)
        check_masked("masked_payer", self.masked_payer, at_most=80)
        check_text("invoice", self.invoice, at_most=60, required=False)
        check_text("help_line", self.help_line, at_most=30, required=False)
        check_texts("notes", self.notes, at_most=80, how_many=3)
        check_text("title", self.title, at_most=10)
        check_positive("copy_number", self.copy_number)

    @property
    def total_fen(self) -> int:
        """What was paid."""
        return sum(line.amount_fen for line in self.lines)

    def __repr__(self) -> str:
        """The voucher's number only."""
        return f"PaymentVoucher({self.voucher_number})"

    def with_code(self, code: str) -> "PaymentVoucher":
        """Return the same voucher with another code."""
        return replace(self, code=code)
