"""One-time identity codes: given out by the city's phone program, redeemed once at a terminal.

A code is opaque to everybody but the hall. It is 26 characters of base 32 (130 random bits) behind a prefix, so a
scanner's program can tell that it is one of ours and nothing more.
"""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.identity.models import IdentityCode
from hall.problems.errors import IdentityCodeExpired, IdentityCodeUnknown, IdentityCodeUsed
from hall.project.writing import take_turn, write_transaction
from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.registries.wiring import population_registry

PREFIX: Final = "HKID"
LIFETIME: Final = timedelta(minutes=5)


class NoSuchPerson(Exception):
    """The population registry has nobody with that number."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code, to be shown to its holder and to nobody else."""

    code: str = field(repr=False)
    expires_at: datetime


def issue_code(number: str, *, actor: str) -> IssuedCode:
    """Return a fresh code for the person with this citizen number. Earlier ones that are unused stop working.

    Raises:
        NoSuchPerson: see there.
        RegistryDown: the population registry does not answer.
    """
    if population_registry().find(number) is None:
        raise NoSuchPerson
    code = PREFIX + base64.b32encode(secrets.token_bytes(17)).decode().rstrip("=")[:26]
    now = timezone.now()
    person = person_digest(number)
    with write_transaction():
        take_turn("identity-code", person)
        IdentityCode.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
        IdentityCode.objects.create(
            code=_digest(code), person=person, number=number, issued_at=now, expires_at=now + LIFETIME
        )
        record(AuditEntry(AuditAction.IDENTITY_CODE_ISSUED, actor=actor, outcome="done", subject=person))
    return IssuedCode(code=code, expires_at=now + LIFETIME)


def find_code(code: str) -> IdentityCode:
    """Return the row of a code that may be redeemed.

    Raises:
        IdentityCodeUnknown, IdentityCodeUsed, IdentityCodeExpired: see there.
    """
    row = IdentityCode.objects.filter(code=_digest(code)).first()
    if row is None:
        raise IdentityCodeUnknown
    if row.used_at is not None:
        raise IdentityCodeUsed
    if row.expires_at <= timezone.now():
        raise IdentityCodeExpired
    return row


def redeem(row: IdentityCode) -> bool:
    """Use the code up; return False where somebody else did first. Runs inside the caller's transaction."""
    return bool(IdentityCode.objects.filter(pk=row.pk, used_at=None).update(used_at=timezone.now()))


def _digest(code: str) -> str:
    return keyed_digest(DigestOf.IDENTITY_CODE, code)
