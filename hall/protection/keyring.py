"""The secrets that seal and find personal data. In the state folder, or in memory where there is none."""

import secrets
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings

from hall.project.state_folder import SECRET_BYTES, StateFolder


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Two keys of 32 bytes, each for one use.

    Attributes:
        seal_key: AES-256-GCM, for what must be read again.
        digest_key: HMAC-SHA-256, for what must only be found again.
    """

    seal_key: bytes = field(repr=False)
    digest_key: bytes = field(repr=False)


@cache
def keyring() -> KeyRing:
    """Return this process's keys. Raises `StateDamaged` where they are lost."""
    state: StateFolder | None = settings.HALL_STATE
    if state is None:
        return KeyRing(seal_key=secrets.token_bytes(SECRET_BYTES), digest_key=secrets.token_bytes(SECRET_BYTES))
    return KeyRing(seal_key=state.secret("seal"), digest_key=state.secret("digest"))
