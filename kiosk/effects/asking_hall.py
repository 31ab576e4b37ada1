"""Ask the hall for an errand: each call on a leash, or again and again until something has come of it."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from devices.api.clock import Clock
from kiosk.effects.errand import Errand
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.leash import Leash

ResultT = TypeVar("ResultT")

INTERVAL_S = 1.2
"""Between two questions how far a phone is."""


def leashed(hall: HallClient, errand: Errand, limit_s: float, ask: Callable[[Leash], ResultT]) -> ResultT:
    """Return what `ask` does, ended after `limit_s` or when the errand is called back."""
    leash = hall.leash(limit_s)
    with errand.cancelling(leash.cancel):
        return ask(leash)


def look_again_and_again(
    look: Callable[[float], ResultT | None], errand: Errand, *, clock: Clock, within_s: float
) -> ResultT | None:
    """Call `look` with the seconds left every second or so; return what it returns, None where that never came."""
    ends_s = clock.monotonic_s() + within_s
    called_back = Event()
    with errand.cancelling(called_back.set):
        while (left_s := ends_s - clock.monotonic_s()) > 0 and not errand.called_back:
            seen = look(left_s)
            if seen is not None:
                return seen
            clock.wait(called_back, INTERVAL_S)
    return None
