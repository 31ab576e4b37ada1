"""Bring the state folder up to date before anything is answered: keys, tables, seed. Each step is free when done."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from hall.profile.key_witness import check_keys
from hall.project.state_folder import StateFolder, StateUnusable
from hall.protection.keyring import keyring

FIT_COLLATIONS: Final = frozenset({"C.UTF-8", "C.utf8"})
PREPARING: Final = 0x68616C6C
"""An advisory lock's number of this hall's own ('hall'); none that `hall.project.writing` gives is as small."""


class DatabaseTooNew(StateUnusable):
    """A later hall has changed this database's tables; this one would misread them.

    Attributes:
        migration: one that this hall does not have.
    """

    def __init__(self, migration: str) -> None:
        """Keep its name."""
        self.migration = migration
        super().__init__(f"the database has been through {migration}, which this hall does not know")


class DatabaseUnreadable(StateUnusable):
    """The database file is damaged, is no database, or cannot be opened."""

    def __init__(self) -> None:
        """Say so; the driver's own words are the cause."""
        super().__init__("the database cannot be read: restore it from the backup of this hall's state folder")


class DatabaseUnreachable(StateUnusable):
    """The PostgreSQL that the address names does not answer, or does not let us in.

    Attributes:
        sqlstate: PostgreSQL's code where it answered at all.
    """

    def __init__(self, sqlstate: str | None) -> None:
        """Keep the code; the driver's own words are the cause."""
        self.sqlstate = sqlstate
        said = f"it says {sqlstate}" if sqlstate else "nothing answers there"
        super().__init__(f"the database cannot be used at its address ({said}): see docs/hall-operations.md")


class DatabaseUnfit(StateUnusable):
    """The PostgreSQL database compares texts by a language, or does not hold UTF-8; made with C.UTF-8 it does neither.

    Attributes:
        encoding, collation: what it has instead.
    """

    def __init__(self, encoding: str, collation: str) -> None:
        """Keep what it has."""
        self.encoding, self.collation = encoding, collation
        super().__init__(f"the database must have UTF8 and C.UTF-8, and has {encoding} and {collation}")


def prepare_state(*, has_time_limits: bool) -> None:
    """Make what is missing and change what is old. One process at a time; others wait.

    Args:
        has_time_limits: whether this thread's statements may take only so long afterwards; a command may take its time.

    Raises:
        StateDamaged, DatabaseTooNew, DatabaseUnreadable, DatabaseUnreachable, DatabaseUnfit, KeysOfAnotherHall: see
            there.
    """
    # Keys come before the lock and the database: beside either they are never made anew.
    keyring()
    with (
        _alone(settings.HALL_STATE),
        _database_failures_told(),
        _alone_at_the_database(has_time_limits=has_time_limits),
    ):
        _apply_migrations()
        check_keys()


@contextmanager
def _database_failures_told() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if connection.vendor == "sqlite":
            raise DatabaseUnreadable from error
        raise DatabaseUnreachable(getattr(error.__cause__, "sqlstate", None)) from error


@contextmanager
def _alone_at_the_database(*, has_time_limits: bool) -> Iterator[None]:
    """Let one server of a hall that has several change the tables. Changing them may take as long as it takes."""
    if connection.vendor != "postgresql":
        yield
        return
    refuse_unfit(connection)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])
            if has_time_limits:
                cursor.execute("RESET statement_timeout; RESET lock_timeout")


def refuse_unfit(server: BaseDatabaseWrapper) -> None:
    """Raise `DatabaseUnfit` unless this PostgreSQL database was made as the hall needs it."""
    with server.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
        )
        encoding, collation = cursor.fetchone()
    if encoding != "UTF8" or collation not in FIT_COLLATIONS:
        raise DatabaseUnfit(encoding, collation)


@contextmanager
def _alone(state: StateFolder | None) -> Iterator[None]:
    if state is None:
        yield
        return
    descriptor = os.open(state.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _apply_migrations() -> None:
    """Run Django's migrate only where a migration is missing: even finding out costs it a third of a second."""
    known = {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in Path(config.path, "migrations").glob("[0-9]*.py")
    }
    applied = _applied()
    unknown = applied - known
    if unknown:
        raise DatabaseTooNew(".".join(min(unknown)))
    if known != applied:
        from django.core.management import call_command  # noqa: PLC0415 - see above

        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        if settings.HALL_STATE is not None and connection.vendor == "sqlite":
            settings.HALL_STATE.database.chmod(0o600)


def _applied() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(str(app), str(name)) for app, name in cursor.fetchall()}
