"""A check and a suite of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from devices.contract.subject import Subject

CheckBody = Callable[[Subject], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One promise and how it is tried.

    Attributes:
        name: unique within a suite.
        promise: one sentence, for people.
        body: tries it; returns where it is kept. Raises `Broken`, `Skip`, or the `DeviceError` that must not come.
    """

    name: str
    promise: str
    body: CheckBody


class Checks:
    """Collects the checks of a module, in the order in which they stand there. A check's docstring is its promise."""

    def __init__(self) -> None:
        """Begin with none."""
        self._checks: dict[str, Check] = {}

    def __call__(self, body: CheckBody) -> CheckBody:
        """Add a function as a check; for use as a decorator. Raises ValueError without a docstring, or twice."""
        name = getattr(body, "__name__", "")
        promise = " ".join((body.__doc__ or "").split())
        if not promise or name in self._checks:
            raise ValueError(f"check {name}: it needs a promise and a name of its own")
        self._checks[name] = Check(name, promise, body)
        return body

    def __iter__(self) -> Iterator[Check]:
        """Return all, in order."""
        return iter(tuple(self._checks.values()))
