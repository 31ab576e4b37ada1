"""Render every page in every variant to PNG, and contact sheets of them.

python -m ui.gallery --out DIR [--variant NAME ...] [--page TEXT ...]
"""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from devices.api.kinds.camera import Frame
from ui import HallSign, Screen, application
from ui.gallery.samples import NOON, SAMPLES, SIGN
from ui.gallery.variants import VARIANTS, Variant

_SETTLE_MS = 60
_THUMB_PX = 540


class StandingClock:
    """A clock that stands, so that pictures are the same each time."""

    def monotonic_s(self) -> float:
        """See `Clock.monotonic_s`."""
        return 0.0

    def now(self) -> datetime:
        """See `Clock.now`."""
        return NOON

    def wait(self, event: Event, timeout_s: float) -> bool:  # noqa: ARG002  the protocol's signature
        """See `Clock.wait`; never waits."""
        return event.is_set()


class StandingFrame:
    """A source of one plainly drawn face, for the mirror."""

    def __init__(self) -> None:
        self._frame = Frame(sequence=1, taken_s=0.0, pixels=_drawn_face())

    def latest(self, newer_than: int = -1) -> Frame | None:
        """See `FrameSource.latest`."""
        return self._frame if newer_than < 1 else None

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:  # noqa: ARG002  the protocol's signature
        """See `FrameSource.wait`; never waits."""
        return self.latest(newer_than)


def _drawn_face() -> NDArray[np.uint8]:
    """Return 480 x 640 BGR: a head and shoulders of three flat colours before a wall."""
    rows, columns = np.mgrid[0:480, 0:640].astype(np.float32)
    pixels = np.empty((480, 640, 3), np.uint8)
    pixels[:] = (226, 214, 204)
    pixels[(columns - 320) ** 2 / 190**2 + (rows - 520) ** 2 / 170**2 < 1] = (150, 92, 52)
    pixels[(columns - 320) ** 2 / 52**2 + (rows - 350) ** 2 / 80**2 < 1] = (158, 190, 226)
    pixels[(columns - 320) ** 2 / 118**2 + (rows - 205) ** 2 / 140**2 < 1] = (52, 44, 42)
    pixels[(columns - 320) ** 2 / 98**2 + (rows - 232) ** 2 / 122**2 < 1] = (172, 202, 236)
    for x in (282, 358):
        pixels[(columns - x) ** 2 / 12**2 + (rows - 222) ** 2 / 8**2 < 1] = (48, 40, 38)
    pixels[(columns - 320) ** 2 / 34**2 + (rows - 300) ** 2 / 7**2 < 1] = (112, 112, 192)
    pixels.setflags(write=False)
    return pixels


def render(variant: Variant, pages: list[str], folder: Path, sign: HallSign = SIGN) -> list[Path]:
    """Write one picture for each page; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    width, height = variant.size_px
    screen = Screen(
        lambda _: None,
        clock=StandingClock(),
        new_id=lambda: "00000000-0000-0000-0000-000000000000",
        hall=sign,
        width_px=width,
        height_px=height,
        frames=StandingFrame,
        motion=False,
        settle_ms=0,
    )
    QTest.qWait(10 * _SETTLE_MS)
    written = []
    for page in pages:
        screen.show(variant.of(SAMPLES[page]))
        QTest.qWait(_SETTLE_MS)
        file = folder / f"{page}.png"
        screen.grab().save(str(file))
        written.append(file)
    screen.close()
    return written


def contact_sheet(pictures: list[Path], sheet: Path, *, columns: int) -> None:
    """Put `pictures` side by side, small, into one picture."""
    images = [QImage(str(picture)) for picture in pictures]
    shape = images[0].size()
    width = _THUMB_PX if shape.width() < shape.height() else _THUMB_PX * 3 // 2
    height = width * shape.height() // shape.width()
    rows = -(-len(images) // columns)
    whole = QImage(columns * (width + 12) + 12, rows * (height + 12) + 12, QImage.Format.Format_RGB32)
    whole.fill(QColor("#808080"))
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, image in enumerate(images):
        x, y = 12 + number % columns * (width + 12), 12 + number // columns * (height + 12)
        painter.drawImage(QRect(x, y, width, height), image)
    painter.end()
    whole.save(str(sheet))


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(
        prog="python -m ui.gallery", description="every page in every variant, as pictures"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--variant", nargs="*", default=[], help="only these variants")
    parser.add_argument("--page", nargs="*", default=[], help="only pages whose name contains one of these")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application.make(sys.argv[:1])
    pages = [name for name in SAMPLES if not asked.page or any(part in name for part in asked.page)]
    for variant in VARIANTS:
        if asked.variant and variant.name not in asked.variant:
            continue
        pictures = render(variant, pages, asked.out / variant.name)
        upright = variant.size_px[0] < variant.size_px[1]
        contact_sheet(pictures, asked.out / f"{variant.name}.png", columns=6 if upright else 4)
        print(f"{variant.name}: {len(pictures)} pictures")
    QGuiApplication.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
