"""The trace file, JSON lines: a head, then one line for each thing that happened, in order.

::

    {"format": "hallkiosk-wire-trace", "version": 1, "kind": "id_card_reader", "driver": "sam-serial",
     "transport": "serial", "port": "", "options": {"baud": 115200}, "about": "..."}
    {"t": 0.000, "what": "to", "hex": "aaaaaa9669000311ffed"}
    {"t": 0.004, "what": "from", "hex": "aaaaaa9669000400009094"}
    {"t": 1.250, "what": "deed", "deed": "lay"}
    {"t": 2.000, "what": "gone"}
    {"t": 3.000, "what": "back"}

``t`` is seconds since the beginning. ``to`` and ``from`` are messages to and from the device, redacted; ``whole`` is
false for what was no whole message, of which only the length is kept. ``deed`` is what hands did. ``gone`` and
``back`` say that the port went and came. On a network port, ``session`` numbers the connection.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final

from devices.api.configuration import ConfigurationFaults, Fault, Wrong, shown

FORMAT: Final = "hallkiosk-wire-trace"
VERSION: Final = 1
SUFFIX: Final = ".trace.jsonl"


class Transport(Enum):
    """What kind of port was tapped."""

    SERIAL = "serial"
    TCP = "tcp"


class What(Enum):
    """What a line says."""

    TO_DEVICE = "to"
    FROM_DEVICE = "from"
    DEED = "deed"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line.

    Attributes:
        at_s: seconds since the beginning.
        what: which kind of thing.
        octets: the message.
        whole: whether it is one.
        deed: the deed's name.
        session: which connection of a network port, from 1; 0 on a serial port.
    """

    at_s: float
    what: What
    octets: bytes = field(default=b"", repr=False)
    whole: bool = True
    deed: str = ""
    session: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """What was recorded.

    Attributes:
        kind: the device's kind, as bindings name it.
        driver: its driver.
        transport: what kind of port it had.
        port: a network port as bindings write it, its host and number left out: ``ipp://device/ipp/print``.
        options: the driver's options at the time.
        about: what was done, for people.
    """

    kind: str
    driver: str
    transport: Transport
    port: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole recording."""

    head: Head
    happenings: tuple[Happening, ...]


def head_line(head: Head) -> str:
    """Return the first line."""
    return _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "kind": head.kind,
            "driver": head.driver,
            "transport": head.transport.value,
            "port": head.port,
            "options": dict(head.options),
            "about": head.about,
        }
    )


def happening_line(happening: Happening) -> str:
    """Return one further line."""
    document: dict[str, Any] = {"t": round(happening.at_s, 4), "what": happening.what.value}
    if happening.session:
        document["session"] = happening.session
    if happening.what in (What.TO_DEVICE, What.FROM_DEVICE):
        document["hex"] = happening.octets.hex()
        if not happening.whole:
            document["whole"] = False
    if happening.deed:
        document["deed"] = happening.deed
    return _line(document)


def write_trace(path: Path, head: Head, happenings: Iterable[Happening]) -> None:
    """Write a whole trace."""
    path.write_text("".join([head_line(head), *map(happening_line, happenings)]), encoding="utf-8")


def read_trace(path: Path) -> Trace:
    """Read a trace. Raises ConfigurationFaults naming the first line that is wrong, or that it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationFaults([Fault(str(path), Wrong.UNREADABLE, type(error).__name__)]) from error
    documents = _documents(lines, path)
    try:
        number, first = next(documents)
        head = _head(first)
    except StopIteration:
        raise ConfigurationFaults([Fault(str(path), Wrong.MISSING, allowed=f"a head of format {FORMAT}")]) from None
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong_line(path, 1, error) from error
    happenings = []
    for number, document in documents:
        try:
            happenings.append(_happening(document))
        except (KeyError, TypeError, ValueError) as error:
            raise _wrong_line(path, number, error) from error
    return Trace(head, tuple(happenings))


def parse_happening(line: str) -> Happening | None:
    """Return what one line of a trace says; None for the head, and for a line that is not whole."""
    try:
        return _happening(json.loads(line))
    except (KeyError, TypeError, ValueError):
        return None


def _documents(lines: list[str], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        try:
            document = json.loads(line)
        except ValueError as error:
            raise _wrong_line(path, number, error) from error
        if not isinstance(document, dict):
            raise _wrong_line(path, number, TypeError("no object"))
        yield number, document


def _head(document: dict[str, Any]) -> Head:
    if (document["format"], document["version"]) != (FORMAT, VERSION):
        raise ValueError(f"{FORMAT} {VERSION} expected")
    return Head(
        kind=str(document["kind"]),
        driver=str(document["driver"]),
        transport=Transport(document["transport"]),
        port=str(document.get("port", "")),
        options=dict(document.get("options", {})),
        about=str(document.get("about", "")),
    )


def _happening(document: dict[str, Any]) -> Happening:
    what = What(document["what"])
    return Happening(
        at_s=float(document["t"]),
        what=what,
        octets=bytes.fromhex(document["hex"]) if what in (What.TO_DEVICE, What.FROM_DEVICE) else b"",
        whole=bool(document.get("whole", True)),
        deed=str(document["deed"]) if what is What.DEED else "",
        session=int(document.get("session", 0)),
    )


def _wrong_line(path: Path, number: int, error: Exception) -> ConfigurationFaults:
    return ConfigurationFaults([Fault(f"{path.name}:{number}", Wrong.UNREADABLE, shown(str(error)), FORMAT)])


def _line(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False) + "\n"
