"""What stands on a roll: dots for both papers, the same on PDF, readable for old eyes and cheap cameras."""

import re
from dataclasses import replace
from functools import cache
from typing import TypeGuard, assert_never

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from printing import Raster, render_receipt, render_receipt_pdf
from printing.authenticity import Genuine, verify_code
from printing.codes import QUIET_MODULES
from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.digest import content_digest
from printing.documents.kinds import RollDocument
from printing.documents.money import yuan, yuan_capitals
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.queue_ticket import QueueTicket
from printing.documents.service_receipt import ServiceReceipt
from printing.errors import CodeTooLong, MissingGlyph
from printing.fonts.catalogue import Face, font
from printing.layouts.receipt.column import SIDE
from printing.layouts.receipt.compose import compose
from printing.layouts.receipt.dots import draw_raster, raster_image
from printing.layouts.receipt.items import (
    DOTS_PER_INCH,
    CodeItem,
    FrameItem,
    Item,
    PaperWidth,
    ReceiptSheet,
    TextItem,
)
from printing.layouts.receipt.parts import MODULE
from printing.samples import sample, sample_keys, sample_receipt
from tests.support.paper import missing_texts, plain, poppler_fonts, poppler_text, texts_of

RECEIPTS = ("service-receipt", "service-receipt-extreme", "service-receipt-bare")
APPLICATIONS = ("application-receipt", "application-receipt-extreme", "application-receipt-bare")
VOUCHERS = ("payment-voucher", "payment-voucher-extreme")
TICKETS = ("queue-ticket", "queue-ticket-extreme", "queue-ticket-bare")
ROLLS = (*RECEIPTS, *APPLICATIONS, *VOUCHERS, *TICKETS)
SIGNED = (*RECEIPTS, *APPLICATIONS, *VOUCHERS)
CODED = tuple(name for name in ROLLS if name != "queue-ticket-bare")
WIDTHS = (576, 384)
LEAST_CAP_HEIGHT_MM = 2.3
"""7 point capitals or more: the body of a large-print form; 12345 and the verifier are larger still."""


def receipt(name: str) -> ServiceReceipt:
    """A sample receipt."""
    document = sample(name)
    assert isinstance(document, ServiceReceipt)
    return document


def roll(name: str) -> RollDocument:
    """A sample document that has layouts for a roll."""
    document = sample(name)
    assert isinstance(document, RollDocument)
    return document


def code_of(document: RollDocument) -> str:
    """The text of its code."""
    match document:
        case ApplicationReceipt():
            return document.issue.code
        case QueueTicket():
            return document.link
        case _:
            return document.code


@cache
def sheet_of(name: str, width: PaperWidth) -> ReceiptSheet:
    """A sample set for a paper, once for all tests that only look at it."""
    return compose(roll(name), width)


def dots(raster: Raster) -> NDArray[np.bool_]:
    """The raster as rows of dots, true where it burns."""
    rows = np.frombuffer(raster.bits, dtype=np.uint8).reshape(raster.height_px, raster.width_px // 8)
    return np.unpackbits(rows, axis=1).astype(bool)


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("width", list(PaperWidth))
def test_code_on_the_raster_is_read(name: str, width: PaperWidth) -> None:
    """Two readers read the code, and no other, from the dots."""
    picture = raster_image(draw_raster(sheet_of(name, width))).convert("L")
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [code_of(roll(name))]
    code = next(item for item in sheet_of(name, width).items if isinstance(item, CodeItem))
    around = picture.crop((0, max(code.top - 200, 0), picture.width, code.top + 600))
    assert [one.data.decode() for one in pyzbar.decode(around)] == [code_of(roll(name))]


@pytest.mark.parametrize("name", SIGNED)
def test_signed_code_is_genuine(name: str) -> None:
    """Its claim is the document's number, copy and content."""
    document = roll(name)
    assert not isinstance(document, QueueTicket)
    verdict = verify_code(code_of(document), sample_keys())
    assert isinstance(verdict, Genuine)
    match document:
        case ServiceReceipt():
            expected = (document.case_number, document.copy_number, document.verifier)
        case ApplicationReceipt():
            expected = (document.issue.paper_number, document.issue.copy_number, "")
        case PaymentVoucher():
            expected = (document.voucher_number, document.copy_number, "")
        case _:
            assert_never(document)
    claim = verdict.claim
    assert (claim.paper_number, claim.copy_number, claim.verifier) == expected
    assert claim.content_digest == content_digest(document)


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("width", list(PaperWidth))
def test_code_has_five_dots_a_module_and_its_quiet_zone(name: str, width: PaperWidth) -> None:
    """Nothing burns within four modules of the code, and it stays on the paper."""
    sheet = sheet_of(name, width)
    code = next(item for item in sheet.items if isinstance(item, CodeItem))
    assert code.module == MODULE >= 5
    quiet, side = QUIET_MODULES * code.module, code.code.modules * code.module
    assert code.x - quiet >= 0
    assert code.x + side + quiet <= width.dots
    burnt = dots(draw_raster(sheet))
    around = burnt[code.top - quiet : code.top + side + quiet, code.x - quiet : code.x + side + quiet].copy()
    around[quiet : quiet + side, quiet : quiet + side] = False
    assert not around.any()


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize("width", list(PaperWidth))
def test_all_letters_are_large_enough(name: str, width: PaperWidth) -> None:
    """Capitals are 2.3 mm high or more on both papers; the verifier's are 4 mm or more unless it is very long."""
    sheet = sheet_of(name, width)
    for item in sheet.items:
        if isinstance(item, TextItem):
            cap_height = font(Face.SANS).metrics.cap_height / 1000 * item.line.size_pt
            assert cap_height / DOTS_PER_INCH * 25.4 >= LEAST_CAP_HEIGHT_MM


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize("width", list(PaperWidth))
def test_nothing_leaves_the_paper_or_overlaps(name: str, width: PaperWidth) -> None:
    """Every letter is on the paper, and no two lines of text share a dot's place."""
    sheet = sheet_of(name, width)
    boxes = []
    for item in sheet.items:
        if isinstance(item, TextItem):
            size = item.line.size_pt
            assert item.x >= -0.5 * size
            assert item.x + item.line.width_pt <= width.dots + 0.5
            boxes.append(
                (item.x, item.x + item.line.width_pt, item.baseline - 0.80 * size, item.baseline + 0.06 * size)
            )
        if isinstance(item, FrameItem):
            assert item.x + item.width <= width.dots
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            assert apart


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize("width_mm", [80, 58])
def test_pdf_says_what_the_document_says(name: str, width_mm: int) -> None:
    """Every text of its data comes out of its PDF; every font is embedded; there is one page, and no seal."""
    document = roll(name)
    rendered = render_receipt_pdf(document, width_mm=width_mm)
    assert rendered.pages == 1
    assert rendered.seal is None
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in poppler_fonts(rendered.pdf))
    assert missing_texts(rendered.pdf, texts_of(document, without=_NOT_ON_A_ROLL[type(document)])) == []


_NOT_ON_A_ROLL: dict[type[RollDocument], str] = {
    ServiceReceipt: r"code|title",
    PaymentVoucher: r"code",
    QueueTicket: r"link|title",
    ApplicationReceipt: r"applicant\..*|subtitle|materials\[[2-9]\d\].*|materials\[1\d\d\].*"
    r"|issue\.(code|organisation|seal\..*|legal_basis.*)",
}
"""Codes are no text, a ticket's number is its title, and a roll names nobody in full and lists twenty materials."""


def test_application_on_a_roll_names_nobody_and_lists_all_that_is_missing() -> None:
    """Left in a bin it tells no stranger who applied; what has still to be brought is there whole."""
    document = roll("application-receipt-extreme")
    assert isinstance(document, ApplicationReceipt)
    text = plain(poppler_text(render_receipt_pdf(document, width_mm=58).pdf))
    assert document.applicant.name not in text
    assert document.applicant.id_number not in text
    assert f"待补正材料{len(document.missing)}项" in text
    assert [material.name for material in document.missing if plain(material.name) not in text] == []
    assert f"另有{len(document.received) - 20}项" in text


@pytest.mark.parametrize("width", list(PaperWidth))
def test_amounts_are_whole_and_end_at_one_edge(width: PaperWidth) -> None:
    """No amount is cut, nor the word for their sum, and the sum stands in capitals too."""
    document = roll("payment-voucher-extreme")
    assert isinstance(document, PaymentVoucher)
    lines = {item.line.text: item for item in sheet_of("payment-voucher-extreme", width).items if is_text(item)}
    ends = set()
    for amount in [yuan(line.amount_fen) for line in document.lines] + [f"¥{yuan(document.total_fen)}"]:
        ends.add(round(lines[amount].x + lines[amount].line.width_pt))
    assert ends == {width.dots - SIDE}
    assert "合计" in lines
    assert plain(yuan_capitals(document.total_fen)) in plain("".join(lines))


def is_text(item: Item) -> TypeGuard[TextItem]:
    """Whether it is a line of text."""
    return isinstance(item, TextItem)


def test_number_that_does_not_fit_beside_its_label_goes_below() -> None:
    """An order number is read out by telephone: on 80 mm it is one line."""
    document = roll("payment-voucher")
    assert isinstance(document, PaymentVoucher)
    found = [item for item in sheet_of("payment-voucher", PaperWidth.MM_80).items if is_text(item)]
    number = next(item for item in found if item.line.text == document.order_number)
    label = next(item for item in found if item.line.text == "订单号")
    assert number.x == label.x
    assert number.baseline > label.baseline


def test_ticket_s_number_is_as_large_as_the_paper_lets_it_be() -> None:
    """Four characters fill a third of a hand; six are smaller, and still on the paper."""
    for name in TICKETS:
        document = roll(name)
        assert isinstance(document, QueueTicket)
        for width, least in ((PaperWidth.MM_80, 120), (PaperWidth.MM_58, 80)):
            found = [item for item in sheet_of(name, width).items if is_text(item)]
            number = next(item for item in found if item.line.text == document.number)
            assert number.line.size_pt >= least
            assert number.line.size_pt == max(item.line.size_pt for item in found)


def test_pdf_is_as_wide_as_the_paper() -> None:
    """The page is 80 mm wide, and as long as the dots say."""
    document = sample_receipt()
    raster = render_receipt(document)
    rendered = render_receipt_pdf(document)
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", rendered.pdf)
    assert box is not None
    width, height = (float(value) for value in box.groups())
    assert width == pytest.approx(80 / 25.4 * 72, abs=0.1)
    assert height == pytest.approx((raster.height_px / DOTS_PER_INCH + 6 / 25.4) * 72, abs=0.1)


def test_narrow_paper_has_a_layout_of_its_own() -> None:
    """58 mm is no scaled 80 mm: letters are as large, values stand under their labels."""
    document = sample_receipt()
    wide, narrow = (compose(document, width) for width in PaperWidth)
    values = [
        next(item for item in sheet.items if isinstance(item, TextItem) and item.line.text == document.state)
        for sheet in (wide, narrow)
    ]
    assert values[0].line.size_pt == values[1].line.size_pt
    assert values[1].x < values[0].x
    assert narrow.height > wide.height


def test_raster_is_bits_with_black_as_one() -> None:
    """The raster is as wide as its head, mostly white, most significant bit left, and its repr shows the size only."""
    raster = render_receipt(sample_receipt())
    assert raster.width_px == 576
    assert len(raster.bits) == 72 * raster.height_px
    assert 0.03 < dots(raster).mean() < 0.25
    assert repr(raster) == f"Raster(width_px=576, height_px={raster.height_px})"


def test_raster_whose_size_does_not_add_up_is_refused() -> None:
    """Bits and size must agree."""
    with pytest.raises(ValueError, match="does not hold"):
        Raster(16, 2, b"\0" * 3)


def test_same_receipt_gives_the_same_dots() -> None:
    """Drawing again gives the same receipt."""
    document = receipt("service-receipt-extreme")
    assert render_receipt(document).bits == render_receipt(document).bits


def test_specimen_and_second_copy_are_marked() -> None:
    """A sample and a reprint say so; an everyday receipt says neither."""
    text = poppler_text(render_receipt_pdf(receipt("service-receipt-extreme")).pdf)
    assert "样张·非正式凭证" in text
    assert "补打·第2份" in text
    real = poppler_text(render_receipt_pdf(replace(sample_receipt(), specimen=False)).pdf)
    assert "样张" not in real
    assert "补打" not in real


@pytest.mark.parametrize("width_px", [0, 500, 575])
def test_unknown_head_is_refused(width_px: int) -> None:
    """There is a layout for 576 and for 384 dots, and no other."""
    with pytest.raises(ValueError, match="no receipt layout"):
        render_receipt(sample_receipt(), width_px=width_px)


def test_unknown_paper_is_refused() -> None:
    """There is a layout for 80 and for 58 mm, and no other."""
    with pytest.raises(ValueError, match="70"):
        render_receipt_pdf(sample_receipt(), width_mm=70)


def test_missing_character_stops_the_receipt() -> None:
    """A character that no font has is named before a dot is drawn."""
    with pytest.raises(MissingGlyph):
        render_receipt(replace(sample_receipt(), item="查询😀"))


def test_code_that_does_not_fit_stops_the_receipt() -> None:
    """A code above version 10 would not fit the narrow paper."""
    with pytest.raises(CodeTooLong):
        render_receipt(replace(sample_receipt(), code="a" * 300), width_px=384)


def test_rare_character_is_drawn_from_the_font_that_has_it() -> None:
    """A character only the serif has is drawn on the receipt too, and is no box."""
    rare = chr(0x9FF0)
    line = next(
        item
        for item in compose(replace(sample_receipt(), item=f"查询{rare}"), PaperWidth.MM_80).items
        if isinstance(item, TextItem) and rare in item.line.text
    )
    assert line.line.letters[-1].face is Face.SERIF_BOLD
