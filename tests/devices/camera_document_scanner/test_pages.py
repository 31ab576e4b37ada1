"""Where pages lie, what shape they have and whether they can be kept, on generated pictures whose corners are known."""

from dataclasses import replace
from math import inf

import cv2
import numpy as np
import pytest

from devices.api.kinds.document_scanner import Enhancement, PageAdvice, PageSize
from devices.drivers.camera_document_scanner.desk import DeskView, Surface, draw_page, empty_desk, render
from devices.drivers.camera_document_scanner.judging import Limits, advice_on
from devices.drivers.camera_document_scanner.shape import aspect_of, sides_px, size_of
from devices.drivers.camera_document_scanner.stillness import Stillness
from devices.drivers.camera_document_scanner.straightening import encoded, enhanced, straightened
from devices.drivers.camera_document_scanner.wire import FoundPage, find_page, in_order

FRAME = (1280, 960)
MOST_ERROR_PX = 0.5
MOST_ERROR_MM = 0.2
LIMITS = Limits(least_px_per_mm=2.0)


def everyday(seed: int, **changes: object) -> DeskView:
    """A page as people lay it: turned, seen a little from aside, not in the middle."""
    dice = np.random.default_rng(seed)
    view = DeskView(
        page_width_px=float(dice.uniform(430, 480)),
        turn_deg=float(dice.uniform(-14, 14)),
        tilt_deg=(float(dice.uniform(-13, 13)), float(dice.uniform(-13, 13))),
        centre=(float(dice.uniform(0.45, 0.55)), 0.5),
        seed=seed,
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # the caller names fields


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(
    ("seed", "changes", "size"),
    [
        (1, {}, PageSize.A4),
        (2, {"shadow": 0.5}, PageSize.A4),
        (3, {"landscape": True, "page_width_px": 640.0}, PageSize.A4),
        (4, {"size": PageSize.ID_CARD, "landscape": True, "page_width_px": 300.0}, PageSize.ID_CARD),
        (5, {"blur_px": 1.4, "noise": 5.0}, PageSize.A4),
    ],
)
def test_corners_are_found_to_half_a_pixel(
    surface: Surface, seed: int, changes: dict[str, object], size: PageSize
) -> None:
    """On a dark, a wooden, a grey and a cluttered desk: 0.5 px, 0.2 mm on the paper, and the shape is known."""
    seen = render(everyday(seed, surface=surface, **changes), frame_size=FRAME)
    page = find_page(seen.picture)
    assert page is not None
    error_px = float(np.linalg.norm(page.corners - seen.corners, axis=1).max())
    long_px = max(sides_px(seen.corners))
    assert error_px <= MOST_ERROR_PX
    assert error_px / long_px * (85.6 if size is PageSize.ID_CARD else 297.0) <= MOST_ERROR_MM
    assert page.is_whole
    assert not page.at_border
    aspect = aspect_of(page.corners, FRAME)
    assert size_of(aspect, sides_px(page.corners)[0], view_width_mm=None, frame_width_px=FRAME[0]) is size


@pytest.mark.parametrize("surface", Surface)
def test_an_empty_desk_has_no_page(surface: Surface) -> None:
    """Neither has a cluttered one."""
    for seed in range(3):
        assert find_page(empty_desk(surface, seed=seed)) is None


@pytest.mark.parametrize("surface", [Surface.WOOD, Surface.CLUTTERED])  # the two that pages are hardest to see on
@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({}, None),
        ({"shadow": 0.4}, None),
        ({"hand": True}, PageAdvice.COVERED),
        ({"centre": (0.85, 0.5)}, PageAdvice.CUT_OFF),
        ({"centre": (0.5, 0.72)}, PageAdvice.CUT_OFF),
        ({"gain": 0.3}, PageAdvice.TOO_DARK),
        ({"glare": 0.9}, PageAdvice.GLARE),
        ({"blur_px": 3.0}, PageAdvice.BLURRED),
        ({"motion_px": 8.0}, PageAdvice.BLURRED),
        ({"page_width_px": 300.0}, PageAdvice.TOO_FAR),
    ],
)
def test_what_is_wrong_is_named(surface: Surface, changes: dict[str, object], advice: PageAdvice | None) -> None:
    """Each fault by its own name, and a good page by none."""
    seen = render(DeskView(**{"turn_deg": 4.0, "seed": 2, "surface": surface, **changes}), frame_size=FRAME)  # type: ignore[arg-type]  # the caller names fields
    page = find_page(seen.picture)
    assert page is not None
    straight = straightened(seen.picture, page.corners, (420, 594))
    assert advice_on(page, straight, px_per_mm=sides_px(page.corners)[0] / 210, limits=LIMITS) is advice


@pytest.mark.parametrize("motion_px", [12.0, 20.0, 40.0])
def test_a_page_that_is_swept_along_is_never_good(motion_px: float) -> None:
    """So smeared that it is blurred, or no page at all."""
    seen = render(DeskView(turn_deg=4.0, seed=2, motion_px=motion_px), frame_size=FRAME)
    page = find_page(seen.picture)
    if page is not None:
        straight = straightened(seen.picture, page.corners, (420, 594))
        assert advice_on(page, straight, px_per_mm=3.0, limits=LIMITS) is PageAdvice.BLURRED


def test_a_fingertip_on_the_edge_is_seen() -> None:
    """Twenty pixels of a side are enough; noise on single places of it is not."""
    seen = render(DeskView(seed=3), frame_size=FRAME)
    fingered = seen.picture.copy()
    middle = ((seen.corners[1] + seen.corners[2]) / 2).astype(int).tolist()
    cv2.circle(fingered, middle, 22, (132, 168, 214), -1, cv2.LINE_AA)
    page = find_page(fingered)
    assert page is not None
    assert not page.is_whole


@pytest.mark.parametrize(
    ("aspect", "width_px", "view_width_mm", "size"),
    [
        (0.7071, 500.0, None, PageSize.A4),
        (1.4142, 700.0, None, PageSize.A4),
        (0.7071, 500.0, 537.6, PageSize.A4),
        (0.7071, 352.0, 537.6, PageSize.A5),
        (1.4142, 500.0, 537.6, PageSize.A5),
        (1.5858, 300.0, None, PageSize.ID_CARD),
        (0.6306, 300.0, None, PageSize.ID_CARD),
        (1.0, 300.0, None, PageSize.OTHER),
        (0.7071, 1200.0, 537.6, PageSize.OTHER),
    ],
)
def test_a_shape_is_a_known_size(aspect: float, width_px: float, view_width_mm: float | None, size: PageSize) -> None:
    """A4 and A5 are told apart only where the camera's view is known in millimetres."""
    assert size_of(aspect, width_px, view_width_mm=view_width_mm, frame_width_px=1280) is size


def test_the_page_comes_out_upright_and_as_it_was_printed() -> None:
    """Turned and tilted on the desk, it lies over its original to a pixel; nothing beside it is on it."""
    view = everyday(6)
    seen = render(view, frame_size=FRAME)
    page = find_page(seen.picture)
    assert page is not None
    straight = straightened(seen.picture, page.corners, (420, 594))
    printed = cv2.resize(draw_page(PageSize.A4, seed=6), (420, 594), interpolation=cv2.INTER_AREA)
    grey = [cv2.cvtColor(one, cv2.COLOR_BGR2GRAY).astype(np.float32) for one in (straight, printed)]
    (across, down), alike = cv2.phaseCorrelate(grey[0], grey[1], cv2.createHanningWindow((420, 594), cv2.CV_32F))
    assert abs(across) < 0.3
    assert abs(down) < 0.3
    assert alike > 0.5
    assert float(grey[0][:3].mean()) > 150, "paper to the very edge, no desk"


def test_shadows_are_taken_out_and_ink_is_kept() -> None:
    """Paper is white from one side to the other, print is dark, a red stamp stays red, a card stays as it is."""
    seen = render(everyday(7, shadow=0.5), frame_size=FRAME)
    page = find_page(seen.picture)
    assert page is not None
    straight = straightened(seen.picture, page.corners, (420, 594))
    clean = enhanced(straight, Enhancement.COLOUR, PageSize.A4)
    margins = np.concatenate([clean[30:-30, 8:30].reshape(-1, 3), clean[30:-30, -30:-8].reshape(-1, 3)])
    assert np.percentile(margins, 5) > 215
    assert np.percentile(clean.min(axis=2), 2) < 130
    stamp = clean[400:560, 250:400].astype(int)
    assert (stamp[:, :, 2] - stamp[:, :, 0]).max() > 60
    assert enhanced(straight, Enhancement.GREY, PageSize.A4).ndim == 2
    assert enhanced(straight, Enhancement.COLOUR, PageSize.ID_CARD) is straight
    assert enhanced(straight, Enhancement.AS_SEEN, PageSize.A4) is straight


def test_a_scan_says_its_resolution_and_is_wiped() -> None:
    """The JPEG carries its dots an inch; the pixels that it was made of are zeros."""
    page = np.full((594, 420, 3), 200, np.uint8)
    scan = encoded(page, size=PageSize.A4, size_mm=(210.0, 297.0), quality=80)
    assert not page.any()
    assert scan.jpeg[13:18] == b"\x01\x00\x33\x00\x33"
    assert round(scan.dots_per_inch) == 51
    assert repr(scan) == "ScannedPage(a4, 420x594)"


def test_corners_are_ordered_as_a_reader_sees_them() -> None:
    """Whatever order they come in."""
    corners = np.array([[10.0, 12.0], [200.0, 5.0], [210.0, 300.0], [5.0, 290.0]])
    for order in ([2, 0, 3, 1], [3, 2, 1, 0], [1, 2, 3, 0]):
        assert np.array_equal(in_order(corners[order]), corners)


def test_a_page_is_at_rest_once_no_corner_wanders() -> None:
    """Long enough and in enough pictures; a page that slides begins anew."""
    corners = np.array([[10.0, 12.0], [200.0, 5.0], [210.0, 300.0], [5.0, 290.0]])
    stillness = Stillness(still_s=0.5, still_px=1.0)
    rested = [stillness.see(corners + shift, taken_s, frame_width_px=1280) for taken_s, shift in [
        (0.0, 0.0), (0.3, 0.4), (0.6, 0.4), (0.7, 3.0), (1.0, 3.0), (1.2, 3.2), (1.3, 3.2),
    ]]  # fmt: skip
    assert rested == [False, False, True, False, False, True, True]
    stillness.forget()
    assert not stillness.see(corners, 9.0, frame_width_px=1280)


def test_a_page_without_a_sharp_side_is_not_taken_for_sharp() -> None:
    """Where no side tells how sharp it is, the page is covered or cut off, never good."""
    corners = np.array([[10.0, 12.0], [200.0, 5.0], [210.0, 300.0], [5.0, 290.0]])
    page = FoundPage(corners, (1.0, 0.2, 1.0, 0.2), 0.5, inf)
    straight = np.full((60, 40, 3), 220, np.uint8)
    assert advice_on(page, straight, px_per_mm=4.0, limits=LIMITS) is PageAdvice.COVERED
