"""Every error becomes exactly the problem it should: the error trees are walked, nothing is left to chance."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.api import errors as device
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.effects import problems
from kiosk.hallclient import errors as hall
from kiosk.identity import errors as identity
from kiosk.journal import errors as journal

OPENAPI = Path(__file__).parents[3] / "hall" / "openapi.json"

FAULTS = {
    Part.CARD_READER: ProblemCode.READER_FAULT,
    Part.CAMERA: ProblemCode.CAMERA_FAULT,
    Part.FACE_ENGINE: ProblemCode.FACE_ENGINE_FAULT,
    Part.CODE_SCANNER: ProblemCode.SCANNER_FAULT,
    Part.SMART_CARD_READER: ProblemCode.SOCIAL_CARD_FAULT,
    Part.DOCUMENT_PRINTER: ProblemCode.PRINTER_FAULT,
    Part.RECEIPT_PRINTER: ProblemCode.RECEIPT_NOT_PRINTED,
}
PAPER = {
    device.PaperOut: ProblemCode.PAPER_OUT,
    device.PaperJam: ProblemCode.PAPER_JAM,
    device.CoverOpen: ProblemCode.COVER_OPEN,
    device.TonerOut: ProblemCode.TONER_OUT,
}
UNKNOWN = (device.OutcomeUnknown, device.DriverFailed, device.DriverHung)


def _tree(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        # Others' tests may derive classes of their own.
        if child.__module__ == root.__module__:
            yield from _tree(child)


def _expected(part: Part, kind: type[device.DeviceError]) -> ProblemCode:
    if part in (Part.DOCUMENT_PRINTER, Part.RECEIPT_PRINTER):
        lost = ProblemCode.PRINT_UNKNOWN if part is Part.DOCUMENT_PRINTER else ProblemCode.RECEIPT_UNKNOWN
        return PAPER.get(kind, lost if kind in UNKNOWN else FAULTS[part])
    if part is Part.CARD_READER and kind is device.NoCard:
        return ProblemCode.NO_CARD
    if part in (Part.CARD_READER, Part.FACE_ENGINE) and issubclass(kind, device.CardUnreadable):
        return ProblemCode.CARD_UNREADABLE
    if part is Part.SMART_CARD_READER:
        own: dict[type[device.DeviceError], ProblemCode] = {
            device.NoCard: ProblemCode.NO_SOCIAL_CARD,
            device.CardUnreadable: ProblemCode.SOCIAL_CARD_UNREADABLE,
            device.ApplicationMissing: ProblemCode.SOCIAL_CARD_UNREADABLE,
            device.PinWrong: ProblemCode.PIN_WRONG,
            device.PinBlocked: ProblemCode.PIN_BLOCKED,
        }
        return own.get(kind, FAULTS[part])
    if part is Part.CODE_SCANNER and kind is device.DeadlineExceeded:
        return ProblemCode.NO_CODE
    return FAULTS[part]


@pytest.mark.parametrize("part", FAULTS)
@pytest.mark.parametrize("kind", list(_tree(device.DeviceError)))
def test_every_device_error_of_every_part(part: Part, kind: type[device.DeviceError]) -> None:
    """Code by the table above; actor and safety as the error says; both codes of the device for staff."""
    problem = problems.of_device(part, kind(device_id="x", detail_code="E-07"))
    assert problem == Problem(
        _expected(part, kind), Actor(kind.actor.value), kind.retry_is_safe, detail_code=f"{kind.code}:E-07"
    )


@pytest.mark.parametrize("kind", list(_tree(device.DeviceError)))
def test_what_failed_before_anything_was_sent_is_never_unknown(kind: type[device.DeviceError]) -> None:
    """A printer that could not even be asked has printed nothing: the same may be tried again."""
    for part in (Part.DOCUMENT_PRINTER, Part.RECEIPT_PRINTER):
        problem = problems.before_anything_was_sent(part, kind())
        assert problem.code in {*PAPER.values(), FAULTS[part]}
        assert problem.retry_is_safe


def test_every_hall_error_is_a_problem() -> None:
    """Down, broken, damaged: each class of the tree has its code, its actor and its safety."""
    expected = {
        hall.HallUnreachable: ProblemCode.HALL_DOWN,
        hall.HallTimedOut: ProblemCode.HALL_DOWN,
        hall.HallConnectionLost: ProblemCode.HALL_DOWN,
        hall.CallCancelled: ProblemCode.HALL_DOWN,
        hall.HallBrokenReply: ProblemCode.HALL_FAULT,
        hall.DocumentDamaged: ProblemCode.DOCUMENT_DAMAGED,
    }
    leaves = set(_tree(hall.HallError)) - {hall.HallError, hall.HallRefused}
    assert leaves == set(expected)
    for kind, code in expected.items():
        error = kind("place")
        assert problems.of_hall(error) == Problem(code, error.actor, error.retry_is_safe, f"{error.code}:place")


REFUSALS = {
    "applicant_not_served": ProblemCode.APPLICANT_NOT_SERVED,
    "assurance_too_low": ProblemCode.ASSURANCE_TOO_LOW,
    "guardian_consent_missing": ProblemCode.GUARDIAN_NEEDED,
    "messages_unavailable": ProblemCode.MESSAGES_DOWN,
    "phone_sign_in_not_confirmed": ProblemCode.PHONE_NOT_CONFIRMED,
    "phone_sign_in_unknown": ProblemCode.PHONE_NOT_CONFIRMED,
    "representation_unknown": ProblemCode.NOT_REPRESENTED,
    "sms_code_expired": ProblemCode.SMS_CODE_EXPIRED,
    "sms_code_wrong": ProblemCode.SMS_CODE_WRONG,
    "too_many_messages": ProblemCode.TOO_MANY_MESSAGES,
    "download_unknown": ProblemCode.PHONE_COPY_EXPIRED,
    "too_many_downloads": ProblemCode.PHONE_COPY_TOO_OFTEN,
    "card_expired": ProblemCode.CARD_EXPIRED,
    "card_reported_lost": ProblemCode.CARD_REPORTED_LOST,
    "citizen_session_invalid": ProblemCode.SIGN_IN_ENDED,
    "citizen_unknown": ProblemCode.CITIZEN_UNKNOWN,
    "database_busy": ProblemCode.HALL_DOWN,
    "identity_code_expired": ProblemCode.CODE_USED,
    "identity_code_unknown": ProblemCode.CODE_UNKNOWN,
    "identity_code_used": ProblemCode.CODE_USED,
    "item_not_available_here": ProblemCode.ITEM_NOT_HERE,
    "item_unknown": ProblemCode.ITEM_CHANGED,
    "item_version_changed": ProblemCode.ITEM_CHANGED,
    "paper_not_printable": ProblemCode.ITEM_NOT_HERE,
    "print_not_settled": ProblemCode.PRINT_NOT_SETTLED,
    "registry_unavailable": ProblemCode.REGISTRY_DOWN,
    "too_many_attempts": ProblemCode.TOO_MANY_ATTEMPTS,
}
OTHERS = {
    "nothing_to_prove",  # the page does not offer what the hall said cannot be printed
    "already_rated",
    "attachment_refused",
    "attachment_unknown",
    "authorisation_too_long",
    "authorisation_unknown",
    "body_malformed",
    "body_too_large",
    "case_state_conflict",
    "case_unknown",
    "form_invalid",
    "host_not_allowed",
    "idempotency_key_missing",
    "idempotency_key_reused",
    "internal_error",
    "lookup_consent_missing",
    "paper_no_longer_holds",
    "materials_missing",
    "media_type_unsupported",
    "method_not_allowed",
    "not_found",
    "nothing_to_fill_in",
    "original_already_issued",
    "paper_unknown",
    "purpose_unknown",
    "signature_missing",
    "terminal_token_invalid",
    "too_many_attachments",
    "validation_failed",
}
"""Refusals that a citizen can do nothing with: the hall's fault, or ours; and those of forms, shown beside fields."""


@pytest.mark.parametrize("code", sorted(REFUSALS | dict.fromkeys(OTHERS)))
def test_every_refusal_of_the_contract(code: str) -> None:
    """The hall's code decides the problem; its words on actor and safety are kept."""
    for actor in Actor:
        error = hall.HallRefused(code, status=409, actor=actor, retry_is_safe=actor is Actor.NOBODY)
        expected = REFUSALS.get(code, ProblemCode.HALL_FAULT)
        assert problems.of_hall(error) == Problem(expected, actor, actor is Actor.NOBODY, code)


def test_no_refusal_of_the_contract_is_forgotten() -> None:
    """Every code that hall/openapi.json names is in the tables above: a new one must be thought about."""

    def codes(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for name, inner in node.items():
                if name == "x-problem-types":
                    yield from (kind.rsplit(":", 1)[1] for kind in inner)
                yield from codes(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from codes(inner)

    named = set(codes(json.loads(OPENAPI.read_text(encoding="utf-8"))))
    assert named
    assert named <= set(REFUSALS) | OTHERS


@pytest.mark.parametrize(("status", "code"), [(500, "hall_fault"), (502, "hall_down"), (503, "hall_down")])
def test_a_gateway_that_answers_for_the_hall(status: int, code: str) -> None:
    """502 to 504 without a document mean that the hall is away."""
    error = hall.HallRefused(f"http_{status}", status=status, actor=Actor.STAFF, retry_is_safe=True)
    assert problems.of_hall(error).code.value == code


@pytest.mark.parametrize("kind", list(_tree(journal.JournalError)))
def test_what_cannot_be_written_down_is_a_fault_of_the_terminal(kind: type[journal.JournalError]) -> None:
    """A technician's, and no retry by the citizen helps."""
    problem = problems.of_journal(kind("SQLITE_FULL"))
    assert problem == Problem(
        ProblemCode.TERMINAL_FAULT, Actor.TECHNICIAN, retry_is_safe=False, detail_code=f"{kind.code}:SQLITE_FULL"
    )


def test_details_hold_codes_only() -> None:
    """A driver that puts a sentence or a name into its detail does not get it onto a page or into a recording."""
    problem = problems.of_device(Part.CARD_READER, device.CommandRefused(detail_code="读卡失败 430124199001010014"))
    assert problem.detail_code == "command_refused:__"


@pytest.mark.parametrize("kind", list(_tree(identity.IdentityError)))
def test_faces_that_cannot_be_compared_lead_another_way(kind: type[identity.IdentityError]) -> None:
    """The engine's fault, never to be repeated by the citizen; a card without a face is nobody's to repair."""
    problem = problems.of_identity(kind("embedding.onnx"))
    actor = Actor.CITIZEN if kind is identity.NoFaceOnCard else Actor.TECHNICIAN
    detail = f"{kind.code}:embedding.onnx"
    assert problem == Problem(ProblemCode.FACE_ENGINE_FAULT, actor, retry_is_safe=False, detail_code=detail)
