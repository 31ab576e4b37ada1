"""The claim in a code: signed, checked offline, and nothing a stranger writes is taken for genuine."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.authenticity import (
    Altered,
    Claim,
    Genuine,
    KeyRevoked,
    KeyStatus,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    PaperKind,
    PublishedKey,
    PublishedKeys,
    UnknownKey,
    base45,
    sign_claim,
    verify_code,
)
from printing.authenticity.envelope import PREFIX
from printing.codes import MAX_ALPHANUMERIC, make_code
from printing.errors import ClaimError, CodeTooLong, PublishedKeyError

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ISSUED = datetime(2026, 11, 23, 1, 41, 7, tzinfo=UTC)
CLAIM = Claim("BDC2026112300018427", ISSUED, PaperKind.NO_HOUSE_PROOF, 1, bytes(range(16)), "12999901MB0000001X")


def published(**changes: Any) -> PublishedKeys:
    """One published key, in use through 2026."""
    one = PublishedKey(
        kid="2026-1",
        public_key=KEY.public_key().public_bytes_raw(),
        not_before=datetime(2026, 1, 1, tzinfo=UTC),
        not_after=datetime(2026, 12, 31, tzinfo=UTC),
    )
    return PublishedKeys([replace(one, **changes)])


def signed(payload: bytes, *, protected: bytes | None = None, tag: int = 18) -> str:
    """A code over any payload, signed with the right key."""
    header = cbor2.dumps({1: -8, 4: b"2026-1"}, canonical=True) if protected is None else protected
    content = cbor2.dumps(["Signature1", header, b"", payload], canonical=True)
    message = cbor2.CBORTag(tag, [header, {}, payload, KEY.sign(content)])
    return PREFIX + base45.encode(cbor2.dumps(message, canonical=True))


TEXT = sign_claim(CLAIM, key=KEY, kid="2026-1")
claims = st.builds(
    Claim,
    paper_number=st.text(alphabet="ABCXYZ0123456789-", min_size=1, max_size=24),
    issued_at=st.integers(0, 0xFFFFFFFF).map(lambda second: datetime.fromtimestamp(second, UTC)),
    kind=st.sampled_from(PaperKind),
    copy_number=st.integers(1, 0xFFFF),
    content_digest=st.binary(min_size=16, max_size=16),
    issuer=st.text(alphabet="0123456789ABCX", min_size=1, max_size=18),
    verifier=st.text(alphabet="ABC123", max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(claims)
def test_any_claim_survives_its_code(claim: Claim) -> None:
    """What is signed is read back as the same claim, in a code of version 10 at most."""
    text = sign_claim(claim, key=KEY, kid="2026-1")
    always = published(not_before=datetime(1970, 1, 1, tzinfo=UTC), not_after=datetime(2107, 1, 1, tzinfo=UTC))
    assert verify_code(text, always) == Genuine(claim, "2026-1")
    assert make_code(text).version <= 10


def test_same_claim_gives_the_same_code() -> None:
    """Signing is deterministic: a reprint of the same copy has the same code."""
    assert sign_claim(CLAIM, key=KEY, kid="2026-1") == TEXT


def test_offset_of_the_time_does_not_matter() -> None:
    """The same moment with China's offset is the same claim."""
    local = replace(CLAIM, issued_at=ISSUED.astimezone(timezone(timedelta(hours=8))))
    assert sign_claim(local, key=KEY, kid="2026-1") == TEXT


def test_every_flipped_bit_is_noticed() -> None:
    """No single bit of the message can be changed without the code ceasing to be genuine."""
    message = base45.decode(TEXT.removeprefix(PREFIX))
    keys = published()
    for bit in range(len(message) * 8):
        changed = bytearray(message)
        changed[bit // 8] ^= 1 << bit % 8
        verdict = verify_code(PREFIX + base45.encode(bytes(changed)), keys)
        assert isinstance(verdict, Altered | UnknownKey | NotACode)


def test_claim_moved_to_another_paper_is_altered() -> None:
    """A signature taken from one code does not carry another claim."""
    other = base45.decode(sign_claim(replace(CLAIM, copy_number=2), key=OTHER, kid="2026-1").removeprefix(PREFIX))
    mixed = other[:-64] + base45.decode(TEXT.removeprefix(PREFIX))[-64:]
    assert verify_code(PREFIX + base45.encode(mixed), published()) == Altered("2026-1")


def test_key_that_nobody_published_is_unknown() -> None:
    """A code signed with another key's name is neither genuine nor altered."""
    text = sign_claim(CLAIM, key=OTHER, kid="2027-1")
    assert verify_code(text, published()) == UnknownKey("2027-1")
    assert verify_code(TEXT, PublishedKeys([])) == UnknownKey("2026-1")


def test_revoked_key_proves_nothing() -> None:
    """A paper signed with a key that was revoked is said to be so, with what it claims."""
    assert verify_code(TEXT, published(status=KeyStatus.REVOKED)) == KeyRevoked(CLAIM, "2026-1")


def test_retired_key_still_proves_its_time() -> None:
    """A key that is no longer used vouches for papers of the time when it was."""
    assert verify_code(TEXT, published(status=KeyStatus.RETIRED)) == Genuine(CLAIM, "2026-1")


@pytest.mark.parametrize("edge", ["not_before", "not_after"])
def test_paper_outside_the_keys_period_is_not_genuine(edge: str) -> None:
    """A key vouches from its first to its last moment, and for no second more."""
    assert isinstance(verify_code(TEXT, published(**{edge: ISSUED})), Genuine)
    step = timedelta(seconds=1 if edge == "not_before" else -1)
    assert verify_code(TEXT, published(**{edge: ISSUED + step})) == OutsideKeyPeriod(CLAIM, "2026-1")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NotACodeReason.OTHER_CODE),
        ("https://example.invalid/pay", NotACodeReason.OTHER_CODE),
        ("HK2:ABC", NotACodeReason.OTHER_CODE),
        (TEXT.lower(), NotACodeReason.OTHER_CODE),
        ("HK1:", NotACodeReason.DAMAGED),
        ("HK1:ABCDE", NotACodeReason.DAMAGED),
        (TEXT[:-3], NotACodeReason.DAMAGED),
        (TEXT + "A0", NotACodeReason.DAMAGED),
        ("HK1:" + "A" * 5000, NotACodeReason.DAMAGED),
        ("HK1:" + TEXT[4:].lower(), NotACodeReason.DAMAGED),
    ],
)
def test_what_is_no_code_is_told_apart(text: str, reason: NotACodeReason) -> None:
    """Another code, a damaged one: each has its reason."""
    assert verify_code(text, published()) == NotACode(reason)


@pytest.mark.parametrize(
    "payload",
    [
        cbor2.dumps([1, 2]),
        cbor2.dumps({1: "A"}),
        cbor2.dumps({1: "A", 2: 1, 3: 99, 4: 1, 5: bytes(16), 6: "B"}, canonical=True),
        cbor2.dumps({1: "A", 2: 1, 3: 1, 4: 1, 5: bytes(16), 6: "B", 9: 1}, canonical=True),
        cbor2.dumps({1: "A", 2: True, 3: 1, 4: 1, 5: bytes(16), 6: "B"}, canonical=True),
        cbor2.dumps({1: "A", 2: -1, 3: 1, 4: 1, 5: bytes(16), 6: "B"}, canonical=True),
        cbor2.dumps({1: "A", 2: 1, 3: 1, 4: 0, 5: bytes(16), 6: "B"}, canonical=True),
        cbor2.dumps({1: "A", 2: 1, 3: 1, 4: 1, 5: bytes(15), 6: "B"}, canonical=True),
        b"",
        b"\xff",
    ],
)
def test_signed_payload_of_another_version_is_said_to_be_so(payload: bytes) -> None:
    """The issuer's own signature over something this program does not know is no claim, and no forgery either."""
    assert verify_code(signed(payload), published()) == NotACode(NotACodeReason.LATER_VERSION)


@pytest.mark.parametrize(
    "text",
    [
        signed(b"x", tag=98),
        signed(b"x", protected=cbor2.dumps({1: -7, 4: b"2026-1"}, canonical=True)),
        signed(b"x", protected=cbor2.dumps({4: b"2026-1"}, canonical=True)),
        signed(b"x", protected=cbor2.dumps({1: -8, 4: "2026-1"}, canonical=True)),
        signed(b"x", protected=cbor2.dumps({1: -8, 4: b""}, canonical=True)),
        signed(b"x", protected=cbor2.dumps({4: b"2026-1", 1: -8})),
        signed(b"x", protected=b"\xbf\x01\x27\x04\x46" + b"2026-1" + b"\xff"),
    ],
)
def test_other_algorithms_and_encodings_are_refused(text: str) -> None:
    """Only Ed25519, only one encoding: nobody can write the same claim as a second code."""
    assert verify_code(text, published()) == NotACode(NotACodeReason.DAMAGED)


@settings(max_examples=250, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_a_verdict(text: str) -> None:
    """No text makes the check raise, and none is genuine."""
    assert isinstance(verify_code(text, published()), NotACode)
    assert isinstance(verify_code(PREFIX + text, published()), NotACode | UnknownKey | Altered)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_get_a_verdict(data: bytes) -> None:
    """Random messages, and random bytes as header or as signed payload, get a verdict that is not genuine."""
    keys = published()
    for text in (PREFIX + base45.encode(data), signed(data), signed(b"x", protected=data)):
        assert not isinstance(verify_code(text, keys), Genuine)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_mutated_codes_get_a_verdict(data: st.DataObject) -> None:
    """Cut, doubled and overwritten codes get a verdict; only the code itself is genuine."""
    message = base45.decode(TEXT.removeprefix(PREFIX))
    start = data.draw(st.integers(0, len(message)))
    end = data.draw(st.integers(start, len(message)))
    mutated = message[:start] + data.draw(st.binary(max_size=20)) + message[end:]
    verdict = verify_code(PREFIX + base45.encode(mutated), published())
    assert isinstance(verdict, Genuine) == (mutated == message)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_base45_gives_the_bytes_back(data: bytes) -> None:
    """Every byte string survives base45, in the alphabet of alphanumeric QR codes."""
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize(
    ("plain", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_base45_is_the_standards(plain: bytes, text: str) -> None:
    """The examples of RFC 9285, sections 4.3 and 4.4."""
    assert base45.encode(plain) == text
    assert base45.decode(text) == plain


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "::", "a00", "AÄ0", "BB8B"])
def test_base45_refuses_what_the_standard_refuses(text: str) -> None:
    """Bad lengths, bad characters and groups above their largest value are errors (RFC 9285, section 6)."""
    with pytest.raises(base45.Base45Error):
        base45.decode(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"paper_number": ""},
        {"paper_number": "编号"},
        {"paper_number": "A" * 41},
        {"issuer": "A\n"},
        {"verifier": "A" * 41},
        {"issued_at": datetime(2026, 1, 1)},  # noqa: DTZ001 a naive time is what is refused
        {"issued_at": ISSUED + timedelta(microseconds=1)},
        {"issued_at": datetime(1969, 1, 1, tzinfo=UTC)},
        {"copy_number": 0},
        {"content_digest": b"short"},
    ],
)
def test_claim_that_cannot_be_signed_is_refused(changes: dict[str, Any]) -> None:
    """Each field of a claim has its rule, and the error names the field."""
    with pytest.raises(ClaimError) as caught:
        replace(CLAIM, **changes)
    assert next(iter(changes)) in str(caught.value)


@pytest.mark.parametrize("kid", ["", "键", "k" * 25, "a\n"])
def test_kid_that_cannot_be_written_is_refused(kid: str) -> None:
    """A key's name is short ASCII."""
    with pytest.raises(ClaimError):
        sign_claim(CLAIM, key=KEY, kid=kid)


def test_claim_too_long_for_its_code_is_refused() -> None:
    """All fields at their longest together do not fit version 10; the error comes before paper is laid out."""
    longest = replace(CLAIM, paper_number="A" * 40, issuer="B" * 40, verifier="C" * 40)
    with pytest.raises(CodeTooLong):
        sign_claim(longest, key=KEY, kid="k" * 24)
    assert len(TEXT) < MAX_ALPHANUMERIC


def keys_json(**changes: Any) -> str:
    """What GET /v1/keys returns, with one entry changed."""
    entry = {
        "kid": "2026-1",
        "algorithm": "Ed25519",
        "public_key_b64": base64.b64encode(KEY.public_key().public_bytes_raw()).decode(),
        "not_before": "2026-01-01T00:00:00+00:00",
        "not_after": "2026-12-31T00:00:00Z",
        "status": "active",
    }
    return json.dumps({"keys": [entry | changes]})


def test_published_keys_are_read_as_the_hall_returns_them() -> None:
    """The reply of the hall is all that a verifier needs."""
    assert verify_code(TEXT, PublishedKeys.from_json(keys_json())) == Genuine(CLAIM, "2026-1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"keys": [{}]}',
        '{"keys": 5}',
        keys_json(algorithm="RS256"),
        keys_json(public_key_b64="***"),
        keys_json(public_key_b64="AAAA"),
        keys_json(not_before="soon"),
        keys_json(not_before="2026-01-01T00:00:00"),
        keys_json(status="lost"),
        json.dumps({"keys": json.loads(keys_json())["keys"] * 2}),
    ],
)
def test_unreadable_keys_are_a_typed_error(text: str) -> None:
    """A list of keys that cannot be trusted to be complete is refused as a whole."""
    with pytest.raises(PublishedKeyError):
        PublishedKeys.from_json(text)
