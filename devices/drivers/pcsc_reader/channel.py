"""Commands to the card that lies in the reader: answers that come in pieces are put together."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from devices.api.errors import ProtocolError
from devices.api.kinds.smart_card_reader import CommandApdu, ResponseApdu
from devices.drivers.pcsc_reader.wire import INS_GET_RESPONSE, encode, error_of, parse_response

Transmit = Callable[[bytes], bytes]
"""Sends one command to a card and returns its answer, status word included."""

_MOST_PIECES: Final = 300


class CardChannel:
    """One card, powered. Belongs to the device's thread."""

    def __init__(self, transmit: Transmit) -> None:
        """Send by `transmit`."""
        self._transmit = transmit

    def exchange(self, command: CommandApdu) -> ResponseApdu:
        """Send one command; follow 61xx (more to fetch) and 6Cxx (ask for that many)."""
        response = self._once(command)
        if response.status_word >> 8 == 0x6C:
            response = self._once(replace(command, le=response.status_word & 0xFF))
        data = response.data
        for _ in range(_MOST_PIECES):
            if response.status_word >> 8 != 0x61:
                return ResponseApdu(data, response.status_word)
            more = CommandApdu(command.cla & 0x03, INS_GET_RESPONSE, 0, 0, le=response.status_word & 0xFF)
            response = self._once(more)
            data += response.data
        raise ProtocolError(detail_code="answer_without_end")

    def ask(self, command: CommandApdu) -> bytes:
        """Send one command and return its data. Raises what its status word says (`wire.error_of`)."""
        response = self.exchange(command)
        error = error_of(response.status_word)
        if error is not None:
            raise error
        return response.data

    def _once(self, command: CommandApdu) -> ResponseApdu:
        sent = encode(command)
        try:
            return parse_response(self._transmit(bytes(sent)))
        finally:
            sent[:] = bytes(len(sent))
