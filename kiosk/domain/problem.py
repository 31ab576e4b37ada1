"""Everything that can go wrong at a terminal, as one list: what a page can say, who can act, what may be tried.

Device errors and the hall's problems are turned into these once, by the effects; words come by translation.
"""

from dataclasses import dataclass
from enum import Enum


class Actor(Enum):
    """Who can put it right."""

    CITIZEN = "citizen"
    STAFF = "staff"
    TECHNICIAN = "technician"
    NOBODY = "nobody"


class ProblemCode(Enum):
    """What happened, in a citizen's terms. The value names it in the journal."""

    NO_CARD = "no_card"
    CARD_UNREADABLE = "card_unreadable"
    CARD_EXPIRED = "card_expired"
    CARD_REPORTED_LOST = "card_reported_lost"
    READER_FAULT = "reader_fault"
    CAMERA_FAULT = "camera_fault"
    FACE_ENGINE_FAULT = "face_engine_fault"
    FACE_NOT_SEEN = "face_not_seen"
    FACE_UNSURE = "face_unsure"
    FACE_NO_MATCH = "face_no_match"
    SCANNER_FAULT = "scanner_fault"
    NO_CODE = "no_code"
    CODE_UNKNOWN = "code_unknown"
    CODE_USED = "code_used"
    SOCIAL_CARD_FAULT = "social_card_fault"
    NO_SOCIAL_CARD = "no_social_card"
    SOCIAL_CARD_UNREADABLE = "social_card_unreadable"
    PIN_WRONG = "pin_wrong"
    PIN_BLOCKED = "pin_blocked"
    SMS_CODE_WRONG = "sms_code_wrong"
    SMS_CODE_EXPIRED = "sms_code_expired"
    TOO_MANY_MESSAGES = "too_many_messages"
    MESSAGES_DOWN = "messages_down"
    PHONE_NOT_CONFIRMED = "phone_not_confirmed"
    PHONE_REFUSED = "phone_refused"
    GUARDIAN_NEEDED = "guardian_needed"
    ASSURANCE_TOO_LOW = "assurance_too_low"
    APPLICANT_NOT_SERVED = "applicant_not_served"
    NOT_REPRESENTED = "not_represented"
    CITIZEN_UNKNOWN = "citizen_unknown"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    SIGN_IN_ENDED = "sign_in_ended"
    HALL_DOWN = "hall_down"
    HALL_FAULT = "hall_fault"
    REGISTRY_DOWN = "registry_down"
    ITEM_CHANGED = "item_changed"
    ITEM_NOT_HERE = "item_not_here"
    DOCUMENT_DAMAGED = "document_damaged"
    PAPER_OUT = "paper_out"
    PAPER_JAM = "paper_jam"
    COVER_OPEN = "cover_open"
    TONER_OUT = "toner_out"
    PRINTER_FAULT = "printer_fault"
    PRINTER_NOT_READY = "printer_not_ready"
    PRINT_UNKNOWN = "print_unknown"
    PAPER_SPOILED = "paper_spoiled"
    PRINT_NOT_SETTLED = "print_not_settled"
    REPRINT_REFUSED = "reprint_refused"
    PHONE_COPY_EXPIRED = "phone_copy_expired"
    PHONE_COPY_TOO_OFTEN = "phone_copy_too_often"
    RECEIPT_NOT_PRINTED = "receipt_not_printed"
    RECEIPT_UNKNOWN = "receipt_unknown"
    STAFF_PIN_WRONG = "staff_pin_wrong"
    STAFF_DOOR_LOCKED = "staff_door_locked"
    STAFF_DOOR_UNSET = "staff_door_unset"
    RESTART_REFUSED = "restart_refused"
    TERMINAL_FAULT = "terminal_fault"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong.

    Attributes:
        actor: who can put it right.
        retry_is_safe: whether the same may simply be tried again; False where it may have happened already.
        detail_code: the device's or hall's own code, for staff; never personal data.
    """

    code: ProblemCode
    actor: Actor
    retry_is_safe: bool
    detail_code: str = ""
