"""What papers are checked with: fetched, kept, and never older than what was kept."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.paper_check import masked_paper_number
from kiosk.effects.paper_trust import PaperTrust
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallUnreachable
from printing.authenticity import RevocationList, sign_list

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = datetime(2026, 11, 24, tzinfo=UTC)


class _Hall:
    """Answers with what it is given, or not at all."""

    def __init__(self) -> None:
        self.serial: int | None = 1
        self.key = KEY

    def leash(self, _limit_s: float) -> Any:
        return None

    def paper_trust(self, *, leash: Any) -> tuple[str, str]:
        if self.serial is None:
            raise HallUnreachable("refused")
        entry = {
            "kid": "k1",
            "algorithm": "Ed25519",
            "public_key_b64": base64.b64encode(KEY.public_key().public_bytes_raw()).decode(),
            "not_before": (NOW - timedelta(days=1)).isoformat(),
            "not_after": (NOW + timedelta(days=1)).isoformat(),
            "status": "active",
        }
        listed = RevocationList(serial=self.serial, this_update=NOW, next_update=NOW + timedelta(hours=24))
        return json.dumps({"keys": [entry]}), sign_list(listed, key=self.key, kid="k1")


@pytest.fixture
def hall() -> _Hall:
    """A hall that answers."""
    return _Hall()


def trust(hall: _Hall, folder: Path) -> PaperTrust:
    """A terminal's, begun anew."""
    return PaperTrust(cast("HallClient", hall), folder / "trust")


def serial(found: Any) -> int | None:
    """The serial of the list at hand."""
    return found.revocations.serial if found.revocations else None


def test_kept_for_when_the_hall_is_away(hall: _Hall, tmp_path: Path) -> None:
    """What the hall gave outlives a restart without it; with nothing kept there is nothing, and no error."""
    hall.serial = None
    nothing = trust(hall, tmp_path).current()
    assert (nothing.online, serial(nothing), nothing.keys.find("k1")) == (False, None, None)
    hall.serial = 4
    assert trust(hall, tmp_path).current().online
    hall.serial = None
    kept = trust(hall, tmp_path).current()
    assert (kept.online, serial(kept)) == (False, 4)
    assert kept.keys.find("k1") is not None


def test_older_list_is_refused(hall: _Hall, tmp_path: Path) -> None:
    """A list with a lower serial does not bring a revoked paper back to life; a higher one is taken."""
    hall.serial = 4
    trust(hall, tmp_path).renew()
    hall.serial = 3
    assert (trust(hall, tmp_path).current().online, serial(trust(hall, tmp_path).current())) == (False, 4)
    hall.serial = 5
    assert serial(trust(hall, tmp_path).current()) == 5


def test_list_of_somebody_else_is_refused(hall: _Hall, tmp_path: Path) -> None:
    """A list that the hall's key did not sign is not kept, nor one that was changed on the disk."""
    trust(hall, tmp_path).renew()
    hall.key = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    hall.serial = 9
    assert serial(trust(hall, tmp_path).current()) == 1
    (tmp_path / "trust" / "revocations.json").write_text("{}", "utf-8")
    hall.serial = None
    assert serial(trust(hall, tmp_path).current()) is None


@pytest.mark.parametrize(
    ("number", "masked"), [("BDC2026112300018427", "BDC202****8427"), ("12345678", "12****78"), ("1", "1****1")]
)
def test_numbers_are_masked(number: str, masked: str) -> None:
    """Enough of a number to compare, never all of it."""
    assert masked_paper_number(number) == masked
