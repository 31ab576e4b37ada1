"""A network port on loopback that can be unplugged and comes back at the same number."""

import socket
import struct
from threading import BoundedSemaphore, Lock, Thread, current_thread

from devices.simulators.connection import Connection, Session

_JOIN_S = 5.0
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 s


def free_port() -> int:
    """Return a port number that is free now: a binding needs it before the simulator is there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class TcpServer:
    """One simulated network device. Each peer gets a session on a thread of its own, a bounded number at a time.

    `unplug` resets every connection and refuses new ones. The number is chosen at the first `plug` unless given.
    """

    def __init__(self, session: Session, *, port: int = 0, peers: int = 8, name: str = "simulated-device") -> None:
        """Prepare a server. A peer beyond `peers` at a time is disconnected, as small devices do."""
        self._session = session
        self._number = port
        self._name = name
        self._free = BoundedSemaphore(peers)
        self._lock = Lock()
        self._listener: socket.socket | None = None
        self._accepting: Thread | None = None
        self._sessions: dict[Thread, Connection] = {}

    @property
    def port(self) -> int:
        """The port's number; 0 before the first `plug` unless it was given."""
        return self._number

    @property
    def address(self) -> str:
        """What a binding's `port` says: ``tcp://127.0.0.1:9100``."""
        return f"tcp://127.0.0.1:{self._number}"

    @property
    def plugged(self) -> bool:
        """Whether it listens now."""
        return self._listener is not None

    def plug(self) -> None:
        """Listen. Does nothing if it does already. Raises OSError if the number is taken."""
        with self._lock:
            if self._listener is not None:
                return
            listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", self._number))
                listener.listen()
            except OSError:
                listener.close()
                raise
            self._number = listener.getsockname()[1]
            self._listener = listener
            self._accepting = Thread(
                target=self._accept, args=(listener,), name=f"tcp-server {self._name}", daemon=True
            )
            self._accepting.start()

    def unplug(self) -> None:
        """Refuse and reset.

        From a session itself nobody is waited for: its own connection is reset as soon as it returns, and another
        session may be pulling the same plug at this moment.
        """
        with self._lock:
            listener, self._listener = self._listener, None
            accepting, self._accepting = self._accepting, None
            sessions = dict(self._sessions)
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
            if accepting is not None:
                accepting.join(_JOIN_S)
            listener.close()
        for connection in sessions.values():
            connection.hang_up()
        if current_thread() in sessions:
            return
        for thread in sessions:
            thread.join(_JOIN_S)
            if thread.is_alive():
                raise RuntimeError(f"a session of {self._name} does not return when hung up")

    def close(self) -> None:
        """Unplug for good. The same as `unplug`: nothing else is held."""
        self.unplug()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:  # unplugged
                return
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                if self._listener is not listener or not self._free.acquire(blocking=False):
                    _reset(peer)
                    continue
                connection = Connection(peer.fileno())
                thread = Thread(
                    target=self._serve, args=(connection, peer), name=f"tcp-session {self._name}", daemon=True
                )
                self._sessions[thread] = connection
                thread.start()

    def _serve(self, connection: Connection, peer: socket.socket) -> None:
        try:
            self._session(connection)
        finally:
            with self._lock:
                self._sessions.pop(current_thread(), None)
                unplugged = self._listener is None
            connection.release()
            if unplugged:
                _reset(peer)
            else:
                peer.close()
            self._free.release()


def _reset(peer: socket.socket) -> None:
    """Close so that the peer sees a reset connection, not an orderly end."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    peer.close()
