"""A throw-away PostgreSQL on loopback, from the distribution's programs: its own data folder, nobody else's server.

    python -m tests.support.postgres COMMAND...    run COMMAND with HALLKIOSK_HALL_DATABASE naming such a server

Where it cannot be started the command is not run and the reason is told: status 0 on a developer's machine, 1 where
CI=true. Durability is off: what is tested here is what the hall asks of the database, not the disk.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from hall.project.database import ENVIRONMENT_NAME

START_S: Final = 30
_PROGRAMS: Final = Path("/usr/lib/postgresql")
_NOT_AS_ROOT: Final = "postgres"
"""initdb and the server refuse to run as root; the package made this user."""
_SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
    "max_connections": "120",
    # Many databases are made from one: copying files is quicker than writing them to the log.
    "max_wal_size": "1GB",
    "checkpoint_timeout": "1h",
}


class PostgresMissing(Exception):
    """No server can be started here; the message says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server.

    Attributes:
        socket: folder of its socket; nothing listens on the network.
    """

    socket: Path

    def address(self, database: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql:///{database}?host={self.socket}&user={_NOT_AS_ROOT}"

    def create(self, database: str, *, template: str | None = None) -> str:
        """Make an empty database, or a copy of `template` that nobody is connected to; return its address."""
        statement = sql.SQL("CREATE DATABASE {} {}").format(
            sql.Identifier(database),
            sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL(""),
        )
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(statement)
        return self.address(database)

    def postmaster(self) -> int:
        """Return the process whose children serve the connections."""
        return int((self.socket / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])

    def drop(self, database: str) -> None:
        """Take a database away, and whoever is still connected to it."""
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(statement)

    def database_of(self, address: str) -> str:
        """Return the name in an address that this cluster gave."""
        return str(conninfo_to_dict(address)["dbname"])


def of_address(address: str) -> Cluster:
    """Return the cluster that an address made by `Cluster.address` leads to."""
    return Cluster(Path(str(conninfo_to_dict(address)["host"])))


@contextmanager
def cluster(*, within: Path | None = None, **settings: str) -> Iterator[Cluster]:
    """Make a server below `within`, start it, and end it afterwards whatever happened; its files go.

    `settings` are PostgreSQL's own, in place of those of `_SETTINGS`.

    Raises:
        PostgresMissing: it is not installed, or does not start.
    """
    programs = _programs()
    root = Path(tempfile.mkdtemp(prefix="hallkiosk-pg-", dir=within))
    try:
        if os.geteuid() == 0:
            _give_away(root)
        data = root / "data"
        _run(
            root,
            programs / "initdb",
            "-D",
            data,
            "-U",
            _NOT_AS_ROOT,
            "-A",
            "trust",
            "--no-sync",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
        )
        options = " ".join(f"-c {name}={value}" for name, value in {**_SETTINGS, **settings}.items() if value)
        options += f" -c listen_addresses='' -c unix_socket_directories={root}"
        control = (programs / "pg_ctl", "-D", data, "-s", "-w", "-t", str(START_S))
        _run(root, *control, "-l", root / "log", "-o", options, "start")
        try:
            yield Cluster(root)
        finally:
            _run(root, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _programs() -> Path:
    versions = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda program: float(program.parts[-3]))
    if not versions:
        raise PostgresMissing("PostgreSQL is not installed (deploy/test-programs.sh)")
    return versions[-1].parent


def _user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_NOT_AS_ROOT)
    except KeyError as error:
        raise PostgresMissing(f"root cannot run PostgreSQL, and there is no user {_NOT_AS_ROOT}") from error


def _give_away(folder: Path) -> None:
    user = _user()
    os.chown(folder, user.pw_uid, user.pw_gid)
    # A root that is not alone in its container connects as itself.
    folder.chmod(0o755)


def _run(folder: Path, *command: object) -> None:
    """Run one of PostgreSQL's programs, not as root. Raises PostgresMissing with what it said."""
    user = _user() if os.geteuid() == 0 else None
    said = folder / "said"
    # Into a file: the server inherits what its starter writes to, and a pipe would never end.
    with said.open("ab") as output:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            check=False,
            timeout=4 * START_S,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
    if done.returncode:
        raise PostgresMissing(said.read_text(encoding="utf-8", errors="replace").strip()[-2000:])


def main(command: list[str]) -> int:
    """Run `command` on a fresh server; return its status."""
    # Told to stop, it takes the server with it, which would otherwise outlive everybody.
    signal.signal(signal.SIGTERM, _leave)
    try:
        with cluster() as running:
            address = running.create("hall")
            return subprocess.run(command, env={**os.environ, ENVIRONMENT_NAME: address}, check=False).returncode
    except PostgresMissing as error:
        must = os.environ.get("CI") == "true"
        print(f"{'FAILED' if must else 'SKIPPED'}: the tests on PostgreSQL were not run: {error}", file=sys.stderr)
        return 1 if must else 0


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
