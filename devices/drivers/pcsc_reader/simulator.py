"""A card that is not there, in a reader that is not there either: speaks vsmartcard's protocol as the card.

The driver connects to it as a virtual reader (``tcp://``); so does pcscd's virtual reader, and then the driver reads it
through PC/SC.
"""

from threading import Lock
from typing import Final

from devices.drivers.pcsc_reader.virtual_card import COMMAND_NAMES, CardContent, VirtualCard
from devices.drivers.pcsc_reader.vpcd_wire import MessageScanner, Order, message
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.scenario import Scenario, Script
from devices.simulators.tcp_server import TcpServer, free_port

REFUSE: Final = "refuse"
COMMANDS: Final = ("atr", *COMMAND_NAMES.values(), "other")
OWN_FAULTS: Final = (REFUSE,)


class SimulatedCardReader:
    """Meets `devices.simulators.simulator.Simulator`. Insert cards and remove them from any thread."""

    def __init__(self, *, script: Script | None = None) -> None:
        """Make a reader without a card."""
        self.scenario = Scenario(script)
        self._lock = Lock()
        self._card: VirtualCard | None = None
        self._server = TcpServer(self.serve, port=free_port(), peers=4, name="simulated-card-reader")

    @property
    def port(self) -> str:
        """See `Simulator.port`."""
        return self._server.address

    @property
    def card(self) -> VirtualCard | None:
        """The card that is in it."""
        return self._card

    def start(self) -> None:
        """See `Simulator.start`."""
        self._server.plug()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self._server.close()

    def unplug(self) -> None:
        """See `Simulator.unplug`."""
        self._server.unplug()

    def plug(self) -> None:
        """See `Simulator.plug`."""
        card = self._card
        if card is not None:
            card.reset()
        self._server.plug()

    def insert(self, content: CardContent) -> VirtualCard:
        """Put a new card in, in place of any other; return it."""
        card = VirtualCard(content)
        with self._lock:
            self._card = card
        return card

    def remove(self) -> None:
        """Take the card out."""
        with self._lock:
            self._card = None

    def serve_card(self, connection: Connection) -> None:
        """Answer pcscd's virtual reader for as long as the card is in: to that reader, a card that hangs up is none.

        It must never be answered by nothing: it waits for ever for the bytes of an empty message.
        """
        scanner = MessageScanner()
        while not connection.hung_up:
            scanner.feed(connection.read())
            while (said := scanner.next_message()) is not None:
                if self._card is None:
                    connection.hang_up()
                    return
                self._hear(connection, said)

    def serve(self, connection: Connection) -> None:
        """Answer one reader until it hangs up; without a card, by nothing."""
        scanner = MessageScanner()
        while not connection.hung_up:
            scanner.feed(connection.read())
            while (said := scanner.next_message()) is not None:
                self._hear(connection, said)

    def _hear(self, connection: Connection, said: bytes) -> None:
        with self._lock:
            card = self._card
        if len(said) > 1:
            self._command(connection, card, said)
        elif said == bytes([Order.ANSWER_TO_RESET]):
            atr = card.content.atr if card else b""
            fault = self.scenario.next_fault("atr")
            deliver(connection, message(atr), fault, unplug=self._server.unplug)
        elif card is not None:
            card.reset()

    def _command(self, connection: Connection, card: VirtualCard | None, said: bytes) -> None:
        fault = self.scenario.next_fault(COMMAND_NAMES.get(said[1], "other"))
        if isinstance(fault, Own) and fault.name == REFUSE:
            answer = (int(fault.values.get("sw", 0x6F00)) & 0xFFFF).to_bytes(2, "big")
        else:
            answer = card.answer(said) if card is not None else b""
        deliver(connection, message(answer), fault, unplug=self._server.unplug)
