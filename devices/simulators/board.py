"""A small board that speaks in sentences and is not there, on a pty."""

from collections.abc import Callable
from pathlib import Path

from devices.api.errors import ProtocolError
from devices.sentences import Sentence, SentenceScanner
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.pty_port import PtyPort
from devices.simulators.scenario import Scenario, Script

REFUSE = "refuse"
Answer = Callable[[str, tuple[str, ...]], tuple[str, ...]]
"""Given a verb and its words, returns the words of the answer: ``ACK`` and more, or ``NAK`` and why. Any thread."""


class SimulatedBoard:
    """Meets `devices.simulators.simulator.Simulator`. A board's own simulator answers and is told of power-ups.

    Scenarios name a question by its verb in lower case. ``refuse`` with ``reason`` answers ``NAK``.
    """

    def __init__(
        self,
        *,
        talker: str,
        answer: Answer,
        power_up: Callable[[], None] = lambda: None,
        link: Path | None = None,
        script: Script | None = None,
        name: str,
    ) -> None:
        """Make a board at `link`, or at a private place as `name`."""
        self.scenario = Scenario(script)
        self._talker = talker
        self._answer = answer
        self._power_up = power_up
        self._port = PtyPort(self._serve, link=link, name=name)

    @property
    def port(self) -> str:
        """See `Simulator.port`."""
        return self._port.path

    def start(self) -> None:
        """See `Simulator.start`."""
        self.plug()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self._port.close()

    def unplug(self) -> None:
        """See `Simulator.unplug`."""
        self._port.unplug()

    def plug(self) -> None:
        """See `Simulator.plug`."""
        if not self._port.plugged:
            self._power_up()
        self._port.plug()

    def _serve(self, connection: Connection) -> None:
        scanner = SentenceScanner()
        while not connection.hung_up:
            scanner.feed(connection.read())
            while True:
                try:
                    asked = scanner.next_sentence()
                except ProtocolError:  # a board says nothing to what it cannot understand
                    continue
                if asked is None:
                    break
                if asked.talker == self._talker:
                    self._reply(connection, asked)

    def _reply(self, connection: Connection, asked: Sentence) -> None:
        verb, *words = asked.words
        fault = self.scenario.next_fault(verb.lower())
        if isinstance(fault, Own) and fault.name == REFUSE:
            told: tuple[str, ...] = ("NAK", str(fault.values.get("reason", "BUSY")))
        else:
            told = self._answer(verb, tuple(words))
        reply = Sentence(self._talker, asked.sequence, told).as_bytes()
        deliver(connection, reply, fault, unplug=self._port.unplug, damage=_damage_check)


def _damage_check(reply: bytes) -> bytes:
    """Return a sentence with one digit of its check turned into another."""
    return reply[:-3] + (b"1" if reply[-3:-2] == b"0" else b"0") + reply[-2:]
