"""The way to a card: a reader of PC/SC, or a virtual one over TCP. The driver above is the same."""

from typing import Protocol


class CardTransport(Protocol):
    """One reader. Belongs to the device's thread. Its library's errors become `DeviceError` here.

    Every method but `close` raises `Disconnected` once the reader or the service behind it has gone.
    """

    @property
    def reader_name(self) -> str:
        """The reader's full name, once open."""
        ...

    def open(self) -> None:
        """Find the reader. Raises `NotOpened`."""
        ...

    def close(self) -> None:
        """Power the card off and let go of the reader. Never raises."""
        ...

    def is_card_there(self) -> bool:
        """Whether a card lies in the reader."""
        ...

    def power_on(self) -> bytes:
        """Power the card and return its ATR; a card that has power keeps it.

        Raises:
            NoCard: it has gone.
            CardUnreadable: it does not answer.
        """
        ...

    def power_off(self) -> None:
        """Take the power from the card, if it has any."""
        ...

    def transmit(self, sent: bytes) -> bytes:
        """Send one command to the powered card; return its answer. Raises like `power_on`."""
        ...
