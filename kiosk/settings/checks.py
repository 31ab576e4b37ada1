"""Rules between settings that one setting alone cannot break."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from kiosk.settings.errors import SettingsFault
from kiosk.settings.model import HallMode, Settings


def check(settings: Settings) -> Iterator[SettingsFault]:
    """Yield every rule that is broken."""
    hall, face = settings.hall, settings.face
    if hall.mode is HallMode.REMOTE and not hall.base_url:
        yield SettingsFault("hall.base_url", "missing, and the hall is remote", "the address of the hall server")
    if hall.mode is HallMode.REMOTE and hall.token_file is None:
        yield SettingsFault("hall.token_file", "missing, and the hall is remote", "a file of mode 0600")
    if hall.mode is HallMode.EMBEDDED and hall.base_url:
        yield SettingsFault("hall.base_url", "given, but the hall is embedded", 'mode = "remote", or no address')
    if hall.base_url.startswith("http://") and not _is_loopback(hall.base_url):
        yield SettingsFault("hall.base_url", "plain http across a network", "https, or http to this machine itself")
    if face.unsure_score > face.match_score:
        yield SettingsFault(
            "face.unsure_score", f"{face.unsure_score:g} is above match_score", f"at most {face.match_score:g}"
        )
    devices = [device for device in settings.devices.roles.by_part().values() if device]
    for device in sorted({device for device in devices if devices.count(device) > 1}):
        yield SettingsFault("devices.roles", f"{device!r} has two roles", "a device of its own for each role")


def _is_loopback(url: str) -> bool:
    """Whether what is sent there never leaves this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
