"""Find items and bundles as somebody types: by characters, pinyin, initials, everyday words, English.

Everyday words need nothing here: publication adds them to the aliases (vocabulary/everyday.toml).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final, Generic, Protocol, TypeVar

from hall.catalogue.parts import SpellingGiven
from hall.http.contract_types import BilingualGiven

_NOISE: Final = re.compile(r"[\s'’·，。、,.“”\"（）()]+")
_LEAST_MENTIONED: Final = 2


class Match(IntEnum):
    """How well something answers a query; smaller is better."""

    WHOLE = 0
    PREFIX = 1
    WORD_PREFIX = 2
    INSIDE = 3
    SCATTERED = 4
    MENTIONED = 5


class Findable(Protocol):
    """What can be found: an item or a bundle."""

    title: BilingualGiven
    summary: BilingualGiven
    aliases: list[str]
    pinyin: str
    initials: str
    alias_pinyin: list[SpellingGiven]


F = TypeVar("F", bound=Findable)


class _Lines:
    """Lines of text, each of one thing, gone through in one sweep: a query looks at some thousand of them."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        """Take (which thing, its line); a line holds no newline."""
        self._owners: list[int] = []
        # Where the newline before each line stands.
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for owner, line in lines:
            self._owners.append(owner)
            self._starts.append(at)
            parts.append(line)
            at += len(line) + 1
        self._text = "\n" + "\n".join(parts) + "\n"

    def having(self, pattern: str) -> set[int]:
        """Return the things with a line in which the pattern is found; it begins with a newline for a line's start."""
        found = re.finditer(pattern, self._text)
        return {self._owners[bisect_right(self._starts, match.start()) - 1] for match in found}


class SearchIndex(Generic[F]):
    """What is on offer, made ready to be searched. Never changed once made; safe from any thread."""

    def __init__(self, things: Iterable[F]) -> None:
        """Prepare the spellings of all of them."""
        self._things = tuple(things)
        typed = [(at, *spelling) for at, thing in enumerate(self._things) for spelling in _spellings(thing)]
        self._texts = _Lines((at, plain(text)) for at, text, _, _ in typed)
        self._joined = _Lines((at, pinyin.replace(" ", "")) for at, _, pinyin, _ in typed)
        self._initials = _Lines((at, initials) for at, _, _, initials in typed)
        self._syllables = _Lines((at, f" {pinyin}") for at, _, pinyin, _ in typed)
        self._english = _Lines((at, words) for at, thing in enumerate(self._things) for words in _english(thing))
        self._mentions = _Lines((at, plain(thing.summary.zh)) for at, thing in enumerate(self._things))

    def search(self, query: str) -> list[F]:
        """Return what answers `query`, best first; equals keep the order they were given in. Nothing for no query."""
        wanted = plain(query)
        if not wanted:
            return []
        best: dict[int, Match] = {}
        for match, things in self._found(wanted):
            for thing in things:
                best.setdefault(thing, match)
        return [self._things[at] for at in sorted(best, key=lambda at: (best[at], at))]

    def _found(self, wanted: str) -> Iterator[tuple[Match, set[int]]]:
        """Yield what answers, the best matches first."""
        exact = re.escape(wanted)
        forms = (self._texts, self._joined, self._initials)
        for form in forms:
            yield Match.WHOLE, form.having(f"\n{exact}(?=\n)")
        for form in forms:
            yield Match.PREFIX, form.having(f"\n{exact}")
        if wanted.isascii():
            if wanted.isalpha():
                yield Match.WORD_PREFIX, self._syllables.having(_begins_syllables(wanted))
            yield Match.WORD_PREFIX, self._english.having(f"\n{exact}")
        for form in (self._texts, self._initials):
            yield Match.INSIDE, form.having(exact)
        if len(wanted) > 1 and not wanted.isascii():
            yield Match.SCATTERED, self._texts.having(r"[^\n]*".join(map(re.escape, wanted)))
        if len(wanted) >= _LEAST_MENTIONED:
            yield Match.MENTIONED, self._mentions.having(exact)


def plain(text: str) -> str:
    """Return the text as it is compared: small letters, no spaces or punctuation."""
    return _NOISE.sub("", text).lower()


def _spellings(thing: Findable) -> Iterator[tuple[str, str, str]]:
    yield thing.title.zh, thing.pinyin, thing.initials
    for alias, spelled in zip(thing.aliases, thing.alias_pinyin, strict=True):
        yield alias, spelled.pinyin, spelled.initials


def _english(thing: Findable) -> Iterator[str]:
    """The English title from each of its words on."""
    title = thing.title.en.lower()
    for word in re.finditer(r"\b\w", title):
        yield plain(title[word.start() :])


def _begins_syllables(wanted: str) -> str:
    """Return the pattern of beginnings of consecutive syllables: ``wfzhengm`` for `` wu fang zheng ming``.

    Each letter is the next one of its syllable or the first of the next.
    """
    return " " + wanted[0] + "".join(f"(?:{letter}|[a-z]* {letter})" for letter in wanted[1:])
