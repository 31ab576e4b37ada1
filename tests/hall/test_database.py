"""Which database the hall uses, and what it does when that is slow, busy, gone or somebody else's."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError

from hall.cases.models import Case
from hall.cases.moving import move
from hall.cases.states import CaseState, Move
from hall.idempotency.once import Call, Done, carry_out_once
from hall.papers.schemas import NothingGiven
from hall.problems.errors import CaseStateConflict
from hall.project.database import ENVIRONMENT_NAME, DatabaseAddressWrong, database_address, database_settings
from hall.project.state_folder import StateFolder
from hall.terminals.models import Terminal as TerminalRow
from tests.support.hall import case_body, new_key, run_hall, running_hall
from tests.support.hall_database import is_on_postgresql
from tests.support.hall_terminal import Terminal

ADDRESS = "postgresql://hall:s3cret@db.example:5433/hall?sslmode=verify-full"


def on_postgresql(test: Callable[..., None]) -> Any:
    """Mark a test that is about PostgreSQL."""
    absent = pytest.mark.skipif(not is_on_postgresql(), reason="about PostgreSQL: make test-postgresql runs it")
    return pytest.mark.both_databases(absent(test))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StateFolder:
    """An empty state folder, and an environment that names no database."""
    monkeypatch.delenv(ENVIRONMENT_NAME, raising=False)
    return StateFolder(tmp_path)


def test_sqlite_unless_told(folder: StateFolder) -> None:
    """Without an address the hall needs no server: its database is a file of the state folder."""
    assert database_address(folder) is None
    assert database_settings(folder)["NAME"] == str(folder.database)


def test_address_of_the_environment_comes_first(folder: StateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment, a file it names, or the state folder's file tell the address, in this order."""
    folder.database_address.write_text(ADDRESS + "\n", encoding="utf-8")
    assert database_address(folder) == ADDRESS
    other = folder.root / "credential"
    other.write_text("postgresql:///other\n", encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT_NAME, str(other))
    assert database_address(folder) == "postgresql:///other"
    monkeypatch.setenv(ENVIRONMENT_NAME, "postgres:///third")
    assert database_address(folder) == "postgres:///third"


def test_settings_of_an_address(folder: StateFolder) -> None:
    """Every part of the address reaches the driver, and what it says of options comes after the hall's own limits."""
    folder.database_address.write_text(ADDRESS + "&options=-c%20lock_timeout%3D100", encoding="utf-8")
    made = database_settings(folder)
    assert (made["NAME"], made["USER"], made["HOST"], made["PORT"]) == ("hall", "hall", "db.example", "5433")
    assert made["PASSWORD"] == "s3cret"
    assert made["OPTIONS"]["sslmode"] == "verify-full"
    assert made["OPTIONS"]["options"].startswith("-c statement_timeout=")
    assert made["OPTIONS"]["options"].endswith("-c lock_timeout=100")


@pytest.mark.parametrize(
    "address",
    [
        "mysql://hall:s3cret@db/hall",
        "postgresql://hall:s3cret@db:port/hall",
        "postgresql://hall:s3cret@db",
        "s3cret",
        "",
    ],
)
def test_wrong_address_is_named_and_not_told(folder: StateFolder, address: str) -> None:
    """What is no address stops the hall, says where it stands and gives no password away."""
    folder.database_address.write_text(address, encoding="utf-8")
    with pytest.raises(DatabaseAddressWrong) as wrong:
        database_address(folder)
    assert "database.url" in str(wrong.value)
    assert "s3cret" not in str(wrong.value)


def test_wrong_address_stops_a_command_in_one_line(tmp_path: Path) -> None:
    """A command says so in one line, and so where nothing answers at the address."""
    state = tmp_path / "state"
    state.mkdir()
    for address in ("nonsense", f"postgresql:///hall?host={tmp_path}/nobody"):
        (state / "database.url").write_text(address, encoding="utf-8")
        done = run_hall(state, "audit", "verify")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.both_databases
def test_keys_of_another_hall(state: Path, tmp_path: Path) -> None:
    """Keys that did not write this database stop the hall before it reads or writes anything."""
    other = tmp_path / "other"
    assert run_hall(other, "audit", "verify").returncode == 0
    for name in ("seal", "digest"):
        kept = shutil.copy(state / "keys" / f"{name}.key", tmp_path / name)
        shutil.copy(other / "keys" / f"{name}.key", state / "keys" / f"{name}.key")
        done = run_hall(state, "audit", "verify")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "not those of this database" in done.stderr
        shutil.copy(kept, state / "keys" / f"{name}.key")
    assert run_hall(state, "audit", "verify").returncode == 0


def _undone() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    return error


def test_what_the_database_undid_is_tried_again(terminal: Terminal) -> None:
    """A call that lost to another in a deadlock is carried out again from the start, unseen by the caller."""
    case_id = terminal.post("/cases", case_body(), terminal.sign_in()).json()["case_id"]
    case = Case.objects.get(case_id=case_id)
    before = (case.state, case.version)
    seen: list[tuple[str, int]] = []

    def effect(_prepared: None) -> Done:
        seen.append((case.state, case.version))
        move(case, Move.ISSUE_RESULT, actor="T-01")
        if len(seen) == 1:
            raise _undone()
        return Done(201, NothingGiven())

    call = Call(TerminalRow.objects.get(), new_key(), "f" * 64)
    assert carry_out_once(call, prepare=lambda: None, effect=effect).replayed is False
    assert seen == [before, before]
    assert Case.objects.get(case_id=case_id).state == CaseState.COMPLETED.value


@pytest.mark.parametrize("error", [IntegrityError("unique"), _undone(), OperationalError("the disk is full")])
def test_what_goes_on_failing_is_told(terminal: Terminal, error: Exception) -> None:
    """Trying again has an end, and is only for what another's success may have caused."""
    tried = []

    def effect(_prepared: None) -> Done:
        tried.append(1)
        raise error

    call = Call(TerminalRow.objects.get(), new_key(), "f" * 64)
    with pytest.raises(type(error)):
        carry_out_once(call, prepare=lambda: None, effect=effect)
    assert len(tried) == (1 if "disk" in str(error) else 3)


def test_refusal_by_ones_own_effect_is_no_refusal(terminal: Terminal) -> None:
    """A call sent twice at once: the second, refused because of what the first did, gets the first's reply."""
    call = Call(TerminalRow.objects.get(), new_key(), "f" * 64)

    def prepare() -> None:
        carry_out_once(call, prepare=lambda: None, effect=lambda _: Done(201, NothingGiven()))
        raise CaseStateConflict

    reply = carry_out_once(call, prepare=prepare, effect=lambda _: Done(201, NothingGiven()))
    assert reply.replayed is True


@on_postgresql
def test_busy_database_is_a_problem_that_may_be_retried(state: Path) -> None:
    """A lock that does not come in time is `database_busy`; the same key then opens the case, once."""
    file = state / "database.url"
    address = file.read_text(encoding="utf-8")
    file.write_text(f"{address}&options=-c%20lock_timeout%3D100ms", encoding="utf-8")
    with running_hall(state) as hall, psycopg.connect(address) as other:
        client = hall.client()
        citizen, key = client.sign_in(), new_key()
        other.execute("SELECT 1 FROM audit_audithead FOR UPDATE")
        busy = client.post("/cases", case_body(), citizen=citizen, key=key)
        assert (busy.status_code, busy.json()["code"]) == (503, "database_busy")
        assert busy.json()["retry_is_safe"] is True
        assert busy.headers["Retry-After"] == "1"
        other.rollback()
        assert client.post("/cases", case_body(), citizen=citizen, key=key).status_code == 201
        assert other.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)


@on_postgresql
def test_connections_that_were_cut_are_made_anew(state: Path) -> None:
    """After the database was restarted the next call is answered as if nothing had been."""
    address = (state / "database.url").read_text(encoding="utf-8")
    with running_hall(state) as hall, psycopg.connect(address, autocommit=True) as other:
        client = hall.client()
        citizen = client.sign_in()
        # Of this database alone: the server is shared with the tests that run at the same time.
        cut = other.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = 'hall' AND datname = current_database()"
        )
        assert cut.fetchone() != (0,)
        assert client.post("/cases", case_body(), citizen=citizen).status_code == 201


@on_postgresql
def test_lost_secret_is_never_replaced_beside_a_server(state: Path) -> None:
    """The database lies elsewhere, and still no key is made anew once there was one."""
    (state / "keys" / "digest.key").unlink()
    done = run_hall(state, "audit", "verify")
    assert (done.returncode, "digest.key" in done.stderr) == (1, True)
    assert not (state / "keys" / "digest.key").exists()


@on_postgresql
def test_database_of_another_collation(tmp_path: Path) -> None:
    """A database that compares texts by a language is refused: orders and keys would differ from hall to hall."""
    state = tmp_path / "state"
    state.mkdir()
    address = os.environ[ENVIRONMENT_NAME]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CREATE DATABASE posix LOCALE 'POSIX' ENCODING 'SQL_ASCII' TEMPLATE template0")
    (state / "database.url").write_text(address.replace("/hall?", "/posix?"), encoding="utf-8")
    done = run_hall(state, "audit", "verify")
    assert (done.returncode, "SQL_ASCII" in done.stderr) == (1, True)


def test_error_codes_that_undo() -> None:
    """The two codes by which PostgreSQL asks to be asked again, and no other."""
    from hall.project.writing import was_undone

    for sqlstate, expected in (("40001", True), ("40P01", True), ("55P03", False), ("57014", False), (None, False)):
        error = OperationalError()
        error.__cause__ = psycopg.OperationalError()
        assert was_undone(error) is False
        found = SimpleNamespace(__cause__=SimpleNamespace(sqlstate=sqlstate))
        assert was_undone(found) is expected  # type: ignore[arg-type]  # only its cause is looked at
