"""The keys that sign papers."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from hall.audit.models import AuditRow
from hall.papers.key_changes import renew_key_if_due
from hall.papers.signing_keys import KeyStatus, SigningKeys
from hall.project.state_folder import StateDamaged


def _statuses(keys: SigningKeys) -> dict[str, KeyStatus]:
    return {key.kid: key.status for key in keys.all()}


def test_first_start_makes_one_key(tmp_path: Path) -> None:
    """One active key is made, owner-readable only, and is the same after a restart."""
    first = SigningKeys(tmp_path).active()
    assert SigningKeys(tmp_path).active().public_bytes == first.public_bytes
    files = list(tmp_path.iterdir())
    assert [file.name for file in files] == [f"{first.kid}.json"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert "private_key=" not in repr(first)


def test_rotate_and_revoke(tmp_path: Path) -> None:
    """Rotating retires; revoking an old key leaves the active one; revoking the active one makes another at once."""
    keys = SigningKeys(tmp_path)
    first = keys.active().kid
    second = keys.rotate().kid
    assert _statuses(keys) == {first: KeyStatus.RETIRED, second: KeyStatus.ACTIVE}
    assert keys.revoke(first) is True
    assert keys.active().kid == second
    assert keys.revoke(second) is True
    assert keys.revoke("unknown") is False
    third = keys.active().kid
    expected = {first: KeyStatus.REVOKED, second: KeyStatus.REVOKED, third: KeyStatus.ACTIVE}
    assert _statuses(keys) == expected
    assert _statuses(SigningKeys(tmp_path)) == expected


def test_another_process_rotates(tmp_path: Path) -> None:
    """A running hall signs with the new key, and publishes the revoked one as such, without being restarted."""
    running, command = SigningKeys(tmp_path), SigningKeys(tmp_path)
    first = running.active().kid
    second = command.rotate().kid
    command.revoke(first)
    assert _statuses(running) == {first: KeyStatus.REVOKED, second: KeyStatus.ACTIVE}
    assert running.active().kid == second


@pytest.mark.parametrize("content", ["", "{}", '{"kid": "x", "private_key_b64": "AA==", "status": "active"}'])
def test_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    """A damaged key file stops the hall and is named; the hall does not go on with another key."""
    (tmp_path / "0123abcd.json").write_text(content, encoding="utf-8")
    with pytest.raises(StateDamaged, match="0123abcd"):
        SigningKeys(tmp_path)


@pytest.mark.django_db
def test_key_gives_way_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month before its end a key is replaced, once and on record; its successor signs from then on."""
    keys = SigningKeys(None)
    monkeypatch.setattr("hall.papers.key_changes.signing_keys", lambda: keys)
    first = keys.active()
    renew_key_if_due()
    assert keys.active() == first
    nearly = first.not_after - timedelta(days=29)
    monkeypatch.setattr("hall.papers.signing_keys.now", lambda: nearly)
    renew_key_if_due()
    renew_key_if_due()
    assert [key.status for key in keys.all()] == [KeyStatus.ACTIVE, KeyStatus.RETIRED]
    assert keys.active().not_before == nearly
    assert [row.outcome for row in AuditRow.objects.filter(action="signing_key_changed")] == ["prepared", "rotated"]
