"""How long a device takes for what can be asked of it again and again without wearing it or moving paper."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from devices.api.clock import Clock
from devices.api.commands import AskStatus, RunSelfTest
from devices.api.control import Control
from devices.api.device import Command, DeviceKind
from devices.api.errors import DeviceError
from devices.api.kinds.camera import Camera
from devices.api.kinds.id_card_reader import ReadSamId


@dataclass(frozen=True, slots=True)
class FirstFrame:
    """Command: begin a camera's stream, see its first frame, and hand the seat back."""

    deadline_s: float = 10.0

    def perform(self, device: Camera, control: Control) -> None:
        """Run on the device's thread."""
        device.stop_stream(device.start_stream(control), control)


@dataclass(frozen=True, slots=True)
class Probe:
    """A command that may be repeated, by the name that a table shows."""

    name: str
    command: Command[Any, Any]


_OF_EVERY_KIND: Final = (Probe("status", AskStatus()), Probe("self_test", RunSelfTest()))
_OF_A_KIND: Final[Mapping[DeviceKind, tuple[Probe, ...]]] = {
    DeviceKind.ID_CARD_READER: (Probe("sam_id", ReadSamId()),),
    DeviceKind.CAMERA: (Probe("first_frame", FirstFrame()),),
}


def probes_of(kind: DeviceKind) -> tuple[Probe, ...]:
    """Return what may be asked of a kind again and again."""
    return (*_OF_EVERY_KIND, *_OF_A_KIND.get(kind, ()))


@dataclass(frozen=True, slots=True)
class Latency:
    """How long one probe took.

    Attributes:
        name: the probe's.
        samples_ms: the runs that ended well, in order.
        errors: how often each error code came instead.
    """

    name: str
    samples_ms: tuple[float, ...]
    errors: Mapping[str, int]

    def percentile_ms(self, percent: float) -> float | None:
        """Return the time that `percent` of the runs do not exceed (nearest rank), or None without a run."""
        if not self.samples_ms:
            return None
        ordered = sorted(self.samples_ms)
        return ordered[max(1, math.ceil(len(ordered) * percent / 100)) - 1]


def measure(
    probes: Sequence[Probe],
    call: Callable[[Command[Any, Any]], object],
    *,
    runs: int,
    clock: Clock,
    on_run: Callable[[str], None] = lambda _: None,
) -> tuple[Latency, ...]:
    """Perform each probe `runs` times by `call` and say how long it took; `on_run` hears the name after each run.

    What fails is counted by its code and not timed: a table of quick refusals would look like a quick device.
    """
    measured: list[Latency] = []
    for probe in probes:
        samples_ms: list[float] = []
        errors: Counter[str] = Counter()
        for _ in range(runs):
            begun_s = clock.monotonic_s()
            try:
                call(probe.command)
            except DeviceError as error:
                errors[error.code] += 1
            else:
                samples_ms.append((clock.monotonic_s() - begun_s) * 1000)
            on_run(probe.name)
        measured.append(Latency(probe.name, tuple(samples_ms), dict(errors)))
    return tuple(measured)
