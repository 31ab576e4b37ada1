"""Citizen numbers that are valid by checksum and cannot belong to anyone. Source: GB 11643-1999, domain.md 2."""

from datetime import date
from typing import Final

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS: Final = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character (ISO 7064 MOD 11-2) of a citizen number."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_valid(number: str) -> bool:
    """Say whether `number` has 18 characters, a date that exists and the right check character."""
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return check_character(number[:17]) == number[17]


def compose(area: str, born: date, serial: int) -> str:
    """Return the number of the person `serial` (1..999; odd is male) born on `born` in `area` (6 digits)."""
    first_seventeen = f"{area}{born:%Y%m%d}{serial:03d}"
    return first_seventeen + check_character(first_seventeen)
