"""What the staff page needs of this terminal, put together."""

import platform
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from devices.api.clock import Clock
from devices.api.kinds.camera import FrameSource
from devices.bench.history import FILE_NAME, SelfTestHistory
from devices.bench.live import LiveBoard
from devices.bindings_file import write_binding
from devices.registry import Registry
from devices.supervisor import Supervisor
from kiosk.app.wire_tap import DeskWireTap
from kiosk.effects.desk import DeskParts
from kiosk.effects.eyepiece import Box, CameraEyepiece
from kiosk.effects.test_pages import TestPages
from kiosk.identity.engine import FaceEngine
from kiosk.identity.engines.choosing import choose_engine
from kiosk.identity.errors import IdentityError
from kiosk.settings.model import FaceSettings, Settings

_PACKAGES: Final = ("hallkiosk", "PySide6-Essentials", "opencv-python-headless", "reportlab", "zxing-cpp")


def desk_parts(
    settings: Settings,
    devices: Supervisor,
    board: LiveBoard,
    *,
    clock: Clock,
    preview: Callable[[FrameSource | None], None],
    new_id: Callable[[], str],
) -> DeskParts:
    """Return the parts. Nothing is loaded that only an open door needs."""
    folder = settings.state.folder
    bindings_file = settings.devices.bindings_file
    return DeskParts(
        devices=devices,
        board=board,
        history=SelfTestHistory(folder / FILE_NAME),
        drivers=usable_drivers,
        folder=folder,
        versions=versions(),
        keep_binding=partial(write_binding, bindings_file) if bindings_file is not None else None,
        test_printer=TestPages(devices, clock=clock, terminal=settings.terminal.id, new_id=new_id),
        eyepiece=CameraEyepiece(devices, clock=clock, show=preview, find_faces=_FaceFinder(settings.face)),
        tap=DeskWireTap(devices, folder, clock),
    )


def usable_drivers() -> tuple[tuple[str, str], ...]:
    """Return kind and name of every installed driver that loads."""
    return tuple((driver.kind_name, driver.name) for driver in Registry().drivers() if driver.fault is None)


def versions() -> tuple[tuple[str, str], ...]:
    """Return what runs here, for a technician on the telephone."""
    return (
        *((name, version(name)) for name in _PACKAGES),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
        ("Linux", platform.release()),
    )


class _FaceFinder:
    """Finds faces with the terminal's own engine, in an instance of its own: engines serve one thread at a time."""

    def __init__(self, settings: FaceSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._engine: FaceEngine | None = None
        self._broken = False

    def __call__(self, pixels: NDArray[np.uint8]) -> Sequence[Box]:
        """Return the faces' boxes; none where there is no engine, which the page's health says."""
        with self._lock:
            if self._engine is None and not self._broken:
                try:
                    self._engine = choose_engine(self._settings)
                except IdentityError:
                    self._broken = True
            if self._engine is None:
                return ()
            found = self._engine.detect(pixels)
            self._engine.forget()
        return [
            (
                float(face.centre[0] - face.size[0] / 2),
                float(face.centre[1] - face.size[1] / 2),
                float(face.size[0]),
                float(face.size[1]),
            )
            for face in found
        ]
