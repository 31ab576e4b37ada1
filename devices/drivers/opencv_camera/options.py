"""The options of a camera's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from devices.api.configuration import Options, Wrong
from devices.drivers.opencv_camera.wire import Rotation

MOST_PX = 8192
MOST_FPS = 240.0
MOST_WARM_UP_FRAMES = 120
USUAL_WARM_UP_FRAMES = 3


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """What a binding may say about a camera.

    Attributes:
        size_px: width and height to ask a device for, before rotation; None leaves it to the camera. A device picks
            the nearest it has; what comes is in the capabilities. Streams and recordings come as they are.
        fps: the frame rate to ask a device for, or to play a recording at; None leaves it to the source.
        mirror: flip every frame left to right. Off by default: frames are kept as a third person sees them, and
            a preview is mirrored where it is drawn.
        rotation: how far frames are turned clockwise, for a camera mounted on its side.
        exposure: None for automatic, else the device's own exposure value (V4L2 ``exposure_time_absolute``).
        warm_up_frames: frames dropped at the beginning of a live stream, while the exposure settles.
    """

    size_px: tuple[int, int] | None = None
    fps: float | None = None
    mirror: bool = False
    rotation: Rotation = Rotation.NONE
    exposure: float | None = None
    warm_up_frames: int = USUAL_WARM_UP_FRAMES

    @classmethod
    def from_binding(cls, table: Mapping[str, Any], *, device_id: str) -> "CameraOptions":
        """Check a binding's keys; 0 is the same as leaving a size or rate out.

        Raises:
            ConfigurationFaults: an unknown key, or a value of the wrong type or out of range.
        """
        options = Options(table, place=f"device.{device_id}", device_id=device_id)
        width_px = options.integer("width_px", 0, allowed=range(MOST_PX + 1))
        height_px = options.integer("height_px", 0, allowed=range(MOST_PX + 1))
        if bool(width_px) != bool(height_px):
            options.wrong("height_px" if width_px else "width_px", Wrong.MISSING, allowed="both sides or none")
        fps = options.number("fps", 0.0, low=0.0, high=MOST_FPS)
        mirror = options.flag("mirror", False)
        rotate_deg = options.integer("rotate_deg", 0, allowed=tuple(rotation.value for rotation in Rotation))
        exposure: float | None = None
        if isinstance(table.get("exposure", ""), str):
            options.text("exposure", "auto", allowed=("auto",))
        else:
            exposure = options.number("exposure", 0.0, low=-20.0, high=1e6)
        warm_up_frames = options.integer("warm_up_frames", USUAL_WARM_UP_FRAMES, allowed=range(MOST_WARM_UP_FRAMES + 1))
        options.finish()
        return cls(
            size_px=(width_px, height_px) if width_px else None,
            fps=fps or None,
            mirror=mirror,
            rotation=Rotation(rotate_deg),
            exposure=exposure,
            warm_up_frames=warm_up_frames,
        )
