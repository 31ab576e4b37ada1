"""Verdicts and errors in words: each outcome is told, and says what to do."""

from datetime import UTC, datetime

import pytest

from printing.authenticity import (
    AlgorithmMissing,
    Altered,
    Claim,
    CopySuperseded,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    PaperKind,
    PaperRevoked,
    Standing,
    UnknownKey,
    Verdict,
)
from printing.errors import CodeTooLong, FieldError, FieldRule, JsonError, MissingGlyph, PrintingError
from printing.explaining import explain_error, explain_verdict, verdict_facts

CLAIM = Claim("BDC1", datetime(2026, 11, 23, tzinfo=UTC), PaperKind.NO_HOUSE_PROOF, 2, bytes(16), "ISSUER")
VERDICTS: list[tuple[Verdict, str, str]] = [
    (Genuine(CLAIM, "k1"), "genuine", "BDC1, copy 2, issued 2026-11-23 08:00:00 by ISSUER"),
    (Genuine(CLAIM, "k1"), "genuine", "is not known"),
    (Genuine(CLAIM, "k1", Standing.HOLDS, CLAIM.issued_at), "genuine", "had not taken it back by 2026-11-23 08:00:00"),
    (Genuine(CLAIM, "k1", Standing.LIST_OUT_OF_DATE, CLAIM.issued_at), "genuine", "is out of date"),
    (PaperRevoked(CLAIM, "k1", CLAIM.issued_at), "paper_revoked", "took it back"),
    (CopySuperseded(CLAIM, "k1", CLAIM.issued_at), "copy_superseded", "later copy"),
    (AlgorithmMissing("k1", "sm"), "algorithm_missing", "needs the extra sm"),
    (Altered("k1"), "altered", "did not sign"),
    (UnknownKey("k1"), "unknown_key", "not among the published keys"),
    (KeyRevoked(CLAIM, "k1"), "key_revoked", "has revoked key k1"),
    (OutsideKeyPeriod(CLAIM, "k1"), "outside_key_period", "not in use"),
    *((NotACode(reason), "not_a_code", "NOT A CODE") for reason in NotACodeReason),
]


@pytest.mark.parametrize(("verdict", "name", "words"), VERDICTS)
def test_every_verdict_is_told(verdict: Verdict, name: str, words: str) -> None:
    """Each outcome has its name for machines and its sentence for people."""
    assert verdict_facts(verdict)["verdict"] == name
    assert words in explain_verdict(verdict)


def test_reasons_for_no_code_differ() -> None:
    """Another code, a damaged one and a later version are told apart in words."""
    assert len({explain_verdict(NotACode(reason)) for reason in NotACodeReason}) == len(NotACodeReason)


@pytest.mark.parametrize("rule", list(FieldRule))
def test_every_rule_has_its_sentence(rule: FieldRule) -> None:
    """A broken rule names the field and what it asks for."""
    assert explain_error(FieldError("issue.scope", rule, "at most 8")).startswith("issue.scope ")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (JsonError("$.a", "a text"), "at $.a in the JSON, expected a text."),
        (MissingGlyph("😀"), "U+1F600"),
        (CodeTooLong(400), "400 characters"),
        (PrintingError(), "printing_error."),
    ],
)
def test_every_error_is_explained(error: PrintingError, words: str) -> None:
    """Errors of every branch of the tree become a sentence."""
    assert words in explain_error(error)
