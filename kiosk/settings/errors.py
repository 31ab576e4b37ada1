"""What can be wrong with settings.

SettingsError      one or more faults, all found before it is raised    technician, configure
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """One thing wrong with one key.

    Attributes:
        key: dotted, as in ``hall.base_url``; "" where the whole file is meant.
        wrong: what was found.
        allowed: what would have been right, or "".
        hint: the nearest known key, or "".
    """

    key: str
    wrong: str
    allowed: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line for a technician."""
        parts = [f"{self.key}: {self.wrong}" if self.key else self.wrong]
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.hint:
            parts.append(f"did you mean {self.hint}?")
        return "; ".join(parts)


class SettingsError(Exception):
    """The settings cannot be used.

    Attributes:
        file: the file they came from.
        faults: everything wrong with it, in the file's order.
    """

    def __init__(self, file: Path, faults: Iterable[SettingsFault]) -> None:
        """Keep the facts; the message lists every fault on a line of its own."""
        self.file = file
        self.faults = tuple(faults)
        lines = [f"{file}: {len(self.faults)} {'fault' if len(self.faults) == 1 else 'faults'}"]
        super().__init__("\n  ".join([*lines, *map(str, self.faults)]))
