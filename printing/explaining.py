"""Errors and verdicts in plain sentences, for the command line. Screens translate the codes themselves."""

from typing import Final, assert_never

from printing.authenticity.claim import Claim
from printing.authenticity.verdict import (
    AlgorithmMissing,
    Altered,
    CopySuperseded,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    PaperRevoked,
    Standing,
    UnknownKey,
    Verdict,
    outcome_of,
)
from printing.documents.moments import stamp
from printing.errors import FieldError, FieldRule, JsonError, MissingGlyph, PrintingError

_RULES: Final[dict[FieldRule, str]] = {
    FieldRule.NOT_EMPTY: "must not be empty",
    FieldRule.TOO_LONG: "is too long",
    FieldRule.TOO_MANY: "has too many entries",
    FieldRule.ONE_LINE: "must be one line",
    FieldRule.PRINTABLE: "holds a character that prints nothing",
    FieldRule.AWARE_TIME: "must be a time with its offset",
    FieldRule.POSITIVE: "must be above zero",
    FieldRule.NOT_NEGATIVE: "must not be negative",
    FieldRule.DECIMAL: "must be a number",
    FieldRule.MASKED: "must be masked: a receipt never names a person in full",
    FieldRule.PATTERN: "is not written as it should be",
    FieldRule.ORDER: "is too early",
}
_NOT_A_CODE: Final[dict[NotACodeReason, str]] = {
    NotACodeReason.NONE_FOUND: "No code was found: take the picture closer, sharper and without glare.",
    NotACodeReason.OTHER_CODE: "It is some other code: ours begin with HK1:.",
    NotACodeReason.DAMAGED: "It begins like one of ours, but is damaged or cut short; scan it again.",
    NotACodeReason.LATER_VERSION: "It is signed by the issuer, but of a later version than this program knows.",
}

_STANDING: Final[dict[Standing, str]] = {
    Standing.HOLDS: "The issuer had not taken it back by {of}.",
    Standing.LIST_OUT_OF_DATE: "The revocation list of {of} is out of date: ask the issuer whether it still holds.",
    Standing.NOT_CHECKED: "No revocation list was given: whether it has been taken back since is not known.",
}


def explain_error(error: PrintingError) -> str:
    """Return what is wrong and how to put it right."""
    if isinstance(error, FieldError):
        return f"{error.field} {_RULES[error.rule]}{f': {error.fact}' if error.fact else ''}."
    if isinstance(error, JsonError):
        return f"at {error.path} in the JSON, expected {error.expected}."
    if isinstance(error, MissingGlyph):
        where = f" in {error.field}" if error.field else ""
        return (
            f"no font has the character {error.character!r} (U+{error.code_point:04X}){where}, so nothing was printed. "
            "Write it another way, or add a font that has it to the chain."
        )
    return f"{error}."


def explain_verdict(verdict: Verdict) -> str:
    """Return what a check found and what that means for whoever holds the paper."""
    match verdict:
        case Genuine():
            of = stamp(verdict.list_of) if verdict.list_of else ""
            return (
                f"GENUINE. {_claim(verdict.claim)} Compare these with the paper. Signed by key {verdict.kid}. "
                f"{_STANDING[verdict.standing].format(of=of)}"
            )
        case PaperRevoked():
            return f"REVOKED. The issuer took it back at {stamp(verdict.at)}. {_claim(verdict.claim)} Do not accept it."
        case CopySuperseded():
            return f"SUPERSEDED. A later copy replaced it at {stamp(verdict.at)}. {_claim(verdict.claim)} Ask for that."
        case AlgorithmMissing():
            return (
                f"UNKNOWN: the algorithm of key {verdict.kid} needs the extra {verdict.extra}; install hallkiosk[sm]."
            )
        case Altered():
            return f"ALTERED. Key {verdict.kid} did not sign what this code says. Do not accept the paper."
        case UnknownKey():
            return f"UNKNOWN KEY. {verdict.kid} is not among the published keys: forged, or the keys are out of date."
        case KeyRevoked():
            return f"REVOKED. The issuer has revoked key {verdict.kid}. {_claim(verdict.claim)} Ask the issuer."
        case OutsideKeyPeriod():
            return f"NOT VALID. Key {verdict.kid} was not in use at the stated time. {_claim(verdict.claim)}"
        case NotACode():
            return f"NOT A CODE OF A PAPER. {_NOT_A_CODE[verdict.reason]}"
        case _:
            assert_never(verdict)


def verdict_facts(verdict: Verdict) -> dict[str, str | int]:
    """Return a verdict as plain facts: ``"verdict"`` is its name, ``"outcome"`` the one of five words."""
    return {"outcome": outcome_of(verdict).value, **_verdict(verdict)}


def _verdict(verdict: Verdict) -> dict[str, str | int]:
    match verdict:
        case Genuine():
            of = {"list_of": verdict.list_of.isoformat()} if verdict.list_of else {}
            facts = {"verdict": "genuine", "kid": verdict.kid, "standing": verdict.standing.value, **of}
            return {**facts, **_facts(verdict.claim)}
        case PaperRevoked():
            at = verdict.at.isoformat()
            return {"verdict": "paper_revoked", "kid": verdict.kid, "at": at, **_facts(verdict.claim)}
        case CopySuperseded():
            at = verdict.at.isoformat()
            return {"verdict": "copy_superseded", "kid": verdict.kid, "at": at, **_facts(verdict.claim)}
        case AlgorithmMissing():
            return {"verdict": "algorithm_missing", "kid": verdict.kid, "extra": verdict.extra}
        case Altered():
            return {"verdict": "altered", "kid": verdict.kid}
        case UnknownKey():
            return {"verdict": "unknown_key", "kid": verdict.kid}
        case KeyRevoked():
            return {"verdict": "key_revoked", "kid": verdict.kid, **_facts(verdict.claim)}
        case OutsideKeyPeriod():
            return {"verdict": "outside_key_period", "kid": verdict.kid, **_facts(verdict.claim)}
        case NotACode():
            return {"verdict": "not_a_code", "reason": verdict.reason.value}
        case _:
            assert_never(verdict)


def _claim(claim: Claim) -> str:
    return (
        f"{claim.kind.name.lower().replace('_', ' ')} {claim.paper_number}, copy {claim.copy_number}, "
        f"issued {stamp(claim.issued_at)} by {claim.issuer}."
    )


def _facts(claim: Claim) -> dict[str, str | int]:
    return {
        "kind": claim.kind.name.lower(),
        "paper_number": claim.paper_number,
        "copy_number": claim.copy_number,
        "issued_at": claim.issued_at.isoformat(),
        "issuer": claim.issuer,
        "verifier": claim.verifier,
        "content_digest": claim.content_digest.hex(),
    }
