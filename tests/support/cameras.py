"""Cameras for tests: the real driver over the simulated camera, and pictures that hold no code."""

from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Device, DriverContext
from devices.api.errors import ConfigurationError
from devices.api.kinds.camera import Frame, FrameSource
from devices.drivers.camera_scanner.scenery import hall

Picture = NDArray[np.uint8]

FRAME_WAIT_S = 5.0
MOST_FRAMES = 150


class ShiftedClock(SystemClock):
    """The machine's clock, which a test can put forward."""

    def __init__(self) -> None:
        self._shift_s = 0.0

    def monotonic_s(self) -> float:
        """See `Clock.monotonic_s`."""
        return super().monotonic_s() + self._shift_s

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._shift_s += seconds


def control(deadline_s: float = 20.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="test", deadline_s=deadline_s)


def context(
    port: str,
    options: Mapping[str, Any] | None = None,
    *,
    device_id: str = "front",
    clock: SystemClock | None = None,
    devices: Mapping[str, Device] | None = None,
) -> DriverContext:
    """What a driver is built from, without a supervisor."""

    def find(wanted: str) -> Device:
        if wanted not in (devices or {}):
            raise ConfigurationError(device_id=wanted, detail_code="no such device")
        return (devices or {})[wanted]

    return DriverContext(device_id, port, options or {}, clock or SystemClock(), lambda event: None, find)


def frame_after(source: FrameSource, newest: int = -1) -> Frame:
    """Wait for a frame above `newest`."""
    frame = source.wait(newest, FRAME_WAIT_S)
    assert frame is not None, "no frame came"
    return frame


def frame_that(source: FrameSource, wanted: Callable[[Frame], bool]) -> Frame:
    """Wait for a frame that `wanted` accepts; others are passed over."""
    newest = -1
    for _ in range(MOST_FRAMES):
        frame = frame_after(source, newest)
        newest = frame.sequence
        if wanted(frame):
            return frame
    raise AssertionError(f"{MOST_FRAMES} frames came, none as wanted")


def brightness(frame: Frame) -> float:
    """Mean of a frame's channels."""
    return float(frame.pixels[::8, ::8].mean())


def plain(level: int, size: tuple[int, int] = (1280, 720)) -> Picture:
    """A picture of one grey, with a darker left half so that it has contrast."""
    picture = np.full((size[1], size[0], 3), level, np.uint8)
    picture[:, : size[0] // 2] //= 2
    return picture


def noisy(picture: NDArray[np.float32] | Picture, seed: int, sigma: float = 3.0) -> Picture:
    """`picture` as a sensor sees it."""
    noise = np.random.default_rng(seed).normal(0.0, sigma, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), dtype=np.uint8)


def rough_face(seed: int) -> Picture:
    """A hall with something like a person before it: head, hair, eyes, a mouth, a checked shirt. 720p."""
    dice = np.random.default_rng((seed, 2))
    picture = hall(seed)
    across, down = int(dice.integers(500, 780)), int(dice.integers(300, 380))
    shirt = dice.uniform(30, 200, 3).tolist()
    cv2.rectangle(picture, (across - 260, down + 190), (across + 260, 720), shirt, -1)
    for stripe in range(across - 260, across + 260, int(dice.integers(9, 30))):
        cv2.line(picture, (stripe, down + 190), (stripe, 720), (245, 245, 245), 2)
    for stripe in range(down + 190, 720, int(dice.integers(9, 30))):
        cv2.line(picture, (across - 260, stripe), (across + 260, stripe), (20, 20, 20), 2)
    cv2.ellipse(picture, (across, down - 30), (150, 190), 0, 0, 360, (25, 25, 30), -1)
    cv2.ellipse(picture, (across, down), (125, 170), 0, 0, 360, (150, 175, 215), -1)
    for side in (-50, 50):
        cv2.ellipse(picture, (across + side, down - 20), (26, 13), 0, 0, 360, (240, 240, 240), -1)
        cv2.circle(picture, (across + side, down - 20), 11, (30, 40, 60), -1)
        cv2.rectangle(picture, (across + side - 40, down - 45), (across + side + 40, down + 12), (20, 20, 20), 5)
    cv2.ellipse(picture, (across, down + 80), (45, 14), 0, 0, 180, (80, 80, 170), -1)
    return noisy(np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.2), dtype=np.float32), seed)


def texture(seed: int) -> Picture:
    """A 720p picture full of what decoders mistake for codes: noise, blocks, bars, text, bull's eyes."""
    dice = np.random.default_rng((seed, 3))
    height_px, width_px = 720, 1280
    grey: NDArray[Any]
    match seed % 5:
        case 0:
            grey = cv2.GaussianBlur(dice.normal(0, 1, (height_px, width_px)), (0, 0), float(dice.uniform(0.6, 6)))
            grey = cv2.normalize(grey, None, 0, 255, cv2.NORM_MINMAX)  # type: ignore[call-overload]  # None: make it
        case 1:
            blocks = (dice.random((height_px // 8, width_px // 8)) < dice.uniform(0.35, 0.65)) * 255.0
            grey = cv2.resize(blocks, (width_px, height_px), interpolation=cv2.INTER_NEAREST)
        case 2:
            bars = np.repeat((dice.random((1, width_px // 3)) < 0.5) * 255.0, 3, axis=1)
            grey = np.repeat(np.pad(bars, ((0, 0), (0, width_px - bars.shape[1]))), height_px, axis=0)
        case 3:
            grey = np.full((height_px, width_px), 235, np.uint8)
            for line in range(24, height_px, 26):
                text = bytes(dice.integers(33, 126, 80, dtype=np.uint8)).decode("ascii")
                cv2.putText(grey, text, (6, line), cv2.FONT_HERSHEY_COMPLEX, 0.7, 25, 1)
        case _:
            grey = cv2.resize((dice.random((90, 160)) < 0.5) * 255.0, (width_px, height_px), interpolation=0)
            for _ in range(30):
                corner = dice.integers(0, (height_px - 80, width_px - 80))
                for reach, level in ((36, 255), (28, 0), (20, 255), (12, 0)):
                    grey[
                        corner[0] + 36 - reach : corner[0] + 36 + reach, corner[1] + 36 - reach : corner[1] + 36 + reach
                    ] = level
    return noisy(np.repeat(np.asarray(grey, dtype=np.float32)[:, :, None], 3, axis=2), seed)
