"""The hall in this process, called as a terminal with a valid token would."""

from typing import Any

from django.test import Client

from hall.terminals.tokens import admit_terminal
from tests.support.hall import card_sign_in, new_key


class Terminal:
    """Calls the hall in-process, as a terminal with a valid token."""

    def __init__(self, name: str = "T-01") -> None:
        self.client = Client(raise_request_exception=False)
        self.token = admit_terminal(name)

    def get(self, path: str, citizen: str = "", **headers: str) -> Any:
        """GET below /v1."""
        return self.client.get(f"/v1{path}", headers=self._headers(citizen, headers))

    def post(self, path: str, body: Any, citizen: str = "", key: str | None = None) -> Any:
        """POST below /v1 with a key: a fresh one unless given."""
        headers = self._headers(citizen, {"Idempotency-Key": key or new_key()})
        return self.client.post(f"/v1{path}", data=body, content_type="application/json", headers=headers)

    def send(self, path: str, content: bytes, citizen: str = "", key: str | None = None) -> Any:
        """POST bytes below /v1 with a key: a fresh one unless given."""
        headers = self._headers(citizen, {"Idempotency-Key": key or new_key()})
        return self.client.post(f"/v1{path}", data=content, content_type="application/octet-stream", headers=headers)

    def delete(self, path: str, citizen: str = "") -> Any:
        """DELETE below /v1."""
        return self.client.delete(f"/v1{path}", headers=self._headers(citizen, {}))

    def sign_in(self, *person: Any) -> str:
        """Sign in by card and face; return the session's token."""
        reply = self.post("/sign-ins", card_sign_in(*person))
        assert reply.status_code == 201, reply.content
        return str(reply.json()["citizen_session"])

    def _headers(self, citizen: str, further: dict[str, str]) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}", **further}
        return {**headers, "Citizen-Session": citizen} if citizen else headers
