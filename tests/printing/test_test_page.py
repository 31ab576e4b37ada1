"""The technician's test page: one sheet, every font embedded, the facts on it; the strip fits both heads."""

from datetime import UTC, datetime

import pytest

from printing.test_page import TrialPage, render_test_page, render_test_strip
from tests.support.paper import poppler_fonts, poppler_text

PAGE = TrialPage("T-03", "document_printer", "ipp", datetime(2026, 3, 18, 9, 41, tzinfo=UTC))


def test_the_page_says_which_printer_and_when() -> None:
    """One sheet whose text comes out as it was put in, rare characters too, and whose fonts are all embedded."""
    drawn = render_test_page(PAGE)
    assert drawn.pages == 1
    text = poppler_text(drawn.pdf)
    for part in ("打印测试页", "T-03", "document_printer", "ipp", "2026-03-18 09:41:00", "永东国", "㐀䶮𠮷𫖯𬭊𮧵"):
        assert part in text
    assert {row[4] for row in poppler_fonts(drawn.pdf)} == {"yes"}


@pytest.mark.parametrize("width_px", [576, 384])
def test_the_strip_is_as_wide_as_the_head(width_px: int) -> None:
    """Drawn to the paper's width; neither blank nor black."""
    strip = render_test_strip(PAGE, width_px=width_px)
    assert strip.width_px == width_px
    inked = sum(octet.bit_count() for octet in strip.bits) / (len(strip.bits) * 8)
    assert 0.05 < inked < 0.6


def test_no_strip_for_a_head_that_is_not_there() -> None:
    """A width without a layout is refused."""
    with pytest.raises(ValueError, match="no test strip"):
        render_test_strip(PAGE, width_px=512)
