"""Fonts: what is found, refused, embedded, and what comes out of a PDF again."""

import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import assets
from printing.errors import FontFileError, MissingGlyph
from printing.fonts.catalogue import CHAINS, TEXT_FACES, Face, font, source
from printing.fonts.embedding import embedded, to_unicode
from printing.fonts.runs import Run, runs, width_em
from printing.fonts.sfnt import SfntFont
from printing.fonts.subset import subset
from printing.typesetting.lines import single_line
from tests.support.paper import empty_page, pdfium_text, poppler_fonts, poppler_text

RARE = "张𬱖㛃龘"
SANS_ONLY = "\uf921"


def pdf_of(*lines: tuple[str, Face]) -> bytes:
    """A document of one page with these lines."""
    page = empty_page()
    for number, (text, face) in enumerate(lines):
        page.show(single_line(text, face, 14), 20, 560 - 30 * number)
    return page.finish()


def gb2312_characters() -> str:
    """The 6,763 characters of GB 2312, from their rows."""
    return b"".join(bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)).decode(
        "gb2312", errors="ignore"
    )


@pytest.mark.parametrize("face", TEXT_FACES)
def test_every_face_has_the_common_characters(face: Face) -> None:
    """No face sends the reader of an everyday text to another face: all of GB 2312, digits and letters are in it."""
    missing = [c for c in gb2312_characters() + "0123456789ABCXYZabcxyz" if not font(face).glyph_of(ord(c))]
    assert missing == []


def test_chain_splits_runs_by_the_font_that_has_the_character() -> None:
    """A character that the serif lacks comes from the sans, and only that character does."""
    assert runs(f"张{SANS_ONLY}三", Face.SERIF) == (
        Run(Face.SERIF, "张"),
        Run(Face.SANS, SANS_ONLY),
        Run(Face.SERIF, "三"),
    )


def test_every_chain_begins_with_its_own_face() -> None:
    """A text is shown in the face it was meant for wherever that face can."""
    assert all(chain[0] is face for face, chain in CHAINS.items())
    assert set(CHAINS) == set(Face)


@pytest.mark.parametrize("character", ["😀", "\u200b", "𮯰", "\ufe0f"])
def test_missing_character_is_named(character: str) -> None:
    """A character no font has stops the text, and the error says which one and its code point."""
    with pytest.raises(MissingGlyph) as caught:
        runs(f"张{character}三", Face.SERIF)
    assert (caught.value.character, caught.value.code_point) == (character, ord(character))
    assert f"U+{ord(character):04X}" in str(caught.value)


def test_missing_character_is_found_before_anything_is_drawn() -> None:
    """Setting the line fails; the canvas has not been touched and no font is in the document."""
    with pytest.raises(MissingGlyph):
        single_line("合格😀", Face.SERIF, 12)


def test_text_comes_out_of_the_pdf_as_it_went_in() -> None:
    """Poppler and PDFium read the same characters, beyond the Basic Multilingual Plane too."""
    text = f"{RARE}，2026年11月23日（ABC·xyz）〇々"
    pdf = pdf_of((text, Face.SERIF), (text, Face.SANS_BOLD))
    assert poppler_text(pdf) == text * 2
    assert pdfium_text(pdf) == text * 2


def test_characters_that_share_a_shape_stay_apart() -> None:
    """⼀ (radical) and 一 (one) are one glyph in the font and still two characters in the text."""
    text = "⼀一⼆二⽇日"
    shared = font(Face.SERIF)
    assert shared.glyph_of(ord("⼀")) == shared.glyph_of(ord("一"))
    assert poppler_text(pdf_of((text, Face.SERIF))) == text


def test_more_characters_than_a_byte_counts_are_one_font() -> None:
    """A thousand characters are embedded as one composite font, and all come back."""
    text = gb2312_characters()[:1000]
    pdf = pdf_of(*((text[start : start + 50], Face.SANS) for start in range(0, 900, 50)))
    assert len(poppler_fonts(pdf)) == 1
    assert pdfium_text(pdf) == text[:900]


def test_everything_is_embedded_subset_and_mapped_to_unicode() -> None:
    """Poppler says yes three times of every font, and Helvetica is not in the list."""
    pdf = pdf_of(*((f"不动产{RARE[0]}𠀋≒", face) for face in TEXT_FACES))
    rows = poppler_fonts(pdf)
    assert len(rows) == len(Face)
    for row in rows:
        assert row[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"]
    assert b"Helvetica" not in pdf


def test_empty_document_lists_no_font() -> None:
    """A page without text carries no font at all."""
    page = empty_page()
    page.showPage()
    assert poppler_fonts(page.finish()) == []


def test_plain_reportlab_text_may_use_the_faces() -> None:
    """Any ReportLab canvas can draw with a registered face; widths agree with ours."""
    registered = embedded(Face.SERIF)
    assert registered.stringWidth("张A1", 10) == pytest.approx(10 * width_em("张A1", Face.SERIF))
    page = Canvas("unused", initialFontName=Face.SERIF.value, invariant=1)  # type: ignore[arg-type]  # stub: float
    page.setFont(Face.SERIF.value, 12)
    page.drawString(50, 700, RARE[:3])
    pdf = page.getpdfdata()  # type: ignore[no-untyped-call]  # the stub has none
    assert pdfium_text(pdf) == RARE[:3]


def test_character_spacing_never_leaks() -> None:
    """No text operator sets spacing, so none can survive the end of its text object."""
    page = empty_page()
    page.show(single_line("均排", Face.SERIF, 14, tracking_em=0.5), 20, 500)
    page.show(single_line("平常", Face.SERIF, 14), 20, 450)
    drawn = page.page_operators
    assert " Tc" not in drawn
    assert " Tw" not in drawn


def test_documents_laid_out_at_once_do_not_mix() -> None:
    """Eight threads with different texts give the bytes that one thread gives."""
    texts = [gb2312_characters()[n * 40 : n * 40 + 40] for n in range(16)]
    one_by_one = [pdf_of((text, Face.SERIF), (text, Face.SANS)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda text: pdf_of((text, Face.SERIF), (text, Face.SANS)), texts))
    assert at_once == one_by_one


def test_subset_holds_the_glyphs_in_order_with_right_checksums() -> None:
    """The cut-down font has the glyphs asked for, its checksum adds up, and its outlines are the font's own."""
    whole = font(Face.SERIF)
    glyphs = [0, *(whole.glyph_of(ord(c)) for c in "证明证")]
    cut = subset(whole, glyphs)
    padded = cut + b"\0" * (-len(cut) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF == 0xB1B0AFBA
    tables = {
        cut[at : at + 4].decode(): struct.unpack(">LL", cut[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", cut[4:6])[0], 16)
    }
    assert struct.unpack(">H", cut[tables["maxp"][0] + 4 :][:2])[0] == len(glyphs)
    offsets = struct.unpack(f">{len(glyphs) + 1}L", cut[tables["loca"][0] :][: 4 * (len(glyphs) + 1)])
    glyf = cut[tables["glyf"][0] :]
    for number, glyph in enumerate(glyphs):
        program = whole.glyph_bytes(glyph)
        assert glyf[offsets[number] : offsets[number + 1]][: len(program)] == program


def test_to_unicode_blocks_keep_the_limit_of_the_standard() -> None:
    """No bfchar block has more than 100 entries (ISO 32000-1, 9.10.3), and surrogates are pairs."""
    cmap = to_unicode("一" * 150 + "𠮷").decode()
    assert "100 beginbfchar" in cmap
    assert "51 beginbfchar" in cmap
    assert "<0097> <D842DFB7>" in cmap


def test_source_gives_widths_in_ems() -> None:
    """A Han character is one em wide, a digit less."""
    assert source("张", Face.SANS)[2] == 1.0
    assert 0.4 < source("1", Face.SANS)[2] < 0.7


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(200), b"\0\1\0\0\0\1" + bytes(60)])
def test_damaged_font_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no TrueType font raises one typed error."""
    file = tmp_path / "broken.ttf"
    file.write_bytes(content or b"\0")
    with pytest.raises(FontFileError):
        SfntFont(file)


def test_cut_off_font_file_is_refused(tmp_path: Path) -> None:
    """A font that was only half copied raises the same error."""
    file = tmp_path / "half.ttf"
    file.write_bytes(assets.path(Face.SANS.file_name).read_bytes()[:4000])
    with pytest.raises(FontFileError):
        SfntFont(file)


def test_metadata_is_the_documents_own(tmp_path: Path) -> None:
    """Title, author, language and the time of issue are in the file; the clock of the machine is not."""
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf_of(("证明", Face.SERIF)))
    info = subprocess.run(["pdfinfo", "-isodates", str(file)], check=True, capture_output=True, text=True).stdout
    assert "CreationDate:    2026-11-23T00:00:00Z" in info
    assert "Producer:        hallkiosk" in info
