"""`hall migrate-to`: everything goes from the SQLite file to a PostgreSQL, or nothing does."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.support.hall import HallClient, case_body, new_key, run_hall, running_hall
from tests.support.hall_database import empty_database, is_on_postgresql

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.skipif(not is_on_postgresql(), reason="about PostgreSQL: make test-postgresql runs it"),
]


@pytest.fixture(scope="module")
def sqlite_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded state folder with an SQLite file, whatever these tests run on."""
    state = tmp_path_factory.mktemp("moving") / "state"
    assert run_hall(state, "seed", within_s=170).returncode == 0
    return state


@pytest.fixture
def target() -> Iterator[str]:
    """The address of an empty database."""
    with empty_database() as address:
        assert address is not None
        yield address


def _tables(address: str) -> int:
    with psycopg.connect(address) as server:
        found = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert found is not None
    return int(found[0])


def test_not_while_it_runs_and_not_onto_something(sqlite_state: Path, target: str) -> None:
    """A hall that is served is not moved, nor is one moved into tables that are there; both leave all as it was."""
    with running_hall(sqlite_state):
        running = run_hall(sqlite_state, "migrate-to", target)
        assert (running.returncode, "stop it first" in running.stderr) == (1, True)
    with psycopg.connect(target, autocommit=True) as server:
        server.execute("CREATE TABLE somebody_elses (n int)")
    taken = run_hall(sqlite_state, "migrate-to", target)
    assert (taken.returncode, "somebody_elses" in taken.stderr) == (1, True)
    assert _tables(target) == 1
    assert not (sqlite_state / "database.url").exists()
    assert (sqlite_state / "hall.sqlite3").exists()


def test_everything_is_there_afterwards(sqlite_state: Path, target: str, tmp_path: Path) -> None:
    """After the move sessions, cases, papers, remembered calls and numbers go on; the audit trail is whole."""
    key = new_key()
    with running_hall(sqlite_state) as hall:
        client = hall.client()
        citizen = client.sign_in()
        case = client.post("/cases", case_body(), citizen=citizen, key=key)
        paper = client.post(f"/cases/{case.json()['case_id']}/papers", {"copy": "original"}, citizen=citizen).json()
        document = _document(client, paper["paper_id"], citizen)
    address_file = tmp_path / "address"
    address_file.write_text(target, encoding="utf-8")
    moved = run_hall(sqlite_state, "migrate-to", str(address_file))
    assert moved.returncode == 0, moved.stderr
    assert "the audit trail is whole there" in moved.stdout
    assert not (sqlite_state / "hall.sqlite3").exists()
    with running_hall(sqlite_state) as hall:
        client = hall.client()
        again = client.post("/cases", case_body(), citizen=citizen, key=key)
        assert (again.text, again.headers["Idempotency-Replayed"]) == (case.text, "true")
        assert _document(client, paper["paper_id"], citizen) == document
        following = client.post("/cases", case_body(), citizen=citizen).json()["case_number"]
        assert int(following[14:20]) == int(case.json()["case_number"][14:20]) + 1
    assert run_hall(sqlite_state, "audit", "verify").returncode == 0
    assert run_hall(sqlite_state, "seed").stdout.startswith("hall: the seed is there already")
    already = run_hall(sqlite_state, "migrate-to", target)
    assert (already.returncode, "already" in already.stderr) == (1, True)


def _document(client: HallClient, paper_id: str, citizen: str) -> bytes:
    reply = client.get(f"/papers/{paper_id}/document", citizen=citizen)
    assert reply.status_code == 200
    return reply.content
