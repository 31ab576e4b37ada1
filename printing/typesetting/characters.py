"""Classes of characters, and what each may not do at the ends of a line.

Sources: GB/T 15834-2011, 5.1 (places of punctuation marks); W3C Requirements for Chinese Text Layout (CLREQ),
3.1 (line composition) and its table of line-start and line-end prohibitions.
"""

import unicodedata
from enum import Enum
from typing import Final


class CharacterClass(Enum):
    """How a character behaves on a line."""

    HAN = "han"
    WORD = "word"
    SPACE = "space"
    OPENING = "opening"
    CLOSING = "closing"
    INTERVAL = "interval"
    CONNECTOR = "connector"
    HYPHEN = "hyphen"
    DIVIDER = "divider"
    LONG_MARK = "long_mark"
    PREFIX = "prefix"
    SUFFIX = "suffix"


_OPENING: Final = frozenset("（《〈「『【〔〖〘〚［｛｟“‘〝«‹([{")
_CLOSING: Final = frozenset("，。、；：？！‼⁇⁈⁉）》〉」』】〕〗〙〛］｝｠”’〞〟»›)]}!?;,.:")
_INTERVAL: Final = frozenset("·・‧•")
_CONNECTOR: Final = frozenset("－–～~")
_HYPHEN: Final = frozenset("-")
_DIVIDER: Final = frozenset("/／")
_LONG_MARK: Final = frozenset("—…⸺⋯")
_PREFIX: Final = frozenset("￥¥$＄£€№＃#§")
_SUFFIX: Final = frozenset("％%‰℃°′″㎡")
_NO_START: Final = frozenset(
    {
        CharacterClass.CLOSING,
        CharacterClass.INTERVAL,
        CharacterClass.CONNECTOR,
        CharacterClass.HYPHEN,
        CharacterClass.DIVIDER,
        CharacterClass.SUFFIX,
    }
)
_NO_END: Final = frozenset(
    {CharacterClass.OPENING, CharacterClass.HYPHEN, CharacterClass.DIVIDER, CharacterClass.PREFIX}
)
# A hyphen at the end of a line reads as a broken word: PDF readers drop it when the text is copied.
_COUNTED: Final = frozenset("年月日时分秒份页项号条款元次人户套件个天栋幢层室间亩万亿米度平公")
_DATE_PARTS: Final = frozenset("年月时分")
_UNITS: Final = frozenset({"m", "m²", "m³", "cm", "mm", "km", "km²", "kg", "g", "t", "ha", "kW", "kWh", "MB", "GB"})
WORD_JOINTS: Final = frozenset(".,:/-_@'&+#=?%")
"""Marks that do not end a word when letters or digits stand on both sides: 3.5, 09:41, ZZ-A1-017, a@b.cn."""


def classify(character: str) -> CharacterClass:
    """Return the class of one character."""
    found = _SINGLE.get(character)
    if found is not None:
        return found
    if character.isspace():
        return CharacterClass.SPACE
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return CharacterClass.HAN if wide or not (character.isalnum() or character == "*") else CharacterClass.WORD


_SINGLE: Final = {
    character: kind
    for characters, kind in (
        (_OPENING, CharacterClass.OPENING),
        (_CLOSING, CharacterClass.CLOSING),
        (_INTERVAL, CharacterClass.INTERVAL),
        (_CONNECTOR, CharacterClass.CONNECTOR),
        (_HYPHEN, CharacterClass.HYPHEN),
        (_DIVIDER, CharacterClass.DIVIDER),
        (_LONG_MARK, CharacterClass.LONG_MARK),
        (_PREFIX, CharacterClass.PREFIX),
        (_SUFFIX, CharacterClass.SUFFIX),
    )
    for character in characters
}


def may_start_a_line(kind: CharacterClass) -> bool:
    """Whether a line may begin with it (GB/T 15834, 5.1.1 to 5.1.11)."""
    return kind not in _NO_START


def may_end_a_line(kind: CharacterClass) -> bool:
    """Whether a line may end with it (GB/T 15834, 5.1.3, 5.1.4, 5.1.11)."""
    return kind not in _NO_END


def counts(character: str) -> bool:
    """Whether it is, or begins, a measure word that is not parted from the number before it (11月, 89.52平方米)."""
    return character in _COUNTED


def is_unit(word: str) -> bool:
    """Whether a word is a unit that is not parted from its number, with a space between or without (89.52 m²)."""
    return word in _UNITS


def goes_on(character: str) -> bool:
    """Whether a number right behind it goes on with a date or a time: better not parted (2026年11月, 9时41分)."""
    return character in _DATE_PARTS
