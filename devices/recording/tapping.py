"""Puts a tap before a bound device, whatever its port, and takes a recording of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from devices.api.clock import Clock
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.wire_language import WireLanguage
from devices.bindings import Binding
from devices.recording.recorder import Recorder
from devices.recording.serial_tap import SerialTap
from devices.recording.tcp_tap import TcpTap
from devices.recording.trace import Head, Transport

_DEFAULT_NUMBERS = {"tcp": 9100, "ipp": 631, "http": 80, "nut": 3493}


@dataclass(frozen=True, slots=True)
class Tapped:
    """A device with a tap before it.

    Attributes:
        binding: the same device, at the tap's port.
        recorder: what keeps the recording; deeds are told to it.
        look: have it see now whether the port has gone or come.
    """

    binding: Binding
    recorder: Recorder
    look: Callable[[], None]


@contextmanager
def tapped(
    binding: Binding, language: WireLanguage, path: Path, *, clock: Clock, link: Path | None = None, about: str = ""
) -> Iterator[Tapped]:
    """Record to `path` while the block runs.

    Args:
        binding: the device, at its own port.
        language: its driver's.
        path: the trace, replaced if it is there.
        clock: time.
        link: where the driver's end of a serial port lies.
        about: what is done, for people.

    Raises:
        ConfigurationFaults: its port cannot be tapped.
    """
    address = _address(binding.port)
    transport = Transport.SERIAL if address is None else Transport.TCP
    port = "" if address is None else with_address(binding.port, "device")  # whose it is, is nobody's business
    head = Head(binding.kind.value, binding.driver, transport, port, binding.options, about)
    with path.open("w", encoding="utf-8") as file:
        recorder = Recorder(head, language=language, clock=clock, file=file)
        if address is None:
            serial = SerialTap(binding.port, recorder, clock=clock, link=link)
            serial.start()
            try:
                yield Tapped(replace(binding, port=serial.port), recorder, serial.look)
            finally:
                serial.stop()
        else:
            network = TcpTap(*address, recorder)
            network.start()
            try:
                yield Tapped(replace(binding, port=with_address(binding.port, network.address)), recorder, _see_nothing)
            finally:
                network.stop()


def _see_nothing() -> None:
    """A network port is seen to be gone by whoever connects."""


def with_address(port: str, address: str) -> str:
    """Return a network port as bindings write it with another host and number."""
    parts = urlsplit(port)
    return parts._replace(netloc=address).geturl()


def _address(port: str) -> tuple[str, int] | None:
    """Return host and number of a network port, None for a path. Raises ConfigurationFaults for any other."""
    if port.startswith("/"):
        return None
    parts = urlsplit(port)
    if parts.scheme in _DEFAULT_NUMBERS and parts.hostname:
        return parts.hostname, parts.port or _DEFAULT_NUMBERS[parts.scheme]
    allowed = ", ".join(f"{scheme}://HOST" for scheme in _DEFAULT_NUMBERS)
    raise ConfigurationFaults([Fault("port", Wrong.NOT_ALLOWED, port.partition("?")[0], f"a path, {allowed}")])
