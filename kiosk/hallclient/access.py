"""Where the hall is and who we are to it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HallAccess:
    """What a client is built from.

    Attributes:
        base_url: ``http://127.0.0.1:8000``, without the ``/v1``.
        token: this terminal's bearer token; secret.
        terminal_id: names this terminal in sign-ins.
        user_agent: name and version of this program.
        connect_timeout_s: for a connection to be made.
        read_timeout_s: for the hall to begin, or go on with, an answer.
        call_limit_s: for a whole call, retries included, where the caller brings no leash of its own.
        ca_file: certificates (PEM) to trust instead of the usual ones.
    """

    base_url: str
    token: str = field(repr=False)
    terminal_id: str
    user_agent: str
    connect_timeout_s: float = 3.0
    read_timeout_s: float = 10.0
    call_limit_s: float = 20.0
    ca_file: Path | None = None
