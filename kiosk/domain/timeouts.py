"""How long the terminal waits. One place, in seconds, set by settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Waits in seconds. Source of the defaults: EN 301 549 clause 9.2.2 (timing adjustable), field practice.

    Attributes:
        idle_s: without a touch, before the citizen is asked whether they are still there.
        idle_warning_s: how long that question stands before the session ends.
        card_s, code_s, face_s: for a card, a code, a face comparison to end.
        phone_s: for a sign-in to be confirmed, or a paper to be saved, on the citizen's phone.
        hall_s: for one answer of the hall, retries included.
        print_s: for a paper or a receipt to be known as printed.
        wipe_s: for everything personal to be gone.
        thanks_s: how long the last page stands.
        notice_s: how long a page about a problem stands without a touch.
        staff_s: how long the staff door stays open without a touch.
        retry_hall_s: between attempts to reach the hall while out of service, and between catalogue refreshes.
    """

    idle_s: float = 60.0
    idle_warning_s: float = 20.0
    card_s: float = 60.0
    code_s: float = 60.0
    face_s: float = 30.0
    phone_s: float = 240.0
    hall_s: float = 20.0
    print_s: float = 120.0
    wipe_s: float = 10.0
    thanks_s: float = 8.0
    notice_s: float = 60.0
    staff_s: float = 180.0
    retry_hall_s: float = 30.0
