"""Which characters papers can show, that they come out of the PDF again, and what happens to those they cannot."""

from dataclasses import replace

import numpy as np
import pytest

from printing import check_characters, render_pdf, render_receipt
from printing.documents import examples
from printing.errors import MissingGlyph
from printing.explaining import explain_error
from printing.fonts.catalogue import CHAINS, TEXT_FACES, Face, font, source
from printing.raster_preview import page_images
from printing.typesetting.lines import single_line
from tests.support.characters import (
    GB18030_IDEOGRAPHS,
    gb18030_ideographs,
    gb18030_radicals,
    gbk_characters,
    standard_characters,
)
from tests.support.paper import empty_page, page_of_lines, pdfium_text, poppler_fonts, poppler_text

_EACH = 61
_A_LINE = 40


def test_the_sets_are_the_standards() -> None:
    """The lists that coverage is proved against are as long as their standards say."""
    assert len(set(standard_characters())) == 8_105
    assert len(set(gb18030_ideographs())) == 87_887
    assert len(set(gb18030_radicals())) == 228
    assert len(set(gbk_characters())) == len(gbk_characters()) == 21_791
    assert set(standard_characters()) <= set(gb18030_ideographs())


@pytest.mark.parametrize("face", TEXT_FACES)
def test_every_character_of_the_standards_has_a_glyph_in_every_face(face: Face) -> None:
    """All 8,105 standard characters, GBK, and every ideograph and radical of GB 18030-2022 print, in any face."""
    chain = [font(candidate) for candidate in CHAINS[face]]
    wanted = {*standard_characters(), *gbk_characters(), *gb18030_ideographs(), *gb18030_radicals()}
    assert [c for c in wanted if not any(opened.glyph_of(ord(c)) for opened in chain)] == []


def test_no_ideograph_is_drawn_blank_or_as_the_missing_glyph() -> None:
    """Each glyph of the chain has ink of its own: none is empty, none is the box of glyph 0, each is an em wide."""
    chain = [font(candidate) for candidate in CHAINS[Face.SERIF]]
    for character in gb18030_ideographs():
        opened, glyph = next((f, g) for f in chain if (g := f.glyph_of(ord(character))))
        assert opened.glyph_bytes(glyph)
        assert opened.glyph_bytes(glyph) != opened.glyph_bytes(0)
        assert opened.advance(glyph) == 1000


@pytest.mark.parametrize("face", [Face.SERIF_BOLD, Face.SANS])
def test_a_sample_of_every_block_comes_out_as_it_went_in(face: Face) -> None:
    """Poppler and PDFium read what was set, ideographs beyond the Basic Multilingual Plane too; all fonts embedded."""
    beyond = "".join(c for c in standard_characters() if ord(c) > 0xFFFF)
    edges = "".join(chr(code) for ends in GB18030_IDEOGRAPHS.values() for code in ends)
    text = gb18030_ideographs()[::_EACH] + beyond + edges
    assert len(beyond) > 100
    lines = [text[at : at + _A_LINE] for at in range(0, len(text), _A_LINE)]
    pdf = page_of_lines(lines, face)
    assert poppler_text(pdf) == text
    assert pdfium_text(pdf) == text
    rows = poppler_fonts(pdf)
    assert {row[0].split("+")[1] for row in rows} >= {"HanaMinB"}
    assert all(row[4:7] == ["yes", "yes", "yes"] for row in rows)


def test_rare_fonts_stand_in_only_for_what_the_others_lack() -> None:
    """A character of the standard table, also one beyond the BMP that Noto has, stays in the face of the design."""
    for character in standard_characters():
        assert source(character, Face.SERIF_BOLD)[0] is Face.SERIF_BOLD
    assert source("𠀋", Face.SANS)[0] is Face.RARE
    assert source("≒", Face.SANS)[0] is Face.OTHER


def test_rare_characters_are_as_dark_as_the_bold_face_they_stand_in() -> None:
    """In a bold name a rare character is thickened, its neighbours are not, and nothing of that outlives the line."""
    page = empty_page()
    page.show(single_line("张𠀋三", Face.SERIF_BOLD, 20), 20, 500)
    page.show(single_line("张三", Face.SERIF, 20), 20, 450)
    bold, plain = page.page_operators.splitlines()[-2:]
    assert bold.startswith("q 0 G 0.640 w BT")
    assert bold.endswith("ET Q")
    assert (bold.count("2 Tr"), bold.count("0 Tr")) == (1, 1)
    assert "Tr" not in plain
    assert ink("𠀋", Face.SERIF_BOLD) > 1.2 * ink("𠀋", Face.SERIF)


def ink(text: str, face: Face) -> float:
    """How much of a page is black."""
    picture = page_images(page_of_lines([text], face, size_pt=60), dpi=72)[0].convert("L")
    return float((255 - np.asarray(picture, dtype=np.float64)).sum())


@pytest.mark.parametrize(
    "character", ["\ufe0f", "\U000e0100", "\ue000", "\u200d", "\ufffd", "😀", "\U0002a6d7", "\U00030000"]
)
def test_what_a_font_would_show_as_a_box_is_refused(character: str) -> None:
    """Selectors, private characters and joiners, for which fonts draw boxes, and later extensions, are named."""
    with pytest.raises(MissingGlyph) as caught:
        single_line(f"张{character}三", Face.SERIF, 12)
    assert caught.value.code_point == ord(character)


def test_missing_glyph_names_its_field_before_anything_is_signed_or_drawn() -> None:
    """A name that no font can show is refused with U+XXXX and the field, on a document that has no code yet."""
    proof = examples.ordinary_no_house_proof()
    nameless = replace(proof, applicant=replace(proof.applicant, name="张\U00030000"))
    with pytest.raises(MissingGlyph) as caught:
        check_characters(nameless)
    assert (caught.value.field, caught.value.code_point) == ("applicant.name", 0x30000)
    assert "U+30000" in explain_error(caught.value)
    assert "applicant.name" in explain_error(caught.value)
    with pytest.raises(MissingGlyph, match=r"applicant\.name"):
        render_pdf(nameless)


def test_missing_glyph_in_a_list_names_its_place() -> None:
    """The third house is told apart from the first, and a receipt's fields are named as well."""
    listing = examples.ordinary_property_listing()
    records = (*listing.records, replace(listing.records[0], location="云江市\U00030000路1号"))
    with pytest.raises(MissingGlyph) as caught:
        check_characters(replace(listing, records=records))
    assert caught.value.field == f"records[{len(records) - 1}].location"
    receipt = examples.ordinary_service_receipt()
    with pytest.raises(MissingGlyph) as caught:
        render_receipt(replace(receipt, hall="云江\U00030000大厅"))
    assert caught.value.field == "hall"


def test_rare_characters_print_on_receipts() -> None:
    """The dots of a receipt show an ideograph of extension B, not the same box for each."""
    receipt = examples.ordinary_service_receipt()
    drawn = {render_receipt(replace(receipt, hall=f"云江{c}大厅")).bits for c in "𠀋𪜀𬺰"}
    assert len(drawn) == 3
