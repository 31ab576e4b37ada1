"""What a camera's self-test looks at, apart from opening it."""

from collections.abc import Sequence
from typing import Final

from devices.api.kinds.camera import Frame
from devices.drivers.opencv_camera.options import CameraOptions
from devices.drivers.opencv_camera.wire import PictureQuality, judge, measure

FRAMES: Final = 10
SLOWEST_SHARE: Final = 0.5
"""A camera below half its stated frame rate fails."""
SLOWEST_FPS: Final = 5.0
"""Where no rate is stated: below this a preview looks broken and a head's movement is missed."""


def check_frames(
    frames: Sequence[Frame], *, options: CameraOptions, stated_fps: float
) -> tuple[tuple[str, bool, str], ...]:
    """Judge two or more frames of a stream in order; `stated_fps` is 0 where the source states none.

    Returns:
        For each step its code, whether it passed, and what was seen.
    """
    height_px, width_px = frames[-1].pixels.shape[:2]
    got = (height_px, width_px) if options.rotation.swaps_sides else (width_px, height_px)
    # The numbers tell how many there were meanwhile, also those that were not collected.
    count = frames[-1].sequence - frames[0].sequence
    span_s = frames[-1].taken_s - frames[0].taken_s
    fps = count / span_s if span_s > 0 else 0.0
    least_fps = (options.fps or stated_fps) * SLOWEST_SHARE or SLOWEST_FPS
    quality = judge(measure(frames[-1].pixels))
    return (
        ("picture_size", got == (options.size_px or got), f"{got[0]}x{got[1]}"),
        ("frame_rate", fps >= least_fps, f"{fps:.1f}"),
        ("exposure", quality is PictureQuality.GOOD, quality.value),
    )
