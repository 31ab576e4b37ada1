"""Who calls: a terminal with a citizen signed in at it."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from hall.identity.models import SignIn
from hall.identity.sessions import session_of
from hall.problems.errors import CitizenSessionInvalid
from hall.terminals.authentication import TerminalCaller, TerminalToken

SESSION_HEADER: Final = "Citizen-Session"


@dataclass(frozen=True, slots=True)
class CitizenCaller(TerminalCaller):
    """A terminal calls for the citizen of `session`."""

    session: SignIn


class CitizenSession(TerminalToken):
    """The bearer token and ``Citizen-Session: TOKEN``, both."""

    def authenticate(self, request: HttpRequest, token: str) -> CitizenCaller:
        """Return terminal and citizen. Raises `TerminalTokenInvalid`, `CitizenSessionInvalid`."""
        terminal = super().authenticate(request, token).terminal
        return CitizenCaller(terminal, session_of(request.headers.get(SESSION_HEADER, ""), terminal))


def citizen_calling(request: HttpRequest) -> CitizenCaller:
    """Return what `CitizenSession` found."""
    caller = getattr(request, "auth", None)
    if not isinstance(caller, CitizenCaller):
        raise CitizenSessionInvalid
    return caller
