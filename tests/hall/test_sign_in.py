"""Signing in and out."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hall.audit.models import AuditRow
from hall.identity.codes import issue_code
from hall.identity.models import SignIn
from hall.registries import wiring
from hall.registries.ports import RegistryDown
from tests.support.hall import WITHOUT_HOUSE, card_sign_in, new_key
from tests.support.hall_terminal import Terminal


def test_card_and_face_begins_a_session(terminal: Terminal) -> None:
    """A good card and a match give a session, a masked name and number, and nothing in full."""
    reply = terminal.post("/sign-ins", card_sign_in())
    assert reply.status_code == 201
    body = reply.json()
    assert body["citizen"] == {
        "masked_name": "张*",
        "masked_number": "430***********0014",
        "assurance": "high",
    }
    assert len(body["citizen_session"]) >= 43
    assert body["expires_at"].endswith("+08:00")
    assert WITHOUT_HOUSE[0] not in reply.content.decode()


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"number": "999901199001010990"}, 404, "citizen_unknown"),
        ({"name": "张样二"}, 404, "citizen_unknown"),
        ({"valid_until": "2020-01-01"}, 409, "card_expired"),
    ],
)
def test_refused_cards(terminal: Terminal, changes: dict[str, Any], status: int, code: str) -> None:
    """An unknown person, another name, an expired card: each has its own problem, and each is on record."""
    reply = terminal.post("/sign-ins", card_sign_in(**changes))
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply["Content-Type"] == "application/problem+json"
    assert list(AuditRow.objects.order_by("sequence").values_list("action", "outcome"))[-1] == ("sign_in_refused", code)


def test_card_reported_lost(terminal: Terminal) -> None:
    """A card that the registry says is lost is refused."""
    from hall.protection.digests import person_digest
    from hall.registries.models import ResidentRow

    ResidentRow.objects.filter(person=person_digest(WITHOUT_HOUSE[0])).update(card_state="reported_lost")
    reply = terminal.post("/sign-ins", card_sign_in())
    assert (reply.status_code, reply.json()["code"], reply.json()["actor"]) == (409, "card_reported_lost", "staff")


def test_identity_code_works_once(terminal: Terminal) -> None:
    """A code signs its holder in once; then it is used, and an invented one is unknown."""
    code = issue_code(WITHOUT_HOUSE[0], actor="test").code
    first = terminal.post("/sign-ins", {"method": "identity_code", "code": code})
    again = terminal.post("/sign-ins", {"method": "identity_code", "code": code})
    unknown = terminal.post("/sign-ins", {"method": "identity_code", "code": "HKIDNEVERGIVEN"})
    assert first.status_code == 201
    assert first.json()["citizen"]["assurance"] == "substantial"
    assert (again.status_code, again.json()["code"]) == (410, "identity_code_used")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "identity_code_unknown")


def test_identity_code_lost_reply_is_repeated(terminal: Terminal) -> None:
    """Sent again with its key, a redeemed code gives the first reply, not `used`."""
    body = {"method": "identity_code", "code": issue_code(WITHOUT_HOUSE[0], actor="test").code}
    key = new_key()
    first, again = terminal.post("/sign-ins", body, key=key), terminal.post("/sign-ins", body, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first


def test_identity_code_expires_and_is_replaced(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new code ends the one before; a code past its five minutes is told to be expired."""
    old = issue_code(WITHOUT_HOUSE[0], actor="test").code
    new = issue_code(WITHOUT_HOUSE[0], actor="test").code
    assert (
        terminal.post("/sign-ins", {"method": "identity_code", "code": old}).json()["code"] == "identity_code_expired"
    )
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    late = terminal.post("/sign-ins", {"method": "identity_code", "code": new})
    assert (late.status_code, late.json()["code"]) == (410, "identity_code_expired")


@pytest.mark.parametrize("minutes", [15, 30])
def test_session_ends_by_itself(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """A session is over after 15 idle minutes, and after 30 however busy."""
    citizen = terminal.sign_in()
    start = timezone.now()
    for passed in range(7, minutes, 7):
        moment = start + timedelta(minutes=passed)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        if minutes == 30:
            assert terminal.get(f"/cases/{UNKNOWN_CASE}", citizen).status_code == 404
    end = start + timedelta(minutes=minutes, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: end)
    reply = terminal.get(f"/cases/{UNKNOWN_CASE}", citizen)
    assert (reply.status_code, reply.json()["code"]) == (401, "citizen_session_invalid")


UNKNOWN_CASE = "00000000-0000-4000-8000-000000000000"


def test_sign_out_forgets_and_may_be_repeated(terminal: Terminal) -> None:
    """Signing out ends the session, blanks name and number, and is fine a second time."""
    citizen = terminal.sign_in()
    assert [terminal.delete("/sign-ins/current", citizen).status_code for _ in range(2)] == [204, 204]
    row = SignIn.objects.get()
    assert (row.name, row.number) == ("", "")
    assert row.ended_at is not None
    assert terminal.get(f"/cases/{UNKNOWN_CASE}", citizen).status_code == 401
    assert terminal.delete("/sign-ins/current").json()["code"] == "citizen_session_invalid"


def test_session_belongs_to_its_terminal(terminal: Terminal) -> None:
    """Another terminal cannot use a citizen's session."""
    from hall.terminals.tokens import admit_terminal

    citizen = terminal.sign_in()
    terminal.token = admit_terminal("T-02")
    assert terminal.get(f"/cases/{UNKNOWN_CASE}", citizen).status_code == 401


def test_too_many_failures_for_a_person(terminal: Terminal) -> None:
    """The sixth try after five failures is put off, even with the right name, and says for how long."""
    for _ in range(5):
        assert terminal.post("/sign-ins", card_sign_in(name="王样")).status_code == 404
    reply = terminal.post("/sign-ins", card_sign_in())
    assert (reply.status_code, reply.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(reply["Retry-After"]) <= 15 * 60
    assert reply.json()["retry_is_safe"] is True


def test_too_many_failures_at_a_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty failures within five minutes put a terminal off; five minutes later it may try again."""
    for _ in range(30):
        assert terminal.post("/sign-ins", {"method": "identity_code", "code": "NO"}).status_code == 422
    assert terminal.post("/sign-ins", card_sign_in()).status_code == 429
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert terminal.post("/sign-ins", card_sign_in()).status_code == 201


def test_population_registry_down(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent registry is no failure of the citizen's: 503, safe to try again, on record, not counted."""

    class Silent:
        def find(self, _number: str) -> Any:
            raise RegistryDown

    monkeypatch.setattr("hall.identity.signing_in.population_registry", Silent)
    key = new_key()
    for _ in range(6):
        reply = terminal.post("/sign-ins", card_sign_in(), key=key)
        assert (reply.status_code, reply.json()["code"], reply.json()["retry_is_safe"]) == (
            503,
            "registry_unavailable",
            True,
        )
    monkeypatch.setattr("hall.identity.signing_in.population_registry", wiring.population_registry)
    assert terminal.post("/sign-ins", card_sign_in(), key=key).status_code == 201
    assert AuditRow.objects.filter(action="registry_lookup", outcome="unavailable").count() == 6


def test_look_up_states_its_grounds(terminal: Terminal) -> None:
    """The look-up of a sign-in has purpose, legal basis and the person's digest on record, never the number."""
    terminal.sign_in()
    row = AuditRow.objects.get(action="registry_lookup")
    assert row.purpose
    assert row.legal_basis
    assert len(row.subject) == 64
    assert row.outcome == "found"
    assert WITHOUT_HOUSE[0] not in "".join(str(value) for value in vars(row).values())
