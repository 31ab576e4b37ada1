"""Replies on their way to whoever is connected, each as its fault says."""

from collections.abc import Callable
from threading import Lock

from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import DeadInMidCommand, Fault, Unplugged


class ReplyLine:
    """The session answers at once, the mechanism in order, a hand on the cover by itself: one at a time.

    `Connection.write` belongs to its session's thread. Here the lock and `hold`, which the session leaves before its
    connection is released, make sure that nobody else writes at the same time or too late.
    """

    def __init__(self) -> None:
        """Begin with nobody connected."""
        self._lock = Lock()
        self._connection: Connection | None = None

    def hold(self, connection: Connection) -> None:
        """Reply to this peer from now on; the last one connected is the one who is answered."""
        with self._lock:
            self._connection = connection

    def let_go(self, connection: Connection) -> None:
        """Reply to this peer no longer."""
        with self._lock:
            if self._connection is connection:
                self._connection = None

    def send(self, reply: bytes, fault: Fault | None, *, die: Callable[[], None], unplug: Callable[[], None]) -> None:
        """Send a reply.

        Args:
            reply: the whole, right reply.
            fault: what goes wrong with it.
            die: the printer hangs from now on.
            unplug: it loses its power; called without the lock, for it waits for sessions.
        """
        unplugged = isinstance(fault, Unplugged)
        with self._lock:
            connection = self._connection
            if connection is None or connection.hung_up:
                return
            match fault:
                case DeadInMidCommand(keep_bytes):
                    die()
                    connection.write(reply[:keep_bytes])
                case Unplugged(keep_bytes):
                    connection.write(reply[:keep_bytes])
                case _:
                    deliver(connection, reply, fault, unplug=unplug)
        if unplugged:
            unplug()
