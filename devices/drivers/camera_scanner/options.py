"""The options of a camera scanner's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from devices.api.configuration import Options, Wrong
from devices.drivers.camera_scanner.wire import USUAL_SYMBOLOGIES, Symbology


@dataclass(frozen=True, slots=True)
class ScannerOptions:
    """What a binding may say about a camera scanner.

    Attributes:
        camera: the device id of the camera to look through; the binding's `port` says it, or the option ``camera``.
        symbologies: the kinds of code to look for.
    """

    camera: str
    symbologies: frozenset[Symbology] = USUAL_SYMBOLOGIES

    @classmethod
    def from_binding(cls, port: str, table: Mapping[str, Any], *, device_id: str) -> "ScannerOptions":
        """Check a binding's port and keys.

        Raises:
            ConfigurationFaults: no camera, an unknown key, or a symbology that is none.
        """
        options = Options(table, place=f"device.{device_id}", device_id=device_id)
        # Without a default a missing key is a fault, which it is only where the port names no camera.
        camera = options.text("camera", port or None)
        if port and camera != port:
            options.wrong("camera", Wrong.NOT_ALLOWED, allowed="the same camera as in port, or only one of the two")
        rest = options.rest()
        symbologies = _symbologies(rest.pop("symbologies", None), options)
        for key in rest:
            options.wrong(key, Wrong.UNKNOWN_KEY, allowed="camera, symbologies")
        options.finish()
        return cls(camera=camera, symbologies=symbologies)


def _symbologies(value: object, options: Options) -> frozenset[Symbology]:
    if value is None:
        return USUAL_SYMBOLOGIES
    known = {symbology.value: symbology for symbology in Symbology}
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        options.wrong("symbologies", Wrong.WRONG_TYPE, allowed=f"a list of {', '.join(known)}")
        return USUAL_SYMBOLOGIES
    if not all(name in known for name in value):
        options.wrong("symbologies", Wrong.NOT_ALLOWED, allowed=", ".join(known))
        return USUAL_SYMBOLOGIES
    return frozenset(known[name] for name in value)
