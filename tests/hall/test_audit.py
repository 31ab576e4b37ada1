"""The audit trail."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from hall.audit.models import AuditAction, AuditHead, AuditRow
from hall.audit.trail import AuditEntry, record
from hall.audit.verification import ChainBroken, ChainWhole, verify_chain


def _entry(outcome: str = "done") -> AuditEntry:
    return AuditEntry(
        AuditAction.REGISTRY_LOOKUP,
        actor="T-01",
        outcome=outcome,
        subject="a" * 64,
        purpose="目的",
        legal_basis="依据",
        consented_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        detail={"registry": "property"},
    )


def _tamper(statement: str) -> None:
    """Do what somebody who holds the database file can do: take the triggers away first."""
    with connection.cursor() as cursor:
        for what in ("UPDATE", "DELETE"):
            on_table = " ON audit_auditrow" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER audit_row_never_{what}{on_table}")
        cursor.execute(statement)


@pytest.mark.django_db
def test_rows_chain() -> None:
    """Rows written in several transactions form one chain that verifies."""
    record(_entry(), _entry())
    record(_entry())
    assert verify_chain() == ChainWhole(rows=3)
    assert [row.sequence for row in AuditRow.objects.order_by("sequence")] == [1, 2, 3]


@pytest.mark.django_db
def test_empty_trail_is_whole() -> None:
    """A new hall's trail verifies."""
    assert verify_chain() == ChainWhole(rows=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "first_wrong"),
    [
        ("UPDATE audit_auditrow SET outcome = 'found' WHERE sequence = 2", 2),
        ("UPDATE audit_auditrow SET purpose = '' WHERE sequence = 1", 1),
        ("DELETE FROM audit_auditrow WHERE sequence = 2", 2),
        ("DELETE FROM audit_auditrow WHERE sequence = 3", 3),
        ("DELETE FROM audit_auditrow", 1),
        ("UPDATE audit_auditrow SET row_hash = (SELECT row_hash FROM audit_auditrow WHERE sequence = 1)", 2),
    ],
)
def test_tampering_shows(statement: str, first_wrong: int) -> None:
    """A changed, removed or cut-off row is found, and where."""
    record(_entry("a"), _entry("b"), _entry("c"))
    _tamper(statement)
    assert verify_chain() == ChainBroken(first_wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["update", "delete"])
def test_database_refuses_to_change_a_row(what: str) -> None:
    """The database itself refuses to change or delete a row."""
    record(_entry())
    rows = AuditRow.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(outcome="x") if what == "update" else rows.delete()
    assert verify_chain() == ChainWhole(rows=1)


@pytest.mark.django_db(transaction=False)
def test_separator_is_refused() -> None:
    """No text may hold the character that divides the hashed fields, so no two rows read the same."""
    with pytest.raises(ValueError, match="separator"):
        record(_entry("a\x1fb"))


@pytest.mark.django_db
def test_needs_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row outside the transaction of what it tells of is refused."""
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "get_connection", lambda: SimpleNamespace(in_atomic_block=False))
        with pytest.raises(transaction.TransactionManagementError):
            record(_entry())
    assert not AuditHead.objects.exists()
