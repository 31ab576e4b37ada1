"""Write to the audit trail."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from hall.audit.chain import FIRST_HASH, SEPARATOR, chained_hash, fields_of
from hall.audit.models import AuditAction, AuditHead, AuditRow
from hall.project.hall_time import now


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act to put on record.

    Attributes:
        actor: terminal or command, by its name.
        subject: the person's keyed digest, or "".
        consented_at: when the person consented, where the act needs it.
        outcome: a code (`found`, `not_found`, `unavailable`, a problem's code, ...).
        detail: codes and ids only; no personal data.
    """

    action: AuditAction
    actor: str
    outcome: str
    subject: str = ""
    purpose: str = ""
    legal_basis: str = ""
    consented_at: datetime | None = None
    detail: dict[str, str | int] = field(default_factory=dict)


def record(*entries: AuditEntry) -> None:
    """Append `entries`. Must run inside the transaction of what they tell of, so neither is there without the other.

    Raises:
        ValueError: a text holds the chain's separator.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("audit rows belong into the transaction of what they tell of")
    head, _ = AuditHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"sequence": 0, "row_hash": FIRST_HASH}
    )
    rows = []
    for entry in entries:
        row = _row(head.sequence + 1, entry)
        row.row_hash = chained_hash(head.row_hash, fields_of(row))
        head.sequence, head.row_hash = row.sequence, row.row_hash
        rows.append(row)
    AuditRow.objects.bulk_create(rows)
    head.save(update_fields=["sequence", "row_hash"])


def _row(sequence: int, entry: AuditEntry) -> AuditRow:
    row = AuditRow(
        sequence=sequence,
        at=now().isoformat(),
        action=entry.action.value,
        actor=entry.actor,
        subject=entry.subject,
        purpose=entry.purpose,
        legal_basis=entry.legal_basis,
        consented_at=entry.consented_at.isoformat() if entry.consented_at else "",
        outcome=entry.outcome,
        detail=json.dumps(entry.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )
    if any(SEPARATOR in str(value) for value in fields_of(row)):
        raise ValueError("an audit text holds the chain's separator")
    return row
