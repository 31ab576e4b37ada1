"""A SAM reader that is not there: answers the same bytes on a pty."""

import termios
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import assert_never

from devices.api.errors import ChecksumError, ProtocolError
from devices.api.kinds.id_card_reader import CardText
from devices.drivers.sam_serial.framing import FrameScanner, frame
from devices.drivers.sam_serial.text_block import encode_text
from devices.drivers.sam_serial.wire import (
    SamCommand,
    StatusWord,
    base_data,
    encode_address,
    encode_sam_id,
    parse_command,
    reply_frame,
)
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own
from devices.simulators.pty_port import PtyPort, line_speed
from devices.simulators.scenario import Scenario, Script

REFUSE = "refuse"
COMMANDS = tuple(command.label for command in SamCommand)
OWN_FAULTS = (REFUSE,)

_SPEEDS = {
    115200: termios.B115200,
    57600: termios.B57600,
    38400: termios.B38400,
    19200: termios.B19200,
    9600: termios.B9600,
}
_EXAMPLE_SAM_ID = (5, 1, 20130101, 1234567, 987654321)


@dataclass(frozen=True, slots=True, repr=False)
class SimulatedCard:
    """What a synthetic card's chip holds; `photo` is 1024 bytes in whatever coding the photo decoder knows.

    Raises:
        ValueError: when made, if anything does not fit the chip.
    """

    text: CardText
    photo: bytes = bytes(1024)
    newest_address: str = ""

    def __post_init__(self) -> None:
        """Refuse what no chip could hold."""
        base_data(encode_text(self.text), self.photo)
        encode_address(self.newest_address)

    def __repr__(self) -> str:
        """Say which variant it is and nothing about whom."""
        return f"SimulatedCard({self.text.variant.name})"


class _Stage(Enum):
    """How far the reader has come with the card that lies on it."""

    UNSEEN = "unseen"
    FOUND = "found"
    SELECTED = "selected"
    READ = "read"


class SimulatedSamReader:
    """Meets `devices.simulators.simulator.Simulator`. Lay cards on it and lift them from any thread.

    A scenario names commands as `SamCommand.label` does, and knows one fault of its own: ``refuse`` with ``sw3``
    answers that status word and does nothing.
    """

    def __init__(
        self,
        *,
        link: Path | None = None,
        script: Script | None = None,
        sam_id: tuple[int, int, int, int, int] = _EXAMPLE_SAM_ID,
        fingerprint: bytes | None = b"",
        rereads: bool = True,
        baud: int | None = None,
    ) -> None:
        """Make a reader without a card.

        Args:
            link: where its port lies; a private place if not given.
            script: what goes wrong.
            sam_id: the five numbers of its identity.
            fingerprint: what every card's chip holds of it (0, 512 or 1024 bytes), or None for an old module that
                does not know the command.
            rereads: whether a card that was read can be read again without being lifted. *Find* answers as if there
                were no card, either way.
            baud: the only speed at which it understands. Any, if not given. KeyError for one that no reader has.
        """
        self.scenario = Scenario(script)
        self._sam_id = sam_id
        self._fingerprint = fingerprint
        self._rereads = rereads
        self._speed = None if baud is None else _SPEEDS[baud]
        self._lock = Lock()
        self._card: SimulatedCard | None = None
        self._stage = _Stage.UNSEEN
        self._port = PtyPort(self._serve, link=link, name="simulated-sam-reader")

    @property
    def port(self) -> str:
        """See `Simulator.port`."""
        return self._port.path

    @property
    def card(self) -> SimulatedCard | None:
        """The card that lies on it."""
        return self._card

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
        """See `Simulator.plug`. What it knew of its card is forgotten, as after a power-up."""
        with self._lock:
            self._stage = _Stage.UNSEEN
        self._port.plug()

    def lay(self, card: SimulatedCard) -> None:
        """Lay `card` on it, in place of any other."""
        with self._lock:
            self._card, self._stage = card, _Stage.UNSEEN

    def lift(self) -> None:
        """Take the card away."""
        with self._lock:
            self._card, self._stage = None, _Stage.UNSEEN

    def _serve(self, connection: Connection) -> None:
        scanner = FrameScanner()
        while not connection.hung_up:
            came = connection.read()
            if self._speed is not None and line_speed(connection) != self._speed:
                continue  # at the wrong speed a UART hears noise
            scanner.feed(came)
            self._answer_all(connection, scanner)

    def _answer_all(self, connection: Connection, scanner: FrameScanner) -> None:
        while True:
            try:
                body = scanner.next_body()
            except ChecksumError:
                connection.write(reply_frame(StatusWord.CHECKSUM_ERROR))
                continue
            except ProtocolError:
                connection.write(reply_frame(StatusWord.LENGTH_ERROR))
                continue
            if body is None:
                return
            command = parse_command(body)
            fault = self.scenario.next_fault(command.label if command else "unknown")
            match fault:
                case Own(name, values) if name == REFUSE:
                    reply = frame(bytes([0, 0, int(values.get("sw3", StatusWord.READ_FAILED.value)) & 0xFF]))
                case _:
                    reply = self._reply(command)
            deliver(connection, reply, fault, unplug=self._port.unplug)

    def _reply(self, command: SamCommand | None) -> bytes:
        with self._lock:
            match command:
                case None:
                    return reply_frame(StatusWord.UNKNOWN_COMMAND)
                case SamCommand.RESET_SAM:
                    self._stage = _Stage.UNSEEN
                    return reply_frame(StatusWord.OK)
                case SamCommand.STATUS:
                    return reply_frame(StatusWord.OK)
                case SamCommand.SAM_ID:
                    return reply_frame(StatusWord.OK, encode_sam_id(self._sam_id))
                case SamCommand.FIND_CARD:
                    return self._find()
                case SamCommand.SELECT_CARD:
                    return self._select()
                case SamCommand.READ_NEWEST_ADDRESS:
                    return self._newest_address()
                case SamCommand.READ_BASE:
                    return self._base(None)
                case SamCommand.READ_BASE_FINGERPRINT:
                    if self._fingerprint is None:
                        return reply_frame(StatusWord.BAD_COMMAND)
                    return self._base(self._fingerprint)
                case _:
                    assert_never(command)

    def _find(self) -> bytes:
        if self._card is None or self._stage is _Stage.READ:
            return reply_frame(StatusWord.FIND_FAILED)
        self._stage = _Stage.FOUND
        return reply_frame(StatusWord.FOUND, bytes(4))

    def _select(self) -> bytes:
        if self._card is None or self._stage is not _Stage.FOUND:
            return reply_frame(StatusWord.SELECT_FAILED)
        self._stage = _Stage.SELECTED
        return reply_frame(StatusWord.OK, bytes(8))

    def _newest_address(self) -> bytes:
        if self._card is None or self._stage not in (_Stage.SELECTED, _Stage.READ):
            return reply_frame(StatusWord.READ_FAILED)
        if not self._card.newest_address:
            return reply_frame(StatusWord.NO_SUCH_CONTENT)
        return reply_frame(StatusWord.OK, encode_address(self._card.newest_address))

    def _base(self, fingerprint: bytes | None) -> bytes:
        readable = self._stage is _Stage.SELECTED or (self._stage is _Stage.READ and self._rereads)
        if self._card is None or not readable:
            return reply_frame(StatusWord.READ_FAILED)
        self._stage = _Stage.READ
        return reply_frame(StatusWord.OK, base_data(encode_text(self._card.text), self._card.photo, fingerprint))
