"""Change the keys that sign papers, on record."""

from django.db import transaction

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.papers.signing_keys import signing_keys


def rotate_key() -> None:
    """Retire the active key; its papers stay good."""
    key = signing_keys().rotate()
    _record("rotated", key.kid)


def prepare_key() -> None:
    """Publish the key that will sign after the active one."""
    _record("prepared", signing_keys().prepare_next().kid)


def renew_key_if_due() -> None:
    """Publish the successor of a key that nears its end, and rotate when that is close."""
    if signing_keys().preparation_is_due():
        prepare_key()
    if signing_keys().renewal_is_due():
        rotate_key()


def revoke_key(kid: str) -> bool:
    """Say that a key got out; return False where there is none."""
    if not signing_keys().revoke(kid):
        return False
    _record("revoked", kid)
    return True


def _record(outcome: str, kid: str) -> None:
    with transaction.atomic():
        record(AuditEntry(AuditAction.SIGNING_KEY_CHANGED, actor="command", outcome=outcome, detail={"kid": kid}))
