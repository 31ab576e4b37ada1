"""How long to wait before opening a lost device again."""

from random import Random

_MOST_DOUBLINGS = 32  # beyond any cap, and far from overflow


class Backoff:
    """Doubles from try to try up to a cap. The upper half of each wait is left to chance.

    Chance keeps the devices of one hub, and the kiosks of one hall after a power cut, from trying in step.
    """

    def __init__(self, *, first_s: float, cap_s: float, randomness: Random) -> None:
        """Start with waits of at most `first_s` seconds, never above `cap_s`."""
        self._first_s = first_s
        self._cap_s = cap_s
        self._randomness = randomness
        self._tries = 0

    def next_s(self) -> float:
        """Return the next wait in seconds: between half of its ceiling and the ceiling."""
        ceiling_s = min(self._cap_s, self._first_s * 2.0 ** min(self._tries, _MOST_DOUBLINGS))
        self._tries += 1
        return ceiling_s * (0.5 + 0.5 * self._randomness.random())

    def reset(self) -> None:
        """Begin again at the first wait."""
        self._tries = 0
