"""Carry a call out once.

The reply is stored in the transaction of the effect, so after any crash either both are there or neither. A key that
comes again with the same call gets the first reply; with another call it is refused. A refusal is never remembered:
what was refused may be asked again under the same key.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db import IntegrityError, OperationalError
from django.utils import timezone
from pydantic import BaseModel

from hall.idempotency.models import RememberedCall
from hall.problems.errors import IdempotencyKeyReused, Problem
from hall.project.writing import take_turn, was_undone, write_transaction
from hall.protection.digests import DigestOf, keyed_digest
from hall.terminals.models import Terminal

P = TypeVar("P")
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A call as far as sameness goes."""

    terminal: Terminal
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Done:
    """The effect took place; `reply` is what the caller is told, now and whenever the key comes again."""

    status: int
    reply: BaseModel


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing took effect, but what was written (audit, counted attempts) stays."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the caller."""

    status: int
    body: bytes
    replayed: bool


def fingerprint(*, action: str, body: object, person: str = "") -> str:
    """Return what tells one call from another: what it does, for whom, and its body in canonical JSON.

    The person's digest stands in place of the session, so a citizen who signed in again can send a draft again.
    """
    canonical = json.dumps([action, person, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return keyed_digest(DigestOf.REQUEST, canonical)


def carry_out_once(call: Call, *, prepare: Callable[[], P], effect: Callable[[P], Done | Refused]) -> Reply:
    """Return the call's reply, carrying it out unless that was done before.

    Args:
        call: what is asked.
        prepare: everything slow (registries, drawing a PDF); runs outside the transaction, changes nothing, and may run
            in vain when the same key arrives twice at once.
        effect: runs inside the transaction, with what `prepare` returned. Where the database undid it for another's
            sake it runs again, so what it changes outside the database it puts back (`on_rollback`).

    Raises:
        IdempotencyKeyReused: the key belongs to another call.
        Problem: whatever `prepare` or `effect` raises; then nothing was changed.
    """
    if first := _remembered(call):
        return first
    try:
        prepared = prepare()
    except Problem:
        # What stands in the way may be this very call's effect, sent twice at once.
        if first := _remembered(call):
            return first
        raise
    for tries_left in reversed(range(TRIES)):
        try:
            return _carry_out(call, prepared, effect)
        except IntegrityError:
            # Where writers do not queue up (PostgreSQL), another call can win between the effect's look and its write.
            # Looking again, the effect sees what that one did and refuses by name.
            if not tries_left:
                raise
        except OperationalError as error:
            if not tries_left or not was_undone(error):
                raise
    raise AssertionError("the last try returns or raises")


def _carry_out(call: Call, prepared: P, effect: Callable[[P], Done | Refused]) -> Reply:
    with write_transaction():
        take_turn("call", call.terminal.pk, call.key)
        if first := _remembered(call):
            return first
        outcome = effect(prepared)
        if isinstance(outcome, Done):
            return _remember(call, outcome)
    raise outcome.problem


def _remembered(call: Call) -> Reply | None:
    row = RememberedCall.objects.filter(terminal=call.terminal, key=call.key).first()
    if row is None:
        return None
    if row.fingerprint != call.fingerprint:
        raise IdempotencyKeyReused
    return Reply(status=row.status, body=row.reply, replayed=True)


def _remember(call: Call, outcome: Done) -> Reply:
    body = outcome.reply.model_dump_json().encode()
    RememberedCall.objects.create(
        terminal=call.terminal,
        key=call.key,
        fingerprint=call.fingerprint,
        status=outcome.status,
        reply=body,
        made_at=timezone.now(),
    )
    return Reply(status=outcome.status, body=body, replayed=False)
