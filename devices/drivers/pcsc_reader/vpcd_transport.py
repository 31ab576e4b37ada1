"""A virtual reader: speaks vsmartcard's protocol to a virtual card over TCP, where no PC/SC service runs."""

import errno
import socket
from typing import Final

from devices.api.errors import CardUnreadable, Disconnected, NoCard, NotOpened
from devices.drivers.pcsc_reader.vpcd_wire import MessageScanner, Order, message

_CONNECT_S: Final = 2.0
ANSWER_S: Final = 3.0
"""How long a card may think. A real reader extends the time by itself (ISO 7816-3, WTX)."""
_CHUNK_BYTES: Final = 65536


class VpcdTransport:
    """Meets `devices.drivers.pcsc_reader.transport.CardTransport`."""

    def __init__(self, host: str, port: int) -> None:
        """Speak to the card at `host` and `port`."""
        self._address = (host, port)
        self._socket: socket.socket | None = None
        self._scanner = MessageScanner()
        self._atr = b""

    @property
    def reader_name(self) -> str:
        """See `CardTransport.reader_name`."""
        return "virtual reader" if self._socket is not None else ""

    def open(self) -> None:
        """See `CardTransport.open`."""
        self.close()
        try:
            self._socket = socket.create_connection(self._address, _CONNECT_S)
            self._socket.settimeout(ANSWER_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            self.close()
            raise NotOpened(detail_code=_name(error)) from error
        self._scanner = MessageScanner()

    def close(self) -> None:
        """See `CardTransport.close`."""
        held, self._socket, self._atr = self._socket, None, b""
        if held is not None:
            held.close()

    def is_card_there(self) -> bool:
        """See `CardTransport.is_card_there`."""
        there = bool(self._asked(bytes([Order.ANSWER_TO_RESET])))
        if not there:
            self._atr = b""
        return there

    def power_on(self) -> bytes:
        """See `CardTransport.power_on`."""
        if not self._atr:
            self._send(bytes([Order.POWER_ON]))
            self._atr = self._asked(bytes([Order.ANSWER_TO_RESET]))
            if not self._atr:
                raise NoCard(detail_code="removed")
        return self._atr

    def power_off(self) -> None:
        """See `CardTransport.power_off`."""
        if self._atr:
            self._atr = b""
            self._send(bytes([Order.POWER_OFF]))

    def transmit(self, sent: bytes) -> bytes:
        """See `CardTransport.transmit`."""
        if not self._atr:
            raise NoCard(detail_code="not_powered")
        came = self._asked(sent)
        if not came:
            self._atr = b""
            raise NoCard(detail_code="removed")
        return came

    def _asked(self, sent: bytes) -> bytes:
        self._send(sent)
        while True:
            came = self._scanner.next_message()
            if came is not None:
                return came
            self._scanner.feed(self._receive())

    def _send(self, content: bytes) -> None:
        try:
            self._opened.sendall(message(content))
        except OSError as error:
            raise Disconnected(detail_code=_name(error)) from error

    def _receive(self) -> bytes:
        try:
            came = self._opened.recv(_CHUNK_BYTES)
        except TimeoutError as error:
            # What comes later would answer another question: begin anew.
            self.close()
            raise CardUnreadable(detail_code="mute") from error
        except OSError as error:
            raise Disconnected(detail_code=_name(error)) from error
        if not came:
            raise Disconnected(detail_code="closed_by_peer")
        return came

    @property
    def _opened(self) -> socket.socket:
        if self._socket is None:
            raise Disconnected(detail_code="not_open")
        return self._socket


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
