"""One PIN a role, hashed with scrypt, in a file of its own (mode 0600). Guessing costs time, and more each time.

The count of wrong PINs is in the same file: turning the terminal off and on does not help who guesses. PINs are long
enough that, at this pace, guessing one takes years; they are not settings, in no log, and cannot be read back.
"""

import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any, Final

from devices.api.clock import Clock
from kiosk.domain.staff import StaffRole
from kiosk.staff.errors import DoorLocked, NoPins, PinRefused, PinsUnreadable, PinUnfit

FILE_NAME: Final = "staff.json"
SHORTEST: Final = 6
LONGEST: Final = 12
FREE_TRIES: Final = 3
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)

COST: Final = 2**15
"""scrypt's N: 32 MiB and a tenth of a second or two on a terminal (OWASP Password Storage Cheat Sheet, 2023)."""
_SCRYPT: Final = {"r": 8, "p": 1, "maxmem": 64 * 2**20}
_SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class _Tries:
    """How often in a row a wrong PIN was given, and until when the door is shut."""

    wrong: int = 0
    shut_until: datetime | None = None


class PinStore:
    """The PINs of one terminal. Safe from any thread; checking takes a moment, so not the GUI's."""

    def __init__(self, folder: Path, clock: Clock, *, cost: int = COST) -> None:
        """Keep them in `folder`, the terminal's state folder; `cost` is for PINs set from now on, a power of two."""
        self._file = folder / FILE_NAME
        self._clock = clock
        self._cost = cost
        self._lock = Lock()

    def roles(self) -> tuple[StaffRole, ...]:
        """Return the roles that have a PIN. Raises PinsUnreadable."""
        kept = self._read()["pins"]
        return tuple(role for role in StaffRole if role.value in kept)

    def set_pin(self, role: StaffRole, pin: str) -> None:
        """Give `role` this PIN, in place of an earlier one; the door is open again to whoever knows it.

        Raises:
            PinUnfit: not 6 to 12 digits, all alike, or counting up or down; or another role has it.
            PinsUnreadable: the file is damaged or of another.
        """
        _check_fit(pin)
        with self._lock:
            kept = self._read()
            others = [entry for name, entry in kept["pins"].items() if name != role.value]
            if any(_is(pin, entry) for entry in others):
                raise PinUnfit(detail_code="taken")
            salt = secrets.token_bytes(_SALT_BYTES)
            kept["pins"][role.value] = {"n": self._cost, "salt": salt.hex(), "hash": _hash(pin, salt, self._cost).hex()}
            kept["wrong"], kept["shut_until"] = 0, None
            self._write(kept)

    def check(self, pin: str) -> StaffRole:
        """Return whose PIN this is.

        Raises:
            NoPins: there is none.
            DoorLocked: nobody is let in yet, and the PIN was not looked at.
            PinRefused: nobody's. It is counted before this returns, whatever happens to the terminal now.
            PinsUnreadable: the file is damaged or of another.
        """
        with self._lock:
            kept = self._read()
            if not kept["pins"]:
                raise NoPins
            now = self._clock.now()
            tries = _tries(kept)
            if tries.shut_until is not None and now < tries.shut_until:
                # A clock that was set back must not lock the door for years.
                wait = min(tries.shut_until - now, LONGEST_WAIT)
                raise DoorLocked(wait_s=wait.total_seconds())
            # Every hash is computed, so that time does not tell which role was nearly it.
            found = [role for role in StaffRole if role.value in kept["pins"] and _is(pin, kept["pins"][role.value])]
            if found:
                if tries.wrong:
                    kept["wrong"], kept["shut_until"] = 0, None
                    self._write(kept)
                return found[0]
            wrong = tries.wrong + 1
            wait = _wait_after(wrong)
            kept["wrong"] = wrong
            kept["shut_until"] = (now + wait).isoformat() if wait else None
            self._write(kept)
            raise PinRefused(wait_s=wait.total_seconds())

    def _read(self) -> dict[str, Any]:
        try:
            descriptor = os.open(self._file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            return {"pins": {}, "wrong": 0, "shut_until": None}
        except OSError as error:
            raise PinsUnreadable(detail_code=f"open:{error.errno}") from error
        with os.fdopen(descriptor, encoding="utf-8") as file:
            about = os.fstat(file.fileno())
            if about.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or about.st_uid not in (os.geteuid(), 0):
                raise PinsUnreadable(detail_code="others_may_use_it")
            try:
                kept: dict[str, Any] = json.load(file)
                _tries(kept)
                for entry in kept["pins"].values():
                    if entry["n"] < 2 or not bytes.fromhex(entry["salt"]) or not bytes.fromhex(entry["hash"]):
                        raise PinsUnreadable(detail_code="damaged")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise PinsUnreadable(detail_code="damaged") from error
        return kept

    def _write(self, kept: dict[str, Any]) -> None:
        """Put a whole new file in the old one's place, on the disk before this returns."""
        fresh = self._file.with_name(f"{FILE_NAME}.new")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
        except OSError as error:
            raise PinsUnreadable(detail_code=f"write:{error.errno}") from error


def _tries(kept: dict[str, Any]) -> _Tries:
    until = kept["shut_until"]
    return _Tries(int(kept["wrong"]), None if until is None else datetime.fromisoformat(until))


def _wait_after(wrong: int) -> timedelta:
    """Return how long the door is shut after so many wrong PINs in a row: none, then 30 s, doubled up to an hour."""
    if wrong < FREE_TRIES:
        return timedelta()
    doublings = min(wrong - FREE_TRIES, 16)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def _check_fit(pin: str) -> None:
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        raise PinUnfit(detail_code="digits")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise PinUnfit(detail_code="too_simple")


def _hash(pin: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, **_SCRYPT)


def _is(pin: str, entry: dict[str, Any]) -> bool:
    said = _hash(pin, bytes.fromhex(entry["salt"]), entry["n"])
    return hmac.compare_digest(said, bytes.fromhex(entry["hash"]))
