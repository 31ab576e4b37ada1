"""The character sets that papers must be able to show.

Sources: 通用规范汉字表 (State Council, 2013): the 8,105 characters of `standard-characters.txt`, a public standard;
GB 18030-2022, tables of ideographs: implementation level 3 has 87,887 of them and 228 radicals.
"""

from pathlib import Path
from typing import Final

_STANDARD: Final = Path(__file__).resolve().parents[1] / "printing" / "standard-characters.txt"

GB18030_IDEOGRAPHS: Final[dict[str, tuple[int, int]]] = {
    "unified": (0x4E00, 0x9FEF),
    "extension A": (0x3400, 0x4DB5),
    "extension B": (0x20000, 0x2A6D6),
    "extension C": (0x2A700, 0x2B734),
    "extension D": (0x2B740, 0x2B81D),
    "extension E": (0x2B820, 0x2CEA1),
    "extension F": (0x2CEB0, 0x2EBE0),
}
UNIFIED_AMONG_COMPATIBILITY: Final = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
"""Twelve unified ideographs that stand in the block of compatibility ideographs."""
CJK_COMPONENTS: Final = "⺁⺄⺈⺋⺌⺗⺧⺪⺮⺳⺶⺷⺻⻊"
"""The fourteen components of GB 18030 that are no Kangxi radicals."""

_NOT_OF_GBK: Final = dict.fromkeys([0xFFFD, *range(0x80)])
"""What decoding makes of pairs that GBK does not define."""


def standard_characters() -> str:
    """The 8,105 characters of the table of general standard Chinese characters."""
    return _STANDARD.read_text("utf-8").replace("\n", "")


def gbk_characters() -> str:
    """Every character that GBK encodes in two bytes, ideographs and marks."""
    return "".join(
        bytes((lead, trail)).decode("gbk", errors="replace")
        for lead in range(0x81, 0xFF)
        for trail in range(0x40, 0xFF)
    ).translate(_NOT_OF_GBK)


def gb18030_ideographs() -> str:
    """All 87,887 ideographs of GB 18030-2022, level 3."""
    ranges = "".join(chr(code) for first, last in GB18030_IDEOGRAPHS.values() for code in range(first, last + 1))
    return ranges + UNIFIED_AMONG_COMPATIBILITY


def gb18030_radicals() -> str:
    """The 214 Kangxi radicals and the fourteen components."""
    return "".join(map(chr, range(0x2F00, 0x2FD6))) + CJK_COMPONENTS
