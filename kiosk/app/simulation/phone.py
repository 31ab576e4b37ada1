"""The citizen's phone: asks the synthetic hall for a fresh one-off identity code, as a province's app would."""

from collections.abc import Callable

import requests

from kiosk.app.embedded_hall import HallAddress
from kiosk.settings.token import read_token

_WITHIN_S = 5.0


class PhoneOffline(Exception):
    """The hall gave no code."""


class Phone:
    """Asks over HTTP on the caller's thread."""

    def __init__(self, hall: Callable[[], HallAddress | None]) -> None:
        """Ask the hall that `hall` names, once there is one."""
        self._hall = hall

    def fresh_code(self, number: str) -> str:
        """Return a code for the synthetic citizen with that number.

        Raises:
            PhoneOffline: there is no hall yet, it does not answer, or it knows nobody of that number.
        """
        return str(self._ask("POST", "/dock/identity-codes", {"number": number}).get("code", ""))

    def latest_message(self, mobile: str) -> str:
        """Return the last text message to that synthetic number; "" where there is none. Raises `PhoneOffline`."""
        return str(self._ask("POST", "/dock/sms-messages/latest", {"mobile": mobile}).get("text", ""))

    def switch_registry(self, registry: str, *, answers: bool) -> None:
        """Make one of the hall's registries stop answering, or answer again. Raises `PhoneOffline`."""
        self._ask("PUT", f"/dock/registries/{registry}", {"state": "available" if answers else "unavailable"})

    def _ask(self, method: str, path: str, body: dict[str, str]) -> dict[str, object]:
        address = self._hall()
        if address is None:
            raise PhoneOffline
        try:
            token = read_token(address.token_file).secret
            reply = requests.request(
                method, address.url + path, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=_WITHIN_S
            )
            reply.raise_for_status()
            answered: dict[str, object] = reply.json()
        except (requests.RequestException, OSError, ValueError) as error:
            raise PhoneOffline from error
        return answered
