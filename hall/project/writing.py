"""Write transactions.

SQLite has one writer at a time and makes the others sleep and look again, up to a tenth of a second each time and in no
order. Inside one process a lock hands the turn over at once; between processes SQLite's own waiting remains.

PostgreSQL has many writers (READ COMMITTED: each statement sees what was committed before it). Whoever must not act on
what another is about to change takes a lock first: the row (`select_for_update`), or a name (`take_turn`).
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock, local
from typing import Final

from django.db import OperationalError, connection, transaction

_TURN: Final = RLock()
# serialization_failure, deadlock_detected: the database undid the transaction, and asks to be asked again.
_UNDONE: Final = frozenset({"40001", "40P01"})


class _Undo(local):
    """What this thread's write transaction has changed outside the database; None where there is none at hand."""

    steps: list[Callable[[], None]] | None = None


_undo: Final = _Undo()


@contextmanager
def write_transaction() -> Iterator[None]:
    """Run the block in a transaction that may write. Keep it short: whatever is slow belongs before it."""
    outer, mine = _undo.steps, list[Callable[[], None]]()
    _undo.steps = mine
    try:
        with _TURN if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
            yield
    except BaseException:
        for step in reversed(mine):
            step()
        raise
    else:
        if outer is not None:
            outer += mine
    finally:
        _undo.steps = outer


def on_rollback(undo: Callable[[], None]) -> None:
    """Have `undo` called where the write transaction at hand is undone: it puts back what is not in the database."""
    if _undo.steps is not None:
        _undo.steps.append(undo)


def take_turn(*names: object) -> None:
    """Wait until no other transaction holds this name, and hold it to the end of this one.

    On SQLite the transaction itself is everybody's turn.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(names)])


def turn_is_free(*names: object) -> bool:
    """Take the turn as `take_turn` does, or return False at once where another holds it."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(names)])
        return bool(cursor.fetchone()[0])


def was_undone(error: OperationalError) -> bool:
    """Say whether the database undid the transaction for another's sake, so that the very same may be tried again."""
    return getattr(error.__cause__, "sqlstate", None) in _UNDONE


def _number(names: tuple[object, ...]) -> int:
    """Return a signed number of 64 bits; two names that share one only wait for each other in vain."""
    digest = hashlib.sha256("\x1f".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
