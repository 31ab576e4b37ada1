"""The receipt's data: what a citizen takes away besides the paper. It names nobody beyond the hall's own masks."""

from collections.abc import Callable
from dataclasses import dataclass

import printing
from devices.api.kinds.receipt_printer import ReceiptRaster
from kiosk.domain.case import Case, Paper
from kiosk.domain.catalogue import Item
from kiosk.domain.citizen import SignedInCitizen
from kiosk.settings.model import TerminalSettings
from printing.documents.service_receipt import ReceiptPaper, ServiceReceipt

WIDTHS_PX = (576, 384)
"""Heads that `printing` has a layout for: 80 mm and 58 mm paper."""

_WITH_PAPER = "已办结"
_WITHOUT_PAPER = "已受理"
_ON_PHONE = "证明已发到手机，编号"
_NO_FEE = "不收费"
_FEN_PER_YUAN = 100


@dataclass(frozen=True, slots=True)
class ReceiptIssuer:
    """This terminal, as it stands on receipts. Their codes are the hall's (docs/adr/0012).

    Attributes:
        terminal: its names.
    """

    terminal: TerminalSettings

    def receipt(
        self, citizen: SignedInCitizen, item: Item, case: Case, paper: Paper | None, on_phone: Paper | None = None
    ) -> ServiceReceipt:
        """Return the receipt of `case`; `paper` is what came out of the printer, `on_phone` what a phone was given.

        Raises:
            printing.errors.FieldError: the hall's data breaks a rule of the document.
        """
        return ServiceReceipt(
            hall=_shortened(self.terminal.hall_name.zh, 40),
            item=_shortened(item.title.zh, 80),
            case_number=case.number,
            verifier=case.verifier,
            state=_WITHOUT_PAPER if paper is None and on_phone is None else _WITH_PAPER,
            accepted_at=case.result.as_of,
            terminal_id=_shortened(self.terminal.id, 30),
            code=case.receipt_code,
            masked_name=citizen.masked_name,
            masked_number=citizen.masked_number,
            time_limit=_shortened(item.time_limit.zh, 30),
            fee=f"{item.fee_fen / _FEN_PER_YUAN:.2f}元" if item.fee_fen else _NO_FEE,
            papers=() if paper is None else (ReceiptPaper(_shortened(paper.title.zh, 40), paper.number, paper.pages),),
            help_line=self.terminal.help_line,
            notes=() if on_phone is None else (f"{_ON_PHONE}{on_phone.number}",),
            specimen=self.terminal.specimen,
        )


def draw(receipt: ServiceReceipt, width_px: int) -> ReceiptRaster:
    """Lay `receipt` out as dots for a head of one of `WIDTHS_PX`.

    Raises:
        printing.errors.PrintingError: no font has a character of it, or its code is too long.
    """
    # Looked up when called: the layout brings fonts, which a start need not wait for.
    raster = printing.render_receipt(receipt, width_px=width_px)
    return ReceiptRaster(raster.width_px, raster.height_px, raster.bits)


def warm_up(draw_receipt: Callable[[ServiceReceipt, int], ReceiptRaster]) -> None:
    """Draw a sample of nobody's at each width, so that the first citizen does not wait for imports and fonts."""
    from printing.samples import sample_receipt  # noqa: PLC0415 - brings the layout: not while the terminal starts

    for width_px in WIDTHS_PX:
        draw_receipt(sample_receipt(), width_px)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
