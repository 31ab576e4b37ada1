"""Pictures of codes are the same for the same seed, and differ where they should."""

import numpy as np
import pytest

from devices.drivers.camera_scanner.code_drawing import DrawnSymbology, draw_code
from devices.drivers.camera_scanner.scenery import Carrier, View, hall, render
from devices.drivers.camera_scanner.simulator import Look, picture_of


@pytest.mark.parametrize("look", [Look.PHONE, Look.FADED_RECEIPT, Look.MIXED])
def test_a_seed_decides_everything(look: Look) -> None:
    """The same seed gives the same picture to the bit; another gives another."""
    first = picture_of(b"SAMPLE", look=look, seed=5)
    assert first.shape == (720, 1280, 3)
    assert np.array_equal(first, picture_of(b"SAMPLE", look=look, seed=5))
    assert not np.array_equal(first, picture_of(b"SAMPLE", look=look, seed=6))


def test_looks_look_as_they_are_called() -> None:
    """Dark is dark, inverted turns the code's ground, and a faded code has less contrast."""
    bright, dark = picture_of(b"SAMPLE", look=Look.PHONE, seed=5), picture_of(b"SAMPLE", look=Look.DARK, seed=5)
    assert dark.mean() < bright.mean() / 2
    code = draw_code(b"SAMPLE")
    usual = render(code, View(carrier=Carrier.PHONE, seed=1))
    turned = render(code, View(carrier=Carrier.PHONE, inverted=True, seed=1))
    faded = render(code, View(carrier=Carrier.PHONE, ink=0.3, seed=1))
    middle = (slice(260, 460), slice(540, 740))
    assert turned[middle].std() > 60
    assert abs(int(usual[230, 640].mean()) - int(turned[230, 640].mean())) > 100
    assert faded[middle].std() < usual[middle].std() / 2


def test_a_code_takes_the_room_it_is_given() -> None:
    """The code's width, quiet zone and all, is that of the view, however many modules it has."""
    for payload in (b"A", b"A" * 200):
        code = draw_code(payload)
        picture = render(code, View(code_width_px=300.0, noise=0.0, seed=1))
        across = np.flatnonzero((picture[220:500, 420:860, 0] < 90).any(axis=0))
        inked_px = 300.0 * (code.shape[1] - 8) / code.shape[1]
        assert abs((across[-1] - across[0]) - inked_px) < 6


@pytest.mark.parametrize("symbology", DrawnSymbology)
def test_what_does_not_fit_is_refused(symbology: DrawnSymbology) -> None:
    """A payload beyond the symbology raises `ValueError`."""
    with pytest.raises(ValueError, match=r".+"):
        draw_code(b"\xff" * 8000, symbology)


def test_the_hall_is_the_same_again() -> None:
    """The background too depends on its seed only."""
    assert np.array_equal(hall(3), hall(3))
