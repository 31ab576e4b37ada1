"""Simulated ports fail as pulled cables do, and come back at the same place."""

import contextlib
import os
import socket
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Event

import pytest
import serial

from devices.simulators.connection import Connection
from devices.simulators.pty_port import PtyPort, line_speed
from devices.simulators.tcp_server import TcpServer
from tests.support.devices_core import PATIENCE_S


def echo(connection: Connection) -> None:
    """Send back what comes."""
    while not connection.hung_up:
        connection.write(connection.read())


@pytest.fixture
def port(tmp_path: Path) -> Iterator[PtyPort]:
    """An echoing serial port at a path of ours."""
    port = PtyPort(echo, link=tmp_path / "by-id" / "echo")
    port.plug()
    yield port
    port.close()


@pytest.fixture
def server() -> Iterator[TcpServer]:
    """An echoing network port."""
    server = TcpServer(echo)
    server.plug()
    yield server
    server.close()


def test_a_pty_carries_every_byte_unchanged(port: PtyPort) -> None:
    """No echo, no newline games, no control characters."""
    every = bytes(range(256)) * 20
    with serial.Serial(port.path, 115200, timeout=PATIENCE_S) as line:
        line.write(every[:2000])
        assert line.read(2000) == every[:2000]


def test_a_peer_may_close_and_open_again(port: PtyPort) -> None:
    """The device is there whoever looks at it."""
    for _ in range(3):
        with serial.Serial(port.path, 9600, timeout=PATIENCE_S) as line:
            line.write(b"again")
            assert line.read(5) == b"again"


def test_an_unplugged_pty_fails_reads_and_writes_and_is_gone(port: PtyPort) -> None:
    """As a USB serial port does when it is pulled; plugged in again it is at the same path."""
    with serial.Serial(port.path, 115200, timeout=PATIENCE_S) as line:
        port.unplug()
        assert not os.path.lexists(port.path)
        assert not port.plugged
        with pytest.raises(serial.SerialException):
            line.read(1)
        with pytest.raises(serial.SerialException):
            line.write(b"x")
    with pytest.raises(serial.SerialException):
        serial.Serial(port.path, 115200)
    port.plug()
    with serial.Serial(port.path, 115200, timeout=PATIENCE_S) as line:
        line.write(b"back")
        assert line.read(4) == b"back"


def test_plugging_and_unplugging_twice_is_fine(port: PtyPort) -> None:
    """A dock's buttons may be pressed in any order."""
    port.plug()
    port.unplug()
    port.unplug()
    port.plug()
    assert port.plugged


def test_a_session_may_unplug_its_own_port(tmp_path: Path) -> None:
    """A fault that pulls the cable in mid-reply comes from the session itself."""

    def pull(connection: Connection) -> None:
        connection.read()
        pulled.unplug()

    pulled = PtyPort(pull, link=tmp_path / "pulled")
    pulled.plug()
    with serial.Serial(pulled.path, 115200, timeout=PATIENCE_S) as line:
        line.write(b"x")
        with pytest.raises(serial.SerialException):
            line.read(1)
    pulled.plug()
    assert pulled.plugged
    pulled.close()


def test_a_private_place_is_removed_and_a_file_of_another_s_is_not_replaced(tmp_path: Path) -> None:
    """Nothing is left behind, nothing is overwritten but a link that leads nowhere."""
    private = PtyPort(echo)
    private.plug()
    private.close()
    assert not Path(private.path).parent.exists()
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    taken = PtyPort(echo, link=tmp_path / "taken")
    with pytest.raises(FileExistsError):
        taken.plug()
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    (tmp_path / "stale").symlink_to(tmp_path / "nowhere")
    stale = PtyPort(echo, link=tmp_path / "stale")
    stale.plug()
    assert stale.plugged
    stale.close()


def test_a_peer_that_does_not_read_does_not_stop_the_device(tmp_path: Path) -> None:
    """What a line without flow control cannot carry is lost, and unplugging works meanwhile."""
    written = Event()

    def flood(connection: Connection) -> None:
        connection.write(bytes(1_000_000))
        written.set()

    port = PtyPort(flood, link=tmp_path / "flood")
    port.plug()
    assert written.wait(PATIENCE_S)
    port.close()


def test_the_speed_that_the_peer_has_set_can_be_asked(tmp_path: Path) -> None:
    """So that a simulator can be deaf at the wrong one."""
    speeds: list[int] = []
    heard = Event()

    def listen(connection: Connection) -> None:
        while not connection.hung_up:
            if connection.read():
                speeds.append(line_speed(connection))
                heard.set()

    port = PtyPort(listen, link=tmp_path / "speed")
    port.plug()
    with serial.Serial(port.path, 9600) as line:
        line.write(b"x")
        assert heard.wait(PATIENCE_S)
    port.close()
    assert speeds == [termios.B9600]


def test_a_tcp_port_carries_bytes_and_comes_back_at_its_number(server: TcpServer) -> None:
    """A peer gets its connection reset, then refused, then served again."""
    number = server.port
    assert server.address == f"tcp://127.0.0.1:{number}"
    with _dial(server) as peer:
        _expect_echo(peer)
        server.unplug()
        with pytest.raises(ConnectionResetError):
            peer.recv(1)
    with pytest.raises(ConnectionRefusedError):
        _dial(server)
    server.plug()
    assert server.port == number
    with _dial(server) as peer:
        _expect_echo(peer)


def test_a_tcp_session_that_ends_by_itself_ends_orderly() -> None:
    """Only an unplugged port resets."""
    server = TcpServer(lambda connection: connection.write(b"bye"))
    server.plug()
    with _dial(server) as peer:
        assert peer.recv(3) == b"bye"
        assert peer.recv(1) == b""
    server.close()


def test_a_tcp_port_serves_a_bounded_number_of_peers_at_a_time() -> None:
    """The next one is turned away, and served once a place is free."""
    sessions = threading.Semaphore(0)

    def counted(connection: Connection) -> None:
        echo(connection)
        sessions.release()

    server = TcpServer(counted, peers=1)
    server.plug()
    with _dial(server) as first:
        _expect_echo(first)
        # The reset may come while the second one still dials.
        with pytest.raises(ConnectionResetError), _dial(server) as second:
            _expect_echo(second)
    assert sessions.acquire(timeout=PATIENCE_S)
    _until_served(server)
    server.close()


def test_a_peer_that_resets_ends_its_session_only(server: TcpServer) -> None:
    """The device goes on."""
    with _dial(server) as rude:
        rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        _expect_echo(rude)
    with _dial(server) as peer:
        _expect_echo(peer)


def test_a_pause_ends_when_hung_up(tmp_path: Path) -> None:
    """A late reply does not keep a simulator from stopping."""
    pausing = Event()

    def pause(connection: Connection) -> None:
        pausing.set()
        connection.pause(3600.0)

    port = PtyPort(pause, link=tmp_path / "pause")
    port.plug()
    assert pausing.wait(PATIENCE_S)
    port.close()


def test_hanging_up_from_many_threads_is_fine(tmp_path: Path) -> None:
    """Also while the session ends by itself."""
    for _ in range(20):
        port = PtyPort(lambda connection: None, link=tmp_path / "race")
        port.plug()
        deeds: list[Callable[[], None]] = [port.unplug, port.unplug, port.unplug]
        threads = [threading.Thread(target=deed) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE_S)
        port.close()
    assert not os.path.lexists(tmp_path / "race")


def _dial(server: TcpServer) -> socket.socket:
    peer = socket.create_connection(("127.0.0.1", server.port), PATIENCE_S)
    peer.settimeout(PATIENCE_S)
    return peer


def _expect_echo(peer: socket.socket) -> None:
    peer.sendall(b"echo")
    assert peer.recv(4) == b"echo"


def _until_served(server: TcpServer) -> None:
    """The place is free a moment after the session has returned."""
    for _ in range(1000):
        try:
            with _dial(server) as peer:
                _expect_echo(peer)
        except ConnectionResetError:
            continue
        return
    raise AssertionError("never served")


def test_two_sessions_that_pull_one_plug_do_not_wait_for_each_other() -> None:
    """Both meet the same fault at the same moment: the port is gone, and both threads end."""
    meet = Barrier(2)
    box: list[TcpServer] = []

    def session(connection: Connection) -> None:
        connection.read()
        meet.wait(PATIENCE_S)
        box[0].unplug()

    server = TcpServer(session, name="two", peers=2)
    box.append(server)
    server.plug()
    peers = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) for _ in range(2)]
    for peer in peers:
        peer.sendall(b"x")
    for peer in peers:
        with contextlib.suppress(ConnectionResetError):
            assert peer.recv(1) == b""
        peer.close()
    assert not server.plugged
    server.close()
