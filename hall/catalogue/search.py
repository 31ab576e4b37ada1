"""Find items and bundles as somebody types: by characters, pinyin, initials, everyday words, English.

Everyday words need nothing here: publication adds them to the aliases (vocabulary/everyday.toml).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    NONE = 9


class Findable(Protocol):
    """What can be found: an item or a bundle."""

    title: BilingualGiven
    summary: BilingualGiven
    aliases: list[str]
    pinyin: str
    initials: str
    alias_pinyin: list[SpellingGiven]


F = TypeVar("F", bound=Findable)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A title or an alias as it may be typed."""

    text: str
    joined: str
    initials: str
    syllables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry(Generic[F]):
    """A thing with all its spellings, its English words, and the text that may mention a query."""

    thing: F
    spellings: tuple[_Spelling, ...]
    english: tuple[str, ...]
    mentions: str


class SearchIndex(Generic[F]):
    """What is on offer, made ready to be searched. Never changed once made; safe from any thread."""

    def __init__(self, things: Iterable[F]) -> None:
        """Prepare the spellings of all of them."""
        self._entries = tuple(_entry(thing) for thing in things)

    def search(self, query: str) -> list[F]:
        """Return what answers `query`, best first; equals keep the order they were given in. Nothing for no query."""
        wanted = plain(query)
        if not wanted:
            return []
        ranked = [(match, entry.thing) for entry in self._entries if (match := _match(wanted, entry)) is not Match.NONE]
        return [thing for _, thing in sorted(ranked, key=lambda found: found[0])]


def plain(text: str) -> str:
    """Return the text as it is compared: small letters, no spaces or punctuation."""
    return _NOISE.sub("", text).lower()


def _entry(thing: F) -> _Entry[F]:
    typed = [(thing.title.zh, thing.pinyin, thing.initials)]
    typed += [
        (alias, spelled.pinyin, spelled.initials)
        for alias, spelled in zip(thing.aliases, thing.alias_pinyin, strict=True)
    ]
    english = thing.title.en.lower()
    return _Entry(
        thing,
        tuple(
            _Spelling(plain(text), pinyin.replace(" ", ""), initials, tuple(pinyin.split()))
            for text, pinyin, initials in typed
        ),
        (plain(english), *(plain(english[start.start() :]) for start in re.finditer(r"\b\w", english))),
        plain(thing.summary.zh),
    )


def _match(wanted: str, entry: _Entry[F]) -> Match:
    best = min(_spelled(wanted, spelling) for spelling in entry.spellings)
    if best > Match.WORD_PREFIX and any(english.startswith(wanted) for english in entry.english):
        return Match.WORD_PREFIX
    if best is Match.NONE and len(wanted) >= _LEAST_MENTIONED and wanted in entry.mentions:
        return Match.MENTIONED
    return best


def _spelled(wanted: str, spelling: _Spelling) -> Match:
    forms = (spelling.text, spelling.joined, spelling.initials)
    if wanted in forms:
        return Match.WHOLE
    if any(form.startswith(wanted) for form in forms):
        return Match.PREFIX
    if wanted.isascii() and wanted.isalpha() and begins_syllables(wanted, spelling.syllables):
        return Match.WORD_PREFIX
    if wanted in spelling.text or wanted in spelling.initials:
        return Match.INSIDE
    if not wanted.isascii() and len(wanted) > 1 and _in_order(wanted, spelling.text):
        return Match.SCATTERED
    return Match.NONE


def begins_syllables(wanted: str, syllables: Sequence[str]) -> bool:
    """Say whether `wanted` is made of beginnings of consecutive syllables: ``wfzhengm`` for ``wu fang zheng ming``.

    Goes through the syllables once for each place to begin at, keeping how much may be used up so far: no query,
    however made, takes longer than its length times the spelling's.
    """
    for start in range(len(syllables)):
        used = {0}
        for syllable in syllables[start:]:
            used = {
                at + length
                for at in used
                for length in range(1, len(syllable) + 1)
                if wanted.startswith(syllable[:length], at)
            }
            if len(wanted) in used:
                return True
            if not used:
                break
    return False


def _in_order(wanted: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in wanted)
