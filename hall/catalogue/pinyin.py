"""How Chinese text is typed: syllables and initials.

Characters with several readings (行, 重, 长, 调, ...) are read within their words. The dictionary of pypinyin is large,
so it is loaded only when the catalogue changes, never to serve it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

# Words of this field that the dictionary reads otherwise, or not as one word.
WORDS: Final = {
    "行驶证": [["xíng"], ["shǐ"], ["zhèng"]],
    "重名": [["chóng"], ["míng"]],
    "参保": [["cān"], ["bǎo"]],
    "查档": [["chá"], ["dàng"]],
    "转移接续": [["zhuǎn"], ["yí"], ["jiē"], ["xù"]],
}
_KEPT: Final = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """`pinyin`: syllables with spaces between, no tones, ü as v. `initials`: first letters joined, Latin runs whole."""

    pinyin: str
    initials: str


@cache
def _dictionary() -> Callable[[str], list[str]]:
    """Load the dictionary with our words, once: adding words makes it learn all of its 47,000 anew."""
    from pypinyin import lazy_pinyin, load_phrases_dict  # noqa: PLC0415 - 25 MB that serving never needs

    load_phrases_dict(WORDS)
    return cast("Callable[[str], list[str]]", lazy_pinyin)


def spell(text: str) -> Spelling:
    """Return how `text` is typed. Latin letters and digits stay, a run a syllable; punctuation goes."""
    runs = set(_KEPT.findall(text.lower()))
    syllables = [part for syllable in _dictionary()(text) for part in _KEPT.findall(syllable.lower())]
    initials = "".join(syllable if syllable in runs else syllable[0] for syllable in syllables)
    return Spelling(pinyin=" ".join(syllables), initials=initials)
