"""Which cards may not be compared with a face for a while, because it failed too often. Whoever goes on waits longer.

The flow bounds the tries of one session; somebody who comes back with the same card begins another. Kept in memory, by
keyed digests whose key ends with the process: no number of a card can be read out of it. A card that is locked out here
leads to another way; the hall counts by itself, over all terminals.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from threading import Lock
from typing import Final

from devices.api.clock import Clock

FAILURES: Final = 3
FIRST_WAIT_S: Final = 15 * 60.0
LONGEST_WAIT_S: Final = 24 * 60 * 60.0
_FORGOTTEN_AFTER_S: Final = 24 * 60 * 60.0
_MOST_CARDS: Final = 10_000


@dataclass(slots=True)
class _Count:
    failures: int = 0
    lockouts: int = 0
    last_s: float = 0.0
    until_s: float = 0.0


class Lockouts:
    """Counts failed comparisons by card. Safe from any thread."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nobody locked out."""
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._counts: dict[bytes, _Count] = {}

    def wait_s(self, number: str) -> float:
        """Return how long the card of this number must wait; 0 where it need not."""
        with self._lock:
            count = self._counts.get(self._digest(number))
            return 0.0 if count is None else max(0.0, count.until_s - self._clock.monotonic_s())

    def failed(self, number: str) -> None:
        """Count a comparison that did not match. The third in a row locks the card out, each time for twice as long."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            self._forget_old(now_s)
            count = self._counts.setdefault(self._digest(number), _Count())
            count.failures += 1
            count.last_s = now_s
            if count.failures >= FAILURES:
                count.until_s = now_s + min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**count.lockouts)
                count.lockouts += 1
                count.failures = 0

    def matched(self, number: str) -> None:
        """Forget the failures of a card whose holder was recognised."""
        with self._lock:
            self._counts.pop(self._digest(number), None)

    def _digest(self, number: str) -> bytes:
        return hmac.new(self._key, number.encode(), hashlib.sha256).digest()

    def _forget_old(self, now_s: float) -> None:
        """Let go of cards that have not been seen for a day; of the oldest where there are too many."""
        for digest in [each for each, count in self._counts.items() if now_s - count.last_s > _FORGOTTEN_AFTER_S]:
            del self._counts[digest]
        while len(self._counts) >= _MOST_CARDS:
            del self._counts[min(self._counts, key=lambda digest: self._counts[digest].last_s)]
