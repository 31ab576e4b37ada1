"""pcscd with a virtual reader, in a network and a /run of its own; the card in the reader is our simulator."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Final

import pytest

from devices.drivers.pcsc_reader.simulator import SimulatedCardReader
from devices.simulators.connection import Connection
from tests.support.devices_core import PATIENCE_S

_FRIENDLY_NAME: Final = "Simulated hall reader"
READER: Final = f"{_FRIENDLY_NAME} 00 00"
"""The first of the two slots that the virtual reader has."""
_VPCD: Final = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_PORT: Final = 0x8D01
_PATH: Final = f"/usr/sbin:/sbin:{os.environ.get('PATH', '')}"
"""Daemons are not on everybody's path."""
_RELAY: Final = Path(__file__).with_name("vpcd_relay.py")
_FOLDER: Final = Path(tempfile.gettempdir()) / f"hallkiosk-pcscd-{os.getpid()}"
"""The same for every pcscd of this process: libpcsclite asks for the socket's path once."""


@contextmanager
def pcscd(simulator: SimulatedCardReader) -> Iterator[subprocess.Popen[str]]:
    """Run pcscd with one virtual reader that `simulator` is the card of. Skips where the system does not allow it."""
    missing = [name for name in ("pcscd", "unshare", "ip") if shutil.which(name, path=_PATH) is None]
    if missing or not _VPCD.exists():
        pytest.skip(f"not installed: {', '.join(missing) or _VPCD.name}")
    run = _FOLDER / "run" / "pcscd"
    run.mkdir(parents=True)
    try:
        _write_configuration(_FOLDER / "readers")
        os.environ["PCSCLITE_CSOCK_NAME"] = str(run / "pcscd.comm")
        with _card_socket(_FOLDER / "card", simulator), _process() as process:
            _until_ready(process, run / "pcscd.comm")
            yield process
    finally:
        os.environ.pop("PCSCLITE_CSOCK_NAME", None)
        shutil.rmtree(_FOLDER)


def _write_configuration(folder: Path) -> None:
    folder.mkdir()
    lines = (
        f'FRIENDLYNAME "{_FRIENDLY_NAME}"',
        f"DEVICENAME /dev/null:{_PORT:#06X}".replace("0X", "0x"),
        f"LIBPATH {_VPCD}",
        f"CHANNELID {_PORT:#06X}".replace("0X", "0x"),
    )
    (folder / "vpcd").write_text("\n".join(lines) + "\n", encoding="ascii")


@contextmanager
def _process() -> Iterator[subprocess.Popen[str]]:
    """Start pcscd and the relay as one process group in namespaces of their own."""
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    inside = (
        'ip link set lo up && mount --bind "$0/run" /run && '
        '{ "$1" "$2" "$0/card" "$3" & exec pcscd --foreground --error --config "$0/readers" $4; }'
    )
    # Where it is built with polkit it would ask a service that is not there whether we may use a card.
    knows = subprocess.run(["pcscd", "--help"], capture_output=True, text=True, check=False, env=_environment())
    without_polkit = "--disable-polkit" if "disable-polkit" in knows.stdout + knows.stderr else ""
    arguments = [str(_FOLDER), sys.executable, str(_RELAY), str(_PORT), without_polkit]
    process = subprocess.Popen(
        ["unshare", *as_root, "--mount", "--net", "sh", "-c", inside, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=_environment(),
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE_S)
        assert process.stdout is not None
        process.stdout.close()


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": _PATH}


def _until_ready(process: subprocess.Popen[str], path: Path) -> None:
    pause = Event()
    for _ in range(500):
        if process.poll() is not None:
            assert process.stdout is not None
            said = process.stdout.read()
            if "unshare failed" in said or "Operation not permitted" in said:
                pytest.skip(f"namespaces are not allowed here: {said.strip()}")
            raise AssertionError(f"pcscd ended: {said}")
        if path.is_socket():
            return
        pause.wait(0.01)
    raise AssertionError("pcscd does not come up")


@contextmanager
def _card_socket(path: Path, simulator: SimulatedCardReader) -> Iterator[None]:
    """Let the relay reach the simulator."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    held: list[Connection] = []

    def serve() -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            connection = Connection(peer.fileno())
            held[:] = [connection]
            try:
                simulator.serve_card(connection)
            finally:
                held.clear()
                connection.release()
                peer.close()

    thread = Thread(target=serve, name="virtual card", daemon=True)
    thread.start()
    try:
        yield
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        for connection in tuple(held):
            connection.hang_up()
        thread.join(PATIENCE_S)
        listener.close()
