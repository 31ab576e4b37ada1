"""A camera that is not there: motion-JPEG over HTTP on loopback, as a network camera sends it.

The shipped driver opens the simulator's port as it opens any network camera's. What the camera sees can be
changed while it runs, and the next frame shows it.

Source: multipart/x-mixed-replace (RFC 2046, 5.1; the boundary and part headers as common IP cameras send them).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Condition, Lock
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.clock import Clock, SystemClock
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Fault
from devices.simulators.scenario import Scenario
from devices.simulators.tcp_server import TcpServer, free_port

COMMANDS: Final = ("open", "frame")
"""What a scenario may name: the answer to a new viewer, and each frame."""

BOUNDARY: Final = "simulated-frame"
JPEG_QUALITY: Final = 85
NOISE_FIELDS: Final = 4
"""A picture that is shown on comes with this many different noises in turn, as from a living sensor."""
NOISE_SIGMA: Final = 2.5
NOISE_TILE_PX: Final = 160
LONGEST_REQUEST_BYTES: Final = 8192


@dataclass(slots=True, eq=False)
class _Scene:
    """What is before the lens: pictures (frame-sized, BGR), and what they look like once coded."""

    pictures: Sequence[NDArray[np.uint8]]
    fps: float
    since_s: float
    coded: dict[tuple[int, int], bytes] = field(default_factory=dict)


class SimulatedCamera:
    """See `devices.simulators.simulator.Simulator`. Pictures are height x width x 3, uint8, BGR, of any size."""

    def __init__(
        self,
        *,
        width_px: int = 1280,
        height_px: int = 720,
        fps: float = 15.0,
        seed: int = 0,
        clock: Clock | None = None,
        scenario: Scenario | None = None,
    ) -> None:
        """Prepare a camera that looks at an empty grey wall. `seed` decides the sensor's noise."""
        self.scenario = scenario or Scenario()
        self._size = (width_px, height_px)
        self._period_s = 1.0 / fps
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._noise = _noise_fields(width_px, height_px, seed)
        self._server = TcpServer(self._serve, port=free_port(), name="camera")
        self._scene = self._new_scene([_wall(width_px, height_px)], 1.0)
        self._held: _Scene | None = None
        self._covered: _Scene | None = None
        self._frozen: bytes | None = None
        self._last_sent = b""
        self._viewers = 0
        self._viewers_changed = Condition(self._lock)

    @property
    def port(self) -> str:
        """What the binding's `port` says: ``http://127.0.0.1:NUMBER/stream``."""
        return f"http://127.0.0.1:{self._server.port}/stream"

    @property
    def viewers(self) -> int:
        """How many look now: a real camera's light is on while this is above zero."""
        with self._lock:
            return self._viewers

    def wait_for_viewers(self, count: int, timeout_s: float) -> bool:
        """Wait until exactly `count` look, at most `timeout_s`; return whether they do."""
        with self._viewers_changed:
            return self._viewers_changed.wait_for(lambda: self._viewers == count, timeout=timeout_s)

    def start(self) -> None:
        """Be there."""
        self._server.plug()

    def stop(self) -> None:
        """Be gone."""
        self._server.close()

    def unplug(self) -> None:
        """Reset every viewer's connection and refuse new ones."""
        self._server.unplug()

    def plug(self) -> None:
        """Come back at the same port."""
        self._server.plug()

    def show(self, picture: NDArray[np.uint8]) -> None:
        """Put `picture` before the lens, from the next frame on. It is scaled to fill the frame and cropped."""
        self.show_sequence([picture], fps=1.0)

    def show_sequence(self, pictures: Sequence[NDArray[np.uint8]], *, fps: float) -> None:
        """Play `pictures` in a loop at `fps` pictures a second, beginning with the first."""
        if not pictures or fps <= 0:
            raise ValueError(f"{len(pictures)} pictures at {fps} a second")
        scene = self._new_scene([_fill_frame(picture, self._size) for picture in pictures], fps)
        self._coded(scene, 0, 0)  # now, on the caller's thread, so that the next frame is not late
        with self._lock:
            self._scene = scene

    def hold_up(self, picture: NDArray[np.uint8]) -> None:
        """Hold `picture` (a phone, a paper) before the scene, which goes on behind it."""
        scene = self._new_scene([_fill_frame(picture, self._size)], 1.0)
        self._coded(scene, 0, 0)
        with self._lock:
            self._held = scene

    def put_down(self) -> None:
        """Take away what `hold_up` holds."""
        with self._lock:
            self._held = None

    def cover(self) -> None:
        """Hold a hand over the lens."""
        width_px, height_px = self._size
        scene = self._new_scene([np.full((height_px, width_px, 3), 4, np.uint8)], 1.0)
        with self._lock:
            self._covered = scene

    def uncover(self) -> None:
        """Take the hand away."""
        with self._lock:
            self._covered = None

    def freeze(self) -> None:
        """Send the same frame again and again, to the bit, as a camera whose sensor has hung does."""
        with self._lock:
            self._frozen = self._last_sent or self._coded(self._scene, 0, 0)

    def thaw(self) -> None:
        """Be alive again."""
        with self._lock:
            self._frozen = None

    def _new_scene(self, pictures: Sequence[NDArray[np.uint8]], fps: float) -> _Scene:
        return _Scene(pictures=pictures, fps=fps, since_s=self._clock.monotonic_s())

    def _coded(self, scene: _Scene, index: int, noise: int) -> bytes:
        """Return one frame as JPEG. Two threads may code the same at once; both get the same bytes."""
        jpeg = scene.coded.get((index, noise))
        if jpeg is None:
            seen = cv2.add(scene.pictures[index], self._noise[noise], dtype=cv2.CV_8U)
            _, coded = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
            jpeg = scene.coded[index, noise] = coded.tobytes()
        return jpeg

    def _next_frame(self, number: int) -> bytes:
        with self._lock:
            scene = self._covered or self._held or self._scene
            frozen = self._frozen
        if frozen is not None:
            return frozen
        index = int((self._clock.monotonic_s() - scene.since_s) * scene.fps) % len(scene.pictures)
        jpeg = self._coded(scene, index, number % NOISE_FIELDS)
        with self._lock:
            self._last_sent = jpeg
        return jpeg

    def _serve(self, connection: Connection) -> None:
        """One viewer's session."""
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.read()
            if connection.hung_up or len(request) > LONGEST_REQUEST_BYTES:
                return
        if not request.startswith(b"GET /stream "):
            connection.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        self._count_viewer(1)
        try:
            head = f"multipart/x-mixed-replace; boundary={BOUNDARY}"
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: {head}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
            self._deliver(connection, answer.encode(), self.scenario.next_fault("open"))
            self._stream(connection)
        finally:
            self._count_viewer(-1)

    def _count_viewer(self, change: int) -> None:
        with self._viewers_changed:
            self._viewers += change
            self._viewers_changed.notify_all()

    def _stream(self, connection: Connection) -> None:
        number = 0
        due_s = self._clock.monotonic_s()
        while not connection.hung_up:
            jpeg = self._next_frame(number)
            head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            self._deliver(connection, head.encode() + jpeg + b"\r\n", self.scenario.next_fault("frame"))
            number += 1
            now_s = self._clock.monotonic_s()
            due_s = max(due_s + self._period_s, now_s)
            connection.pause(due_s - now_s)

    def _deliver(self, connection: Connection, reply: bytes, fault: Fault | None) -> None:
        deliver(connection, reply, fault, unplug=self.unplug, damage=_damage_picture)


def _damage_picture(part: bytes) -> bytes:
    """Return a frame whose picture data is broken from its middle on, lengths and markers right."""
    middle = len(part) // 2
    return part[:middle] + bytes(byte ^ 0x55 for byte in part[middle : middle + 64]) + part[middle + 64 :]


def _fill_frame(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return `picture` scaled and cropped about its middle to `size` (width, height)."""
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or picture.size == 0:
        raise ValueError(f"not a BGR picture: {picture.dtype} {picture.shape}")
    width_px, height_px = size
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture.copy()
    scale = max(width_px / width, height_px / height)
    scaled_size = (max(width_px, round(width * scale)), max(height_px, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scaled = np.asarray(cv2.resize(picture, scaled_size, interpolation=how), dtype=np.uint8)
    left, top = (scaled_size[0] - width_px) // 2, (scaled_size[1] - height_px) // 2
    return np.ascontiguousarray(scaled[top : top + height_px, left : left + width_px])


def _wall(width_px: int, height_px: int) -> NDArray[np.uint8]:
    """Return an empty hall: a grey wall, lit from above left."""
    down, right = np.mgrid[0 : 1 : height_px * 1j, 0 : 1 : width_px * 1j]
    grey = 185.0 - 55.0 * down - 35.0 * right
    return np.repeat(grey.astype(np.uint8)[:, :, None], 3, axis=2)


def _noise_fields(width_px: int, height_px: int, seed: int) -> list[NDArray[np.int16]]:
    """Return a sensor's noise, laid in tiles: whole frames of it would take a second to make."""
    dice = np.random.default_rng(seed)
    rows, columns = -(-height_px // NOISE_TILE_PX), -(-width_px // NOISE_TILE_PX)
    tiles = dice.normal(0.0, NOISE_SIGMA, (NOISE_FIELDS, NOISE_TILE_PX, NOISE_TILE_PX, 3)).round().astype(np.int16)
    return [np.tile(tile, (rows, columns, 1))[:height_px, :width_px] for tile in tiles]
