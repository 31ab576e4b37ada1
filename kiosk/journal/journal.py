"""The way in: `open_journal` gives the journal of this terminal and says what the last run left."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from devices.api.clock import Clock
from kiosk.journal.damage import Damage, bring_over, look_over, move_aside
from kiosk.journal.errors import JournalDamaged, JournalError, JournalNewer, JournalUnavailable
from kiosk.journal.faults import Faults
from kiosk.journal.intents import Intents
from kiosk.journal.outbox import Outbox
from kiosk.journal.prints import Prints
from kiosk.journal.recovery import Recovery, recover
from kiosk.journal.reprints import Reprints
from kiosk.journal.retention import forget_before
from kiosk.journal.schema import migrate
from kiosk.journal.staff import StaffLog
from kiosk.journal.store import FolderLock, Store, connect, converted, make_durable

FILE_NAME = "journal.sqlite3"


class Journal:
    """The open journal. Every part may be used from any thread."""

    def __init__(self, store: Store, lock: FolderLock, clock: Clock) -> None:
        """Take the parts over; `open_journal` makes them."""
        self._store = store
        self._lock = lock
        self._clock = clock
        self.intents = Intents(store)
        self.prints = Prints(store)
        self.reprints = Reprints(store)
        self.outbox = Outbox(store)
        self.faults = Faults(store)
        self.staff = StaffLog(store)

    def forget_older_than(self, keep_days: int) -> int:
        """Let go of what ended more than `keep_days` days ago; return how many intents that were."""
        return forget_before(self._store, self._clock.now() - timedelta(days=keep_days))

    def forget_before(self, instant: datetime) -> int:
        """Let go of what ended before `instant` (aware); return how many intents that were."""
        return forget_before(self._store, instant)

    def close(self) -> None:
        """Close the file and let another process have it; calling it twice is fine."""
        if self._store.close():
            self._lock.release()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Opened:
    """The journal, and what its opening found.

    Attributes:
        recovery: what the last run left open and how it was settled.
        damage: set where the last journal was broken and a new one was begun.
    """

    journal: Journal
    recovery: Recovery
    damage: Damage | None = None


def open_journal(folder: Path, clock: Clock) -> Opened:
    """Open the journal in `folder` (made with mode 0700 if it is not there), bring it up to date and recover.

    A file that is broken is moved aside and a new one begun, and `Opened.damage` says so.

    Raises:
        JournalInUse: another process has it.
        JournalNewer: a newer program wrote it.
        JournalUnavailable: it cannot be made, read or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalUnavailable(f"mkdir:{error.errno}") from error
    lock = FolderLock(folder / f"{FILE_NAME}.lock")
    try:
        file = folder / FILE_NAME
        try:
            store, damage = _store(file, clock), None
        except JournalDamaged as error:
            moved = move_aside(file, clock)
            store = _store(file, clock)
            damage = bring_over(moved, store, reason=error.detail_code)
        _sync_folder(folder)
        try:
            recovery = recover(store)
        except JournalError:
            store.close()
            raise
        return Opened(Journal(store, lock, clock), recovery, damage)
    except JournalError:
        lock.release()
        raise


def _store(file: Path, clock: Clock) -> Store:
    """Open, look over and migrate one file.

    Raises:
        JournalDamaged: what is in it cannot be trusted.
        JournalNewer, JournalUnavailable: as `open_journal`.
    """
    try:
        connection = connect(file)
    except OSError as error:
        raise JournalUnavailable(f"open:{error.errno}") from error
    except sqlite3.Error as error:
        raise converted(error) from error
    try:
        look_over(connection)
        make_durable(connection)
        migrate(connection)
    except sqlite3.Error as error:
        connection.close()
        raise converted(error) from error
    except (JournalDamaged, JournalNewer):
        connection.close()
        raise
    return Store(connection, clock)


def _sync_folder(folder: Path) -> None:
    """Put the new file's name on the disk too; SQLite answers for its content only."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise JournalUnavailable(f"sync:{error.errno}") from error
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
