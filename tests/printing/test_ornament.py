"""Ornament: carried once, the same every time, and no text to copy."""

import math
import re
import zlib
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PIL import Image

from printing.errors import MissingGlyph
from printing.fonts.catalogue import Face, font
from printing.fonts.outline import outline
from printing.ornament.frame import frame
from printing.ornament.lettering import micro_text
from printing.ornament.rosette import BEHIND_TEXT, rosette
from printing.ornament.seal import DIAMETER_MM, seal
from printing.pdf.form import Form
from printing.raster_preview import page_images
from printing.typesetting.canvas import PaperCanvas
from tests.support.paper import pdfium_text

A4 = (595.28, 841.89)
MM = 72 / 25.4


def page_with(*forms: tuple[Form, float, float], times: int = 1) -> bytes:
    """A page with forms at their places."""
    canvas = PaperCanvas(page_size=A4, title="t", author="a", subject="s", made_at=datetime(2026, 11, 23, tzinfo=UTC))
    for _ in range(times):
        for form, x, y in forms:
            canvas.place(form, x, y)
    return canvas.finish()


def operators(form: Form) -> str:
    """What a form draws."""
    return zlib.decompress(form.deflated).decode()


def test_form_is_written_once_however_often_it_is_placed() -> None:
    """A hundred placings of the frame cost a hundred short calls, not a hundred frames."""
    once = page_with((frame(*A4), 0, 0))
    often = page_with((frame(*A4), 0, 0), times=100)
    assert often.count(b"/Subtype /Form") == once.count(b"/Subtype /Form") == 5
    assert len(often) < len(once) + 600


def test_ornament_is_made_once_a_process() -> None:
    """The same page asks for the same compressed operators, not for new ones."""
    assert frame(*A4) is frame(*A4)
    assert rosette("behind-text", 100.0, BEHIND_TEXT) is rosette("behind-text", 100.0, BEHIND_TEXT)
    assert seal("云江市", "专用章", "", specimen=True) is seal("云江市", "专用章", "", specimen=True)


def test_frame_and_rosette_are_small() -> None:
    """All guilloche of a page is below 20 KB in the file."""
    forms = [frame(*A4), rosette("behind-text", 175.0, BEHIND_TEXT)]
    assert sum(len(part.deflated) for form in forms for part in (form, *form.uses)) < 20_000


def test_frame_looks_alike_from_all_corners() -> None:
    """The frame is the same turned upside down and mirrored: a side holds whole waves."""
    page = page_images(page_with((frame(*A4), 0, 0)), dpi=72)[0].convert("L")
    turned = page.transpose(Image.Transpose.ROTATE_180)
    apart = sum(abs(a - b) > 60 for a, b in zip(page.tobytes(), turned.tobytes(), strict=True))
    assert apart < 0.01 * page.width * page.height


def test_seal_is_forty_millimetres_of_red() -> None:
    """The seal's rim is 40 mm across, and the seal is nothing but red."""
    form = seal("云江市不动产登记中心", "查询专用章", "9999010001234", specimen=False)
    page = page_images(page_with((form, 300, 400)), dpi=144)[0]
    left, top, right, bottom = page.convert("L").point(lambda v: 255 if v < 200 else 0).getbbox() or (0, 0, 0, 0)
    assert (right - left) / 2 / MM == pytest.approx(DIAMETER_MM, abs=0.5)
    assert (bottom - top) / 2 / MM == pytest.approx(DIAMETER_MM, abs=0.5)
    centre = page.getpixel((600, round((A4[1] - 400) * 2)))
    assert isinstance(centre, tuple)
    assert centre[0] > 180
    assert centre[1] < 60


def test_seal_letters_are_set_evenly() -> None:
    """The angles between neighbouring letters of the ring are equal, and their middle is at the top."""
    letters = "一" * 9
    centres = []
    for contour in operators(seal(letters, "章", "", specimen=False)).split(" h"):
        points = [(float(x), float(y)) for x, y in re.findall(r"(-?\d+\.\d+) (-?\d+\.\d+) [mlc]", contour)]
        if points:
            centres.append((sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)))
    ring = sorted(math.atan2(y, x) for x, y in centres if 13 * MM < math.hypot(x, y) < 17 * MM and y > -9 * MM)
    steps = [after - before for before, after in pairwise(ring)]
    assert len(ring) == 9
    assert max(steps) - min(steps) < 0.01
    # The stroke of 一 is heavier at its right end, so its centre is a little off the letter's.
    assert (ring[0] + ring[-1]) / 2 == pytest.approx(math.pi / 2, abs=0.08)


@pytest.mark.parametrize("organisation", ["云江", "云江市样板民族自治县自然资源和规划局不动产登记中心（示例）分中心"])
def test_seal_takes_short_and_long_names(organisation: str) -> None:
    """From two characters to thirty, everything stays inside the rim."""
    form = seal(organisation, "不动产登记查询业务专用章", "999901000123456789", specimen=False)
    page = page_images(page_with((form, 300, 400)), dpi=144)[0]
    box = page.convert("L").point(lambda v: 255 if v < 200 else 0).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 2 / MM == pytest.approx(DIAMETER_MM, abs=0.5)


def test_specimen_seal_differs_from_the_real_one() -> None:
    """A specimen's seal can be told from a seal even when it is cut out of its page."""
    real = seal("云江市", "专用章", "9999010001234", specimen=False)
    assert operators(real) != operators(seal("云江市", "专用章", "9999010001234", specimen=True))


def test_ornament_is_not_text() -> None:
    """Seal and micro text are shapes: nothing of them is copied with the page's text, no font is embedded for them."""
    pdf = page_with((seal("云江市", "专用章", "1", specimen=True), 200, 200), (micro_text("云江市·A1·", 400), 50, 700))
    assert pdfium_text(pdf) == ""
    assert b"FontFile2" not in pdf


def test_missing_character_in_a_seal_is_named() -> None:
    """A name that the seal's font lacks stops the seal."""
    with pytest.raises(MissingGlyph):
        seal("云江😀", "专用章", "", specimen=False)


def test_outline_is_closed_and_scaled() -> None:
    """A letter's path closes each contour, and grows with its matrix."""
    small = outline(font(Face.SANS), "口", (10, 0, 0, 10, 0, 0))
    assert small.count("m") == small.count("h") == 2
    xs = [
        float(x)
        for x in re.findall(r"(-?[\d.]+) -?[\d.]+ [ml]", outline(font(Face.SANS), "口", (100, 0, 0, 100, 0, 0)))
    ]
    assert 5 < min(xs) < max(xs) < 95
