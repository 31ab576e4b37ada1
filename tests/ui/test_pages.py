"""Every page, in every look and both orientations: nothing cut, nothing overlapping, nothing without a name."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.support.ui_stage import Stage, parent_of
from tests.ui.conftest import MakeStage
from ui.gallery.samples import SAMPLES
from ui.gallery.variants import VARIANTS, Variant

LEAST_TOUCH_PX = 81
LEAST_TYPE_PX = 28
TWINS = {
    "09e-phone-beginning",
    "09f-sms-sending",
    "09i-checking-pin",
    "11b-finding-represented",
    "11c-representing",
    "10-signing-in",
    "19-looking-up",
    "21b-phone-copy-beginning",
    "22-issuing",
    "24-receipt",
    "25c-receipt-on-phone",
    "25d-receipt-no-paper",
    "29-wiping",
}
"""Pages laid out exactly as another sample is: looked at in one variant only."""

COVERED = "31-idle"
"""The question covers the page under it: what overlaps there is meant to."""


def scroller(item: QQuickItem) -> QQuickItem | None:
    """The nearest flickable that `item` is in."""
    parent = parent_of(item)
    while parent is not None and not parent.inherits("QQuickFlickable"):
        parent = parent_of(parent)
    return parent


def seen(stage: Stage, item: QQuickItem) -> QRectF:
    """The part of `item` that its flickable, if any, lets through."""
    place = stage.place(item)
    frame = scroller(item)
    return place if frame is None else place.intersected(stage.place(frame))


def cut(stage: Stage, texts: list[QQuickItem]) -> Iterator[str]:
    """Say which text does not fit its place, the window, or, sideways, its flickable."""
    window = QRectF(0, 0, stage.window.width(), stage.window.height()).adjusted(-1, -1, 1, 1)
    for text in texts:
        words = str(text.property("text"))
        place = stage.place(text)
        if text.property("truncated") or text.property("contentWidth") > text.width() + 1.5:
            yield f"wider than its place: {words!r}"
        if text.property("contentHeight") > text.height() + 1.5:
            yield f"higher than its place: {words!r}"
        frame = scroller(text)
        if frame is None and not window.contains(place):
            yield f"outside the window: {words!r} at {place}"
        if frame is not None and (
            place.left() < stage.place(frame).left() or place.right() > stage.place(frame).right() + 1
        ):
            yield f"outside its pane: {words!r} at {place}"
        if text.property("font").pixelSize() < LEAST_TYPE_PX and text.property("fontInfo").pixelSize() < LEAST_TYPE_PX:
            yield f"too small: {words!r}, {text.property('font').pixelSize()} px"


def overlapping(stage: Stage, texts: list[QQuickItem]) -> Iterator[str]:
    """Say which two texts lie over each other."""
    for (one, place), (other, place_of_other) in combinations([(text, seen(stage, text)) for text in texts], 2):
        shared = place.intersected(place_of_other)
        # Line boxes are a little higher than what they draw: only a real overlap counts.
        if shared.width() > 6 and shared.height() > 14:
            yield f"{one.property('text')!r} over {other.property('text')!r} by {shared.size()}"


def unready(stage: Stage) -> Iterator[str]:
    """Say which control is too small, has no name or role, or stands outside the window."""
    window = QRectF(0, 0, stage.window.width(), stage.window.height()).adjusted(-1, -1, 1, 1)
    for item, interface in stage.controls():
        name = item.objectName()
        if not name:
            yield f"no objectName: {interface.text(QAccessible.Text.Name)!r}"
        if not interface.text(QAccessible.Text.Name).strip():
            yield f"no accessible name: {name}"
        if item.width() < LEAST_TOUCH_PX or item.height() < LEAST_TOUCH_PX:
            yield f"too small to touch: {name}, {item.width():.0f} x {item.height():.0f}"
        if scroller(item) is None and not window.contains(stage.place(item)):
            yield f"outside the window: {name} at {stage.place(item)}"


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_page_fits_and_can_be_used(variant: Variant, make_stage: MakeStage) -> None:
    """On every page: no text is cut, small or over another; every control has a name, a role, a finger's size."""
    stage = make_stage(size_px=variant.size_px)
    wrong: list[str] = []
    for page, state in SAMPLES.items():
        if variant is not VARIANTS[0] and page in TWINS:
            continue
        stage.show(variant.of(state))
        texts = stage.texts()
        found = [*cut(stage, texts), *unready(stage)]
        if page != COVERED:
            found += overlapping(stage, texts)
        wrong += [f"{page}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "page",
    [
        "03-attract",
        "04-sign-in",
        "07-consent",
        "11-home",
        "16-explain",
        "21c-phone-copy",
        "26-rating",
        "28-notice-paper",
    ],
)
def test_the_keyboard_reaches_every_control(page: str, stage: Stage) -> None:
    """Tab goes through every control of a page and comes round: nothing can be touched that a switch cannot reach."""
    stage.show(SAMPLES[page])
    stage.window.requestActivate()
    assert QTest.qWaitForWindowActive(stage.window, 5000)
    expected = {item.objectName() for item, _ in stage.controls() if item.isEnabled()}
    reached: set[str] = set()
    for _ in range(3 * len(expected)):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
        focus = stage.window.activeFocusItem()
        if focus is not None:
            reached.add(focus.objectName())
    assert expected <= reached, expected - reached


def test_low_reach_moves_every_control_down(stage: Stage) -> None:
    """With low reach nothing that can be touched starts above 38 percent of the screen's height."""
    variant = next(variant for variant in VARIANTS if variant.name == "low-reach")
    too_high = []
    for page, state in SAMPLES.items():
        stage.show(variant.of(state))
        for item, _ in stage.controls():
            if stage.place(item).top() < 0.38 * stage.window.height() - 1:
                too_high.append(f"{page}: {item.objectName()} at {stage.place(item).top():.0f}")
    assert not too_high, "\n".join(too_high)
