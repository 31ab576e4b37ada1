"""Terminals and their tokens."""

import stat
from pathlib import Path

import pytest

from hall.audit.models import AuditRow
from hall.terminals.models import Terminal
from hall.terminals.token_file import ensure_token
from hall.terminals.tokens import admit_terminal, revoke_terminal, terminal_of

pytestmark = pytest.mark.django_db


def test_token_file(tmp_path: Path) -> None:
    """A good token in the file is kept; a damaged or foreign one is replaced; the file is its owner's alone."""
    file = tmp_path / "deep" / "token"
    ensure_token(file, name="T-07")
    first = file.read_text(encoding="ascii")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ensure_token(file, name="T-07")
    assert file.read_text(encoding="ascii") == first
    for damage in (b"damaged", b"\xff\xfe", b"", b"hkt_of-another-hall"):
        file.write_bytes(damage)
        ensure_token(file, name="T-07")
        found = terminal_of(file.read_text(encoding="ascii").strip())
        assert found is not None
        assert found.name == "T-07"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert terminal_of(first.strip()) is None


def test_tokens_are_known_by_digest_only() -> None:
    """A token is known again, is kept nowhere, ends when another is made or when it is revoked; all on record."""
    token = admit_terminal("T-08")
    assert token not in str(Terminal.objects.values_list())
    assert terminal_of(token) == Terminal.objects.get(name="T-08")
    second = admit_terminal("T-08")
    assert terminal_of(token) is None
    assert revoke_terminal("T-08") is True
    assert revoke_terminal("T-08") is False
    assert terminal_of(second) is None
    actions = AuditRow.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["terminal_admitted", "terminal_admitted", "terminal_revoked"]
