"""Domain values to the bodies of calls."""

from datetime import datetime
from typing import Any, assert_never

from devices.api.kinds.id_card_reader import CardRead, CardVariant
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.catalogue import Item
from kiosk.domain.face import FaceVerdict
from kiosk.domain.signing import PhoneSignIn, SmsChallenge
from kiosk.journal.messages import PrintReport, RatingGiven


def card_sign_in(
    card: CardRead, *, consented_at: datetime, verdict: FaceVerdict, terminal_id: str, guardian: CardRead | None = None
) -> dict[str, Any]:
    """Return the body of a sign-in by card and face. The photo stays here."""
    valid_until = card.text.valid_until
    return {
        "method": "card_and_face",
        "card": {
            "number": card.text.number,
            "name": card.text.name,
            "variant": _variant(card.text.variant),
            "valid_until": None if valid_until is None else valid_until.isoformat(),
        },
        "face": {
            "consented_at": consented_at.isoformat(),
            "result": verdict.result.value,
            "score": verdict.score,
            "threshold": verdict.threshold,
            "engine": verdict.engine,
            "compared_at": verdict.compared_at.isoformat(),
            **({} if guardian is None else {"guardian": _person(guardian)}),
        },
        "terminal_id": terminal_id,
    }


def code_sign_in(code: str, *, terminal_id: str) -> dict[str, Any]:
    """Return the body of a sign-in by identity code."""
    return {"method": "identity_code", "code": code, "terminal_id": terminal_id}


def social_card_sign_in(card: SocialSecurityCard, *, pin_verified_at: datetime, terminal_id: str) -> dict[str, Any]:
    """Return the body of a sign-in by social-security card."""
    return {
        "method": "social_card",
        "number": card.number,
        "name": card.name,
        "pin_verified_at": pin_verified_at.isoformat(),
        "terminal_id": terminal_id,
    }


def phone_sign_in(phone: PhoneSignIn, *, terminal_id: str) -> dict[str, Any]:
    """Return the body of a sign-in that was confirmed on a phone."""
    return {"method": "phone", "phone_sign_in_id": phone.phone_sign_in_id, "terminal_id": terminal_id}


def sms_sign_in(sms: SmsChallenge, code: str, *, terminal_id: str) -> dict[str, Any]:
    """Return the body of a sign-in by a text message's code."""
    return {"method": "sms_code", "challenge_id": sms.challenge_id, "code": code, "terminal_id": terminal_id}


def new_case(item: Item, *, consented_at: datetime) -> dict[str, Any]:
    """Return the body that opens a case; the consent covers every look-up that the page showed."""
    registries = dict.fromkeys(lookup.registry for lookup in item.lookups)
    return {
        "item_id": item.item_id,
        "item_version": item.version,
        "lookup_consents": [
            {"registry": registry, "consented_at": consented_at.isoformat()} for registry in registries
        ],
    }


def print_report(report: PrintReport) -> dict[str, Any]:
    """Return the body of a print report."""
    return {
        "paper_id": report.paper_id,
        "outcome": report.found.value,
        "found_by": report.found_by.value,
        "evidence": report.evidence,
        "sheets": report.sheets,
        "reported_at": report.reported_at.isoformat(),
    }


def rating(given: RatingGiven) -> dict[str, Any]:
    """Return the body of a rating."""
    return {"level": given.level.value, "tags": []}


def _person(card: CardRead) -> dict[str, str]:
    return {"number": card.text.number, "name": card.text.name}


def _variant(variant: CardVariant) -> str:
    """Return the contract's name: the wire's words are the contract's, not those of our enum."""
    match variant:
        case CardVariant.CITIZEN:
            return "citizen"
        case CardVariant.HMT_RESIDENCE:
            return "hmt_residence"
        case CardVariant.PERMANENT_RESIDENCE_2017:
            return "permanent_residence_2017"
        case CardVariant.PERMANENT_RESIDENCE_2023:
            return "permanent_residence_2023"
        case _:
            assert_never(variant)
