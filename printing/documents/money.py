"""Amounts of money: kept in whole fen, written in figures and in capitals that nobody can add a stroke to.

Source: 会计基础工作规范, article 52: capitals; 零 for figures left out; 整 behind whole yuan or jiao.
"""

from typing import Final

from printing.errors import FieldError, FieldRule

MOST_FEN: Final = 99_999_999_999_99
"""Below a hundred billion yuan; what is larger is no fee."""

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")
_GROUP: Final = 10_000


def check_fen(field: str, value: int) -> None:
    """Refuse an amount below zero or too large to write."""
    if value < 0:
        raise FieldError(field, FieldRule.NOT_NEGATIVE, "whole fen, 0 or more")
    if value > MOST_FEN:
        raise FieldError(field, FieldRule.TOO_LONG, f"at most {MOST_FEN} fen")


def yuan(fen: int) -> str:
    """Return ``1,024.00``."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def yuan_capitals(fen: int) -> str:
    """Return ``壹仟零贰拾肆元整``."""
    whole, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    parts = [f"{_whole(whole)}元"] if whole else []
    if not jiao and not last:
        return f"{''.join(parts) or '零元'}整"
    if jiao:
        parts.append(f"{_DIGITS[jiao]}角")
    elif whole:
        parts.append("零")
    parts.append(f"{_DIGITS[last]}分" if last else "整")
    return "".join(parts)


def _whole(number: int) -> str:
    """Four figures at a time; one 零 for any run of noughts between two figures that are none."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    said = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = True
            continue
        if said and (gap or group < _GROUP // 10):
            said += _DIGITS[0]
        said += _group(group) + _GROUPS[place]
        gap = False
    return said


def _group(group: int) -> str:
    said = ""
    gap = False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = False
    return said
