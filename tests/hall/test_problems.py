"""How the hall says no: problem documents for everything, with nothing of the caller's in them."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from hall.http.log_format import AllowListFormatter
from tests.support.hall import WITHOUT_HOUSE, card_sign_in, new_key
from tests.support.hall_terminal import Terminal


def _check_problem(reply: Any, status: int, code: str) -> dict[str, Any]:
    assert reply.status_code == status
    assert reply["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert (body["code"], body["status"]) == (code, status)
    assert body["type"] == f"urn:hallkiosk:problem:{code}"
    assert body["actor"] in {"citizen", "staff", "technician", "nobody"}
    assert isinstance(body["retry_is_safe"], bool)
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/v1/nothing", 404, "not_found"),
        ("get", "/", 404, "not_found"),
        ("get", "/v1/cases/not-a-uuid", 404, "not_found"),
        ("put", "/v1/cases", 405, "method_not_allowed"),
        ("get", "/v1/sign-ins", 405, "method_not_allowed"),
        ("get", "/dock/identity-codes", 404, "not_found"),
    ],
)
def test_addresses(terminal: Terminal, method: str, path: str, status: int, code: str) -> None:
    """Unknown addresses and methods are problems too; without --dock the dock's switches do not exist."""
    reply = getattr(terminal.client, method)(path, headers={"Authorization": f"Bearer {terminal.token}"})
    _check_problem(reply, status, code)
    if status == 405:
        assert reply["Allow"]


def test_validation_names_fields_and_echoes_nothing(terminal: Terminal) -> None:
    """Each wrong field is named by a JSON pointer; no value, and no field name of the caller's, comes back."""
    body = card_sign_in(number="CANARY-1", valid_until="CANARY-2", surprise_canary="x")
    body["face"]["score"] = "0.9"
    body["canary_extra"] = 1
    problem = _check_problem(terminal.post("/sign-ins", body), 422, "validation_failed")
    pointers = {entry["pointer"] for entry in problem["errors"]}
    assert pointers == {"/card/number", "/card/valid_until", "/card", "/face/score", ""}
    assert "canary" not in json.dumps(problem).lower()


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    [
        (("face", "score"), 0.1, "/face"),
        (("face", "result"), "no_match", "/face/result"),
        (("face", "consented_at"), "2026-01-05", "/face/consented_at"),
        (("face", "consented_at"), "2026-01-05T09:00:00", "/face/consented_at"),
        (("face", "compared_at"), 1767571200, "/face/compared_at"),
        (("card", "valid_until"), 20260105, "/card/valid_until"),
        (("card", "variant"), "passport", "/card/variant"),
        (("card", "name"), "a\u0000b", "/card/name"),
        (("method",), "fingerprint", ""),
    ],
)
def test_values_that_are_refused(terminal: Terminal, path: tuple[str, ...], value: Any, pointer: str) -> None:
    """A match below its threshold, a moment without zone, a number for a time, an unknown word: refused, and where."""
    body = card_sign_in()
    target = body
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    problem = _check_problem(terminal.post("/sign-ins", body), 422, "validation_failed")
    assert [entry["pointer"] for entry in problem["errors"]] == [pointer]


def _raw(terminal: Terminal, content: bytes, content_type: str = "application/json") -> Any:
    headers = {"Authorization": f"Bearer {terminal.token}", "Idempotency-Key": new_key()}
    return terminal.client.post("/v1/sign-ins", data=content, content_type=content_type, headers=headers)


def test_bodies(terminal: Terminal) -> None:
    """Broken JSON, wrong bytes, another media type and a body beyond 64 KiB each have their problem."""
    _check_problem(_raw(terminal, b'{"method": '), 400, "body_malformed")
    _check_problem(_raw(terminal, b'{"method": "\xff"}'), 400, "body_malformed")
    _check_problem(_raw(terminal, b"[" * 40_000), 400, "body_malformed")
    _check_problem(_raw(terminal, b"method=x", "application/x-www-form-urlencoded"), 415, "media_type_unsupported")
    _check_problem(_raw(terminal, b" " * (64 * 1024 + 1)), 413, "body_too_large")
    _check_problem(_raw(terminal, b""), 422, "validation_failed")
    _check_problem(_raw(terminal, b"null"), 422, "validation_failed")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer hkt_wrong", "Basic aGt0Og==", "hkt_x"])
def test_terminal_token(terminal: Terminal, header: str | None) -> None:
    """Without a token of an active terminal nothing but health and keys answers."""
    headers = {"Authorization": header} if header is not None else {}
    reply = terminal.client.get("/v1/catalogue", headers=headers)
    _check_problem(reply, 401, "terminal_token_invalid")
    assert reply["WWW-Authenticate"] == "Bearer"
    for path in ("/v1/health", "/v1/keys", "/v1/revocations"):
        assert terminal.client.get(path, headers=headers).status_code == 200


def test_revoked_terminal(terminal: Terminal) -> None:
    """A revoked token stops working at once; admitting the terminal again gives another."""
    from hall.terminals.tokens import admit_terminal, revoke_terminal

    assert terminal.get("/catalogue").status_code == 200
    assert revoke_terminal("T-01") is True
    assert revoke_terminal("T-01") is False
    assert terminal.get("/catalogue").status_code == 401
    terminal.token = admit_terminal("T-01")
    assert terminal.get("/catalogue").status_code == 200


def test_unknown_host(terminal: Terminal) -> None:
    """A Host header that is not ours is refused (DNS rebinding)."""
    reply = terminal.client.get("/v1/health", headers={"Host": "evil.example"})
    _check_problem(reply, 400, "host_not_allowed")


def test_database_gone(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that cannot be had is a 503 that is safe to retry."""

    def locked(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("hall.terminals.authentication.terminal_of", locked)
    reply = terminal.get("/catalogue")
    assert _check_problem(reply, 503, "database_busy")["retry_is_safe"] is True
    assert reply["Retry-After"]


def test_unexpected_failure_tells_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours is an internal_error without a word of its cause; the log has type and lines, not the text."""

    def fail(*_args: object) -> None:
        raise ValueError(f"about {WITHOUT_HOUSE[1]}")

    monkeypatch.setattr("hall.identity.signing_in.find", fail)
    _check_problem(terminal.post("/sign-ins", card_sign_in()), 500, "internal_error")
    log = "".join(AllowListFormatter().format(record) for record in caplog.records)
    assert "builtins.ValueError" in log
    assert "test_problems.py" in log
    assert WITHOUT_HOUSE[1] not in log


def test_security_headers(terminal: Terminal) -> None:
    """Every reply, good or bad, carries the headers; only the catalogue may be kept."""
    for reply in (Client().get("/v1/health"), Client().get("/v1/catalogue"), terminal.get("/catalogue")):
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert reply["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert reply["Referrer-Policy"] == "no-referrer"
        assert "no-store" in reply["Cache-Control"] or reply["Cache-Control"] == "private, no-cache"
