"""Sealing, digests, masks, secrets, and the log's allow-list."""

import json
import logging
import stat
from pathlib import Path
from types import TracebackType

import pytest
from django.db import connection

from hall.http.log_format import AllowListFormatter
from hall.project.state_folder import StateDamaged, StateFolder
from hall.protection.digests import DigestOf, keyed_digest, person_digest
from hall.protection.masking import masked_name, masked_number
from hall.protection.sealing import SealBroken, seal, unseal
from hall.registries.models import ResidentRow


def test_seal_and_unseal() -> None:
    """What is sealed opens for its place only, never twice alike, and not once altered."""
    sealed = seal("张样一".encode(), place="a.B.c")
    assert unseal(sealed, place="a.B.c").decode() == "张样一"
    assert seal("张样一".encode(), place="a.B.c") != sealed
    assert "张样一".encode() not in sealed
    for wrong in (sealed[:-1] + bytes([sealed[-1] ^ 1]), b"\x02" + sealed[1:], sealed[:20], b""):
        with pytest.raises(SealBroken):
            unseal(wrong, place="a.B.c")
    with pytest.raises(SealBroken):
        unseal(sealed, place="a.B.d")


@pytest.mark.django_db
def test_sealed_columns() -> None:
    """A sealed column reads back plain, holds no plain text, cannot be looked up, and does not open elsewhere."""
    row = ResidentRow.objects.get(person=person_digest("430124199001010014"))
    assert (row.name, row.number) == ("张样一", "430124199001010014")
    with pytest.raises(TypeError, match="sealed"):
        ResidentRow.objects.filter(name="张样一").exists()
    assert not ResidentRow.objects.filter(name__isnull=True).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number FROM registries_residentrow WHERE id = %s", [row.pk])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
        assert "张样一".encode() not in stored
        assert b"430124" not in stored
        cursor.execute("UPDATE registries_residentrow SET name = number WHERE id = %s", [row.pk])
    with pytest.raises(SealBroken):
        ResidentRow.objects.get(pk=row.pk)


def test_digests() -> None:
    """The same text gives the same digest of one kind and another of another; x and X are one person."""
    assert person_digest("43030220000229001x") == person_digest("43030220000229001X")
    assert keyed_digest(DigestOf.PERSON, "a") != keyed_digest(DigestOf.UNIT, "a")
    assert len(person_digest("1")) == 64


def test_masks() -> None:
    """As domain.md 6 has them."""
    assert masked_number("430124199001010014") == "430***********0014"
    assert (masked_name("张样一"), masked_name("阿依·样例·古丽"), masked_name("")) == ("张*", "阿*", "*")


def test_secrets_are_made_once(tmp_path: Path) -> None:
    """A secret is made on first use with mode 0600, stays the same, and is not made beside a database."""
    state = StateFolder(tmp_path / "state")
    first = state.secret("seal")
    assert state.secret("seal") == first
    assert len(first) == 32
    assert stat.S_IMODE((state.root / "keys" / "seal.key").stat().st_mode) == 0o600
    assert [file.name for file in (state.root / "keys").glob(".*")] == []
    state.database.touch()
    with pytest.raises(StateDamaged):
        state.secret("digest")


def test_log_tells_only_what_is_listed() -> None:
    """Arguments, foreign messages, exception texts and unlisted fields never reach a log line."""
    formatter = AllowListFormatter()
    own = logging.makeLogRecord({"name": "hall.requests", "msg": "request", "args": ("CANARY",)})
    own.__dict__ |= {"levelname": "INFO", "route": "v1/cases", "body": "CANARY", "status": 201, "method": ["CANARY"]}
    assert json.loads(formatter.format(own)) | {"time": ""} == {
        "time": "",
        "level": "info",
        "logger": "hall.requests",
        "event": "request",
        "route": "v1/cases",
        "status": 201,
    }
    foreign = logging.makeLogRecord({"name": "django.request", "msg": "CANARY %s", "exc_info": _failure("CANARY")})
    line = formatter.format(foreign)
    assert "CANARY" not in line
    assert json.loads(line)["exception"] == "builtins.ValueError"


def _failure(text: str) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        int(text)
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError("a text that is no number")
