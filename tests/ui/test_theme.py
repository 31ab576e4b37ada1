"""Colours that can be read: WCAG 2.2 contrast in both palettes."""

from typing import Final

import pytest
from PySide6.QtGui import QColor

from kiosk.domain.preferences import Preferences
from tests.support.ui_stage import Stage
from ui.gallery.samples import SAMPLES

TEXT: Final = 4.5
LARGE_OR_SHAPE: Final = 3.0

PAIRS: Final = [
    ("ink", "paper", TEXT),
    ("ink", "canvas", TEXT),
    ("ink", "paperDown", TEXT),
    ("inkSoft", "paper", TEXT),
    ("inkSoft", "canvas", TEXT),
    ("primary", "paper", TEXT),
    ("primary", "canvas", TEXT),
    ("primary", "primarySoft", TEXT),
    ("primaryInk", "primary", TEXT),
    ("primaryInk", "primaryDown", TEXT),
    ("good", "goodSoft", TEXT),
    ("warn", "warnSoft", TEXT),
    ("headerInk", "headerDeep", TEXT),
    ("headerInk", "headerLight", TEXT),
    ("headerInkSoft", "headerLight", TEXT),
    ("lineStrong", "paper", LARGE_OR_SHAPE),
]


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("high_contrast", [False, True])
def test_words_stand_out_from_what_they_stand_on(high_contrast: bool, stage: Stage) -> None:
    """Every pair of ink and ground that pages use reaches 4.5:1, shapes 3:1; high contrast reaches 7:1 for words."""
    stage.show(SAMPLES["11-home"], preferences=Preferences(high_contrast=high_contrast))
    theme = stage.screen.theme
    too_weak = []
    for ink, ground, least in PAIRS:
        ratio = contrast(QColor(theme.property(ink)), QColor(theme.property(ground)))
        wanted = max(least, 7.0) if high_contrast and least == TEXT else least
        if ratio < wanted:
            too_weak.append(f"{ink} on {ground}: {ratio:.2f}")
    assert not too_weak


def test_high_contrast_has_no_soft_colours(stage: Stage) -> None:
    """Words are white, yellow, black or green there, and nothing casts a shadow."""
    stage.show(SAMPLES["11-home"], preferences=Preferences(high_contrast=True))
    colours = {QColor(text.property("color")).name() for text in stage.texts()}
    assert colours <= {"#ffffff", "#ffe14d", "#000000", "#8df5b5"}
    assert not [item for item in stage.items() if item.inherits("QQuickBorderImage")]
