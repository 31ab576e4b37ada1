"""Which database the hall runs on: the SQLite file of its state folder, or a PostgreSQL named by an address.

    HALLKIOSK_HALL_DATABASE    postgresql://USER:PASSWORD@HOST:PORT/NAME, or the absolute path of a file that holds it
    STATE/database.url         the same address, where the environment names none; `hall migrate-to` writes it

The address is libpq's: `?sslmode=verify-full`, `?host=/run/postgresql` for a socket, and so on. It holds a password, so
no message tells it.
"""

import os
from pathlib import Path
from typing import Any, Final

from hall.project.state_folder import StateFolder, StateUnusable

ENVIRONMENT_NAME: Final = "HALLKIOSK_HALL_DATABASE"
# A citizen waits at the screen: the database ends whatever takes longer, and the terminal asks again by the same key.
STATEMENT_LIMIT_MS: Final = 15_000
LOCK_LIMIT_MS: Final = 8_000
IDLE_IN_TRANSACTION_LIMIT_MS: Final = 30_000
CONNECT_LIMIT_S: Final = 5
SQLITE_LOCK_LIMIT_S: Final = 20
_SCHEMES: Final = ("postgresql://", "postgres://")


class DatabaseAddressWrong(StateUnusable):
    """What should be the address of a database is none, or cannot be read.

    Attributes:
        source: where it stands; what stands there is never told.
    """

    def __init__(self, source: str, why: str) -> None:
        """Keep where it stands."""
        self.source = source
        super().__init__(f"{source} {why}")


def database_address(state: StateFolder | None) -> str | None:
    """Return the address of the PostgreSQL to use, or None where SQLite is.

    Raises:
        DatabaseAddressWrong: see there.
    """
    named = os.environ.get(ENVIRONMENT_NAME, "").strip()
    if named:
        return checked_address(named, source=ENVIRONMENT_NAME)
    if state is not None and state.database_address.exists():
        return _checked(_read(state.database_address), source=str(state.database_address))
    return None


def checked_address(named: str, *, source: str) -> str:
    """Return the address that `named` is, or that stands in the file whose absolute path it is.

    Raises:
        DatabaseAddressWrong: see there.
    """
    if named.startswith("/"):
        return _checked(_read(Path(named)), source=named)
    return _checked(named, source=source)


def database_settings(state: StateFolder | None) -> dict[str, Any]:
    """Return Django's settings of the database that environment and state folder name.

    Raises:
        DatabaseAddressWrong: see there.
    """
    address = database_address(state)
    return _sqlite(state) if address is None else postgresql_settings(address)


def postgresql_settings(address: str) -> dict[str, Any]:
    """Return Django's settings of the PostgreSQL at `address`, which `database_address` has checked."""
    from psycopg import IsolationLevel  # noqa: PLC0415 - not loaded where SQLite is used
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - see above

    parts = {name: value for name, value in conninfo_to_dict(address).items() if value is not None}
    limits = {
        "statement_timeout": STATEMENT_LIMIT_MS,
        "lock_timeout": LOCK_LIMIT_MS,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_LIMIT_MS,
    }
    given = str(parts.pop("options", ""))
    own = " ".join(f"-c {name}={value}" for name, value in limits.items())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": None,
        # A server that was restarted costs one question, not a citizen's call.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": CONNECT_LIMIT_S,
            "application_name": "hall",
            **parts,
            "options": f"{own} {given}".strip(),
            # Named, so that a server set up otherwise changes nothing: hall.project.writing relies on it.
            "isolation_level": IsolationLevel.READ_COMMITTED,
        },
    }


def _sqlite(state: StateFolder | None) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(state.database) if state else ":memory:",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer takes the lock when it begins, so two that read before they write cannot deadlock.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_LOCK_LIMIT_S,  # that a writer waits for the lock (busy_timeout)
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        },
    }


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseAddressWrong(str(file), "cannot be read") from error


def _checked(address: str, *, source: str) -> str:
    from psycopg import ProgrammingError  # noqa: PLC0415 - not loaded where SQLite is used
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - see above

    wrong = DatabaseAddressWrong(source, "holds no address such as postgresql://USER:PASSWORD@HOST/NAME")
    if not address.startswith(_SCHEMES):
        raise wrong
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError:
        # The driver's own words quote the address, with its password.
        raise wrong from None
    # Several hosts have several ports, by commas.
    port = str(parts.get("port", "5432"))
    if not parts.get("dbname") or not port.replace(",", "").isdecimal():
        raise wrong
    return address
