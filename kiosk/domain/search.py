"""Find items as somebody types: by characters, pinyin, initials, or everyday words.

Pure; no index is needed below some ten thousand spellings.
"""

import re
from enum import IntEnum

from kiosk.domain.catalogue import Catalogue, Item, Spelling

_NOISE = re.compile(r"[\s'’·，。、,.]+")


class _Rank(IntEnum):
    """How well a spelling answers a query; smaller is better."""

    WHOLE = 0
    PREFIX = 1
    WORD_PREFIX = 2
    INSIDE = 3
    SCATTERED = 4
    NONE = 9


def _syllable_starts(query: str, pinyin: str) -> bool:
    """Whether `query` is made of beginnings of consecutive syllables: ``wfzhengm`` for ``wu fang zheng ming``."""
    syllables = pinyin.split()

    def matches(rest: str, index: int) -> bool:
        if not rest:
            return True
        if index == len(syllables):
            return False
        syllable = syllables[index]
        longest = next((n for n in range(min(len(rest), len(syllable)), 0, -1) if rest.startswith(syllable[:n])), 0)
        return any(matches(rest[n:], index + 1) for n in range(longest, 0, -1))

    return any(matches(query, start) for start in range(len(syllables)))


def _in_order(query: str, text: str) -> bool:
    """Whether all characters of `query` occur in `text` in that order."""
    rest = iter(text)
    return all(character in rest for character in query)


def _rank(query: str, spelling: Spelling) -> _Rank:
    text = _NOISE.sub("", spelling.text).lower()
    joined = spelling.pinyin.replace(" ", "")
    forms = (text, joined, spelling.initials)
    if query in forms:
        return _Rank.WHOLE
    if any(form.startswith(query) for form in forms):
        return _Rank.PREFIX
    if query.isascii() and query.isalpha() and _syllable_starts(query, spelling.pinyin):
        return _Rank.WORD_PREFIX
    if query in text or query in spelling.initials:
        return _Rank.INSIDE
    if not query.isascii() and len(query) > 1 and _in_order(query, text):
        return _Rank.SCATTERED
    return _Rank.NONE


def search(catalogue: Catalogue, query: str, *, limit: int = 12) -> tuple[Item, ...]:
    """Return the items that answer `query`, best first, at most `limit`; none for an empty query.

    What this terminal can do comes before what it cannot, within the same rank; otherwise the hall's order stands.
    """
    wanted = _NOISE.sub("", query).lower()
    if not wanted:
        return ()
    ranked: list[tuple[_Rank, bool, int, Item]] = []
    for position, item in enumerate(catalogue.items):
        english = Spelling(text=item.title.en, pinyin="", initials="")
        best = min(_rank(wanted, spelling) for spelling in (*item.spellings, english))
        if best is not _Rank.NONE:
            ranked.append((best, not item.available_here, position, item))
    ranked.sort(key=lambda entry: entry[:3])
    return tuple(entry[3] for entry in ranked[:limit])
