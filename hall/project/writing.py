"""Write transactions.

SQLite has one writer at a time and makes the others sleep and look again, up to a tenth of a second each time and in no
order. Inside one process a lock hands the turn over at once; between processes SQLite's own waiting remains.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import Final

from django.db import connection, transaction

_TURN: Final = RLock()


@contextmanager
def write_transaction() -> Iterator[None]:
    """Run the block in a transaction that may write. Keep it short: whatever is slow belongs before it."""
    with _TURN if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield
