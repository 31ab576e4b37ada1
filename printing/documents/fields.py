"""The rules that fields keep. Each function raises `FieldError` naming the field, and never shows its value."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from printing.errors import FieldError, FieldRule

_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NUMBER: Final = re.compile(r"[0-9A-Za-z\-]{4,40}", re.ASCII)
_VERIFIER: Final = re.compile(r"[0-9A-Z]{4,12}", re.ASCII)
_LONG_DIGITS: Final = re.compile(r"[0-9]{8}")


def check_text(field: str, value: str, *, at_most: int, required: bool = True) -> None:
    """Refuse an empty text (if `required`), one that is too long, or one with characters that print nothing."""
    if required and not value.strip():
        raise FieldError(field, FieldRule.NOT_EMPTY)
    if len(value) > at_most:
        raise FieldError(field, FieldRule.TOO_LONG, f"at most {at_most} characters")
    for character in value:
        if character in "\r\n\v\f":
            raise FieldError(field, FieldRule.ONE_LINE, "no line breaks")
        if unicodedata.category(character) in _UNPRINTABLE:
            raise FieldError(field, FieldRule.PRINTABLE, f"U+{ord(character):04X} prints nothing")


def check_texts(field: str, values: Sequence[str], *, at_most: int, how_many: int, least: int = 0) -> None:
    """Check a list of texts, and that there are `least` to `how_many` of them."""
    check_count(field, len(values), least=least, most=how_many)
    for index, value in enumerate(values):
        check_text(f"{field}[{index}]", value, at_most=at_most)


def check_count(field: str, count: int, *, least: int, most: int) -> None:
    """Refuse a list that is too short or too long."""
    if count < least:
        raise FieldError(field, FieldRule.NOT_EMPTY, f"at least {least}")
    if count > most:
        raise FieldError(field, FieldRule.TOO_MANY, f"at most {most}")


def check_number(field: str, value: str) -> None:
    """Refuse a case or paper number that is not 4 to 40 letters, digits and hyphens."""
    if not _NUMBER.fullmatch(value):
        raise FieldError(field, FieldRule.PATTERN, "4 to 40 letters, digits, hyphens")


def check_verifier(field: str, value: str) -> None:
    """Refuse a verifier that a person could not type: 4 to 12 capitals and digits."""
    if not _VERIFIER.fullmatch(value):
        raise FieldError(field, FieldRule.PATTERN, "4 to 12 capital letters and digits")


def check_masked(field: str, value: str, *, at_most: int) -> None:
    """Refuse a name or number that is not masked: it needs an asterisk and no eight digits in a row."""
    check_text(field, value, at_most=at_most, required=False)
    if value and ("*" not in value or _LONG_DIGITS.search(value)):
        raise FieldError(field, FieldRule.MASKED, "masked as 430***********0014 or 张*")


def check_moment(field: str, value: datetime) -> None:
    """Refuse a time without its zone."""
    if value.utcoffset() is None:
        raise FieldError(field, FieldRule.AWARE_TIME, "a time with its offset, as 2026-11-23T09:41:07+08:00")


def check_positive(field: str, value: int) -> None:
    """Refuse a count below one."""
    if value < 1:
        raise FieldError(field, FieldRule.POSITIVE, "1 or more")


def check_area(field: str, value: str) -> None:
    """Refuse an area that is no plain decimal number of square metres, as ``89.52``; empty means unknown."""
    check_text(field, value, at_most=16, required=False)
    if not value:
        return
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise FieldError(field, FieldRule.DECIMAL, "a decimal number, as 89.52") from error
    if not number.is_finite() or number < 0:
        raise FieldError(field, FieldRule.NOT_NEGATIVE, "0 or more")
