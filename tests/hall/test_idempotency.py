"""Idempotency in-process; under real concurrency see test_server.py."""

from typing import Any

import pytest

from hall.cases.models import Case
from hall.idempotency.models import RememberedCall
from tests.support.hall import case_body, new_key
from tests.support.hall_terminal import Terminal


def test_same_key_same_body_gets_the_first_reply(terminal: Terminal) -> None:
    """The effect takes place once; the reply is the first, byte for byte, and says so."""
    citizen, key = terminal.sign_in(), new_key()
    first, again = (terminal.post("/cases", case_body(), citizen, key=key) for _ in range(2))
    assert first.content == again.content
    assert (again.status_code, again["Idempotency-Replayed"]) == (201, "true")
    assert Case.objects.count() == 1


def test_order_of_fields_does_not_matter(terminal: Terminal) -> None:
    """The same call written otherwise is the same call."""
    citizen, key = terminal.sign_in(), new_key()
    terminal.post("/cases", case_body(), citizen, key=key)
    again = terminal.post("/cases", dict(reversed(case_body().items())), citizen, key=key)
    assert again["Idempotency-Replayed"] == "true"


def test_same_key_other_body_is_refused(terminal: Terminal) -> None:
    """A key stands for one call: another body, another address or another citizen is refused."""
    citizen, key = terminal.sign_in(), new_key()
    case = terminal.post("/cases", case_body(), citizen, key=key).json()
    others: list[Any] = [
        terminal.post("/cases", case_body(purpose="loan"), citizen, key=key),
        terminal.post(f"/cases/{case['case_id']}/rating", {"level": 5}, key=key),
    ]
    for other in others:
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Case.objects.count() == 1


def test_a_citizen_who_signed_in_again_may_send_again(terminal: Terminal) -> None:
    """The key stands for the person's call, not the session's: a draft kept over a new sign-in is not doubled."""
    key = new_key()
    first = terminal.post("/cases", case_body(), terminal.sign_in(), key=key)
    again = terminal.post("/cases", case_body(), terminal.sign_in(), key=key)
    assert again["Idempotency-Replayed"] == "true"
    assert again.content == first.content


def test_refusals_are_not_remembered(terminal: Terminal) -> None:
    """What was refused may be put right and sent under the same key."""
    citizen, key = terminal.sign_in(), new_key()
    assert terminal.post("/cases", case_body(item_version=9), citizen, key=key).status_code == 409
    assert terminal.post("/cases", case_body(), citizen, key=key).status_code == 201


def test_terminals_do_not_share_keys(terminal: Terminal) -> None:
    """Two terminals that happen to choose one key do not see each other's replies."""
    from hall.terminals.tokens import admit_terminal

    key = new_key()
    terminal.post("/cases", case_body(), terminal.sign_in(), key=key)
    terminal.token = admit_terminal("T-02")
    other = terminal.post("/cases", case_body(), terminal.sign_in(), key=key)
    assert other.status_code == 201
    assert "Idempotency-Replayed" not in other
    assert Case.objects.count() == 2


@pytest.mark.parametrize("path", ["/sign-ins", "/cases", "/cases/00000000-0000-4000-8000-000000000000/rating"])
def test_key_is_needed(terminal: Terminal, path: str) -> None:
    """Every POST without a key is refused by name; a key that is too short, too long or unprintable is invalid."""
    headers = {"Authorization": f"Bearer {terminal.token}", "Citizen-Session": terminal.sign_in()}
    missing = terminal.client.post(f"/v1{path}", data={}, content_type="application/json", headers=headers)
    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_missing")
    for key in ("short", "x" * 65, "with space", "ünïcödé-key"):
        reply = terminal.client.post(
            f"/v1{path}", data={}, content_type="application/json", headers={**headers, "Idempotency-Key": key}
        )
        assert reply.status_code == 422
        assert "header:Idempotency-Key" in {entry["pointer"] for entry in reply.json()["errors"]}


def test_remembered_replies_are_sealed(terminal: Terminal) -> None:
    """What is remembered of a call shows neither the session's token nor the result."""
    from django.db import connection

    citizen = terminal.sign_in()
    assert RememberedCall.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT reply FROM idempotency_rememberedcall")
        assert citizen.encode() not in bytes(cursor.fetchone()[0])
