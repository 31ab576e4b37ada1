"""The journal's tables, one script a version. Scripts only ever get added.

Records of what happened are append-only, and the database itself holds us to it: triggers refuse every change, and
every deletion of what `retention.before` does not release.
"""

import sqlite3
from collections.abc import Sequence

from kiosk.journal.errors import JournalNewer

APPLICATION_ID = 0x484B4A4C
"""``HKJL``: tells a journal from another program's database (SQLite, PRAGMA application_id)."""

_APPEND_ONLY = """
CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN OLD.at >= (SELECT before FROM retention)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""

_VERSION_1 = """
CREATE TABLE retention (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), before TEXT NOT NULL) STRICT;
INSERT INTO retention VALUES (1, '');

CREATE TABLE intents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    case_id TEXT,
    paper_id TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE intent_ends (
    intent INTEGER PRIMARY KEY REFERENCES intents (seq) ON DELETE CASCADE,
    ended TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE prints (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    kind TEXT NOT NULL,
    case_id TEXT NOT NULL,
    paper_id TEXT,
    device_id TEXT NOT NULL,
    intent INTEGER NOT NULL REFERENCES intents (seq),
    at TEXT NOT NULL,
    UNIQUE (transaction_id, attempt)
) STRICT;
CREATE TABLE print_steps (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    print INTEGER NOT NULL REFERENCES prints (seq) ON DELETE CASCADE,
    state TEXT NOT NULL,
    evidence TEXT NOT NULL,
    sheets INTEGER NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (print, state)
) STRICT;
CREATE TABLE print_reconciliations (
    print INTEGER PRIMARY KEY REFERENCES prints (seq) ON DELETE CASCADE,
    found TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT NOT NULL,
    code TEXT NOT NULL,
    intent INTEGER NOT NULL REFERENCES intents (seq),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE state = 'waiting';

CREATE TABLE faults (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
""" + "".join(
    _APPEND_ONLY.format(table=table)
    for table in ("intents", "intent_ends", "prints", "print_steps", "print_reconciliations", "faults")
)

_VERSION_2 = """
CREATE TABLE staff_acts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
""" + _APPEND_ONLY.format(table="staff_acts")

_VERSION_3 = """
CREATE TABLE reprints (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    print INTEGER NOT NULL UNIQUE REFERENCES prints (seq) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE reprint_copies (
    reprint INTEGER PRIMARY KEY REFERENCES reprints (seq) ON DELETE CASCADE,
    paper_id TEXT NOT NULL,
    copy_number INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
""" + "".join(_APPEND_ONLY.format(table=table) for table in ("reprints", "reprint_copies"))

_VERSION_4 = "ALTER TABLE prints ADD COLUMN case_number TEXT NOT NULL DEFAULT '';"

# Staff look several times a second, at a journal of a year.
_VERSION_5 = """
CREATE INDEX print_steps_by_time ON print_steps (at);
CREATE INDEX print_steps_by_state ON print_steps (state, print);
CREATE INDEX intents_by_kind ON intents (kind);
"""

SCRIPTS: Sequence[str] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version that the file has; 0 for a new one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, scripts: Sequence[str] = SCRIPTS) -> None:
    """Bring the file to the newest version. Each version is one transaction: a crash leaves a whole one.

    Raises:
        JournalNewer: the file is of a version that this program does not know.
    """
    version = version_of(connection)
    if version > len(scripts):
        raise JournalNewer(str(version))
    for number, script in enumerate(scripts[version:], start=version + 1):
        # `executescript` does not keep to a transaction of ours, so the script brings its own.
        connection.executescript(
            f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
            f"{script} PRAGMA user_version = {number}; COMMIT;"
        )
