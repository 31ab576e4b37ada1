"""Find items as somebody types: by characters, pinyin, initials, or everyday words.

Pure but for one thing: the last catalogue's spellings are kept ready, some thousand of them, since a search runs on the
screen's thread with every key. All lie in a few long strings that one pattern goes through; looking at each by itself
took longer than a frame.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum

from kiosk.domain.catalogue import Catalogue, Item

_NOISE = re.compile(r"[\s'’·，。、,.]+")


class _Rank(IntEnum):
    """How well a spelling answers a query; smaller is better."""

    WHOLE = 0
    PREFIX = 1
    WORD_PREFIX = 2
    INSIDE = 3
    SCATTERED = 4


class _Lines:
    """Lines of text, each an item's."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self._owners: list[int] = []
        # Where the newline before each line stands.
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for owner, text in lines:
            self._owners.append(owner)
            self._starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self._text = "\n" + "\n".join(parts) + "\n"

    def having(self, pattern: str) -> set[int]:
        """Return whose lines have the pattern; it begins with a newline where it stands for a line's start."""
        found = re.finditer(pattern, self._text)
        return {self._owners[bisect_right(self._starts, match.start()) - 1] for match in found}


class _Index:
    """A catalogue's spellings, ready to be searched."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        spellings = [(at, spelling) for at, item in enumerate(catalogue.items) for spelling in item.spellings]
        english = [(at, _plain(item.title.en)) for at, item in enumerate(catalogue.items)]
        self._texts = _Lines([(at, _plain(spelling.text)) for at, spelling in spellings] + english)
        self._joined = _Lines((at, spelling.pinyin.replace(" ", "")) for at, spelling in spellings)
        self._initials = _Lines((at, spelling.initials) for at, spelling in spellings)
        self._syllables = _Lines((at, f" {spelling.pinyin}") for at, spelling in spellings)

    def answers(self, query: str) -> Iterator[tuple[_Rank, set[int]]]:
        """Yield which items answer, the best ranks first; an item may come again."""
        exact = re.escape(query)
        forms = (self._texts, self._joined, self._initials)
        for form in forms:
            yield _Rank.WHOLE, form.having(f"\n{exact}(?=\n)")
        for form in forms:
            yield _Rank.PREFIX, form.having(f"\n{exact}")
        if query.isascii() and query.isalpha():
            yield _Rank.WORD_PREFIX, self._syllables.having(_begins_syllables(query))
        for form in (self._texts, self._initials):
            yield _Rank.INSIDE, form.having(exact)
        if not query.isascii() and len(query) > 1:
            yield _Rank.SCATTERED, self._texts.having("[^\n]*".join(map(re.escape, query)))


def _plain(text: str) -> str:
    return _NOISE.sub("", text).lower()


def _begins_syllables(query: str) -> str:
    """Return the pattern of beginnings of consecutive syllables: ``wfzhengm`` for `` wu fang zheng ming``.

    Each letter is the next one of its syllable or the first of the next.
    """
    return " " + query[0] + "".join(f"(?:{letter}|[a-z]* {letter})" for letter in query[1:])


_last: _Index | None = None


def _index_of(catalogue: Catalogue) -> _Index:
    """Return the catalogue's index: the one kept, where it is the same catalogue."""
    global _last  # noqa: PLW0603 - a value that is remade whenever it is not of this very catalogue
    index = _last
    if index is None or index.catalogue is not catalogue:
        _last = index = _Index(catalogue)
    return index


def search(catalogue: Catalogue, query: str, *, limit: int = 12) -> tuple[Item, ...]:
    """Return the items that answer `query`, best first, at most `limit`; none for an empty query.

    What this terminal can do comes before what it cannot, within the same rank; otherwise the hall's order stands.
    """
    wanted = _plain(query)
    if not wanted:
        return ()
    best: dict[int, _Rank] = {}
    for rank, items in _index_of(catalogue).answers(wanted):
        for at in items:
            best.setdefault(at, rank)
    ranked = sorted(best, key=lambda at: (best[at], not catalogue.items[at].available_here, at))
    return tuple(catalogue.items[at] for at in ranked[:limit])
