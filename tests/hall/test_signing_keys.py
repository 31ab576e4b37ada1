"""The keys that sign papers."""

import stat
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("content", ["", "{}", '{"kid": "x", "private_key_b64": "AA==", "status": "active"}'])
def test_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    """A damaged key file stops the hall and is named; the hall does not go on with another key."""
    (tmp_path / "0123abcd.json").write_text(content, encoding="utf-8")
    with pytest.raises(StateDamaged, match="0123abcd"):
        SigningKeys(tmp_path)
