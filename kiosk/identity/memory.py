"""Everything of one comparison that is about a person, so that one call overwrites it."""

from typing import Any, TypeVar

from numpy.typing import NDArray

ArrayT = TypeVar("ArrayT", bound=NDArray[Any])


class Memory:
    """Holds arrays until they are wiped. One thread."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._arrays: list[NDArray[Any]] = []

    def keep(self, array: ArrayT) -> ArrayT:
        """Remember `array`, to be overwritten, and return it."""
        self._arrays.append(array)
        return array

    def wipe(self) -> None:
        """Overwrite everything with zeros and forget it."""
        for array in self._arrays:
            array.fill(0)
        self._arrays.clear()
