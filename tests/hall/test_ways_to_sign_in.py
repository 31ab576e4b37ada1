"""Further ways to sign in: a text message, the social-security card, a guardian's consent; how often one may fail."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hall.audit.models import AuditRow
from hall.identity import sms_codes
from hall.identity.models import SignIn, SmsChallenge
from hall.messages.outbox import latest_to
from hall.messages.ports import MessageNotSent
from hall.registries.models import HouseholdMemberRow, ResidentRow
from hall.registries.ports import Relation
from hall.seed.households import mobile_of
from tests.support.hall import WITHOUT_HOUSE, card_sign_in, new_key
from tests.support.hall_terminal import Terminal

MOBILE = mobile_of(0)
NOBODYS = "14099999999"


def code_sent_to(mobile: str) -> str:
    """Read the code off the phone."""
    found = re.search(r"验证码(\d{6})", latest_to(mobile) or "")
    assert found is not None, "no code came"
    return found.group(1)


def ask(terminal: Terminal, mobile: str = MOBILE) -> str:
    """Have a code sent; return the challenge."""
    reply = terminal.post("/sms-codes", {"mobile": mobile})
    assert reply.status_code == 201, reply.content
    return str(reply.json()["challenge_id"])


def enter(terminal: Terminal, challenge: str, code: str) -> Any:
    """Enter a code at the terminal."""
    return terminal.post("/sign-ins", {"method": "sms_code", "challenge_id": challenge, "code": code})


def test_a_text_message_signs_in_once(terminal: Terminal) -> None:
    """The code that came to the registered number signs its holder in, at the lowest level, and never again."""
    challenge = ask(terminal)
    code = code_sent_to(MOBILE)
    reply = enter(terminal, challenge, code)
    assert reply.status_code == 201
    assert reply.json()["citizen"] == {
        "masked_name": "张*",
        "masked_number": "430***********0014",
        "assurance": "basic",
    }
    assert enter(terminal, challenge, code).json()["code"] == "sms_code_wrong"


def test_nobody_learns_whether_a_number_is_registered(terminal: Terminal) -> None:
    """An unregistered number gets the same reply; its holder is told so by message, and no code can meet it."""
    known = terminal.post("/sms-codes", {"mobile": MOBILE})
    unknown = terminal.post("/sms-codes", {"mobile": NOBODYS})
    assert known.status_code == unknown.status_code == 201
    assert known.json().keys() == unknown.json().keys()
    assert "没有实名登记" in (latest_to(NOBODYS) or "")
    for code in ("000000", "123456"):
        refused = enter(terminal, unknown.json()["challenge_id"], code)
        assert (refused.status_code, refused.json()["code"]) == (422, "sms_code_wrong")
    assert not SmsChallenge.objects.get(challenge_id=unknown.json()["challenge_id"]).person


def test_a_code_cannot_be_guessed(terminal: Terminal) -> None:
    """After five tries even the right code is wrong: a million codes, five guesses."""
    challenge = ask(terminal)
    right = code_sent_to(MOBILE)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(sms_codes.TRIES):
        assert enter(terminal, challenge, wrong).json()["code"] == "sms_code_wrong"
    assert enter(terminal, challenge, right).json()["code"] == "sms_code_wrong"


def test_a_code_is_for_one_terminal_and_five_minutes(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shown to another terminal it is wrong; late it is expired."""
    challenge = ask(terminal)
    code = code_sent_to(MOBILE)
    assert enter(Terminal("T-02"), challenge, code).json()["code"] == "sms_code_wrong"
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert enter(terminal, challenge, code).json()["code"] == "sms_code_expired"


def test_messages_are_counted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """One a minute and five an hour to one number; the refusal says how long to wait."""
    ask(terminal)
    again = terminal.post("/sms-codes", {"mobile": MOBILE})
    assert (again.status_code, again.json()["code"]) == (429, "too_many_messages")
    assert 0 < int(again["Retry-After"]) <= 61
    start = timezone.now()
    statuses = []
    for minute in range(2, 2 + sms_codes.PER_HOUR_TO_ONE_NUMBER):
        monkeypatch.setattr(timezone, "now", lambda moment=start + timedelta(minutes=minute): moment)
        statuses.append(terminal.post("/sms-codes", {"mobile": MOBILE}).status_code)
    assert statuses == [201] * (sms_codes.PER_HOUR_TO_ONE_NUMBER - 1) + [429]


def test_a_gateway_that_is_down_writes_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """No challenge is kept for a message that was not sent; the same key works later."""

    class Down:
        def send(self, mobile: str, text: str) -> None:
            raise MessageNotSent

    key = new_key()
    with monkeypatch.context() as patched:
        patched.setattr("hall.identity.sms_codes.sms_gateway", Down)
        reply = terminal.post("/sms-codes", {"mobile": MOBILE}, key=key)
        assert (reply.status_code, reply.json()["code"]) == (503, "messages_unavailable")
    assert not SmsChallenge.objects.exists()
    assert terminal.post("/sms-codes", {"mobile": MOBILE}, key=key).status_code == 201


def test_no_code_and_no_number_is_kept_in_the_clear(terminal: Terminal) -> None:
    """The database holds digests and seals."""
    ask(terminal)
    row = SmsChallenge.objects.values().get()
    text = " ".join(map(str, row.values()))
    assert code_sent_to(MOBILE) not in row["code"]
    assert MOBILE not in text


def social_card(**changes: Any) -> dict[str, Any]:
    """A social-security card whose chip took its PIN."""
    number, name, _ = WITHOUT_HOUSE
    return {
        "method": "social_card",
        "number": number,
        "name": name,
        "pin_verified_at": "2026-01-05T09:00:00+08:00",
        **changes,
    }


def test_a_social_security_card_signs_in(terminal: Terminal) -> None:
    """Its holder, at the middle level; under another name nobody."""
    reply = terminal.post("/sign-ins", social_card())
    assert reply.status_code == 201
    assert reply.json()["citizen"]["assurance"] == "substantial"
    assert terminal.post("/sign-ins", social_card(name="张样二")).json()["code"] == "citizen_unknown"


def a_family() -> tuple[ResidentRow, ResidentRow]:
    """Return a child below 14 and a parent, both with valid cards, by the register of households."""
    for row in HouseholdMemberRow.objects.filter(relation=Relation.CHILD.value).select_related("resident"):
        head = HouseholdMemberRow.objects.select_related("resident").get(
            household=row.household, relation=Relation.HEAD.value
        )
        fine = row.resident.card_state == head.resident.card_state == "valid"
        if fine and row.resident.born > "2013" and (row.resident.card_valid_until or "9") > "2027":
            return row.resident, head.resident
    raise AssertionError("the synthetic city has families")


def young_sign_in(child: ResidentRow, guardian: ResidentRow | None) -> dict[str, Any]:
    """A child's card and face, with or without a guardian's consent."""
    body = card_sign_in((child.number, child.name, child.card_valid_until))
    body["card"]["valid_until"] = child.card_valid_until or None
    if guardian is not None:
        body["face"]["guardian"] = {"number": guardian.number, "name": guardian.name}
    return body


def test_below_fourteen_a_guardian_consents(terminal: Terminal) -> None:
    """Without one, or with a stranger's, the face comparison counts for nothing; with a parent's it does, on record."""
    child, parent = a_family()
    stranger = ResidentRow.objects.exclude(pk__in=[child.pk, parent.pk]).first()
    for guardian in (None, stranger):
        reply = terminal.post("/sign-ins", young_sign_in(child, guardian))
        assert (reply.status_code, reply.json()["code"]) == (403, "guardian_consent_missing")
    assert terminal.post("/sign-ins", young_sign_in(child, parent)).status_code == 201
    assert SignIn.objects.latest("pk").guardian == parent.person
    assert parent.person in AuditRow.objects.filter(action="citizen_signed_in").latest("sequence").detail


def test_whoever_goes_on_failing_waits_longer(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five wrong cards cost a quarter of an hour, ten two hours."""
    start = timezone.now()
    moment = start

    def fail() -> Any:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return terminal.post("/sign-ins", card_sign_in(name="张样二"))

    for _ in range(5):
        assert fail().json()["code"] == "citizen_unknown"
    assert int(fail()["Retry-After"]) <= 15 * 60
    moment = start + timedelta(minutes=16)
    for _ in range(5):
        assert fail().json()["code"] == "citizen_unknown"
    moment = start + timedelta(minutes=40)
    refused = fail()
    assert refused.json()["code"] == "too_many_attempts"
    assert 15 * 60 < int(refused["Retry-After"]) <= 2 * 60 * 60
