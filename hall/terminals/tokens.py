"""Admit a terminal and know it again."""

import secrets
from typing import Final

from django.db import transaction
from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.protection.digests import token_digest
from hall.terminals.models import Terminal

TOKEN_PREFIX: Final = "hkt_"  # noqa: S105 - a prefix by which a leaked token is recognised, no secret


def admit_terminal(name: str) -> str:
    """Make a new token for the terminal `name`, which ends its former one, and return it. It cannot be shown again."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        Terminal.objects.update_or_create(
            name=name,
            defaults={"token_digest": token_digest(token), "admitted_at": timezone.now(), "revoked_at": None},
        )
        record(AuditEntry(AuditAction.TERMINAL_ADMITTED, actor="command", outcome="done", detail={"terminal": name}))
    return token


def revoke_terminal(name: str) -> bool:
    """End the terminal's token; return False where there is none to end."""
    with transaction.atomic():
        changed = Terminal.objects.filter(name=name, revoked_at=None).update(revoked_at=timezone.now())
        if changed:
            record(AuditEntry(AuditAction.TERMINAL_REVOKED, actor="command", outcome="done", detail={"terminal": name}))
    return bool(changed)


def terminal_of(token: str) -> Terminal | None:
    """Return the active terminal that this token names."""
    if not token.startswith(TOKEN_PREFIX):
        return None
    return Terminal.objects.filter(token_digest=token_digest(token), revoked_at=None).first()
