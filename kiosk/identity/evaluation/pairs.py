"""The pairs to measure on: a CSV file with the columns a, b and same. Column a is the card's side."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COLUMNS: Final = ("a", "b", "same")
_WORDS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class PairsFault(Exception):
    """The file cannot be used. `place` says where: a line number, or ""; `wrong` what is wrong, for a technician."""

    def __init__(self, file: Path, place: str, wrong: str) -> None:
        """Keep the facts."""
        self.file = file
        self.place = place
        self.wrong = wrong
        super().__init__(f"{file}{':' if place else ''}{place}: {wrong}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures, and whether they show one person."""

    a: Path
    b: Path
    same: bool


def read_pairs(file: Path) -> tuple[Pair, ...]:
    """Read the file; paths in it are taken from its own folder.

    Raises:
        PairsFault: it cannot be read, a column is missing, a value is not allowed, a picture is not there, or one of
            the two kinds of pair is missing.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PairsFault(file, "", f"cannot be read ({type(error).__name__})") from error
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise PairsFault(file, "1", f"no column {', '.join(missing)}; wanted: {', '.join(_COLUMNS)}")
    pairs = tuple(_pair(file, str(rows.line_num), row) for row in rows)
    for same in (True, False):
        if not any(pair.same is same for pair in pairs):
            raise PairsFault(file, "", f"no pair with same = {int(same)}: rates need both kinds")
    return pairs


def _pair(file: Path, place: str, row: dict[str, str | None]) -> Pair:
    same = _WORDS.get((row["same"] or "").strip().lower())
    if same is None:
        raise PairsFault(file, place, f"same is {row['same']!r}; wanted: 1 or 0")
    pictures = []
    for column in ("a", "b"):
        picture = file.parent / (row[column] or "").strip()
        if not picture.is_file():
            raise PairsFault(file, place, f"column {column}: no file {row[column]!r}")
        pictures.append(picture)
    return Pair(pictures[0], pictures[1], same)
