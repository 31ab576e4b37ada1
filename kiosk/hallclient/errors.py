"""What can go wrong between the kiosk and the hall.

    HallError
    +-- HallUnreachable      no connection: nothing was sent                          staff
    +-- HallTimedOut         sent, and no answer in time                              staff
    +-- HallConnectionLost   sent, and the answer broke off                           staff
    +-- HallRefused          the hall said no, with its own code                      as the hall says
    +-- HallBrokenReply      the answer breaks the contract                           technician
    +-- DocumentDamaged      a paper's bytes are not those that were issued           staff
    +-- CallCancelled        called back by the caller                                nobody

Whether the hall did what was asked is not known after HallTimedOut, HallConnectionLost and HallBrokenReply. The same
call with the same idempotency key finds out: the hall then gives its first answer again and does nothing twice. So
`retry_is_safe` means: safe with the same key.

Errors carry facts and codes, never a body, a header or a name.
"""

from typing import ClassVar

from kiosk.domain.problem import Actor


class HallError(Exception):
    """Root of the tree.

    Attributes:
        code: names the error to translations, the journal and the staff page.
        detail_code: what exactly; never personal data, never a sentence.
        actor: who can put it right.
        retry_is_safe: whether the same call with the same key may be tried again.
    """

    code: str = "hall_error"
    actor: Actor = Actor.STAFF
    retry_is_safe: bool = True

    def __init__(self, detail_code: str = "") -> None:
        """Keep the facts; the message is for logs and technicians only."""
        self.detail_code = detail_code
        super().__init__(" ".join(part for part in (self.code, detail_code) if part))


class HallUnreachable(HallError):
    """No connection could be made: refused, no such name, no route, or its certificate is not trusted."""

    code = "hall_unreachable"


class HallTimedOut(HallError):
    """The hall did not answer in time."""

    code = "hall_timed_out"


class HallConnectionLost(HallError):
    """The connection broke after something had been sent."""

    code = "hall_connection_lost"


class HallRefused(HallError):
    """The hall understood and said no.

    Attributes:
        status: of HTTP.
        retry_after_s: how long the hall asks to wait before the same again, or None.
    """

    UNNAMED: ClassVar[str] = "http_"
    """What `code` begins with where a reply carried no problem document, followed by the status."""

    def __init__(
        self, code: str, *, status: int, actor: Actor, retry_is_safe: bool, retry_after_s: float | None = None
    ) -> None:
        """Keep the facts as the hall's problem document gave them."""
        self.code = code
        self.status = status
        self.actor = actor
        self.retry_is_safe = retry_is_safe
        self.retry_after_s = retry_after_s
        super().__init__()


class HallBrokenReply(HallError):
    """The answer is not what the contract says; `detail_code` names the place in it."""

    code = "hall_broken_reply"
    actor = Actor.TECHNICIAN


class DocumentDamaged(HallError):
    """What was fetched is not, byte for byte, what was issued: it is not printed."""

    code = "document_damaged"


class CallCancelled(HallError):
    """The caller called it back, or the client was closed; whether the hall did it is not known."""

    code = "cancelled"
    actor = Actor.NOBODY
