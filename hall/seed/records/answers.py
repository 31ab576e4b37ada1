"""Collects what registries answer, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SeedAnswer:
    """All rows of one answer. `subject` is a citizen number or a unified social credit code."""

    subject: str
    check_id: str
    rows: list[dict[str, str]] = field(repr=False)


class Answers:
    """Rows by subject and question, in the order they were said."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._rows: dict[tuple[str, str], list[dict[str, str]]] = {}

    def say(self, subject: str, check_id: str, **fields: str) -> None:
        """Add one row to what is answered of `subject` to the question `check_id`."""
        self._rows.setdefault((subject, check_id), []).append(fields)

    def __iter__(self) -> Iterator[SeedAnswer]:
        """Go through every answer that has a row."""
        for (subject, check_id), rows in self._rows.items():
            yield SeedAnswer(subject, check_id, rows)
