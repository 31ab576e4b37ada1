"""Question and answer with a NUT server."""

from typing import Final

from devices.api.control import Control
from devices.api.errors import ProtocolError
from devices.drivers.nut_ups.wire import STATUS, error_of, line_of, value_of, words_of
from devices.ports.text_connection import TextConnection

_MOST_ITEMS: Final = 2000


class NutClient:
    """Asks one thing at a time over one connection. Belongs to the device's thread.

    An answer that breaks the protocol leaves the connection in doubt: whoever gets a `ProtocolError` connects anew.
    """

    def __init__(self, connection: TextConnection) -> None:
        """Ask over `connection`."""
        self._connection = connection

    def log_in(self, user: str, password: str, control: Control) -> None:
        """Say who asks; only servers that are set so want to know. Raises CommandRefused."""
        for question in (("USERNAME", user), ("PASSWORD", password)):
            answer = self._ask(question, control)
            if answer[:1] != ("OK",):
                raise ProtocolError(detail_code="another_answer")

    def version(self, control: Control) -> str:
        """Return what the server says of itself."""
        return " ".join(self._ask(("VER",), control))

    def names(self, control: Control) -> tuple[str, ...]:
        """Return the names of the UPSes that the server knows."""
        return tuple(item[1] for item in self._list(("UPS",), 3, control))

    def variables(self, ups: str, control: Control) -> dict[str, str]:
        """Return everything that is known of a UPS."""
        return {item[2]: item[3] for item in self._list(("VAR", ups), 4, control) if item[1] == ups}

    def status(self, ups: str, control: Control) -> str:
        """Return ``ups.status`` of a UPS."""
        return value_of(self._ask(("GET", "VAR", ups, STATUS), control), ups=ups, name=STATUS)

    def _ask(self, question: tuple[str, ...], control: Control) -> tuple[str, ...]:
        """Return the one line that answers. Raises what it reports."""
        control.check()
        self._connection.discard()
        self._connection.send_line(line_of(*question))
        return self._answer(control)

    def _list(self, what: tuple[str, ...], width: int, control: Control) -> list[tuple[str, ...]]:
        """Return the lines between BEGIN and END, each of at least `width` words."""
        first = self._ask(("LIST", *what), control)
        if first != ("BEGIN", "LIST", *what):
            raise ProtocolError(detail_code="another_answer")
        items: list[tuple[str, ...]] = []
        while True:
            words = self._answer(control)
            if words == ("END", "LIST", *what):
                return items
            if words[:1] != what[:1] or len(words) < width or len(items) >= _MOST_ITEMS:
                raise ProtocolError(detail_code="list_broken")
            items.append(words)

    def _answer(self, control: Control) -> tuple[str, ...]:
        words = words_of(self._connection.receive_line(control))
        error = error_of(words)
        if error is not None:
            raise error
        if not words:
            raise ProtocolError(detail_code="empty_answer")
        return words
