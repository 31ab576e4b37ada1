"""Who calls: the terminal by its bearer token, on every call but the two public ones."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from hall.problems.errors import TerminalTokenInvalid
from hall.terminals.models import Terminal
from hall.terminals.tokens import terminal_of


@dataclass(frozen=True, slots=True)
class TerminalCaller:
    """A terminal calls, nobody signed in is needed."""

    terminal: Terminal


class TerminalToken(HttpBearer):
    """``Authorization: Bearer TOKEN``. What it returns is the request's `auth`."""

    def __call__(self, request: HttpRequest) -> Any:
        """Authenticate; unlike ninja's own, never go on without a token."""
        caller = super().__call__(request)
        if caller is None:
            raise TerminalTokenInvalid
        return caller

    def authenticate(self, _request: HttpRequest, token: str) -> TerminalCaller:
        """Return the calling terminal. Raises `TerminalTokenInvalid`."""
        terminal = terminal_of(token)
        if terminal is None:
            raise TerminalTokenInvalid
        return TerminalCaller(terminal)


def terminal_calling(request: HttpRequest) -> Terminal:
    """Return the terminal that `TerminalToken` found."""
    caller = getattr(request, "auth", None)
    if not isinstance(caller, TerminalCaller):
        raise TerminalTokenInvalid
    return caller.terminal
