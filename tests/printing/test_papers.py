"""Issued papers: what stands on them, on how many pages, under which seal, and that they look as they did."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image

from printing import RenderedPdf, pages_to_png, render_pdf, warm_up
from printing.authenticity import Claim, Genuine, verify_code
from printing.documents.digest import content_digest
from printing.documents.examples import ordinary_no_house_proof
from printing.documents.kinds import IssuedPaper
from printing.documents.moments import date_words, stamp
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.property_listing import PropertyListing
from printing.documents.registry_proof import RegistryProof
from printing.errors import CodeTooLong, FieldError, MissingGlyph, PdfUnreadable
from printing.layouts.property_listing import grouped
from printing.raster_preview import page_images
from printing.samples import SAMPLE_NAMES, sample, sample_keys
from tests.support.paper import (
    GOLDEN,
    differs,
    golden_names,
    golden_page,
    pdfium_text,
    poppler_fonts,
    poppler_text,
)

PAPERS = (
    "no-house-proof",
    "no-house-proof-extreme",
    "no-house-proof-bare",
    "property-listing",
    "property-listing-extreme",
    "registry-proof",
    "registry-proof-extreme",
    "registry-proof-bare",
)


RegistryPaper = NoHouseProof | PropertyListing | RegistryProof


def paper(name: str) -> RegistryPaper:
    """A sample paper."""
    document = sample(name)
    assert isinstance(document, RegistryPaper)
    return document


@cache
def rendered_sample(name: str) -> RenderedPdf:
    """A sample paper laid out, once for all tests that only look at it."""
    return render_pdf(paper(name))


def facts_of(document: RegistryPaper) -> list[str]:
    """Every text that the document's data says must be on the paper."""
    issue, applicant = document.issue, document.applicant
    facts = [
        applicant.name,
        applicant.id_kind,
        applicant.id_number,
        document.scope,
        document.title,
        document.subtitle,
        document.purpose,
        issue.paper_number,
        issue.case_number,
        issue.verifier,
        issue.organisation,
        issue.hall,
        issue.terminal_id,
        stamp(issue.issued_at),
        date_words(issue.issued_at),
        *issue.legal_basis,
        *issue.notes,
    ]
    if issue.valid_until is not None:
        facts.append(date_words(issue.valid_until))
    if isinstance(document, NoHouseProof):
        return facts + list(document.searched)
    if isinstance(document, RegistryProof):
        facts += [document.statement, document.words, *(fact.value for fact in document.facts)]
        for table in document.tables:
            facts += [table.title, *table.columns, *(cell for row in table.rows for cell in row)]
        return facts
    for record in document.records:
        facts += [record.location, grouped(record.unit_number), record.right_type, record.area_m2]
        facts += [record.shared, record.certificate_number]
        facts += [record.registered_on.isoformat()] if record.registered_on else []
    return facts


@pytest.mark.parametrize("name", PAPERS)
def test_everything_said_is_on_the_paper(name: str) -> None:
    """Every field comes out of the PDF by Poppler and by PDFium as it went in, spaces at line ends apart."""
    document = paper(name)
    pdf = rendered_sample(name).pdf
    for extracted in (poppler_text(pdf), pdfium_text(pdf)):
        plain = re.sub(r"\s", "", extracted)
        missing = [fact for fact in facts_of(document) if re.sub(r"\s", "", fact) not in plain]
        assert missing == []


@pytest.mark.parametrize("name", PAPERS)
def test_all_fonts_are_embedded(name: str) -> None:
    """Poppler lists composite fonts only, all embedded, subset and mapped to Unicode."""
    rows = poppler_fonts(rendered_sample(name).pdf)
    assert rows
    assert all(row[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"] for row in rows)


@pytest.mark.parametrize(("name", "pages"), list(zip(PAPERS, (1, 2, 1, 1, 7, 1, 8, 1), strict=True)))
def test_pages_are_counted_and_numbered(name: str, pages: int) -> None:
    """Everyday papers are one page; every page says which of how many it is."""
    rendered = rendered_sample(name)
    assert rendered.pages == pages == len(page_images(rendered.pdf, dpi=20))
    text = re.sub(r"\s", "", poppler_text(rendered.pdf))
    assert all(f"第{number}页共{pages}页" in text for number in range(1, pages + 1))


def test_header_and_number_are_on_every_page_of_a_listing() -> None:
    """Each page repeats the table's header and the paper's number; each record stands exactly once."""
    document = paper("property-listing-extreme")
    assert isinstance(document, PropertyListing)
    text = poppler_text(rendered_sample("property-listing-extreme").pdf)
    assert text.count("不动产登记信息查询结果（续页）") == 6
    assert text.count(f"编号：{document.issue.paper_number}") == 7
    assert text.count("登记日期") == 7
    for record in document.records:
        if record.certificate_number:
            assert text.count(record.certificate_number) == 1


@pytest.mark.parametrize("name", PAPERS)
def test_code_on_first_and_last_page_is_read_and_genuine(name: str) -> None:
    """At 150 dpi the code is read from the page; its claim is the paper's number, copy and content."""
    document = paper(name)
    pages = page_images(rendered_sample(name).pdf, dpi=150)
    for page in {0: pages[0], len(pages): pages[-1]}.values():
        found = zxingcpp.read_barcodes(page)
        assert [one.text for one in found] == [document.issue.code]
        verdict = verify_code(found[0].text, sample_keys())
        assert isinstance(verdict, Genuine)
        assert_claim_is_of(verdict.claim, document)


def assert_claim_is_of(claim: Claim, document: IssuedPaper) -> None:
    """The claim says what the paper says."""
    assert claim.paper_number == document.issue.paper_number
    assert claim.copy_number == document.issue.copy_number
    assert claim.content_digest == content_digest(document)


@pytest.mark.parametrize("name", PAPERS)
def test_seal_lies_over_issuer_and_date_on_the_last_page(name: str) -> None:
    """The seal is red where the layout says it is, on the page of the last words, with black letters over it."""
    rendered = rendered_sample(name)
    seal = rendered.seal
    assert seal is not None
    assert seal.page == rendered.pages - 1
    page = page_images(rendered.pdf, dpi=72)[seal.page]
    left, bottom, right, top = seal.box_pt
    assert right - left == pytest.approx(top - bottom) == pytest.approx(40 * 72 / 25.4)
    inside = page.crop((round(left), round(page.height - top), round(right), round(page.height - bottom)))
    assert share(inside, red) > 0.10
    assert share(inside, black) > 0.006
    assert share(page, red) < 0.03


def red(pixel: tuple[int, int, int]) -> bool:
    """Whether a pixel is the seal's."""
    return pixel[0] > 150 and pixel[1] < 100


def black(pixel: tuple[int, int, int]) -> bool:
    """Whether a pixel is text."""
    return max(pixel) < 70


def share(picture: Image.Image, wanted: object) -> float:
    """The share of pixels that `wanted` accepts."""
    data = picture.convert("RGB").tobytes()
    assert callable(wanted)
    hits = sum(bool(wanted((data[at], data[at + 1], data[at + 2]))) for at in range(0, len(data), 3))
    return hits / (picture.width * picture.height)


def test_specimen_and_reprint_are_marked_on_every_page() -> None:
    """A specimen says so in words on each page, a second copy says which it is, a first real copy says neither."""
    text = poppler_text(render_pdf(paper("no-house-proof-extreme")).pdf)
    assert text.count("样张·非正式凭证　补打·第2份") == 2
    document = paper("no-house-proof")
    real = poppler_text(render_pdf(replace(document, issue=replace(document.issue, specimen=False))).pdf)
    assert "样张" not in real
    assert "补打" not in real


def test_specimen_is_marked_across_the_page() -> None:
    """The large pale mark makes a specimen's page greyer than the paper it shows."""
    document = paper("no-house-proof-bare")
    real = replace(document, issue=replace(document.issue, specimen=False))
    marked, plain = (page_images(render_pdf(one).pdf, dpi=40)[0].convert("L") for one in (document, real))
    assert sum(marked.tobytes()) < sum(plain.tobytes()) * 0.999


def test_paper_without_its_code_is_not_laid_out() -> None:
    """An unsigned paper cannot leave: the error names the field."""
    with pytest.raises(FieldError) as caught:
        render_pdf(ordinary_no_house_proof())
    assert caught.value.field == "issue.code"


def test_code_that_does_not_fit_is_refused() -> None:
    """A code above version 10 has no room on the paper."""
    with pytest.raises(CodeTooLong):
        render_pdf(ordinary_no_house_proof().with_code("A" * 400))


@pytest.mark.parametrize("where", ["name", "scope", "organisation", "terminal_id"])
def test_missing_character_anywhere_stops_the_paper(where: str) -> None:
    """Whether it would stand in a table, in the text, in the seal or in the foot: the character is named."""
    document = paper("no-house-proof")
    assert isinstance(document, NoHouseProof)
    text = "云江\U0001f600"
    match where:
        case "name":
            document = replace(document, applicant=replace(document.applicant, name=text))
        case "scope":
            document = replace(document, scope=text)
        case "organisation":
            document = replace(document, issue=replace(document.issue, organisation=text))
        case _:
            document = replace(document, issue=replace(document.issue, terminal_id=text))
    with pytest.raises(MissingGlyph) as caught:
        render_pdf(document)
    assert caught.value.code_point == 0x1F600


def test_same_paper_gives_the_same_bytes() -> None:
    """No clock and no chance is in a PDF: laying out again gives the same file and the same hash."""
    warm_up()
    first, second = (render_pdf(paper("no-house-proof")) for _ in range(2))
    assert first == second
    assert first.pdf == second.pdf


def test_papers_laid_out_at_once_do_not_mix() -> None:
    """The hall lays out on several threads; each paper is what it would be alone."""
    names = PAPERS[:4]
    alone = {name: render_pdf(paper(name)).sha256 for name in names}
    with ThreadPoolExecutor(4) as pool:
        rendered: list[RenderedPdf] = list(pool.map(lambda name: render_pdf(paper(name)), names * 2))
    assert [one.sha256 for one in rendered] == [alone[name] for name in names * 2]


def test_papers_stay_small() -> None:
    """A certificate with guilloche, seal and code is below 250 KB, with everything long in it too."""
    for name in PAPERS:
        assert len(rendered_sample(name).pdf) < 250_000


@pytest.mark.parametrize("name", sorted(file.name for file in GOLDEN.glob("*.png")))
def test_pages_look_as_they_did(name: str) -> None:
    """Every golden page is drawn as before, within what another renderer's version may change."""
    with Image.open(GOLDEN / name) as golden:
        assert not differs(golden_page(name), golden.convert("L"))


def test_golden_pages_are_complete() -> None:
    """Every page under comparison has its golden picture, and none is left over; every document has one."""
    assert golden_names() == {file.name for file in GOLDEN.glob("*.png")}
    documents = {name.removesuffix("-extreme").removesuffix("-bare") for name in SAMPLE_NAMES}
    assert not [document for document in documents if not any(name.startswith(document) for name in golden_names())]


@pytest.mark.parametrize("by", [(2, 0), (0, 2), (-2, 0)])
def test_comparison_notices_a_millimetre(by: tuple[int, int]) -> None:
    """The comparison is no rubber stamp: text moved by a millimetre fails it."""
    with Image.open(GOLDEN / "no-house-proof-1.png") as golden:
        page = golden.convert("L")
    moved = page.copy()
    text = page.crop((60, 150, 440, 420))
    moved.paste(text, (60 + by[0], 150 + by[1]))
    assert differs(moved, page)
    assert not differs(page, page)


def test_comparison_notices_a_changed_document() -> None:
    """One proof is not taken for another."""
    names = ("no-house-proof-1.png", "property-listing-1.png", "no-house-proof-extreme-1.png")
    for one, other in pairwise(golden_page(name) for name in names):
        assert differs(one, other)


def test_preview_has_a_png_a_page() -> None:
    """Pages come as PNG in their order, at the resolution asked for."""
    pictures = pages_to_png(render_pdf(paper("no-house-proof-extreme")).pdf, dpi=40)
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_preview_of_no_pdf_is_a_typed_error() -> None:
    """What is no PDF cannot be shown."""
    with pytest.raises(PdfUnreadable):
        pages_to_png(b"not a PDF", dpi=60)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("999901001001GB00001F00010001", "999901 001001 GB00001 F00010001"),
        ("999901 001001 GB00001 F00010001", "999901 001001 GB00001 F00010001"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_unit_numbers_are_printed_in_groups(given: str, printed: str) -> None:
    """28 characters are unreadable in one piece; anything else is left as it is."""
    assert grouped(given) == printed


def two_houses(shared: str, location: str) -> IssuedPaper:
    """A listing of two houses of long descriptions."""
    listing = paper("property-listing")
    assert isinstance(listing, PropertyListing)
    records = tuple(replace(record, shared=shared, location=record.location + location) for record in listing.records)
    return replace(listing, records=records[:2])


def test_listing_of_two_houses_closes_on_its_own_page() -> None:
    """A closing that misses the page by some millimetres is brought back by setting the page closer."""
    near = two_houses("共同共有（王例二、张样一、阿依·古丽）", "样板花园（地下一层）")
    far = two_houses("共同共有（王例二、张样一、阿依·古丽）", "样板花园" * 12)
    assert render_pdf(near).pages == 1
    assert render_pdf(far).pages == 2
    for document in (near, far):
        text = poppler_text(render_pdf(document).pdf)
        assert "特此告知。" in text
