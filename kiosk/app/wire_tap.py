"""What goes over a device's wire, for the technician's page: a recorder's tap before the device while it is traced.

What is shown is what `devices record` keeps: redacted by the driver's own wire language. The trace stays in the state
folder, so that a technician can take it away and play it (`devices replay`).
"""

import logging
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Final

from devices.api.clock import Clock
from devices.api.configuration import ConfigurationFaults
from devices.api.errors import DeviceError
from devices.bindings import Binding
from devices.contract.traces import driver_language
from devices.recording.tapping import tapped
from devices.recording.trace import SUFFIX, Happening, What, parse_happening
from devices.supervisor import Supervisor
from kiosk.flow.desk import BytesSeen

_log = logging.getLogger(__name__)

_SHOWN: Final = 24
_SHOWN_BYTES: Final = 32
_TAIL_BYTES: Final = 64 * 1024
_ARROWS: Final = {What.TO_DEVICE: "→", What.FROM_DEVICE: "←"}


class DeskWireTap:
    """Meets `kiosk.effects.desk.WireTap`. One device at a time; any thread that may wait for a device."""

    def __init__(self, devices: Supervisor, folder: Path, clock: Clock) -> None:
        """Tap devices of `devices`; traces are kept in `folder`."""
        self._devices = devices
        self._folder = folder
        self._clock = clock
        self._lock = Lock()
        self._tapped: Binding | None = None
        self._file: Path | None = None
        self._stack = ExitStack()

    @property
    def seen(self) -> BytesSeen | None:
        """The latest lines."""
        binding, file = self._tapped, self._file
        if binding is None or file is None:
            return None
        return BytesSeen(binding.device_id, tuple(_line(one) for one in _latest(file)), str(file))

    def begin(self, binding: Binding) -> None:
        """Trace that device.

        Raises:
            ConfigurationFaults: its driver has no wire language, or its port cannot be tapped.
            DriverHung: it does not let go of its port.
        """
        with self._lock:
            self._end()
            language = driver_language(binding.kind, binding.driver)
            file = self._folder / f"wire-{binding.device_id}{SUFFIX}"
            try:
                with ExitStack() as stack:
                    tap = stack.enter_context(tapped(binding, language, file, clock=self._clock, about="staff page"))
                    self._devices.rebind(tap.binding)
                    self._stack = stack.pop_all()
            except OSError as error:
                raise ConfigurationFaults([], device_id=binding.device_id) from error
            self._tapped, self._file = binding, file

    def end(self) -> None:
        """Trace nothing, and give the device its own port back."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        binding, self._tapped, self._file = self._tapped, None, None
        if binding is None:
            return
        # The tap goes first: two that read one port would take each other's bytes.
        self._stack.close()
        try:
            self._devices.rebind(binding)
        except DeviceError as error:
            _log.error("device %s is not back at its own port: %s", binding.device_id, error.code)


def _latest(file: Path) -> list[Happening]:
    """Return the last happenings of a trace that is being written; a line written by half is left out."""
    with file.open("rb") as trace:
        trace.seek(0, 2)
        trace.seek(max(0, trace.tell() - _TAIL_BYTES))
        lines = trace.read().decode("utf-8", "replace").splitlines()
    found = (parse_happening(line) for line in lines[-_SHOWN - 1 :])
    return [one for one in found if one is not None][-_SHOWN:]


def _line(happening: Happening) -> str:
    at = f"{happening.at_s:9.3f}"
    if happening.what not in _ARROWS:
        return f"{at}  {happening.what.value} {happening.deed}".rstrip()
    shown = happening.octets[:_SHOWN_BYTES].hex(" ")
    more = f" … {len(happening.octets)}" if len(happening.octets) > _SHOWN_BYTES else ""
    return f"{at} {_ARROWS[happening.what]} {shown}{more}"
