"""A device that is not there: answers as a trace says, over a pty or a network port."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Final, assert_never

from devices.api.wire_language import Direction, WireLanguage
from devices.recording.acts import Act, ActMatcher, Exchange, acts_of
from devices.recording.trace import Trace, Transport, What
from devices.simulators.connection import Connection
from devices.simulators.pty_port import PtyPort
from devices.simulators.tcp_server import TcpServer

_LOOK_S: Final = 0.05


class Matching(Enum):
    """How exactly the driver must ask what it asked when it was recorded."""

    TOLERANT = "tolerant"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Departure:
    """A request that the recording does not have, or not here.

    Attributes:
        act: the deed of the act in which it came.
        asked: the request's key.
        recorded: the key that came here in the recording, or "".
    """

    act: str
    asked: str
    recorded: str = ""


class ReplayedDevice:
    """Plays one trace. Any thread.

    `do` is what moves from one act to the next. An unknown request is answered by silence on a serial line, and by
    the end of the connection on a network.
    """

    def __init__(
        self,
        trace: Trace,
        language: WireLanguage,
        *,
        matching: Matching = Matching.TOLERANT,
        speed: float = 1.0,
        link: Path | None = None,
    ) -> None:
        """Prepare to play `trace`.

        Args:
            trace: the recording.
            language: its protocol.
            matching: how exactly requests must be those of the recording.
            speed: how much faster than recorded answers come; infinite for at once.
            link: where a serial port lies; a private place if not given.
        """
        self._language = language
        self._matching = matching
        self._speed = speed
        self._lock = Lock()
        self._acts = deque(acts_of(trace, language))
        self._act: Act = self._acts.popleft()
        self._matcher = ActMatcher(self._act.exchanges)
        self._in_order = deque(self._act.exchanges)
        self._connections: set[Connection] = set()
        self._departures: list[Departure] = []
        self._port: PtyPort | TcpServer
        match trace.head.transport:
            case Transport.SERIAL:
                self._port = PtyPort(self._serve, link=link, name="replayed-device")
            case Transport.TCP:
                self._port = TcpServer(self._serve, name="replayed-device")
                self._port.plug()
                self._port.unplug()  # the number it was given is its own from now on
            case _:
                assert_never(trace.head.transport)

    @property
    def port(self) -> str:
        """The path of the serial port, or ``127.0.0.1:NUMBER``."""
        return self._port.path if isinstance(self._port, PtyPort) else f"127.0.0.1:{self._port.port}"

    @property
    def departures(self) -> tuple[Departure, ...]:
        """Where the driver asked what the recording does not have."""
        with self._lock:
            return tuple(self._departures)

    @property
    def next_deed(self) -> str:
        """The deed with which the next act begins, or "" in the last one."""
        with self._lock:
            return self._acts[0].deed if self._acts else ""

    def start(self) -> None:
        """Be there, unless the recording begins without the device."""
        self._port.plug()
        self._play_unasked(self._act)

    def stop(self) -> None:
        """Be gone."""
        self._port.close()

    def do(self, deed: str) -> bool:
        """Begin the act of that deed; False if it is not the next one that was recorded."""
        with self._lock:
            if not self._acts or self._acts[0].deed != deed:
                return False
            self._act = self._acts.popleft()
            self._matcher = ActMatcher(self._act.exchanges, before=self._matcher)
            self._in_order = deque(self._act.exchanges)
            act = self._act
        self._play_unasked(act)
        return True

    def _play_unasked(self, act: Act) -> None:
        for _, happening in act.unasked.answers:
            match happening.what:
                case What.GONE:
                    self._port.unplug()
                case What.BACK:
                    self._port.plug()
                case _:
                    for connection in tuple(self._connections):
                        connection.write(happening.octets)

    def _serve(self, connection: Connection) -> None:
        splitter = self._language.splitter(Direction.TO_DEVICE)
        with self._lock:
            self._connections.add(connection)
        try:
            while not connection.hung_up:
                for piece in splitter.feed(connection.read()):
                    request = self._language.redacted(Direction.TO_DEVICE, piece.octets) if piece.whole else b""
                    if not self._answer(connection, request):
                        return
        finally:
            with self._lock:
                self._connections.discard(connection)

    def _answer(self, connection: Connection, request: bytes) -> bool:
        """Play what followed this request; False where the connection is over."""
        exchange = self._find(request)
        if exchange is None:
            return isinstance(self._port, PtyPort)
        for after_s, happening in exchange.answers:
            connection.pause(after_s / self._speed)
            match happening.what:
                case What.GONE:
                    self._port.unplug()
                    return False
                case What.BACK:
                    self._port.plug()
                case _:
                    connection.write(self._language.fitted(happening.octets, request))
        return True

    def _find(self, request: bytes) -> Exchange | None:
        key = self._language.key(request) if request else ""
        with self._lock:
            match self._matching:
                case Matching.TOLERANT:
                    found = self._matcher.answer_to(key)
                    recorded = ""
                case Matching.STRICT:
                    expected = self._in_order[0] if self._in_order else None
                    found = expected if expected is not None and expected.request == request else None
                    recorded = expected.key if expected is not None else ""
                    if found is not None:
                        self._in_order.popleft()
                case _:
                    assert_never(self._matching)
            if found is None:
                self._departures.append(Departure(self._act.deed, key, recorded))
        return found
