"""The signed list of what no longer holds, SM2, and what a check makes of both."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.authenticity import (
    AlgorithmMissing,
    Altered,
    CopySuperseded,
    Genuine,
    KeyAlgorithm,
    KeyRevoked,
    KeyStatus,
    Outcome,
    PaperRevoked,
    PublishedKey,
    PublishedKeys,
    RevocationList,
    Standing,
    Withdrawal,
    WithdrawnCopy,
    check_code,
    outcome_of,
    read_list,
    sign_claim,
    sign_list,
    verify_code,
)
from printing.authenticity.sm2 import Sm2PrivateKey
from printing.codes import make_code
from printing.errors import RevocationListError
from tests.printing.test_authenticity import CLAIM, ISSUED, KEY, OTHER, TEXT, published

TODAY = datetime(2026, 11, 24, tzinfo=UTC)
HELD = RevocationList(serial=0, this_update=TODAY, next_update=TODAY + timedelta(hours=24))
SUPERSEDED = WithdrawnCopy(CLAIM.paper_number, 1, Withdrawal.SUPERSEDED, TODAY)
REVOKED = WithdrawnCopy(CLAIM.paper_number, 1, Withdrawal.REVOKED, TODAY)


def signed_list(revocations: RevocationList = HELD, key: Any = KEY) -> str:
    """The reply of the hall."""
    return sign_list(revocations, key=key, kid="2026-1")


def check(revocations: RevocationList | None, now: datetime = TODAY) -> Any:
    """The verdict on the one code."""
    return check_code(TEXT, published(), revocations, now=now)


def test_list_survives_its_signature() -> None:
    """What is signed is read back; the same list is the same bytes, in whatever order its copies came."""
    full = replace(HELD, serial=3, copies=(REVOKED, SUPERSEDED), revoked_keys=frozenset({"2025-1"}))
    assert read_list(signed_list(full), published()) == full
    assert signed_list(full) == signed_list(replace(full, copies=(SUPERSEDED, REVOKED)))


def test_standing_says_how_much_the_list_is_worth() -> None:
    """Without a list, or with one past its time, a genuine paper's standing is not known; with a fresh one it holds."""
    assert check(None) == Genuine(CLAIM, "2026-1", Standing.NOT_CHECKED)
    assert check(HELD) == Genuine(CLAIM, "2026-1", Standing.HOLDS, TODAY)
    assert check(HELD, HELD.next_update).standing is Standing.HOLDS
    assert check(HELD, HELD.next_update + timedelta(seconds=1)).standing is Standing.LIST_OUT_OF_DATE
    assert check(HELD, TODAY - timedelta(seconds=1)).standing is Standing.LIST_OUT_OF_DATE


def test_withdrawn_copies_are_told_apart() -> None:
    """Superseded and revoked are two words; a revocation outweighs; other copies and papers are not touched."""
    assert check(replace(HELD, copies=(SUPERSEDED,))) == CopySuperseded(CLAIM, "2026-1", TODAY)
    assert check(replace(HELD, copies=(SUPERSEDED, REVOKED))) == PaperRevoked(CLAIM, "2026-1", TODAY)
    for elsewhere in (replace(REVOKED, copy_number=2), replace(REVOKED, paper_number="OTHER")):
        assert isinstance(check(replace(HELD, copies=(elsewhere,))), Genuine)
    assert isinstance(check(replace(HELD, copies=(replace(REVOKED, copy_number=0),))), PaperRevoked)


def test_list_out_of_date_still_condemns() -> None:
    """What was taken back stays taken back, however old the list is."""
    late = TODAY + timedelta(days=400)
    assert outcome_of(check(replace(HELD, copies=(REVOKED,)), late)) is Outcome.REVOKED


def test_key_on_the_list_proves_nothing() -> None:
    """A key that got out is named by the list, even where the published keys at hand are older."""
    assert check(replace(HELD, revoked_keys=frozenset({"2026-1"}))) == KeyRevoked(CLAIM, "2026-1")


def test_list_is_no_claim_and_claim_is_no_list() -> None:
    """Each has its own context: a signature over one does not pass for the other."""
    from printing.authenticity import base45

    message = base64.b64decode(json.loads(signed_list())["signed_b64"])
    assert verify_code("HK1:" + base45.encode(message), published()) == Altered("2026-1")
    claim = base64.b64encode(base45.decode(TEXT.removeprefix("HK1:"))).decode()
    with pytest.raises(RevocationListError, match="altered"):
        read_list(json.dumps({"signed_b64": claim}), published())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"signed_b64": 1}', '{"signed_b64": "*"}', '{"signed_b64": "AAAA"}'])
def test_what_is_no_list(text: str) -> None:
    """Anything else is refused with a typed error."""
    with pytest.raises(RevocationListError, match="not a revocation list"):
        read_list(text, published())


@pytest.mark.parametrize(
    ("keys", "key", "why"),
    [
        (PublishedKeys([]), KEY, "no key"),
        (published(status=KeyStatus.REVOKED), KEY, "no key"),
        (published(), OTHER, "altered"),
        (published(not_after=TODAY - timedelta(seconds=1)), KEY, "period"),
        (published(not_before=TODAY + timedelta(seconds=1)), KEY, "period"),
    ],
)
def test_list_of_a_key_not_to_be_relied_on(keys: PublishedKeys, key: Any, why: str) -> None:
    """An unknown, revoked, expired or future key, and another's key, sign no list."""
    with pytest.raises(RevocationListError, match=why):
        read_list(signed_list(key=key), keys)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_list_is_refused(data: st.DataObject) -> None:
    """No byte of a list can be changed, left out or added."""
    message = base64.b64decode(json.loads(signed_list(replace(HELD, copies=(REVOKED,))))["signed_b64"])
    at = data.draw(st.integers(0, len(message)))
    changed = message[:at] + data.draw(st.binary(max_size=4)) + message[at + data.draw(st.integers(0, 4)) :]
    if changed != message:
        with pytest.raises(RevocationListError):
            read_list(json.dumps({"signed_b64": base64.b64encode(changed).decode()}), published())


@pytest.fixture(scope="module")
def sm2_key() -> Sm2PrivateKey:
    """A key of the national algorithm."""
    return Sm2PrivateKey.generate()


def sm2_published(key: Sm2PrivateKey) -> PublishedKeys:
    """Its published half."""
    return published(public_key=key.public, algorithm=KeyAlgorithm.SM2)


def test_sm2_signs_claims_and_lists(sm2_key: Sm2PrivateKey) -> None:
    """SM2 with SM3 takes Ed25519's place: the same payload, a code of version 10 at most, the same verdicts."""
    keys = sm2_published(sm2_key)
    text = sign_claim(CLAIM, key=sm2_key, kid="2026-1")
    assert verify_code(text, keys) == Genuine(CLAIM, "2026-1")
    assert make_code(text).version <= 10
    assert read_list(signed_list(key=sm2_key), keys) == HELD
    stranger = sign_claim(CLAIM, key=Sm2PrivateKey.generate(), kid="2026-1")
    assert verify_code(stranger, keys) == Altered("2026-1")
    assert "private=" not in repr(sm2_key)


def test_algorithm_is_the_keys_and_not_the_codes(sm2_key: Sm2PrivateKey) -> None:
    """A code cannot choose with which algorithm its key is used."""
    assert verify_code(TEXT, sm2_published(sm2_key)) == Altered("2026-1")
    assert verify_code(sign_claim(CLAIM, key=sm2_key, kid="2026-1"), published()) == Altered("2026-1")


def test_sm2_without_its_extra_is_unknown(sm2_key: Sm2PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed nothing is claimed of an SM2 code: not that it is altered, and which extra."""
    text = sign_claim(CLAIM, key=sm2_key, kid="2026-1")
    listed = signed_list(key=sm2_key)
    monkeypatch.setitem(__import__("sys").modules, "gmssl_pyx", None)
    verdict = verify_code(text, sm2_published(sm2_key))
    assert verdict == AlgorithmMissing("2026-1", "sm")
    assert outcome_of(verdict) is Outcome.UNKNOWN
    with pytest.raises(RevocationListError, match="extra sm"):
        read_list(listed, sm2_published(sm2_key))


def test_published_keys_name_their_algorithm(sm2_key: Sm2PrivateKey) -> None:
    """The published JSON carries either algorithm and the next key before it signs."""
    entry = {
        "kid": "s1",
        "algorithm": "SM2",
        "public_key_b64": base64.b64encode(sm2_key.public).decode(),
        "not_before": ISSUED.isoformat(),
        "not_after": ISSUED.isoformat(),
        "status": "next",
    }
    found = PublishedKeys.from_json(json.dumps({"keys": [entry]})).find("s1")
    assert found == PublishedKey("s1", sm2_key.public, ISSUED, ISSUED, KeyStatus.NEXT, KeyAlgorithm.SM2)
