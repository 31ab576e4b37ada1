"""QR codes: read back by two independent readers, from dots and from a page."""

import random

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pyzbar import pyzbar

from printing.codes import MAX_ALPHANUMERIC, MAX_VERSION, QUIET_MODULES, Code, code_operators, make_code
from printing.errors import CodeTooLong

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def picture(code: Code, module: int = 4) -> Image.Image:
    """The code as a picture with its quiet zone."""
    dark = np.array(code.rows, dtype=bool)
    quiet = np.pad(dark, QUIET_MODULES)
    return Image.fromarray(np.kron(~quiet, np.ones((module, module), dtype=bool)).astype(np.uint8) * 255)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=ALPHANUMERIC, min_size=1, max_size=MAX_ALPHANUMERIC))
def test_alphanumeric_texts_are_read_back(text: str) -> None:
    """Any text of the alphanumeric set fits version 10 and is read as it was written."""
    code = make_code(text)
    assert code.version <= MAX_VERSION
    found = zxingcpp.read_barcodes(picture(code))
    assert [one.text for one in found] == [text]


def test_other_texts_are_read_back_as_utf8() -> None:
    """Chinese is encoded as UTF-8."""
    found = pyzbar.decode(picture(make_code("云江市 99990120261123000187")))
    assert found[0].data.decode("utf-8") == "云江市 99990120261123000187"


def test_long_codes_are_read_through_noise() -> None:
    """Long texts have one fixed mask: each reads with 1 % of its modules inverted, as with the best mask of eight."""
    dice = random.Random(20261123)
    for _ in range(25):
        text = "".join(dice.choices(ALPHANUMERIC.strip(), k=234))
        pixels = np.array(picture(make_code(text), module=1))
        spots = np.zeros_like(pixels, dtype=bool)
        for _ in range(int(0.01 * (pixels.shape[0] - 8) ** 2)):
            spots[dice.randrange(12, pixels.shape[0] - 12), dice.randrange(12, pixels.shape[1] - 12)] = True
        pixels = np.where(spots, 255 - pixels, pixels)
        size = (pixels.shape[1] * 6, pixels.shape[0] * 6)
        found = zxingcpp.read_barcodes(Image.fromarray(pixels).resize(size, Image.Resampling.NEAREST))
        assert [one.text for one in found] == [text]


def test_text_too_long_for_version_10_is_refused() -> None:
    """The largest text passes, one character more is a typed error that does not show the text."""
    assert make_code("A" * MAX_ALPHANUMERIC).version == MAX_VERSION
    with pytest.raises(CodeTooLong) as caught:
        make_code("A" * (MAX_ALPHANUMERIC + 1))
    assert caught.value.characters == MAX_ALPHANUMERIC + 1
    with pytest.raises(CodeTooLong):
        make_code("A" * 5000)


def test_code_has_its_quiet_zone_painted() -> None:
    """The operators begin with a white square as large as the code with four modules on every side."""
    code = make_code("HELLO")
    operators = code_operators(code, 29.0)
    assert code.side == code.modules + 8
    assert operators.startswith("1 g 0 0 29.000 29.000 re f 0 g")


def test_runs_cover_exactly_the_dark_modules() -> None:
    """Runs are what is drawn: together they are the code."""
    code = make_code("RUNS")
    drawn = {(row, start + n) for row, start, length in code.runs() for n in range(length)}
    dark = {(r, c) for r, row in enumerate(code.rows) for c, value in enumerate(row) if value}
    assert drawn == dark
