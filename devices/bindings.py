"""Which driver serves which device at which port, read from TOML.

::

    [device.reader]
    kind = "id_card_reader"
    driver = "sam-serial"
    port = "/dev/serial/by-id/usb-Prolific_USB-Serial-if00-port0"
    poll_interval_s = 0.3     # optional
    baud = 115200             # what is left is the driver's own

A port is pinned by path or serial number: `/dev/ttyUSB0` or camera ``0`` may be another device after the next start.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from devices.api.configuration import ConfigurationFaults, Fault, Options, Wrong, shown
from devices.api.device import DeviceKind

DEFAULT_POLL_INTERVAL_S = 0.3
_DEVICE_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_UNPINNED = re.compile(
    r"\d+|COM\d+|/+dev/+(tty[a-z0-9]*USB|ttyACM|rfcomm|video|hidraw|input/+event|lp|usb/+lp|usb/+hiddev|pts/+)\d+"
    r"|/+dev/+bus/+usb/+\d+/+\d+",
    re.IGNORECASE,
)
_PINNED = (
    "a path by id or serial number (/dev/serial/by-id/..., /dev/v4l/by-id/..., /dev/input/by-id/...), "
    "or allow_unpinned = true"
)


@dataclass(frozen=True, slots=True)
class Binding:
    """One device of this terminal.

    Attributes:
        device_id: its name in this terminal: ``reader``.
        kind: what it is.
        driver: the driver's name among those of its kind: ``sam-serial``.
        port: where it is; "" for a driver that needs none.
        poll_interval_s: seconds between two looks at it while it is idle.
        options: the driver's own keys, read-only, which the driver checks.
    """

    device_id: str
    kind: DeviceKind
    driver: str
    port: str
    poll_interval_s: float
    options: Mapping[str, Any]


def load_bindings(path: Path) -> tuple[Binding, ...]:
    """Read a bindings file.

    Raises:
        ConfigurationFaults: everything that is wrong in it, or that it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8"
        raise ConfigurationFaults([Fault(str(path), Wrong.UNREADABLE, found)]) from error
    return parse_bindings(text, source=path.name)


def parse_bindings(text: str, *, source: str = "bindings") -> tuple[Binding, ...]:
    """Read bindings from TOML, in the order they stand in; `source` names them where they are no TOML at all.

    Raises:
        ConfigurationFaults: everything that is wrong.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationFaults([Fault(source, Wrong.UNREADABLE, f"no TOML: {error}")]) from error
    faults = [Fault(key, Wrong.UNKNOWN_KEY, allowed="[device.NAME]") for key in tables if key != "device"]
    devices = tables.get("device", {})
    if not isinstance(devices, dict):
        faults.append(Fault("device", Wrong.WRONG_TYPE, shown(devices), "[device.NAME]"))
        devices = {}
    if not devices and not faults:
        faults.append(Fault("device", Wrong.MISSING, allowed="[device.NAME]"))
    bindings: list[Binding] = []
    for device_id, table in devices.items():
        binding = _binding(device_id, table, faults)
        if binding is not None:
            bindings.append(binding)
    faults += _shared_ports(bindings)
    if faults:
        raise ConfigurationFaults(faults)
    return tuple(bindings)


def _binding(device_id: str, table: object, faults: list[Fault]) -> Binding | None:
    """Read one device's table; add what is wrong to `faults`."""
    place = f"device.{device_id}"
    if not _DEVICE_ID.fullmatch(device_id):
        faults.append(Fault(place, Wrong.NOT_ALLOWED, allowed="a name of a-z, 0-9, _ and -, from a letter, up to 40"))
    if not isinstance(table, dict):
        faults.append(Fault(place, Wrong.WRONG_TYPE, shown(table), f"[{place}]"))
        return None
    options = Options(table, place=place)
    kind_name = options.text("kind", allowed=[kind.value for kind in DeviceKind])
    driver = options.text("driver")
    port = options.text("port", "")
    poll_interval_s = options.number("poll_interval_s", DEFAULT_POLL_INTERVAL_S, low=0.05, high=60.0)
    if not options.flag("allow_unpinned", False) and _UNPINNED.fullmatch(port):
        options.wrong("port", Wrong.UNPINNED_PORT, allowed=_PINNED)
    rest = options.rest()
    faults += options.faults()
    if options.faults():
        return None
    return Binding(device_id, DeviceKind(kind_name), driver, port, poll_interval_s, MappingProxyType(rest))


def _shared_ports(bindings: list[Binding]) -> list[Fault]:
    """Two devices cannot hold one serial port or one printer; names of other devices may be used twice."""
    holders: dict[str, str] = {}
    faults: list[Fault] = []
    for binding in bindings:
        if "/" not in binding.port:
            continue
        holder = holders.setdefault(binding.port, binding.device_id)
        if holder != binding.device_id:
            faults.append(
                Fault(
                    f"device.{binding.device_id}.port",
                    Wrong.TAKEN,
                    shown(binding.port),
                    f"a port other than that of device.{holder}",
                )
            )
    return faults
