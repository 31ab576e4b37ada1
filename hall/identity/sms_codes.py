"""Codes by text message: sent to a mobile number, entered once at the terminal that asked.

Nobody learns from the hall whether a number is registered: an unknown one gets the same reply, in the same time as near
as may be, and its code cannot be met. Nobody is flooded: a number and a terminal get so many messages an hour.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.identity.models import SmsChallenge
from hall.messages.ports import MessageNotSent
from hall.messages.wiring import sms_gateway
from hall.problems.errors import MessagesUnavailable, RegistryUnavailable, SmsCodeExpired, SmsCodeWrong, TooManyMessages
from hall.profile.models import hall_profile
from hall.project.writing import take_turn, write_transaction
from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.registries.ports import RegistryDown, Resident
from hall.registries.wiring import population_registry
from hall.terminals.models import Terminal

LIFETIME: Final = timedelta(minutes=5)
RESEND_AFTER: Final = timedelta(seconds=60)
TRIES: Final = 5
PER_HOUR_TO_ONE_NUMBER: Final = 5
PER_HOUR_FROM_ONE_TERMINAL: Final = 60
_DIGITS: Final = 6
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A challenge whose message is on its way."""

    challenge_id: UUID
    mobile: str = field(repr=False)
    code: str = field(repr=False)
    resident: Resident | None
    sent_at: datetime

    def for_nobody(self) -> "Prepared":
        """Return the same, to be met by no code."""
        return replace(self, resident=None)


def prepare(terminal: Terminal, mobile: str, challenge_id: UUID) -> Prepared:
    """Look the number up and send the message; nothing is written yet.

    Raises:
        TooManyMessages: to this number, or from this terminal.
        RegistryUnavailable, MessagesUnavailable: nothing was sent.
    """
    now = timezone.now()
    digest = keyed_digest(DigestOf.MOBILE, mobile)
    recent = SmsChallenge.objects.filter(sent_at__gt=now - _HOUR)
    last = recent.filter(mobile=digest).order_by("-sent_at").first()
    if last is not None and now - last.sent_at < RESEND_AFTER:
        raise TooManyMessages(retry_after_s=round((last.sent_at + RESEND_AFTER - now).total_seconds()) + 1)
    if recent.filter(mobile=digest).count() >= PER_HOUR_TO_ONE_NUMBER:
        raise TooManyMessages(retry_after_s=round(_HOUR.total_seconds()))
    if recent.filter(terminal=terminal).count() >= PER_HOUR_FROM_ONE_TERMINAL:
        raise TooManyMessages(retry_after_s=round(RESEND_AFTER.total_seconds()))
    try:
        resident = population_registry().find_by_mobile(mobile)
    except RegistryDown as error:
        raise RegistryUnavailable(retry_after_s=5) from error
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    try:
        # To an unknown number too: whoever holds it reads that nothing is registered, and nobody else learns it.
        sms_gateway().send(mobile, _text(terminal, code if resident else None))
    except MessageNotSent as error:
        raise MessagesUnavailable(retry_after_s=30) from error
    return Prepared(challenge_id, mobile, code, resident, now)


def keep(terminal: Terminal, prepared: Prepared) -> datetime:
    """Write the challenge; return when it ends. Runs inside the transaction."""
    resident = prepared.resident
    expires_at = prepared.sent_at + LIFETIME
    digest = keyed_digest(DigestOf.MOBILE, prepared.mobile)
    take_turn("sms", digest)
    SmsChallenge.objects.filter(mobile=digest, used_at=None, expires_at__gt=prepared.sent_at).update(
        expires_at=prepared.sent_at
    )
    SmsChallenge.objects.create(
        challenge_id=prepared.challenge_id,
        terminal=terminal,
        mobile=digest,
        code=_digest(prepared.challenge_id, prepared.code),
        person=person_digest(resident.number) if resident else "",
        number=resident.number if resident else "",
        sent_at=prepared.sent_at,
        expires_at=expires_at,
    )
    subject = person_digest(resident.number) if resident else ""
    record(AuditEntry(AuditAction.SMS_CODE_SENT, actor=terminal.name, outcome="sent", subject=subject))
    return expires_at


def find(terminal: Terminal, challenge_id: UUID, code: str) -> SmsChallenge:
    """Return the challenge that this code meets. A wrong code is counted against it at once.

    Raises:
        SmsCodeWrong: not this code, or no such challenge at this terminal, or tried too often.
        SmsCodeExpired: right or wrong, it is too late.
    """
    with write_transaction():
        # Locked: tries that come at once are counted one after the other.
        rows = SmsChallenge.objects.select_for_update()
        row = rows.filter(challenge_id=challenge_id, terminal=terminal).first()
        if row is not None:
            SmsChallenge.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    if row is None or row.used_at is not None or row.tries >= TRIES:
        raise SmsCodeWrong
    if row.expires_at <= timezone.now():
        raise SmsCodeExpired
    if not secrets.compare_digest(row.code, _digest(challenge_id, code)) or not row.person:
        raise SmsCodeWrong
    return row


def use(row: SmsChallenge) -> bool:
    """Use the challenge up; return False where somebody else did first. Runs inside the caller's transaction."""
    return bool(SmsChallenge.objects.filter(pk=row.pk, used_at=None).update(used_at=timezone.now()))


def _digest(challenge_id: UUID, code: str) -> str:
    return keyed_digest(DigestOf.SMS_CODE, f"{challenge_id}/{code}")


def _text(terminal: Terminal, code: str | None) -> str:
    hall = hall_profile().hall_zh
    if code is None:
        return (
            f"【{hall}】有人在自助终端{terminal.name}用本号码登录，但本号码没有实名登记，不能登录。非本人操作请忽略。"
        )
    minutes = round(LIFETIME.total_seconds() / 60)
    return (
        f"【{hall}】验证码{code}，{minutes}分钟内在自助终端{terminal.name}上有效。请勿告诉他人，工作人员不会向您索取。"
    )
