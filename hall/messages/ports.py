"""The port by which text messages leave the hall."""

from typing import Protocol


class MessageNotSent(Exception):
    """The gateway did not take the message. Asking again is safe."""


class SmsPort(Protocol):
    """A text message gateway. Called outside a write transaction, since a real one may take seconds."""

    def send(self, mobile: str, text: str) -> None:
        """Hand one message over. Raises MessageNotSent."""
        ...
