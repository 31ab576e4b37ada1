"""Every error as a `Problem`, once: what a page says, who can act, whether the same may be tried again.

The tables name each error that means something of its own to a citizen; every other error of a part is that part's
fault. A test walks the error trees and holds each pair against what it must become.
"""

from collections.abc import Mapping
from dataclasses import replace

from devices.api import errors as device
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.hallclient import errors as hall
from kiosk.identity.errors import IdentityError, NoFaceOnCard
from kiosk.journal.errors import JournalError, ReprintRefused
from kiosk.journal.reprints import NOT_SETTLED
from kiosk.journal.vocabulary import code as fit_code

_OwnMeanings = Mapping[type[device.DeviceError], ProblemCode]

_PART_FAULTS = {
    Part.CARD_READER: ProblemCode.READER_FAULT,
    Part.CAMERA: ProblemCode.CAMERA_FAULT,
    Part.FACE_ENGINE: ProblemCode.FACE_ENGINE_FAULT,
    Part.CODE_SCANNER: ProblemCode.SCANNER_FAULT,
    Part.SMART_CARD_READER: ProblemCode.SOCIAL_CARD_FAULT,
    Part.DOCUMENT_PRINTER: ProblemCode.PRINTER_FAULT,
    Part.RECEIPT_PRINTER: ProblemCode.RECEIPT_NOT_PRINTED,
    Part.HALL: ProblemCode.HALL_FAULT,
}
_PAPER = {
    device.PaperOut: ProblemCode.PAPER_OUT,
    device.PaperJam: ProblemCode.PAPER_JAM,
    device.CoverOpen: ProblemCode.COVER_OPEN,
    device.TonerOut: ProblemCode.TONER_OUT,
}
_PART_MEANINGS: Mapping[Part, _OwnMeanings] = {
    Part.CARD_READER: {
        device.NoCard: ProblemCode.NO_CARD,
        device.CardUnreadable: ProblemCode.CARD_UNREADABLE,
    },
    # The photo comes from the card: where it cannot be decoded, the engine has nothing to compare with.
    Part.FACE_ENGINE: {device.CardUnreadable: ProblemCode.CARD_UNREADABLE},
    Part.CODE_SCANNER: {device.DeadlineExceeded: ProblemCode.NO_CODE},
    Part.SMART_CARD_READER: {
        device.NoCard: ProblemCode.NO_SOCIAL_CARD,
        device.CardUnreadable: ProblemCode.SOCIAL_CARD_UNREADABLE,
        device.PinWrong: ProblemCode.PIN_WRONG,
        device.PinBlocked: ProblemCode.PIN_BLOCKED,
    },
    Part.DOCUMENT_PRINTER: {**_PAPER, device.OutcomeUnknown: ProblemCode.PRINT_UNKNOWN},
    Part.RECEIPT_PRINTER: {**_PAPER, device.OutcomeUnknown: ProblemCode.RECEIPT_UNKNOWN},
}

_HALL_CODES = {
    "applicant_not_served": ProblemCode.APPLICANT_NOT_SERVED,
    "assurance_too_low": ProblemCode.ASSURANCE_TOO_LOW,
    "card_expired": ProblemCode.CARD_EXPIRED,
    "card_reported_lost": ProblemCode.CARD_REPORTED_LOST,
    "citizen_session_invalid": ProblemCode.SIGN_IN_ENDED,
    "citizen_unknown": ProblemCode.CITIZEN_UNKNOWN,
    "download_unknown": ProblemCode.PHONE_COPY_EXPIRED,
    "database_busy": ProblemCode.HALL_DOWN,
    "guardian_consent_missing": ProblemCode.GUARDIAN_NEEDED,
    "http_502": ProblemCode.HALL_DOWN,
    "http_503": ProblemCode.HALL_DOWN,
    "http_504": ProblemCode.HALL_DOWN,
    "identity_code_expired": ProblemCode.CODE_USED,
    "identity_code_unknown": ProblemCode.CODE_UNKNOWN,
    "identity_code_used": ProblemCode.CODE_USED,
    "item_not_available_here": ProblemCode.ITEM_NOT_HERE,
    "item_unknown": ProblemCode.ITEM_CHANGED,
    "item_version_changed": ProblemCode.ITEM_CHANGED,
    "messages_unavailable": ProblemCode.MESSAGES_DOWN,
    "paper_not_printable": ProblemCode.ITEM_NOT_HERE,
    "print_not_settled": ProblemCode.PRINT_NOT_SETTLED,
    "phone_sign_in_not_confirmed": ProblemCode.PHONE_NOT_CONFIRMED,
    "phone_sign_in_unknown": ProblemCode.PHONE_NOT_CONFIRMED,
    "registry_unavailable": ProblemCode.REGISTRY_DOWN,
    "representation_unknown": ProblemCode.NOT_REPRESENTED,
    "sms_code_expired": ProblemCode.SMS_CODE_EXPIRED,
    "sms_code_wrong": ProblemCode.SMS_CODE_WRONG,
    "too_many_attempts": ProblemCode.TOO_MANY_ATTEMPTS,
    "too_many_downloads": ProblemCode.PHONE_COPY_TOO_OFTEN,
    "too_many_messages": ProblemCode.TOO_MANY_MESSAGES,
}
"""Refusals that mean something of their own to a citizen; every other one is `HALL_FAULT`."""


def of_device(part: Part, error: device.DeviceError) -> Problem:
    """Return what `error` of `part` is to a citizen."""
    meanings = _PART_MEANINGS.get(part, {})
    # The most special class first: DriverHung is an OutcomeUnknown too.
    own = (meanings[kind] for kind in type(error).__mro__ if kind in meanings)
    return Problem(
        code=next(own, _PART_FAULTS[part]),
        actor=Actor(error.actor.value),
        retry_is_safe=error.retry_is_safe,
        detail_code=_detail(error.code, error.detail_code),
    )


def before_anything_was_sent(part: Part, error: device.DeviceError) -> Problem:
    """Return what it is to a citizen that a printer could not even be asked: nothing came out, whatever the error."""
    problem = of_device(part, error)
    known = _PAPER.values()
    return replace(problem, code=problem.code if problem.code in known else _PART_FAULTS[part], retry_is_safe=True)


def of_hall(error: hall.HallError) -> Problem:
    """Return what `error` of the hall, or of the way there, is to a citizen."""
    match error:
        case hall.HallRefused():
            code = _HALL_CODES.get(error.code, ProblemCode.HALL_FAULT)
        case hall.DocumentDamaged():
            code = ProblemCode.DOCUMENT_DAMAGED
        case hall.HallBrokenReply():
            code = ProblemCode.HALL_FAULT
        case _:
            code = ProblemCode.HALL_DOWN
    return Problem(code, error.actor, error.retry_is_safe, _detail(error.code, error.detail_code))


def of_identity(error: IdentityError) -> Problem:
    """Return what it is to a citizen that faces cannot be compared, or this card's not: another way is offered."""
    actor = Actor.CITIZEN if isinstance(error, NoFaceOnCard) else Actor.TECHNICIAN
    detail = _detail(error.code, error.subject)
    return Problem(ProblemCode.FACE_ENGINE_FAULT, actor, retry_is_safe=False, detail_code=detail)


def of_reprint(refused: ReprintRefused) -> Problem:
    """Return what it is to staff that a paper is not printed again: settle it first, or it was replaced already."""
    unsettled = refused.detail_code.startswith(NOT_SETTLED)
    code = ProblemCode.PRINT_NOT_SETTLED if unsettled else ProblemCode.REPRINT_REFUSED
    return Problem(code, Actor.STAFF, retry_is_safe=False, detail_code=_detail(refused.detail_code))


def of_journal(error: JournalError) -> Problem:
    """Return what it is to a citizen that nothing could be written down, and so nothing was done."""
    return own_fault(_detail(error.code, error.detail_code))


def locked_out() -> Problem:
    """Return that this card's faces failed too often: another way is offered, and the same again is not."""
    return Problem(ProblemCode.TOO_MANY_ATTEMPTS, Actor.NOBODY, retry_is_safe=False, detail_code="card_locked_out")


def own_fault(detail_code: str) -> Problem:
    """A fault of the terminal itself."""
    return Problem(ProblemCode.TERMINAL_FAULT, Actor.TECHNICIAN, retry_is_safe=False, detail_code=fit_code(detail_code))


def absent(part: Part) -> Problem:
    """This terminal has no such part."""
    return Problem(_PART_FAULTS[part], Actor.TECHNICIAN, retry_is_safe=False, detail_code="absent")


def _detail(*codes: str) -> str:
    return fit_code(":".join(code for code in codes if code))
