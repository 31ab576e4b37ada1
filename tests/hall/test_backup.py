"""`hall backup` and `hall restore`: what was kept comes back whole, or nothing comes at all."""

import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hall import case_body, new_key, run_hall, running_hall
from tests.support.hall_database import empty_database

pytestmark = pytest.mark.both_databases


@pytest.fixture
def into() -> Iterator[list[str]]:
    """What `hall restore` needs to be told: of an empty database, where there is a server."""
    with empty_database() as address:
        yield ["--database", address] if address else []


def test_comes_back_as_it_was(state: Path, tmp_path: Path, into: list[str]) -> None:
    """Made while the hall runs, brought back elsewhere: a call that was answered then is known by its key."""
    backup, restored, key = tmp_path / "hall.tar", tmp_path / "restored", new_key()
    with running_hall(state) as hall:
        client = hall.client()
        citizen = client.sign_in()
        case = client.post("/cases", case_body(), citizen=citizen, key=key)
        kept = run_hall(state, "backup", "--out", str(backup))
        assert kept.returncode == 0, kept.stderr
        later = new_key()
        assert client.post("/cases", case_body(), citizen=citizen, key=later).status_code == 201
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert run_hall(state, "backup", "--out", str(backup)).returncode == 1
    done = run_hall(restored, "restore", str(backup), *into)
    assert done.returncode == 0, done.stderr
    assert "the audit trail is whole" in done.stdout
    assert {file.name for file in restored.rglob("*.key")} == {"seal.key", "digest.key", "django.key"}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in restored.rglob("*") if file.is_file())
    with running_hall(restored) as hall:
        client = hall.client()
        again, new = (client.post("/cases", case_body(), citizen=citizen, key=each) for each in (key, later))
        assert (again.text, again.headers["Idempotency-Replayed"]) == (case.text, "true")
        # Done after the moment of the backup, so it is not known, and done anew by its key.
        assert (new.status_code, "Idempotency-Replayed" in new.headers) == (201, False)
    assert run_hall(restored, "restore", str(backup)).returncode == 1


def test_damaged_backup_changes_nothing(state: Path, tmp_path: Path, into: list[str]) -> None:
    """A byte that was altered, a part that is missing or no backup at all: told by name, and nothing is left behind."""
    backup, restored = tmp_path / "hall.tar", tmp_path / "restored"
    assert run_hall(state, "backup", "--out", str(backup)).returncode == 0
    whole = backup.read_bytes()
    with tarfile.open(backup) as tar:
        at = tar.getmember("keys/seal.key").offset_data
    for content in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at], b"no tar", b""):
        backup.write_bytes(content)
        refused = run_hall(restored, "restore", str(backup), *into)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
        assert not restored.exists()
    assert not list(tmp_path.glob(".hall-*"))
