"""Amounts in figures and in capitals: what nobody can add a stroke to, and noughts as bookkeepers say them."""

import pytest

from printing.documents.money import MOST_FEN, check_fen, yuan, yuan_capitals
from printing.errors import FieldError, FieldRule


@pytest.mark.parametrize(
    ("fen", "figures", "capitals"),
    [
        (0, "0.00", "零元整"),
        (1, "0.01", "壹分"),
        (10, "0.10", "壹角整"),
        (12, "0.12", "壹角贰分"),
        (100, "1.00", "壹元整"),
        (105, "1.05", "壹元零伍分"),
        (110, "1.10", "壹元壹角整"),
        (1_000, "10.00", "壹拾元整"),
        (1_005, "10.05", "壹拾元零伍分"),
        (10_100, "101.00", "壹佰零壹元整"),
        (11_000, "110.00", "壹佰壹拾元整"),
        (102_400, "1,024.00", "壹仟零贰拾肆元整"),
        (100_001, "1,000.01", "壹仟元零壹分"),
        (140_950, "1,409.50", "壹仟肆佰零玖元伍角整"),
        (600_714, "6,007.14", "陆仟零柒元壹角肆分"),
        (1_000_000, "10,000.00", "壹万元整"),
        (1_000_100, "10,001.00", "壹万零壹元整"),
        (1_001_000, "10,010.00", "壹万零壹拾元整"),
        (1_010_000, "10,100.00", "壹万零壹佰元整"),
        (10_001_000, "100,010.00", "壹拾万零壹拾元整"),
        (10_700_053, "107,000.53", "壹拾万柒仟元伍角叁分"),
        (1_000_000_000, "10,000,000.00", "壹仟万元整"),
        (1_000_000_100, "10,000,001.00", "壹仟万零壹元整"),
        (10_000_000_000, "100,000,000.00", "壹亿元整"),
        (10_000_000_100, "100,000,001.00", "壹亿零壹元整"),
        (10_001_000_000, "100,010,000.00", "壹亿零壹万元整"),
        (10_100_000_100, "101,000,001.00", "壹亿零壹佰万零壹元整"),
        (976_309_641_981, "9,763,096,419.81", "玖拾柒亿陆仟叁佰零玖万陆仟肆佰壹拾玖元捌角壹分"),
        (
            MOST_FEN,
            "99,999,999,999.99",
            "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ],
)
def test_amounts_in_figures_and_in_capitals(fen: int, figures: str, capitals: str) -> None:
    """One 零 for any run of noughts between figures, none at the end, 整 behind whole yuan and jiao."""
    assert (yuan(fen), yuan_capitals(fen)) == (figures, capitals)


@pytest.mark.parametrize(("fen", "rule"), [(-1, FieldRule.NOT_NEGATIVE), (MOST_FEN + 1, FieldRule.TOO_LONG)])
def test_what_is_no_amount_is_refused(fen: int, rule: FieldRule) -> None:
    """Below nothing, and above what any fee can be."""
    with pytest.raises(FieldError) as refused:
        check_fen("amount_fen", fen)
    assert (refused.value.field, refused.value.rule) == ("amount_fen", rule)
