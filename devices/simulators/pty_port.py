"""A serial port made of a pseudo-terminal, at a path that stays the same when it is unplugged and plugged in again.

Source: pty(7), termios(3). A pty carries bytes at any speed; what speed the peer has set can be asked (`line_speed`).
"""

import os
import pty
import shutil
import tempfile
import termios
import tty
from pathlib import Path
from threading import Lock, Thread, current_thread

from devices.simulators.connection import Connection, Session

_JOIN_S = 5.0


def line_speed(connection: Connection) -> int:
    """Return the termios speed code (``termios.B115200``) that the peer has set on the pty behind `connection`."""
    output_speed: int = termios.tcgetattr(connection.descriptor)[5]
    return output_speed


class PtyPort:
    """One simulated serial device. Any program opens `path` as it would open ``/dev/serial/by-id/...``.

    While plugged in, one thread runs the session, whoever opens and closes the port meanwhile. `unplug` removes the
    path and hangs the line up: whoever holds it open gets errors from reads and writes, as with a pulled cable.
    """

    def __init__(self, session: Session, *, link: Path | None = None, name: str = "simulated-device") -> None:
        """Prepare a port that lies at `link`, or at a new private directory as `name`."""
        self._session = session
        self._directory = None if link else Path(tempfile.mkdtemp(prefix="hallkiosk-port-"))
        self._link = link or Path(str(self._directory)) / name
        self._lock = Lock()
        self._connection: Connection | None = None
        self._thread: Thread | None = None

    @property
    def path(self) -> str:
        """Where the port is, or will be once plugged in."""
        return str(self._link)

    @property
    def plugged(self) -> bool:
        """Whether the port is there now."""
        connection = self._connection
        return connection is not None and not connection.hung_up

    def plug(self) -> None:
        """Appear at `path`. Does nothing if already there. Raises FileExistsError if another file is there."""
        if self.plugged:
            return
        self._join()  # a session that pulled its own plug may still be on its way out
        with self._lock:
            if self._connection is not None:
                return
            master, slave = pty.openpty()
            # Raw, or the kernel would echo, expand newlines and act on ^C within the bytes.
            tty.setraw(slave)
            try:
                self._link.parent.mkdir(parents=True, exist_ok=True)
                if self._link.is_symlink() and not self._link.exists():
                    self._link.unlink()  # left behind by a simulator that was killed
                self._link.symlink_to(os.ttyname(slave))
            except OSError:
                os.close(master)
                os.close(slave)
                raise
            self._connection = Connection(master)
            self._thread = Thread(
                target=self._serve,
                args=(self._connection, master, slave),
                name=f"pty-port {self._link.name}",
                daemon=True,
            )
            self._thread.start()

    def unplug(self) -> None:
        """Vanish. From the session itself, the line hangs up as soon as the session returns."""
        with self._lock:
            if self._connection is not None and not self._connection.hung_up:
                self._link.unlink(missing_ok=True)
                self._connection.hang_up()
        self._join()

    def close(self) -> None:
        """Unplug for good and remove the private directory, if one was made."""
        self.unplug()
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)

    def _serve(self, connection: Connection, master: int, slave: int) -> None:
        try:
            self._session(connection)
        finally:
            with self._lock:
                if not connection.hung_up:
                    self._link.unlink(missing_ok=True)
                connection.release()
                # Our own end of the slave was held so that the line does not hang up whenever a peer closes it.
                os.close(slave)
                os.close(master)
                self._connection = None

    def _join(self) -> None:
        thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join(_JOIN_S)
            if thread.is_alive():
                raise RuntimeError(f"the session at {self._link.name} does not return when hung up")
            self._thread = None
