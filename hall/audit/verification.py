"""Check the audit trail from its first row to its head."""

from dataclasses import dataclass
from typing import Final

from django.db import DEFAULT_DB_ALIAS

from hall.audit.chain import COVERED, FIRST_HASH, chained_hash
from hall.audit.models import AuditHead, AuditRow

ROWS_AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class ChainWhole:
    """Every row is as it was written and none is missing."""

    rows: int


@dataclass(frozen=True, slots=True)
class ChainBroken:
    """The trail was tampered with or damaged; `sequence` is the first row that does not fit."""

    sequence: int


def verify_chain(using: str = DEFAULT_DB_ALIAS) -> ChainWhole | ChainBroken:
    """Return what a walk over the whole trail finds. Reads only; memory stays constant.

    The hall may go on writing: the walk ends where the head, read after the rows, names the last row that was walked.
    """
    previous, last = FIRST_HASH, 0
    while True:
        reached = last
        rows = AuditRow.objects.using(using).filter(sequence__gt=last).order_by("sequence")
        for *fields, row_hash in rows.values_list(*COVERED, "row_hash").iterator(chunk_size=ROWS_AT_ONCE):
            if fields[0] != last + 1 or chained_hash(previous, tuple(fields)) != row_hash:
                return ChainBroken(last + 1)
            previous, last = str(row_hash), last + 1
        head = AuditHead.objects.using(using).filter(pk=1).first()
        sequence, head_hash = (head.sequence, head.row_hash) if head else (0, FIRST_HASH)
        if (sequence, head_hash) == (last, previous):
            return ChainWhole(rows=last)
        if sequence <= last or last == reached:
            return ChainBroken(last + 1)
