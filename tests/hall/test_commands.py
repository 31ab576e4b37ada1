"""The command line, and what it leaves in the state folder."""

import base64
import json
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.support.hall import run_hall
from tests.support.hall_database import database_content, is_on_postgresql


@pytest.mark.both_databases
def test_secrets_are_their_owners_alone(state: Path) -> None:
    """Every file of the state folder that matters is readable by its owner only."""
    database = state / ("database.url" if is_on_postgresql() else "hall.sqlite3")
    for file in [*state.rglob("*.key"), *state.rglob("signing/*.json"), database]:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert {file.stem for file in state.rglob("*.key")} == {"django", "seal", "digest"}


@pytest.mark.parametrize("damage", ["gone", "short", "nonsense"])
def test_lost_secret_is_never_replaced(state: Path, damage: str) -> None:
    """A secret missing or damaged beside a database stops the hall: a new one would make the data unreadable."""
    file = state / "keys" / "seal.key"
    match damage:
        case "gone":
            file.unlink()
        case "short":
            file.write_bytes(base64.b64encode(b"short"))
        case _:
            file.write_bytes(b"\xff\x00")
    done = run_hall(state, "audit", "verify")
    assert done.returncode == 1
    assert "seal.key" in done.stderr
    assert damage != "gone" or not file.exists()


def test_database_of_a_later_hall(state: Path) -> None:
    """A database that went through a migration unknown here is refused, not guessed at."""
    with sqlite3.connect(state / "hall.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_later', '2027-01-01')"
        )
    done = run_hall(state, "audit", "verify")
    assert done.returncode == 1
    assert "cases.0999_later" in done.stderr


def test_database_that_is_none(state: Path) -> None:
    """A file that is no database stops the hall in one line, and stays as it is."""
    (state / "hall.sqlite3").write_bytes(b"no database" * 100)
    done = run_hall(state, "seed")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert (state / "hall.sqlite3").read_bytes().startswith(b"no database")


def test_state_folder_that_cannot_be(tmp_path: Path) -> None:
    """A state folder in the place of a file is said in one line."""
    (tmp_path / "file").touch()
    done = run_hall(tmp_path / "file" / "state", "seed")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.both_databases
def test_tokens(state: Path) -> None:
    """A token is printed once and kept as a digest; revoking works; a name too long for a paper is refused."""
    created = run_hall(state, "token", "create", "--name", "T-09")
    token = created.stdout.strip()
    assert (created.returncode, token[:4]) == (0, "hkt_")
    assert token.encode() not in database_content(state)
    assert run_hall(state, "token", "revoke", "--name", "T-09").returncode == 0
    assert run_hall(state, "token", "create", "--name", "x" * 31).returncode == 2


def test_identity_code(state: Path) -> None:
    """A code is printed for a person the registry knows, the number out of sight of `ps`; another is refused."""
    piped = run_hall(state, "identity-code", "issue", "--number", "-", text_in="430124199001010014\n")
    assert (piped.returncode, piped.stdout[:4]) == (0, "HKID")
    unknown = run_hall(state, "identity-code", "issue", "--number", "999901199001010990")
    assert (unknown.returncode, unknown.stdout) == (1, "")


def test_key_commands(state: Path) -> None:
    """Rotating retires the active key; nothing private is printed; an unknown kid cannot be revoked."""
    rotated = run_hall(state, "keys", "rotate").stdout
    assert [line.split()[1] for line in rotated.splitlines()] == ["active", "retired"]
    secrets = [json.loads(file.read_text())["private_key_b64"] for file in (state / "keys" / "signing").glob("*.json")]
    assert len(secrets) == 2
    assert not any(secret in rotated for secret in secrets)
    assert run_hall(state, "keys", "revoke", "--kid", "nothing").returncode == 1


def test_usage() -> None:
    """No command is wrong usage; --version and --help are not."""
    from hall.cli import main

    assert main([]) == 2
    for wanted in (["--version"], ["serve", "--help"]):
        with pytest.raises(SystemExit) as left:
            main(wanted)
        assert left.value.code == 0
