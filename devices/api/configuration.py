"""What is wrong in a binding, all of it at once, and the reader that drivers use for their own options.

DeviceError
+-- ConfigurationError
    +-- ConfigurationFaults    one or more `Fault`s, each naming a key, what is wrong and what is allowed
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from devices.api.errors import ConfigurationError

_SHOWN_CHARACTERS = 60


class Wrong(Enum):
    """What is wrong with a key."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    NOT_ALLOWED = "not_allowed"
    NOT_INSTALLED = "not_installed"
    BROKEN = "broken"
    UNPINNED_PORT = "unpinned_port"
    TAKEN = "taken"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        key: where: ``device.reader.baud``.
        wrong: what.
        found: what stands there, shortened, or "".
        allowed: what may stand there, as a list or a range a technician can copy from.
    """

    key: str
    wrong: Wrong
    found: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        """One line for logs and technicians."""
        found = f" {self.found}" if self.found else ""
        allowed = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{self.key}: {self.wrong.value}{found}{allowed}"


class ConfigurationFaults(ConfigurationError):
    """Everything found wrong in one go, in the order of the file."""

    faults: tuple[Fault, ...] = ()

    def __init__(self, faults: Collection[Fault], *, device_id: str = "") -> None:
        """Keep the faults; `detail_code` is them in one line."""
        self.faults = tuple(faults)
        super().__init__(device_id=device_id, detail_code="; ".join(str(fault) for fault in self.faults))


def shown(value: object) -> str:
    """Return `value` as TOML would write it, nearly, and short."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."


class Options:
    """Reads a table's keys one by one, keeps what is wrong, and raises all of it in `finish`.

    A key that is absent or wrong yields its default, so that reading goes on to the next fault::

        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        baud = options.integer("baud", 115200, allowed=(9600, 115200))
        options.finish()
    """

    def __init__(self, table: Mapping[str, Any], *, place: str, device_id: str = "") -> None:
        """Begin reading `table`, which stands at `place` in its file."""
        self._table = table
        self._place = place
        self._device_id = device_id
        self._known: list[str] = []
        self._faults: list[Fault] = []

    def integer(self, key: str, default: int, *, allowed: Collection[int]) -> int:
        """Return a whole number that is in `allowed` (a range, a tuple)."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(key, Wrong.WRONG_TYPE, allowed=f"a whole number, {_allowed(allowed)}")
        elif value not in allowed:
            self.wrong(key, Wrong.NOT_ALLOWED, allowed=_allowed(allowed))
        else:
            return value
        return default

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """Return a number from `low` to `high`, both included."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(key, Wrong.WRONG_TYPE, allowed=f"a number from {low:g} to {high:g}")
        elif not low <= value <= high:
            self.wrong(key, Wrong.NOT_ALLOWED, allowed=f"{low:g} to {high:g}")
        else:
            return float(value)
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, Wrong.WRONG_TYPE, allowed="true, false")
        return default

    def text(self, key: str, default: str | None = None, *, allowed: Collection[str] | None = None) -> str:
        """Return a text, one of `allowed` where given. Without a default the key must be there and not empty."""
        value = self._value(key, default)
        if value is None:
            self.wrong(key, Wrong.MISSING, allowed=_allowed(allowed) if allowed else "")
        elif not isinstance(value, str):
            self.wrong(key, Wrong.WRONG_TYPE, allowed=_allowed(allowed) if allowed else "a text")
        elif (allowed is not None and value not in allowed) or (default is None and not value):
            self.wrong(key, Wrong.NOT_ALLOWED, allowed=_allowed(allowed) if allowed else "a text that is not empty")
        else:
            return value
        return default or ""

    def day(self, key: str, default: date | None = None) -> date | None:
        """Return a day, written as TOML does: ``2016-05-03``. Without a default the key must be there."""
        value = self._value(key, default)
        if value is None:
            self.wrong(key, Wrong.MISSING, allowed="a day, 2016-05-03")
        elif isinstance(value, datetime) or not isinstance(value, date):
            self.wrong(key, Wrong.WRONG_TYPE, allowed="a day, 2016-05-03")
        else:
            return value
        return default

    def table(self, key: str) -> Mapping[str, Any]:
        """Return a table within the table, or an empty one if it is absent."""
        value = self._value(key, {})
        if isinstance(value, Mapping):
            return value
        self.wrong(key, Wrong.WRONG_TYPE, allowed=f"[{self._place}.{key}]")
        return {}

    def rest(self) -> dict[str, Any]:
        """Return the keys that nobody has read, and count them as read."""
        rest = {key: value for key, value in self._table.items() if key not in self._known}
        self._known += rest
        return rest

    def wrong(self, key: str, wrong: Wrong, *, allowed: str = "") -> None:
        """Keep a fault of `key`; for checks of the caller's own."""
        found = shown(self._table[key]) if key in self._table else ""
        self._faults.append(Fault(f"{self._place}.{key}", wrong, found, allowed))

    def adopt(self, fault: Fault) -> None:
        """Keep a fault that a reader of a table within this one has found."""
        self._faults.append(fault)

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong so far, unknown keys included."""
        unknown = [
            Fault(f"{self._place}.{key}", Wrong.UNKNOWN_KEY, allowed=", ".join(self._known))
            for key in self._table
            if key not in self._known
        ]
        return (*self._faults, *unknown)

    def finish(self) -> None:
        """Raise `ConfigurationFaults` if anything is wrong or any key is one that nobody asked for."""
        faults = self.faults()
        if faults:
            raise ConfigurationFaults(faults, device_id=self._device_id)

    def _value(self, key: str, default: object) -> object:
        self._known.append(key)
        return self._table.get(key, default)


def _allowed(allowed: Collection[object]) -> str:
    if isinstance(allowed, range) and allowed.step == 1:
        return f"{allowed.start} to {allowed.stop - 1}"
    return ", ".join(str(item) for item in allowed)
