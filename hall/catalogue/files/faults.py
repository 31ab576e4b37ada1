"""What is wrong with a catalogue's files: everything at once, each with its file, its place there and what to do.

Exception
+-- CatalogueFilesWrong
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError

_REMEDIES = {
    "missing": "write it",
    "string_pattern_mismatch": "write it in the form that is asked for",
    "enum": "write one of those",
    "literal_error": "write one of those",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        file: relative to the catalogue's folder.
        place: the way to it inside the file, ``materials[2].use``; "" where it is the file as a whole.
        what: what is wrong.
        remedy: what whoever edits the file can do.
    """

    file: str
    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """One line, file first."""
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}: {place}{self.what}: {self.remedy}"


class CatalogueFilesWrong(Exception):
    """The files do not make a catalogue; nothing was changed.

    Attributes:
        faults: all of them, by file.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of their files."""
        self.faults = tuple(sorted(faults, key=lambda fault: fault.file))
        super().__init__("\n".join(map(str, self.faults)))


def faults_of(error: ValidationError, file: str, known: Collection[str] = ()) -> list[Fault]:
    """Return pydantic's findings as faults. `known` are the keys that a misspelt one may have meant."""
    return [
        Fault(file, place_of(entry["loc"]), entry["msg"].lower(), _remedy(entry["type"], entry["loc"], known))
        for entry in error.errors()
    ]


def place_of(location: Iterable[int | str]) -> str:
    """Return a path as people write it: ``materials[2].title.zh``."""
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
    return place


def unknown_word(file: str, place: str, word: str, known: Collection[str], where: str) -> Fault:
    """Return the fault of a name that `where` does not have, with the nearest that it has."""
    return Fault(file, place, f"there is no {word} in {where}", _nearest(word, known))


def _remedy(kind: str, location: tuple[int | str, ...], known: Collection[str]) -> str:
    if kind == "extra_forbidden":
        return f"remove it; {_nearest(str(location[-1]), known)}"
    return _REMEDIES.get(kind, "write what is asked for")


def _nearest(word: str, known: Collection[str]) -> str:
    begun = sorted(name for name in known if name.startswith(word) or word.startswith(name))
    near = begun[:3] or get_close_matches(word, known, n=3, cutoff=0.65)
    return f"perhaps you meant {', '.join(near)}" if near else f"write one of {', '.join(sorted(known)[:40])}"
