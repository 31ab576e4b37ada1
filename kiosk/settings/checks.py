"""Rules between settings that one setting alone cannot break."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from kiosk.settings.errors import SettingsFault
from kiosk.settings.model import FaceEngineKind, FaceSettings, HallMode, Settings


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
    yield from _check_face(face)
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


def _check_face(face: FaceSettings) -> Iterator[SettingsFault]:
    scores = {"match_score": face.match_score, "unsure_score": face.unsure_score}
    given = [name for name, score in scores.items() if score is not None]
    if len(given) == 1:
        (missing,) = scores.keys() - set(given)
        yield SettingsFault(f"face.{missing}", f"missing, and {given[0]} is given", "both, or neither")
    elif face.match_score is not None and face.unsure_score is not None and face.unsure_score > face.match_score:
        yield SettingsFault(
            "face.unsure_score", f"{face.unsure_score:g} is above match_score", f"at most {face.match_score:g}"
        )
    if face.engine is FaceEngineKind.OWN_MODELS:
        needed: dict[str, object] = {
            "detector_model": face.detector_model,
            "detector_sha256": face.detector_sha256,
            "recogniser_model": face.recogniser_model,
            "recogniser_sha256": face.recogniser_sha256,
            # Nobody but the operator knows what their scores mean.
            **scores,
        }
        for name, value in needed.items():
            if value is None or value == "":
                yield SettingsFault(f"face.{name}", "missing, and the engine is own-models", "the operator's own")
    if face.engine is FaceEngineKind.VENDOR and not face.vendor_engine:
        yield SettingsFault("face.vendor_engine", "missing, and the engine is a vendor's", "its entry point's name")
    if face.passive_model is not None and not face.passive_sha256:
        yield SettingsFault("face.passive_sha256", "missing, and a passive model is given", "SHA-256 of the file")
    if face.authority_url.startswith("http://") and not _is_loopback(face.authority_url):
        yield SettingsFault("face.authority_url", "plain http across a network", "https, or http to this machine")
    if face.authority_url and face.authority_token_file is None:
        yield SettingsFault("face.authority_token_file", "missing, and an authority is given", "a file of mode 0600")
