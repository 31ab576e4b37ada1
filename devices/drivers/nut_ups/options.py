"""The options of a UPS's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from devices.api.configuration import Options, Wrong
from devices.drivers.nut_ups.wire import DEFAULT_PORT

_ALLOWED_PORT = "nut://HOST[:PORT]/NAME"


@dataclass(frozen=True, slots=True)
class NutOptions:
    """What a binding may say about a UPS.

    Attributes:
        host, port: where the NUT server is.
        ups: the UPS's name there.
        user, password: where the server wants them; "" where it does not.
        answer_s: how long one answer may take.
    """

    host: str
    port: int
    ups: str
    user: str = ""
    password: str = field(default="", repr=False)
    answer_s: float = 2.0

    @classmethod
    def from_binding(cls, port: str, table: Mapping[str, Any], *, device_id: str) -> "NutOptions":
        """Check a binding's port and keys. Raises ConfigurationFaults."""
        options = Options({**table, "port": port}, place=f"device.{device_id}", device_id=device_id)
        options.text("port", "")
        user, password = options.text("user", ""), options.text("password", "")
        answer_s = options.number("answer_s", 2.0, low=0.1, high=30.0)
        if bool(user) != bool(password):
            options.wrong("password", Wrong.MISSING, allowed="user and password, or neither")
        host, number, ups = _address(port)
        if not host or not ups:
            options.wrong("port", Wrong.NOT_ALLOWED, allowed=_ALLOWED_PORT)
        options.finish()
        return cls(host, number, ups, user, password, answer_s)


def _address(port: str) -> tuple[str, int, str]:
    """Take ``nut://HOST[:PORT]/NAME`` apart; empty where it is none."""
    try:
        parts = urlsplit(port)
        number = parts.port or DEFAULT_PORT
    except ValueError:
        return "", 0, ""
    ups = parts.path.removeprefix("/")
    plain = parts.scheme == "nut" and not parts.username and not parts.query and not parts.fragment
    if not plain or not ups or "/" in ups or not ups.isprintable() or " " in ups:
        return "", 0, ""
    return parts.hostname or "", number, ups
