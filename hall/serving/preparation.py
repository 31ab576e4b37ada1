"""Bring the state folder up to date before anything is answered: keys, tables, seed. Each step is free when done."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from hall.project.state_folder import StateFolder, StateUnusable
from hall.protection.keyring import keyring


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


def prepare_state() -> None:
    """Make what is missing and change what is old. One process at a time; others wait.

    Raises:
        StateDamaged, DatabaseTooNew, DatabaseUnreadable: see there.
    """
    with _alone(settings.HALL_STATE):
        # Keys come before the database: beside a database they are never made anew.
        keyring()
        _apply_migrations()


@contextmanager
def _alone(state: StateFolder | None) -> Iterator[None]:
    if state is None:
        yield
        return
    state.create()
    descriptor = os.open(state.root / "preparing.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
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
        if settings.HALL_STATE is not None:
            settings.HALL_STATE.database.chmod(0o600)


def _applied() -> set[tuple[str, str]]:
    try:
        with connection.cursor() as cursor:
            if "django_migrations" not in connection.introspection.table_names(cursor):
                return set()
            cursor.execute("SELECT app, name FROM django_migrations")
            return {(str(app), str(name)) for app, name in cursor.fetchall()}
    except DatabaseError as error:
        raise DatabaseUnreadable from error
