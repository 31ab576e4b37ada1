"""Sees whether a camera is still there while nobody looks through it, without taking its port."""

import socket
from pathlib import Path
from threading import Lock
from typing import Final, assert_never

from devices.api.clock import Clock
from devices.drivers.opencv_camera.recording import picture_files
from devices.drivers.opencv_camera.wire import CameraPort, DevicePort, IndexPort, RecordingPort, StreamPort

PERIOD_S: Final = 2.0
"""The answer is kept this long: a network camera is not to be called three times a second."""
CONNECT_TIMEOUT_S: Final = 0.5


class Presence:
    """Looks for one port. Safe from any thread; takes at most `CONNECT_TIMEOUT_S`."""

    def __init__(self, port: CameraPort, clock: Clock) -> None:
        self._port = port
        self._clock = clock
        self._lock = Lock()
        self._there = False
        self._looked_s: float | None = None

    def is_there(self) -> bool:
        """Whether the port was there within the last `PERIOD_S`."""
        with self._lock:
            now_s = self._clock.monotonic_s()
            if self._looked_s is None or now_s - self._looked_s >= PERIOD_S:
                self._there = _exists(self._port)
                self._looked_s = now_s
            return self._there

    def forget(self) -> None:
        """Look anew when asked next."""
        with self._lock:
            self._looked_s = None


def _exists(port: CameraPort) -> bool:
    match port:
        case DevicePort(path):
            return path.exists()
        case IndexPort(index):
            return Path(f"/dev/video{index}").exists()
        case RecordingPort(path):
            return path.is_file() or bool(picture_files(path))
        case StreamPort(_, host, tcp_port):
            try:
                with socket.create_connection((host, tcp_port), timeout=CONNECT_TIMEOUT_S):
                    return True
            except OSError:
                return False
        case _:
            assert_never(port)
