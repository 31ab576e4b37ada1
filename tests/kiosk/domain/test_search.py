"""Search at the terminal: what people type finds what they mean, in the order they expect."""

from dataclasses import replace

import pytest

from kiosk.domain.catalogue import Catalogue, Item, Spelling
from kiosk.domain.search import search
from kiosk.domain.text import Bilingual
from tests.support import worlds


def _item(item_id: str, title: str, pinyin: str, english: str = "", *, here: bool = False) -> Item:
    initials = "".join(syllable[0] for syllable in pinyin.split())
    item = worlds.item(item_id, available_here=here)
    return replace(item, title=Bilingual(title, english), spellings=(Spelling(title, pinyin, initials),))


PROOF = _item("proof", "无房证明", "wu fang zheng ming", "No-house proof", here=True)
RENT = _item("rent", "公租房申请", "gong zu fang shen qing", "Public housing")
HOUSE = _item("house", "房屋查询", "fang wu cha xun", "Houses")
CATALOGUE = Catalogue("1", (), (RENT, HOUSE, PROOF))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("无房证明", ["proof"]),
        ("wfzm", ["proof"]),
        ("WuFang Zheng", ["proof"]),
        ("wufzhengm", ["proof"]),
        ("fzm", ["proof"]),
        ("无证明", ["proof"]),
        ("no-house", ["proof"]),
        ("house", ["house", "proof"]),
        ("fang", ["house", "proof", "rent"]),
        ("房", ["house", "proof", "rent"]),
        ("wzm", []),
        (".*", []),
        ("", []),
        ("，。", []),
    ],
)
def test_what_is_typed_finds(typed: str, found: list[str]) -> None:
    """Beginnings before what stands inside; within a rank what this terminal can do, then the hall's order."""
    assert [item.item_id for item in search(CATALOGUE, typed)] == found


def test_another_catalogue_is_searched_at_once() -> None:
    """What is kept ready is of one catalogue: the next one's items are found, the former one's no more."""
    assert search(CATALOGUE, "wfzm") == (PROOF,)
    fewer = replace(CATALOGUE, items=(RENT,))
    assert search(fewer, "wfzm") == ()
    assert search(fewer, "gzf") == (RENT,)
    assert search(CATALOGUE, "房", limit=1) == (HOUSE,)
