"""The keys that sign papers: Ed25519, one file each in the state folder, owner-readable only.

One is active. Its successor may be published ahead. Rotating retires the active one (its papers stay good) for the
successor, or for a new one where none is prepared; revoking says that a key got out, so its
papers are no longer to be believed by the code alone.
"""

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from hall.project.hall_time import now
from hall.project.state_folder import StateDamaged, StateFolder, write_secret_once

LIFETIME: Final = timedelta(days=3 * 365)
# A key gives way this long before its end, so that no paper is ever signed outside its key's time.
RENEWED_BEFORE: Final = timedelta(days=30)
# Its successor is published so long before that: whoever checks offline has it before the first paper it signs.
PUBLISHED_AHEAD: Final = timedelta(days=60)
KID_CHARACTERS: Final = 8
SETTLED_NS: Final = 1_000_000_000


class KeyStatus(Enum):
    """What a key is good for."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key. `kid` is the start of the public key's SHA-256, so two halls' keys are told apart."""

    kid: str
    private_key: Ed25519PrivateKey = field(repr=False)
    not_before: datetime
    not_after: datetime
    status: KeyStatus

    @property
    def public_bytes(self) -> bytes:
        """The 32 bytes that go into /v1/keys."""
        return self.private_key.public_key().public_bytes_raw()


_AGES: Final = {KeyStatus.REVOKED: 0, KeyStatus.RETIRED: 0, KeyStatus.ACTIVE: 1, KeyStatus.NEXT: 2}


class SigningKeys:
    """All keys of this hall. Safe from any thread; a change by another process is seen when it is next asked."""

    def __init__(self, folder: Path | None) -> None:
        """Read the keys of `folder`, or live in memory where it is None. Makes the first key where there is none."""
        self._folder = folder
        self._lock = Lock()
        self._keys: list[SigningKey] = []
        self._read_at_ns = 0
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._read_again()
        if not any(key.status is KeyStatus.ACTIVE for key in self._keys):
            self._activate_successor()

    def all(self) -> tuple[SigningKey, ...]:
        """Return every key, newest first."""
        with self._lock:
            self._read_again()
            return tuple(self._keys)

    def active(self) -> SigningKey:
        """Return the key that signs now."""
        with self._lock:
            self._read_again()
            return self._active()

    def renewal_is_due(self) -> bool:
        """Say whether the active key is near its end."""
        return self.active().not_after - RENEWED_BEFORE <= now()

    def preparation_is_due(self) -> bool:
        """Say whether the successor should be published and is not."""
        with self._lock:
            near = self._active().not_after - RENEWED_BEFORE - PUBLISHED_AHEAD <= now()
            return near and not any(key.status is KeyStatus.NEXT for key in self._keys)

    def prepare_next(self) -> SigningKey:
        """Return the key that will sign after the active one, making and publishing it where there is none."""
        with self._lock:
            prepared = next((key for key in self._keys if key.status is KeyStatus.NEXT), None)
            return prepared or self._add(_new_key(KeyStatus.NEXT))

    def rotate(self) -> SigningKey:
        """Retire the active key and return the one that signs from now on: the prepared one, else a new one."""
        with self._lock:
            self._keys = [
                self._kept(replace(key, status=KeyStatus.RETIRED)) if key.status is KeyStatus.ACTIVE else key
                for key in self._keys
            ]
            return self._activate_successor()

    def revoke(self, kid: str) -> bool:
        """Say that the key `kid` got out; return False where there is none. An active one is replaced at once."""
        with self._lock:
            if all(key.kid != kid for key in self._keys):
                return False
            self._keys = [
                self._kept(replace(key, status=KeyStatus.REVOKED)) if key.kid == kid else key for key in self._keys
            ]
            if not any(key.status is KeyStatus.ACTIVE for key in self._keys):
                self._activate_successor()
            return True

    def _read_again(self) -> None:
        """Read the folder's keys where a file has come, gone or been replaced since."""
        if self._folder is None:
            return
        changed_at_ns = self._folder.stat().st_mtime_ns
        if changed_at_ns == self._read_at_ns:
            return
        # Two may be of one second.
        found = sorted(_read(self._folder), key=lambda key: (key.not_before, _AGES[key.status]), reverse=True)
        if self._keys and not any(key.status is KeyStatus.ACTIVE for key in found):
            return  # another process is between retiring one and activating the next
        self._keys = found
        # A folder's time is coarse: what changes at once after this look might not show in it.
        self._read_at_ns = changed_at_ns if time.time_ns() - changed_at_ns > SETTLED_NS else 0

    def _active(self) -> SigningKey:
        return next(key for key in self._keys if key.status is KeyStatus.ACTIVE)

    def _activate_successor(self) -> SigningKey:
        prepared = next((key for key in self._keys if key.status is KeyStatus.NEXT), None)
        if prepared is None:
            return self._add(_new_key(KeyStatus.ACTIVE))
        active = self._kept(replace(prepared, status=KeyStatus.ACTIVE))
        self._keys = [active if key is prepared else key for key in self._keys]
        return active

    def _add(self, key: SigningKey) -> SigningKey:
        self._keys.insert(0, self._kept(key))
        return key

    def _kept(self, key: SigningKey) -> SigningKey:
        """Write `key` to its file, whole or not at all, and return it."""
        if self._folder is not None:
            file = self._folder / f"{key.kid}.json"
            draft = file.with_suffix(".new")
            draft.unlink(missing_ok=True)
            write_secret_once(draft, _written(key))
            draft.replace(file)
        return key


@cache
def signing_keys() -> SigningKeys:
    """Return this process's keys. Raises `StateDamaged`."""
    state: StateFolder | None = settings.HALL_STATE
    return SigningKeys(state.signing_keys if state else None)


def _new_key(status: KeyStatus) -> SigningKey:
    private_key = Ed25519PrivateKey.generate()
    kid = hashlib.sha256(private_key.public_key().public_bytes_raw()).hexdigest()[:KID_CHARACTERS]
    moment = now()
    return SigningKey(kid, private_key, moment, moment + LIFETIME, status)


def _read(folder: Path) -> list[SigningKey]:
    return [_parsed(file) for file in sorted(folder.glob("*.json"))]


def _parsed(file: Path) -> SigningKey:
    try:
        facts: dict[str, Any] = json.loads(file.read_bytes())
        return SigningKey(
            kid=str(facts["kid"]),
            private_key=Ed25519PrivateKey.from_private_bytes(base64.b64decode(facts["private_key_b64"])),
            not_before=datetime.fromisoformat(facts["not_before"]),
            not_after=datetime.fromisoformat(facts["not_after"]),
            status=KeyStatus(facts["status"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StateDamaged(file) from error


def _written(key: SigningKey) -> bytes:
    facts = {
        "kid": key.kid,
        "private_key_b64": base64.b64encode(key.private_key.private_bytes_raw()).decode(),
        "not_before": key.not_before.isoformat(),
        "not_after": key.not_after.isoformat(),
        "status": key.status.value,
    }
    return json.dumps(facts, indent=2).encode() + b"\n"
