"""The hash chain: row n's hash is SHA-256 over row n-1's hash and row n's fields, separated by U+001F.

No field may hold that character, so no two rows read the same.
"""

import hashlib
from typing import Final

from hall.audit.models import AuditRow

SEPARATOR: Final = "\x1f"
FIRST_HASH: Final = "0" * 64
COVERED: Final = (
    "sequence", "at", "action", "actor", "subject", "purpose", "legal_basis", "consented_at", "outcome", "detail",
)  # fmt: skip


def chained_hash(previous_hash: str, fields: tuple[object, ...]) -> str:
    """Return the hash of the row whose `COVERED` fields are `fields`."""
    return hashlib.sha256(SEPARATOR.join((previous_hash, *map(str, fields))).encode()).hexdigest()


def fields_of(row: AuditRow) -> tuple[object, ...]:
    """Return the fields of `row` that its hash covers."""
    return tuple(getattr(row, name) for name in COVERED)
