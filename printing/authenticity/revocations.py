"""The hall's signed list of papers and keys that no longer hold, as ``GET /v1/revocations`` returns it.

A COSE_Sign1 message like a claim's, in its own context: neither can be passed off as the other. Revoking takes a paper
back; superseding says that a later copy has taken a copy's place, as after a jam (补打).
"""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Final

from printing.authenticity.claim import Claim
from printing.authenticity.envelope import (
    ClaimSigner,
    EnvelopeError,
    deterministic,
    open_envelope,
    read_deterministic,
    seal_payload,
)
from printing.authenticity.keys import KeyStatus, PublishedKeys
from printing.authenticity.sm2 import Sm2Missing
from printing.errors import RevocationListError

CONTEXT: Final = b"hallkiosk revocations 1"
_MAX_BYTES: Final = 4 << 20
_SERIAL: Final = 1
_THIS_UPDATE: Final = 2
_NEXT_UPDATE: Final = 3
_PAPERS: Final = 4
_KEYS: Final = 5
_FIELDS: Final = frozenset({_SERIAL, _THIS_UPDATE, _NEXT_UPDATE, _PAPERS, _KEYS})


class Withdrawal(IntEnum):
    """Why a paper no longer holds; the numbers are part of the format."""

    REVOKED = 1
    SUPERSEDED = 2


@dataclass(frozen=True, slots=True)
class WithdrawnCopy:
    """One copy of a paper that no longer holds; `copy_number` 0 means every copy there is or will be."""

    paper_number: str
    copy_number: int
    why: Withdrawal
    at: datetime


@dataclass(frozen=True, slots=True)
class RevocationList:
    """What no longer holds. Times are aware and of whole seconds.

    Attributes:
        serial: grows with every change; a list never takes the place of one with a higher serial.
        this_update, next_update: from when to when it may be relied on. After that a paper's standing is not known.
        revoked_keys: kids of keys that got out.
    """

    serial: int
    this_update: datetime
    next_update: datetime
    copies: tuple[WithdrawnCopy, ...] = ()
    revoked_keys: frozenset[str] = frozenset()

    def find(self, claim: Claim) -> WithdrawnCopy | None:
        """Return why the copy of `claim` no longer holds, or None. A revocation outweighs a superseding."""
        found = [
            copy
            for copy in self.copies
            if copy.paper_number == claim.paper_number and copy.copy_number in {0, claim.copy_number}
        ]
        return min(found, key=lambda copy: (copy.why, copy.at), default=None)

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may be relied on at `now`."""
        return self.this_update <= now <= self.next_update


def sign_list(revocations: RevocationList, *, key: ClaimSigner, kid: str) -> str:
    """Return the reply of ``GET /v1/revocations``: the list signed by `key`. The same list gives the same bytes."""
    payload = deterministic(
        {
            _SERIAL: revocations.serial,
            _THIS_UPDATE: _second(revocations.this_update),
            _NEXT_UPDATE: _second(revocations.next_update),
            _PAPERS: [
                [copy.paper_number, copy.copy_number, int(copy.why), _second(copy.at)]
                for copy in sorted(revocations.copies, key=lambda copy: (copy.paper_number, copy.copy_number, copy.why))
            ],
            _KEYS: sorted(revocations.revoked_keys),
        }
    )
    message = seal_payload(payload, key=key, kid=kid, context=CONTEXT)
    return json.dumps({"signed_b64": base64.b64encode(message).decode()})


def read_list(text: str, keys: PublishedKeys) -> RevocationList:
    """Return the list that the reply `text` holds, its signature checked.

    Raises:
        RevocationListError: it is not one, or no key of `keys` that may be relied on signed it.
    """
    try:
        message = base64.b64decode(json.loads(text)["signed_b64"], validate=True)
        envelope = open_envelope(message, at_most=_MAX_BYTES)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise RevocationListError("not a revocation list") from error
    key = keys.find(envelope.kid)
    if key is None or key.status is KeyStatus.REVOKED or key.algorithm.cose != envelope.algorithm:
        raise RevocationListError("signed by no key that may be relied on")
    try:
        signed = key.signed(envelope.signature, envelope.signed_bytes(CONTEXT))
    except Sm2Missing as error:
        raise RevocationListError("its algorithm needs the extra sm") from error
    if not signed:
        raise RevocationListError("altered")
    try:
        found = _from_map(read_deterministic(envelope.payload, at_most=_MAX_BYTES))
    except (EnvelopeError, ValueError, TypeError, OverflowError, OSError) as error:
        raise RevocationListError("of a later version") from error
    if not key.not_before <= found.this_update <= key.not_after or key.kid in found.revoked_keys:
        raise RevocationListError("signed by a key outside its period")
    return found


def _from_map(content: Any) -> RevocationList:
    if not isinstance(content, dict) or set(content) != _FIELDS:
        raise EnvelopeError("fields")
    return RevocationList(
        serial=int(content[_SERIAL]),
        this_update=_moment(content[_THIS_UPDATE]),
        next_update=_moment(content[_NEXT_UPDATE]),
        copies=tuple(_copies(content[_PAPERS])),
        revoked_keys=frozenset(str(kid) for kid in content[_KEYS]),
    )


def _copies(rows: Any) -> Iterable[WithdrawnCopy]:
    for number, copy, why, at in rows:
        yield WithdrawnCopy(str(number), int(copy), Withdrawal(why), _moment(at))


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
