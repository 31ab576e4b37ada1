"""Licence prints, receipts for applications, mediation agreements: what stands on them, on which page, and signed."""

import base64
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from math import cos, sin
from pathlib import Path

import pytest
import zxingcpp
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image, ImageStat

from devices.api.kinds.signature_drawing import png_of
from devices.api.kinds.signature_pad import PenPoint, Signature
from printing import RenderedPdf, render_pdf
from printing.authenticity import Genuine, Outcome, PublishedKeys, verify_code
from printing.documents.application_receipt import ApplicationReceipt, Material
from printing.documents.desk_examples import (
    bare_application_receipt,
    ordinary_licence_copy,
    ordinary_mediation_agreement,
)
from printing.documents.digest import content_digest
from printing.documents.example_ink import FIRST
from printing.documents.example_parts import AT
from printing.documents.ink import MOST_BYTES, MOST_PAD_BYTES, ink_of
from printing.documents.json_form import to_json
from printing.documents.kinds import Document
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import InkSignature, MediationAgreement
from printing.documents.moments import date_words, minute_stamp
from printing.errors import FieldError, FieldRule, MissingGlyph
from printing.raster_preview import page_images, page_texts
from printing.samples import SAMPLE_KID, sample, sample_keys
from printing.signing.certificates import make_authority, make_signer
from printing.signing.pades import PaperSigner
from printing.signing.paper_check import check_pdf
from tests.support.paper import missing_texts, plain, poppler_fonts, poppler_text, texts_of

PAGES = {
    "licence-copy": 1,
    "licence-copy-extreme": 2,
    "application-receipt": 1,
    "application-receipt-extreme": 5,
    "application-receipt-bare": 1,
    "mediation-agreement": 2,
    "mediation-agreement-extreme": 5,
}
DeskPaper = LicenceCopy | ApplicationReceipt | MediationAgreement
NOT_AS_TEXT = r"issue\.(code|seal\..*)|masked_(name|number)|.*png_b64"
"""Codes and ink are pictures, a seal is drawn, and masks are for the roll."""


def paper(name: str) -> DeskPaper:
    """A sample paper."""
    document = sample(name)
    assert isinstance(document, DeskPaper)
    return document


@cache
def rendered(name: str) -> RenderedPdf:
    """A sample paper laid out, once for all tests that only look at it."""
    return render_pdf(paper(name))


def text_of(document: DeskPaper) -> str:
    """What Poppler reads from it, without white space."""
    return plain(poppler_text(render_pdf(document).pdf))


@pytest.mark.parametrize(("name", "pages"), PAGES.items())
def test_everything_said_is_on_the_paper_and_every_page_says_of_which(name: str, pages: int) -> None:
    """Every text of the data comes out as it went in, beyond the BMP too; every font is embedded and mapped.

    Page x of y, the number and, behind the first, the title: a loose sheet is put back where it belongs.
    """
    document, pdf = paper(name), rendered(name).pdf
    assert missing_texts(pdf, texts_of(document, without=NOT_AS_TEXT)) == []
    rows = poppler_fonts(pdf)
    assert rows
    assert all(row[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"] for row in rows)
    texts = [plain(text) for text in page_texts(pdf)]
    assert len(texts) == pages
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页共{pages}页" in text
        assert f"编号：{document.issue.paper_number}" in text
        assert (f"{document.title}（续页）" in text) == (number > 1)


@pytest.mark.parametrize("name", ["licence-copy-extreme", "application-receipt-bare", "mediation-agreement"])
def test_code_is_genuine_and_the_seal_is_on_the_last_page(name: str) -> None:
    """At 150 dpi the code is read; its claim is the paper's number, copy and content."""
    document, made = paper(name), rendered(name)
    (found,) = zxingcpp.read_barcodes(page_images(made.pdf, dpi=150)[-1])
    verdict = verify_code(found.text, sample_keys())
    assert isinstance(verdict, Genuine)
    assert verdict.claim.paper_number == document.issue.paper_number
    assert verdict.claim.copy_number == document.issue.copy_number
    assert verdict.claim.content_digest == content_digest(document)
    assert made.seal is not None
    assert made.seal.page == made.pages - 1


def test_heads_are_repeated_over_all_materials_and_what_is_missing_is_said() -> None:
    """Sixty rows, each once, each page with its heads; the sums and the count forbid another row."""
    document = paper("application-receipt-extreme")
    assert isinstance(document, ApplicationReceipt)
    texts = [plain(text) for text in page_texts(rendered("application-receipt-extreme").pdf)]
    assert all("材料名称" in text for text in texts)
    whole = "".join(texts)
    assert [one.name for one in document.materials if whole.count(plain(one.name)) != 1] == []
    copies = sum(one.copies for one in document.received)
    assert f"申请材料{len(document.received)}项、{copies}份" in whole
    assert f"尚有{len(document.missing)}项待补正" in whole
    assert whole.count("待补正") == len(document.missing) + 2
    assert "以上共60条" in whole


def test_application_that_is_complete_says_so() -> None:
    """Nothing missing is a sentence of its own, and no empty promise stands on a bare one."""
    text = text_of(paper("application-receipt-bare"))
    assert "材料齐全" in text
    assert "待补正" not in text
    assert "或致电" not in text


def test_licence_without_an_end_is_good_for_good() -> None:
    """No last day is words, not a dash; a state other than good stands as it is."""
    document = paper("licence-copy")
    assert isinstance(document, LicenceCopy)
    assert "有效期至长期" in text_of(document)
    ended = replace(document, valid_until=date(2026, 12, 31), state="已暂扣")
    assert f"有效期至{date_words(date(2026, 12, 31))}" in text_of(ended)
    assert "证照状态已暂扣" in text_of(ended)


def test_signatures_are_ink_and_a_line_waits_where_there_is_none(tmp_path: Path) -> None:
    """As many sharp one-bit stencils as signatures, each with its moment; the others are signed with a pen."""
    document = paper("mediation-agreement-extreme")
    assert isinstance(document, MediationAgreement)
    signed = [*(party.signature for party in document.parties), *(one.signature for one in document.mediators)]
    inks = [ink for ink in signed if ink is not None]
    file = tmp_path / "agreement.pdf"
    file.write_bytes(rendered("mediation-agreement-extreme").pdf)
    listed = subprocess.run(["pdfimages", "-list", str(file)], capture_output=True, text=True, check=True).stdout
    stencils = [line.split() for line in listed.splitlines() if " stencil " in line]
    assert len(stencils) == len(inks) == 3
    assert all(row[7] == "1" for row in stencils)
    text = plain(poppler_text(file.read_bytes()))
    assert text.count("（签名）") == len(signed) - len(inks)
    assert all(plain(minute_stamp(ink.signed_at)) in text for ink in inks)


def test_clauses_are_numbered_and_sections_have_no_gap() -> None:
    """Without a paragraph on performance the signatures are the third section, not the fourth."""
    document = paper("mediation-agreement")
    assert isinstance(document, MediationAgreement)
    text = text_of(replace(document, performance=""))
    for number, clause in enumerate(document.clauses, start=1):
        assert plain(f"{number}. {clause}") in text
    assert "三、签名" in text
    assert "四、签名" in text_of(document)


BEGINS, ENDS = AT - timedelta(days=1), AT + timedelta(days=900)


@pytest.mark.parametrize("name", ["licence-copy", "application-receipt", "mediation-agreement"])
def test_signed_paper_is_found_valid_and_genuine(name: str, tmp_path: Path) -> None:
    """`pdfsig` finds the whole file signed; the check of the paper finds its code, text and signature in agreement."""
    authority = make_authority("云江市政务服务中心", begins=BEGINS, ends=ENDS)
    signer = make_signer(authority, paper(name).issue.organisation, begins=BEGINS, ends=ENDS)
    data = to_json(paper(name))
    signed = PaperSigner(signer, authority).sign(rendered(name), data=data, signed_at=AT, reason="出具")
    file = tmp_path / "paper.pdf"
    file.write_bytes(signed.pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    pem = authority.certificate.public_bytes(Encoding.PEM)
    key = sample_keys().find(SAMPLE_KID)
    assert key is not None
    assert check_pdf(signed.pdf, PublishedKeys([key], [pem]), None, now=AT).outcome is Outcome.GENUINE


NO_FONT = "\U00030000"


@pytest.mark.parametrize(
    ("name", "field", "change"),
    [
        (
            "licence-copy",
            "facts[5].value",
            lambda one: replace(one, facts=(*one.facts[:5], replace(one.facts[5], value=NO_FONT))),
        ),
        ("application-receipt", "materials[0].name", lambda one: replace(one, materials=(Material(NO_FONT),))),
        (
            "mediation-agreement",
            "parties[1].address",
            lambda one: replace(one, parties=(one.parties[0], replace(one.parties[1], address=f"云江{NO_FONT}"))),
        ),
        ("queue-ticket", "place", lambda one: replace(one, place=NO_FONT)),
        (
            "payment-voucher",
            "lines[1].name",
            lambda one: replace(one, lines=(one.lines[0], replace(one.lines[1], name=NO_FONT))),
        ),
        ("daily-report", "open_points[0]", lambda one: replace(one, open_points=(NO_FONT,))),
    ],
)
def test_character_no_font_has_stops_the_document(
    name: str, field: str, change: Callable[[Document], Document]
) -> None:
    """With the character and where it stands, before anything is drawn."""
    with pytest.raises(MissingGlyph) as missing:
        render_pdf(change(sample(name)))
    assert (missing.value.code_point, missing.value.field) == (0x30000, field)


@pytest.mark.parametrize(
    ("make", "field", "rule"),
    [
        (lambda: replace(ordinary_licence_copy(), issued_on=date(2027, 1, 1)), "issued_on", FieldRule.PATTERN),
        (lambda: replace(ordinary_licence_copy(), valid_until=date(2020, 1, 1)), "valid_until", FieldRule.ORDER),
        (lambda: replace(ordinary_licence_copy(), licence_name="照" * 31), "licence_name", FieldRule.TOO_LONG),
        (lambda: replace(bare_application_receipt(), materials=()), "materials", FieldRule.NOT_EMPTY),
        (
            lambda: replace(bare_application_receipt(), materials=(Material("证"),) * 301),
            "materials",
            FieldRule.TOO_MANY,
        ),
        (
            lambda: replace(bare_application_receipt(), promised_on=date(2026, 11, 1)),
            "promised_on",
            FieldRule.ORDER,
        ),
        (lambda: Material("证", copies=0), "copies", FieldRule.POSITIVE),
        (
            lambda: replace(ordinary_mediation_agreement(), parties=ordinary_mediation_agreement().parties[:1]),
            "parties",
            FieldRule.NOT_EMPTY,
        ),
        (
            lambda: replace(ordinary_mediation_agreement(), parties=ordinary_mediation_agreement().parties[:1] * 2),
            "parties",
            FieldRule.PATTERN,
        ),
        (lambda: replace(ordinary_mediation_agreement(), clauses=()), "clauses", FieldRule.NOT_EMPTY),
    ],
)
def test_what_cannot_stand_on_paper_is_refused(make: Callable[[], object], field: str, rule: FieldRule) -> None:
    """With the field and the rule, before anything is drawn or signed."""
    with pytest.raises(FieldError) as refused:
        make()
    assert (refused.value.field, refused.value.rule) == (field, rule)


def png(mode: str, size: tuple[int, int], stroke: tuple[int, int, int, int] | None, colour: object) -> str:
    """A picture with one stroke, as a pad sends it."""
    picture = Image.new(mode, size, "white" if mode != "RGBA" else (0, 0, 0, 0))
    if stroke is not None:
        picture.paste(colour, stroke)  # type: ignore[arg-type]  # what a colour is depends on the mode
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.parametrize(
    "given",
    [
        "not base64!",
        "",
        base64.b64encode(b"GIF89a").decode(),
        FIRST[:200],
        png("L", (40, 20), None, 0),
        png("L", (40, 20), (5, 5, 30, 9), 200),
        png("1", (2000, 1001), (5, 5, 30, 9), 0),
        base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES).decode(),
    ],
    ids=["no base64", "nothing", "no PNG", "cut", "blank", "too pale", "too many dots", "too many bytes"],
)
def test_what_is_no_ink_is_refused(given: str) -> None:
    """A signature that shows nothing, or cannot be shown, never reaches an agreement."""
    with pytest.raises(FieldError) as refused:
        InkSignature(given, datetime(2026, 11, 23, tzinfo=UTC))
    assert refused.value.field == "png_b64"


@pytest.mark.parametrize(("mode", "colour"), [("L", 0), ("1", 0), ("RGB", (0, 0, 60)), ("RGBA", (0, 0, 0, 255))])
def test_ink_is_trimmed_to_its_strokes(mode: str, colour: object) -> None:
    """White and transparent ground are the same, and a signature in a corner is as large as one in the middle."""
    ink = ink_of(png(mode, (200, 80), (100, 50, 140, 60), colour))
    assert (ink.width, ink.height) == (120, 30)
    assert set(ink.bits) == {0xFF}


@pytest.mark.parametrize(("width_mm", "height_mm"), [(60.0, 25.0), (120.0, 50.0), (300.0, 120.0)])
def test_signature_of_any_pad_goes_onto_paper(width_mm: float, height_mm: float) -> None:
    """From a small pad or across a large screen, as its driver draws it: some kilobytes, and the same strokes."""
    strokes = [
        tuple(
            PenPoint(
                width_mm * (0.1 + 0.09 * number + 0.06 * sin(step / 9)), height_mm * (0.5 + 0.4 * cos(step / 7)), step
            )
            for step in range(60)
        )
        for number in range(9)
    ]
    drawn = png_of(Signature(tuple(strokes), width_mm, height_mm))
    signature = InkSignature.of(drawn, AT)
    assert len(signature.png_b64) < 20_000
    ink = ink_of(signature.png_b64)
    with Image.open(BytesIO(drawn)) as picture:
        alpha = picture.getchannel("A")
    box = alpha.getbbox()
    assert box is not None
    wide, tall = box[2] - box[0], box[3] - box[1]
    assert ink.width / ink.height == pytest.approx(wide / tall, rel=0.03)
    pressed = sum(map(int.bit_count, ink.bits)) / (ink.width * ink.height)
    covered = ImageStat.Stat(alpha.crop(box)).mean[0] / 255
    assert pressed == pytest.approx(covered, rel=0.12)


@pytest.mark.parametrize("given", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(MOST_PAD_BYTES)])
def test_what_no_pad_draws_is_refused(given: bytes) -> None:
    """Nothing, another picture, or one too large to be looked into."""
    with pytest.raises(FieldError) as refused:
        InkSignature.of(given, AT)
    assert refused.value.field == "png"
