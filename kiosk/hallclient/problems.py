"""Replies that say no: RFC 9457 problem documents to `HallRefused`."""

from collections.abc import Mapping
from contextlib import suppress

from kiosk.domain.problem import Actor
from kiosk.hallclient.errors import HallBrokenReply, HallRefused
from kiosk.hallclient.reading import read_object

_PASSING = (502, 503, 504)
"""What a gateway in front of the hall says while the hall restarts; it brings no document of ours."""
_CODE = r"[a-z][a-z0-9_]{0,79}"


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> HallRefused:
    """Return what a reply of `status` 400 or above says."""
    with suppress(HallBrokenReply):
        document = read_object(body)
        return HallRefused(
            document.text("code", pattern=_CODE),
            status=status,
            actor=document.one_of("actor", Actor),
            retry_is_safe=document.flag("retry_is_safe"),
            retry_after_s=_retry_after_s(headers),
        )
    return HallRefused(
        f"{HallRefused.UNNAMED}{status}",
        status=status,
        actor=Actor.STAFF if status in _PASSING else Actor.TECHNICIAN,
        retry_is_safe=status in _PASSING,
        retry_after_s=_retry_after_s(headers),
    )


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Read `Retry-After` in seconds (RFC 9110 10.2.3); the date form is passed over, our hall never sends it."""
    value = headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None
