"""The shipped scanner over the shipped camera driver over the simulated camera."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import cv2
import numpy as np
import pytest

from devices.api.configuration import ConfigurationFaults
from devices.api.errors import CommandCancelled, Disconnected, NoPage
from devices.api.kinds.document_scanner import Enhancement, PageAdvice, PageOrder, PageSize, ScannedPage, ScanPage
from devices.api.kinds.scanned_pdf import pdf_of
from devices.drivers.camera_document_scanner.driver import CameraDocumentScanner
from devices.drivers.camera_document_scanner.simulator import FRAME_SIZE, Lying, SimulatedDesk
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from tests.support.cameras import context, control


@pytest.fixture
def simulator() -> Iterator[SimulatedCamera]:
    """A simulated camera above a desk, plugged in."""
    camera = SimulatedCamera(width_px=FRAME_SIZE[0], height_px=FRAME_SIZE[1], fps=12.0)
    camera.start()
    yield camera
    camera.stop()


@pytest.fixture
def desk(simulator: SimulatedCamera) -> SimulatedDesk:
    """The desk below it."""
    return SimulatedDesk(simulator)


@pytest.fixture
def scanner(simulator: SimulatedCamera) -> Iterator[CameraDocumentScanner]:
    """The scanner, opened."""
    camera = OpenCvCamera(context(simulator.port, {"width_px": FRAME_SIZE[0], "height_px": FRAME_SIZE[1]}))
    camera.open()
    opened = _scanner(camera, still_s=0.2)
    yield opened
    opened.close()
    camera.close()


def _scanner(camera: OpenCvCamera, **options: Any) -> CameraDocumentScanner:
    scanner = CameraDocumentScanner(context("front", options, device_id="desk", devices={"front": camera}))
    scanner.open()
    return scanner


@pytest.mark.parametrize("lying", [Lying.STRAIGHT, Lying.SLANTED, Lying.SHADOWED])
def test_a_page_that_lies_there_is_scanned(scanner: CameraDocumentScanner, desk: SimulatedDesk, lying: Lying) -> None:
    """A4, white, upright: the headline is above, the stamp below."""
    desk.lay(lying, seed=1)
    told: list[PageAdvice | None] = []
    page = ScanPage(PageOrder(PageSize.A4), told.append).perform(scanner, control())
    assert (page.size, page.width_mm, page.height_mm) == (PageSize.A4, 210.0, 297.0)
    assert page.dots_per_inch > 80
    assert told[-1] is None
    seen = cv2.imdecode(np.frombuffer(page.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert seen is not None
    assert np.median(seen) > 235
    red = seen[:, :, 2].astype(int) - seen[:, :, 0].astype(int) > 50
    assert red[: page.height_px // 2].sum() < 0.05 * red.sum()


def test_a_card_is_told_from_a_page(scanner: CameraDocumentScanner, desk: SimulatedDesk) -> None:
    """By its shape, as it lies."""
    desk.lay(Lying.CARD, seed=1)
    page = scanner.scan(PageOrder(enhancement=Enhancement.GREY), on_advice=lambda _: None, control=control())
    assert (page.size, page.width_mm, page.height_mm, page.grey) == (PageSize.ID_CARD, 85.6, 53.98, True)


@pytest.mark.parametrize(
    ("lying", "advice"),
    [
        (Lying.HELD, PageAdvice.COVERED),
        (Lying.HALF_OUT, PageAdvice.CUT_OFF),
        (Lying.DARK, PageAdvice.TOO_DARK),
        (Lying.GLARE, PageAdvice.GLARE),
        (Lying.BLURRED, PageAdvice.BLURRED),
        (Lying.MOVING, PageAdvice.HOLD_STILL),
    ],
)
def test_a_page_that_cannot_be_kept_is_not(
    scanner: CameraDocumentScanner, desk: SimulatedDesk, lying: Lying, advice: PageAdvice
) -> None:
    """What is wrong is told at once, and is the error's detail at the end."""
    desk.lay(lying, seed=1)
    told: list[PageAdvice | None] = []
    with pytest.raises(NoPage) as raised:
        scanner.scan(PageOrder(), on_advice=told.append, control=control(1.2))
    assert (raised.value.detail_code, raised.value.device_id) == (advice.value, "desk")
    assert advice in told
    assert raised.value.retry_is_safe


def test_advice_is_followed(scanner: CameraDocumentScanner, desk: SimulatedDesk) -> None:
    """Nothing there, then a page with a hand on it, then the page alone: scanned in the end, each told in turn."""
    told: list[PageAdvice | None] = []

    def obey(advice: PageAdvice | None) -> None:
        told.append(advice)
        if advice is PageAdvice.NO_PAGE:
            desk.lay(Lying.HELD, seed=1)
        elif advice is PageAdvice.COVERED:
            desk.lay(Lying.SLANTED, seed=1)

    page = scanner.scan(PageOrder(), on_advice=obey, control=control())
    assert page.size is PageSize.A4
    assert [advice for advice in told if advice is not PageAdvice.HOLD_STILL] == [
        PageAdvice.NO_PAGE,
        PageAdvice.COVERED,
        None,
    ]


def test_a_scan_that_is_called_back_ends(scanner: CameraDocumentScanner) -> None:
    """At once, and not as a page that is missing."""
    leash = control()
    with pytest.raises(CommandCancelled):
        scanner.scan(PageOrder(), on_advice=lambda _: leash.cancel(), control=leash)


def test_a_camera_that_goes_away_is_told(
    scanner: CameraDocumentScanner, desk: SimulatedDesk, simulator: SimulatedCamera
) -> None:
    """In the middle of a scan, by the scanner's own name."""
    threads: list[Thread] = []

    def unplug(_: PageAdvice | None) -> None:
        if not threads:
            threads.append(Thread(target=simulator.unplug))
            threads[0].start()

    with pytest.raises(Disconnected) as raised:
        scanner.scan(PageOrder(), on_advice=unplug, control=control())
    threads[0].join()
    assert raised.value.device_id == "desk"


@pytest.mark.parametrize(
    ("port", "options", "wrong"),
    [
        ("", {}, "port: missing"),
        ("front", {"still_s": -1}, "still_s: not_allowed"),
        ("front", {"view_width_mm": "wide"}, "view_width_mm: wrong_type"),
        ("front", {"sizes": "a4"}, "sizes: unknown_key"),
    ],
)
def test_a_wrong_binding_is_refused(port: str, options: dict[str, Any], wrong: str) -> None:
    """With what is wrong and what is allowed."""
    with pytest.raises(ConfigurationFaults, match=wrong):
        CameraDocumentScanner(context(port, options, device_id="desk"))


def test_pages_become_a_pdf_that_others_read(tmp_path: Path) -> None:
    """Poppler finds both pages, at their size on paper, and the pictures unchanged within."""
    pages = []
    for size, (width_mm, height_mm), grey in (
        (PageSize.A4, (210.0, 297.0), False),
        (PageSize.ID_CARD, (85.6, 53.98), True),
    ):
        shape = (120, 90) if grey else (120, 90, 3)
        _, jpeg = cv2.imencode(".jpg", np.full(shape, 180, np.uint8))
        pages.append(ScannedPage(jpeg.tobytes(), 90, 120, width_mm, height_mm, size, grey))
    pdf = pdf_of(pages)
    assert all(page.jpeg in pdf for page in pages)
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "2", str(file)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert not told.stderr
    sizes = [
        line.split("size:")[1].split("pts")[0].split()
        for line in told.stdout.splitlines()
        if "size:" in line and "pts" in line
    ]
    assert [[round(float(side)) for side in (width, height)] for width, _, height in sizes] == [[595, 842], [243, 153]]
    assert "Title" not in told.stdout
    with pytest.raises(ValueError, match="no pages"):
        pdf_of([])
