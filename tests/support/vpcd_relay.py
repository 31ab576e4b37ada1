"""Carries bytes between a Unix socket and a port of this network namespace: run as a program beside pcscd.

pcscd's virtual reader listens on every interface, so tests keep it in a network of its own; a Unix socket in a shared
folder is the way in.
"""

import contextlib
import selectors
import socket
import sys
import time


def main() -> int:
    """Connect ``UNIX_PATH`` with 127.0.0.1:``PORT``, which may not listen yet, and again whenever either ends."""
    path, port = sys.argv[1], int(sys.argv[2])
    while True:
        near = socket.socket(socket.AF_UNIX)
        try:
            near.connect(path)
        except OSError:
            return 0
        with near, _connected(port) as far, contextlib.suppress(ConnectionError):
            _carry(near, far)
        time.sleep(0.02)  # noqa: TID251  a program of its own


def _carry(near: socket.socket, far: socket.socket) -> None:
    others = {near: far, far: near}
    with selectors.DefaultSelector() as selector:
        for one in others:
            selector.register(one, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                came = key.fileobj.recv(65536)  # type: ignore[union-attr]  # only sockets are registered
                if not came:
                    return
                others[key.fileobj].sendall(came)  # type: ignore[index]  # as above


def _connected(port: int) -> socket.socket:
    for _ in range(500):
        with contextlib.suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port))
        time.sleep(0.01)  # noqa: TID251  a program of its own, which waits for another
    raise TimeoutError(port)


if __name__ == "__main__":
    sys.exit(main())
