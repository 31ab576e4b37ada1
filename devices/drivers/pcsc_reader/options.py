"""The port and options of a smart card reader's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from urllib.parse import urlsplit

from devices.api.configuration import Options, Wrong
from devices.drivers.pcsc_reader.pcsc_transport import PcscTransport
from devices.drivers.pcsc_reader.social_security import ENVIRONMENT
from devices.drivers.pcsc_reader.transport import CardTransport
from devices.drivers.pcsc_reader.vpcd_transport import VpcdTransport

_PCSC: Final = "pcsc:"
_PORTS: Final = "pcsc:NAME (the reader's name, or how it begins), or tcp://host:port of a virtual card"


class PinCoding(Enum):
    """How a PIN is sent. The value is what a binding says."""

    ASCII = "ascii"
    BCD = "bcd"
    BCD_PADDED = "bcd_padded"


@dataclass(frozen=True, slots=True)
class SmartCardReaderOptions:
    """What a binding may say about a smart card reader.

    Attributes:
        transport: the way to the card.
        social_security_environment: the name of the environment that a social-security card answers to.
        pin_reference: P2 of VERIFY: which PIN.
        pin_coding: digits as ASCII, as two in a byte, or so and padded with F to eight bytes.
    """

    transport: CardTransport
    social_security_environment: bytes
    pin_reference: int
    pin_coding: PinCoding

    @classmethod
    def from_binding(cls, port: str, table: Mapping[str, Any], *, device_id: str) -> "SmartCardReaderOptions":
        """Check a binding's port and keys. Raises ConfigurationFaults."""
        options = Options(table, place=f"device.{device_id}", device_id=device_id)
        transport = _transport(port)
        if transport is None:
            options.wrong("port", Wrong.NOT_ALLOWED if port else Wrong.MISSING, allowed=_PORTS)
        environment = b""
        try:
            environment = bytes.fromhex(options.text("social_security_environment_hex", ENVIRONMENT.hex()))
        except ValueError:
            options.wrong("social_security_environment_hex", Wrong.NOT_ALLOWED, allowed="hexadecimal")
        pin_reference = options.integer("pin_reference", 0, allowed=range(256))
        coding = options.text("pin_coding", PinCoding.BCD.value, allowed=[coding.value for coding in PinCoding])
        options.finish()
        assert transport is not None, "`finish` raised otherwise"
        return cls(transport, environment, pin_reference, PinCoding(coding))


def _transport(port: str) -> CardTransport | None:
    if port.startswith(_PCSC):
        name = port.removeprefix(_PCSC).strip()
        return PcscTransport(name) if name else None
    try:
        address = urlsplit(port)
        number = address.port
    except ValueError:
        return None
    if address.scheme != "tcp" or not address.hostname or not number:
        return None
    return VpcdTransport(address.hostname, number)
