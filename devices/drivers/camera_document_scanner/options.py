"""The options of a document camera's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.api.configuration import Options, Wrong
from devices.drivers.camera_document_scanner.judging import Limits


@dataclass(frozen=True, slots=True)
class DocumentCameraOptions:
    """What a binding may say about a document camera.

    Attributes:
        camera: the device id of the camera to look through; the binding's `port`.
        view_width_mm: how much of the desk the camera sees from left to right, or None if nobody has measured it.
        still_s: how long a page must lie still.
        still_px: how far a corner may wander meanwhile, in a picture of 1280 pixels' width.
        limits: what picture is good enough.
    """

    camera: str
    view_width_mm: float | None = None
    still_s: float = 0.6
    still_px: float = 1.5
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def from_binding(cls, port: str, table: Mapping[str, Any], *, device_id: str) -> "DocumentCameraOptions":
        """Check a binding's port and keys. Raises ConfigurationFaults."""
        options = Options(table, place=f"device.{device_id}", device_id=device_id)
        usual, limits = cls(port), Limits()
        if not port:
            options.wrong("port", Wrong.MISSING, allowed="the name of a camera device")
        measured_mm = options.number("view_width_mm", 0.0, low=50.0, high=2000.0) if "view_width_mm" in table else 0.0
        read = cls(
            camera=port,
            view_width_mm=measured_mm or None,
            still_s=options.number("still_s", usual.still_s, low=0.0, high=10.0),
            still_px=options.number("still_px", usual.still_px, low=0.2, high=20.0),
            limits=Limits(
                least_px_per_mm=options.number("least_px_per_mm", limits.least_px_per_mm, low=1.0, high=20.0),
                most_rise_px=options.number("most_blur_px", limits.most_rise_px, low=1.0, high=30.0),
            ),
        )
        options.finish()
        return read
