"""Case numbers and verifiers.

A case number is area (6 digits), day (8), serial of that day (6) and a check character (ISO 7064 MOD 37,36), as in
domain.md 3; the area is configured. There is no national form.
"""

import secrets
from datetime import date
from typing import Final

from hall.cases.models import CaseSerial

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Without the characters that are read for one another on a receipt: 0 O 1 I L 2 Z 5 S 8 B U V.
VERIFIER_ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
VERIFIER_CHARACTERS: Final = 6


def check_character(text: str) -> str:
    """Return the check character of `text` (digits and capitals). Source: ISO/IEC 7064, MOD 37,36."""
    remainder = 36
    for character in text:
        remainder = (remainder + ALPHABET.index(character)) % 36 or 36
        remainder = remainder * 2 % 37
    return ALPHABET[(37 - remainder) % 36]


def next_case_number(area_code: str, day: date) -> str:
    """Return the next number of `day`. Runs inside the caller's transaction, so no number is lost or given twice."""
    serial, _ = CaseSerial.objects.select_for_update().get_or_create(day=day, defaults={"last": 0})
    serial.last += 1
    serial.save(update_fields=["last"])
    body = f"{area_code}{day:%Y%m%d}{serial.last:06d}"
    return body + check_character(body)


def new_verifier() -> str:
    """Return six random characters that are hard to misread."""
    return "".join(secrets.choice(VERIFIER_ALPHABET) for _ in range(VERIFIER_CHARACTERS))
