"""Looks for a citizen's data where none may be: the kiosk's own files after a session. The demo and tests use it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from devices.simulators.people.cards import SyntheticPerson


def find_leftovers(folder: Path, persons: Iterable[SyntheticPerson]) -> list[str]:
    """Return the files below `folder` that hold a name, number or address of one of `persons`.

    The embedded hall's own folder is the hall's: there people are kept, sealed, and its own tests look after that.
    """
    words = [word.encode(coding) for person in persons for word in _words(person) for coding in ("utf-8", "utf-16-le")]
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "hall" not in file.relative_to(folder).parts:
            content = file.read_bytes()
            if any(word in content for word in words):
                found.append(str(file.relative_to(folder)))
    return found


def _words(person: SyntheticPerson) -> Iterator[str]:
    text = person.text
    yield from (text.name, text.number, text.address)
    if person.newest_address:
        yield person.newest_address
