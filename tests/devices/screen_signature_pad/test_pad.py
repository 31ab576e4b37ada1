"""Signing on the screen: what is taken, what is refused, what every fault of the simulator comes to."""

from collections.abc import Iterator
from itertools import count, pairwise
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pytest

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.errors import Disconnected, NotOpened, SignatureUnusable
from devices.api.kinds.signature_drawing import png_of, svg_of
from devices.api.kinds.signature_pad import PenPoint, Signature, SignatureOrder
from devices.drivers.screen_signature_pad.driver import ScreenSignaturePad
from devices.drivers.screen_signature_pad.simulator import LIFTED, OUTSIDE, SIZE_MM, STUCK, SimulatedSigner
from devices.drivers.screen_signature_pad.writing import Writing
from devices.ports.touch_surface import Pen, PenEvent, Surface, touch_surface
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from tests.support.devices_core import Mailbox, context

STROKES = 4


@pytest.fixture
def signer() -> Iterator[SimulatedSigner]:
    """Somebody with a finger."""
    signer = SimulatedSigner()
    signer.start()
    yield signer
    signer.stop()


@pytest.fixture
def pad(signer: SimulatedSigner) -> Iterator[ScreenSignaturePad]:
    """The driver, open."""
    pad = ScreenSignaturePad(context(signer.port, Mailbox()))
    pad.open()
    yield pad
    pad.close()


def signed(pad: ScreenSignaturePad, signer: SimulatedSigner, *, within_s: float = 5.0) -> Signature:
    """Have it signed."""
    signer.sign(strokes=STROKES)
    control = Control(SystemClock(), device_id="pad", deadline_s=within_s)
    return pad.capture(SignatureOrder(), on_ink=lambda _: None, control=control)


@pytest.mark.parametrize(
    ("fault", "strokes"),
    [
        (Late(0.05), STROKES),
        (Partial(6), STROKES),
        (WrongChecksum(), STROKES + 1),
        (GarbageBefore(), STROKES + 1),
        (Silent(), STROKES - 1),
        (Own(LIFTED), STROKES),
        (Own(OUTSIDE), STROKES),
    ],
    ids=lambda value: value.name if isinstance(value, Own) else type(value).__name__,
)
def test_a_signature_with_a_flaw_is_still_one(
    pad: ScreenSignaturePad, signer: SimulatedSigner, fault: Fault, strokes: int
) -> None:
    """What cannot be is left out; no line is drawn to where no finger was, and every point lies on the pad."""
    signer.scenario.add(fault)
    signature = signed(pad, signer)
    assert len(signature.strokes) == strokes
    for stroke in signature.strokes:
        for before, after in pairwise(stroke):
            assert abs(after.x_mm - before.x_mm) < 8
            assert abs(after.y_mm - before.y_mm) < 8
        assert all(0 <= point.x_mm <= SIZE_MM[0] and 0 <= point.y_mm <= SIZE_MM[1] for point in stroke)


@pytest.mark.parametrize("fault", [DeadInMidCommand(3), Own(STUCK)], ids=["dead", "stuck"])
def test_a_screen_that_hangs_ends_at_the_deadline(
    pad: ScreenSignaturePad, signer: SimulatedSigner, fault: Fault
) -> None:
    """The citizen may try again, and the pad serves again."""
    signer.scenario.add(fault)
    with pytest.raises(SignatureUnusable) as unusable:
        signed(pad, signer, within_s=0.3)
    assert (unusable.value.detail_code, unusable.value.actor.value) == ("not_finished", "citizen")
    assert unusable.value.retry_is_safe
    signer.plug()
    assert len(signed(pad, signer).strokes) == STROKES


def test_a_screen_that_goes_dark_ends_it_at_once(pad: ScreenSignaturePad, signer: SimulatedSigner) -> None:
    """A typed error, and after it the pad cannot be opened until the screen is back."""
    signer.scenario.add(Unplugged(3))
    with pytest.raises(Disconnected):
        signed(pad, signer)
    pad.close()
    with pytest.raises(NotOpened):
        pad.open()
    signer.plug()
    pad.open()
    assert len(signed(pad, signer).strokes) == STROKES


def writing(*events: PenEvent, pressure: bool = False) -> Writing:
    """Take events in on a pad of 100 x 40 mm."""
    writing = Writing(Surface(100.0, 40.0, pressure=pressure))
    for event in events:
        writing.take(event)
    return writing


def line(begun_s: float = 0.0, *, y_mm: float = 10.0, pressure: float | None = None) -> list[PenEvent]:
    """One stroke of 30 mm."""
    points = [PenEvent(Pen.MOVE, 10.0 + 3 * step, y_mm, begun_s + step / 100, pressure) for step in range(11)]
    return [PenEvent(Pen.DOWN, points[0].x_mm, y_mm, begun_s, pressure), *points[1:], PenEvent(Pen.UP)]


def test_undo_takes_one_stroke_and_clear_takes_all() -> None:
    """And time begins anew with what is written after 'clear'."""
    both = writing(*line(), *line(1.0), PenEvent(Pen.UNDO))
    assert both.count == 1
    anew = writing(*line(), PenEvent(Pen.CLEAR), *line(50.0))
    assert anew.count == 1
    assert anew.signature().strokes[0][0].t_s == 0.0


def test_no_pressure_is_not_pressure_nought() -> None:
    """A screen that feels none says so in every point; one that does is kept within bounds."""
    assert {point.pressure for point in writing(*line(pressure=0.7)).signature().strokes[0]} == {None}
    felt = writing(*line(pressure=7.0), pressure=True).signature()
    assert felt.feels_pressure
    assert {point.pressure for point in felt.strokes[0]} == {1.0}


def test_scribbling_without_end_is_refused(pad: ScreenSignaturePad, signer: SimulatedSigner) -> None:
    """Memory has a bound, and so has patience."""
    signer.sign(strokes=9)
    control = Control(SystemClock(), device_id="pad", deadline_s=5.0)
    with pytest.raises(SignatureUnusable) as unusable:
        pad.capture(SignatureOrder(most_points=100), on_ink=lambda _: None, control=control)
    assert unusable.value.detail_code == "too_long"


def test_nothing_is_heard_outside_a_capture(signer: SimulatedSigner) -> None:
    """What a finger does while no signature is asked for goes nowhere."""
    assert not touch_surface(signer.port).feed(PenEvent(Pen.DOWN, 1.0, 1.0, 0.0))


def drawn(*, pressure: bool) -> Signature:
    """A signature as two strokes."""
    ticks = count()
    strokes = tuple(
        tuple(
            PenPoint(10 + 2.0 * step, 10 + row * 8 + (step % 3), next(ticks) / 100, step / 20 if pressure else None)
            for step in range(20)
        )
        for row in range(2)
    )
    return Signature(strokes, 100.0, 40.0)


@pytest.mark.parametrize("pressure", [True, False])
def test_png_and_svg_are_trimmed_to_the_ink(pressure: bool) -> None:
    """As large as the ink with a little air, at the resolution that was asked for; ink is dark, the rest is clear."""
    signature = drawn(pressure=pressure)
    root = ET.fromstring(svg_of(signature))
    width_mm, height_mm = float(root.attrib["width"][:-2]), float(root.attrib["height"][:-2])
    assert 38 < width_mm < 44
    assert 10 < height_mm < 16
    picture = cv2.imdecode(np.frombuffer(png_of(signature, dots_per_inch=254), np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert picture.shape[:2] == pytest.approx((height_mm * 10, width_mm * 10), abs=2)
    alpha = picture[:, :, 3]
    assert alpha.max() == 255
    assert alpha[0].max() == 0
    assert picture[alpha > 0][:, :3].max() < 60


def test_a_dot_is_drawn_and_nothing_is_not() -> None:
    """A signature without a stroke has no picture."""
    dot = Signature(((PenPoint(5.0, 5.0, 0.0),),), 100.0, 40.0)
    assert svg_of(dot).startswith(b"<svg")
    with pytest.raises(ValueError, match="without a stroke"):
        png_of(Signature((), 100.0, 40.0))
