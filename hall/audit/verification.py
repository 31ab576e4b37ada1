"""Check the audit trail from its first row to its head."""

from dataclasses import dataclass

from hall.audit.chain import COVERED, FIRST_HASH, chained_hash
from hall.audit.models import AuditHead, AuditRow


@dataclass(frozen=True, slots=True)
class ChainWhole:
    """Every row is as it was written and none is missing."""

    rows: int


@dataclass(frozen=True, slots=True)
class ChainBroken:
    """The trail was tampered with or damaged; `sequence` is the first row that does not fit."""

    sequence: int


def verify_chain() -> ChainWhole | ChainBroken:
    """Return what a walk over the whole trail finds. Reads only; memory stays constant."""
    previous, expected = FIRST_HASH, 1
    for *fields, row_hash in AuditRow.objects.order_by("sequence").values_list(*COVERED, "row_hash").iterator():
        if fields[0] != expected or chained_hash(previous, tuple(fields)) != row_hash:
            return ChainBroken(expected)
        previous, expected = str(row_hash), expected + 1
    head = AuditHead.objects.filter(pk=1).first()
    tail = (head.sequence, head.row_hash) if head else (0, FIRST_HASH)
    if tail != (expected - 1, previous):
        return ChainBroken(expected)
    return ChainWhole(rows=expected - 1)
