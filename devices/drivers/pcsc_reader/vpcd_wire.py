"""How a virtual card is spoken to: the protocol of vsmartcard's virtual reader (vpcd). Pure.

Each message is its length, two bytes, high byte first, then the message. The reader sends one byte to switch the card
off (00) or on (01), to reset it (02) or to ask for its ATR (04), and anything longer is a command APDU. The card
answers only to 04 (its ATR, or nothing where no card lies there) and to commands.
Source: *Creating a virtual smart card*, frankmorgner.github.io/vsmartcard, virtualsmartcard/api.
"""

from enum import IntEnum
from typing import Final

LENGTH_BYTES: Final = 2


class Order(IntEnum):
    """What a reader tells a card that is not a command APDU."""

    POWER_OFF = 0x00
    POWER_ON = 0x01
    RESET = 0x02
    ANSWER_TO_RESET = 0x04


def message(content: bytes) -> bytes:
    """Return `content` as it is sent."""
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


class MessageScanner:
    """Finds messages in what came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def feed(self, came: bytes) -> None:
        """Take what came."""
        self._held += came

    def next_message(self) -> bytes | None:
        """Return the next whole message, or None. Every stream of bytes is messages: there is nothing to refuse."""
        if len(self._held) < LENGTH_BYTES:
            return None
        end = LENGTH_BYTES + int.from_bytes(self._held[:LENGTH_BYTES], "big")
        if len(self._held) < end:
            return None
        content = bytes(self._held[LENGTH_BYTES:end])
        del self._held[:end]
        return content
