"""Contract checks recorded and replayed: one trace a check, the deeds of hands among what happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Final

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.api.wire_language import WireLanguage, language_of
from devices.bindings import Binding
from devices.contract.check import Check
from devices.contract.hands import Deed, Hands
from devices.contract.outcome import Skip, Skipped, SkipReason
from devices.contract.runner import CheckResult, run_check
from devices.contract.subject import Subject
from devices.recording.replay import Matching, ReplayedDevice
from devices.recording.tapping import Tapped, tapped, with_address
from devices.recording.trace import SUFFIX, Trace, Transport, read_trace
from devices.registry import Registry

_NAMES_SEED: Final = 2026
"""Jobs have the same names when they are recorded and when the recording is replayed."""


_POLL_INTERVAL_S: Final = 0.1


class RecordingHands:
    """Hands whose deeds are told to a recorder before they are done. Meets `Hands`."""

    def __init__(self, hands: Hands, tap: Tapped) -> None:
        """Let `hands` do them."""
        self._hands = hands
        self._tap = tap

    def do(self, deed: Deed) -> bool:
        """Tell it, have it done, and see at once what it did to the port."""
        self._tap.recorder.deed(deed.name)
        done = self._hands.do(deed)
        self._tap.look()
        return done


class ReplayHands:
    """Hands that turn over to the next act of a recording. Meets `Hands`."""

    def __init__(self, device: ReplayedDevice) -> None:
        """Play on `device`."""
        self._device = device

    def do(self, deed: Deed) -> bool:
        """Go on to what followed the deed. Raises Skip where the recording goes on otherwise."""
        if not self._device.do(deed.name):
            raise Skip(SkipReason.NOT_RECORDED, deed.name)
        return True


def driver_language(kind: DeviceKind, driver: str) -> WireLanguage:
    """Return a driver's wire language.

    Raises:
        ConfigurationFaults: no such driver, or it has none, so that nothing of its wire can be told from personal data.
    """
    found = [one for one in Registry().drivers() if (one.kind_name, one.name) == (kind.value, driver)]
    language = language_of(found[0].factory) if found else None
    if language is None:
        speaking = sorted(
            f"{one.kind_name}.{one.name}" for one in Registry().drivers() if language_of(one.factory) is not None
        )
        wrong = Wrong.NOT_ALLOWED if found else Wrong.NOT_INSTALLED
        raise ConfigurationFaults(
            [Fault("driver", wrong, f"{kind.value}.{driver}", f"one with a wire_language: {', '.join(speaking)}")]
        )
    return language


def record_check(check: Check, subject: Subject, folder: Path) -> CheckResult:
    """Run a check with a tap before the device, and keep the trace in `folder`. Raises ConfigurationFaults."""
    language = driver_language(subject.binding.kind, subject.binding.driver)
    path = trace_path(folder, check)
    with tapped(subject.binding, language, path, clock=subject.clock, about=check.promise) as tap:
        result = run_check(
            check,
            replace(
                subject,
                bindings=(tap.binding, *subject.bindings[1:]),
                hands=RecordingHands(subject.hands, tap),
                names=Random(_NAMES_SEED),  # noqa: S311  job names, no secret
            ),
        )
    if isinstance(result.outcome, Skipped):
        path.unlink()  # what was not tried proves nothing when it is played
    return result


def replay_check(check: Check, subject: Subject, folder: Path) -> CheckResult:
    """Run a check against its trace in `folder`; skipped where there is none. Raises ConfigurationFaults."""
    path = trace_path(folder, check)
    if not path.is_file():
        return CheckResult(check.name, check.promise, Skipped(SkipReason.NOT_RECORDED, path.name), 0.0)
    trace = read_trace(path)
    with replayed(trace, subject.binding) as (device, binding):
        return run_check(
            check,
            replace(
                subject,
                bindings=(binding, *subject.bindings[1:]),
                hands=ReplayHands(device),
                names=Random(_NAMES_SEED),  # noqa: S311  job names, no secret
            ),
        )


@contextmanager
def replayed(
    trace: Trace, binding: Binding, *, matching: Matching = Matching.TOLERANT, speed: float = float("inf")
) -> Iterator[tuple[ReplayedDevice, Binding]]:
    """Play `trace` while the block runs, for a device bound as `binding` but at the replay's port."""
    kind = DeviceKind(trace.head.kind)
    device = ReplayedDevice(trace, driver_language(kind, trace.head.driver), matching=matching, speed=speed)
    device.start()
    try:
        yield device, replace(binding, port=_port_of(device, trace, binding))
    finally:
        device.stop()


def recorded_binding(folder: Path, kind: DeviceKind, driver: str) -> Binding:
    """Return how the device in a folder of traces was bound. Raises ConfigurationFaults if there are none of it."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        head = read_trace(path).head
        if (head.kind, head.driver) == (kind.value, driver):
            return Binding("subject", kind, driver, head.port, _POLL_INTERVAL_S, MappingProxyType(dict(head.options)))
    raise ConfigurationFaults([Fault(str(folder), Wrong.MISSING, allowed=f"*{SUFFIX} of {kind.value}.{driver}")])


def trace_path(folder: Path, check: Check) -> Path:
    """Return where a check's trace lies."""
    return folder / f"{check.name}{SUFFIX}"


def _port_of(device: ReplayedDevice, trace: Trace, binding: Binding) -> str:
    if trace.head.transport is Transport.SERIAL:
        return device.port
    return with_address(binding.port, device.port)
