"""Reproducible choices: the same seed gives the same people and houses on every Python, for ever.

`random.Random` only promises that for `random()`; committed data must not change with the interpreter.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of choices drawn from SHA-256 of a seed and a counter. Not for secrets; one thread."""

    def __init__(self, seed: str) -> None:
        """Start the stream that `seed` names."""
        self._seed = seed
        self._count = 0

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def choose(self, options: Sequence[T]) -> T:
        """Return one of `options`."""
        return options[self.below(len(options))]

    def chance(self, percent: int) -> bool:
        """Return True in `percent` of a hundred cases."""
        return self.below(100) < percent

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))
