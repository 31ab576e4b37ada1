"""What is plugged in now, under the names that stay the same from start to start. Linux: udev's links.

A binding is pinned by one of these (devices/bindings.py); nothing is opened to find them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDERS: Final = ("serial/by-id", "serial/by-path", "v4l/by-id", "v4l/by-path", "input/by-id", "usb/by-id")


@dataclass(frozen=True, slots=True)
class FoundPort:
    """One port.

    Attributes:
        path: the link, which names the device by its serial number or its place.
        node: the file it leads to now: ``ttyUSB0``. Several links may lead to one.
    """

    path: str
    node: str


def found_ports(dev: Path = Path("/dev")) -> tuple[FoundPort, ...]:
    """Return every pinned name below `dev`, by folder and name; none where udev keeps none."""
    found: list[FoundPort] = []
    for folder in _FOLDERS:
        try:
            links = sorted((dev / folder).iterdir())
        except OSError:
            continue
        found += [FoundPort(str(link), link.resolve().name) for link in links]
    return tuple(found)
