"""The binding of a receipt printer, and the ways to it."""

import os
from pathlib import Path
from typing import Any

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.api.errors import DeadlineExceeded, Disconnected, NotOpened
from devices.drivers.escpos_printer.driver import EscPosReceiptPrinter
from devices.drivers.escpos_printer.line import Flow, PathAddress, TcpAddress, open_line
from devices.drivers.escpos_printer.options import EscPosOptions, read_binding
from devices.drivers.escpos_printer.simulator import SimulatedReceiptPrinter
from tests.devices.escpos_printer.conftest import Connect
from tests.support.printing_bench import Mailbox, context, leash


def test_a_serial_binding_is_read() -> None:
    """Every option arrives; the baud rate and the flow control are the port's."""
    options: dict[str, Any] = {
        "baud": 38400,
        "flow": "rtscts",
        "width_px": 384,
        "cutter": False,
        "process_id": True,
        "automatic_status": False,
        "buffer_bytes": 512,
        "band_rows": 8,
        "feed_before_cut_dots": 0,
        "tear_feed_dots": 255,
        "reply_timeout_s": 1,
    }
    address, read = read_binding(context("/dev/serial/by-id/x", Mailbox(), device_id="r", options=options))
    assert address == PathAddress("/dev/serial/by-id/x", 38400, Flow.RTS_CTS)
    assert read == EscPosOptions(384, False, True, False, 512, 8, 0, 255, 1.0)


@pytest.mark.parametrize(
    ("port", "address"),
    [
        ("tcp://192.0.2.7:9101", TcpAddress("192.0.2.7", 9101)),
        ("tcp://printer", TcpAddress("printer", 9100)),
        ("tcp://[2001:db8::7]:9100", TcpAddress("2001:db8::7", 9100)),
    ],
)
def test_a_network_binding_is_read(port: str, address: TcpAddress) -> None:
    """Port 9100 unless said otherwise."""
    assert read_binding(context(port, Mailbox(), device_id="r", options={}))[0] == address


@pytest.mark.parametrize("port", ["", "COM3", "tcp://", "tcp://h:99999", "tcp://h/path", "ttyUSB0", "http://h"])
def test_what_is_no_port_is_refused(port: str) -> None:
    """The fault names the port and says what may stand there."""
    with pytest.raises(ConfigurationFaults) as caught:
        EscPosReceiptPrinter(context(port, Mailbox(), device_id="r", options={}))
    assert [fault.key for fault in caught.value.faults] == ["device.r.port"]
    assert "tcp://HOST[:PORT]" in caught.value.detail_code


@pytest.mark.parametrize(
    ("port", "options", "keys"),
    [
        ("/dev/x", {"width_px": 600}, ["width_px"]),
        ("/dev/x", {"baud": 1200, "flow": "hope"}, ["baud", "flow"]),
        ("/dev/x", {"buffer_bytes": 100, "band_rows": 0}, ["band_rows", "buffer_bytes"]),
        ("/dev/x", {"feed_before_cut_dots": 256, "process_id": 1}, ["feed_before_cut_dots", "process_id"]),
        ("/dev/x", {"colour": "red"}, ["colour"]),
        ("tcp://h", {"baud": 9600, "flow": "none"}, ["baud", "flow"]),
    ],
)
def test_wrong_options_are_all_named(port: str, options: dict[str, Any], keys: list[str]) -> None:
    """Everything that is wrong at once; a network port has no baud rate."""
    with pytest.raises(ConfigurationFaults) as caught:
        EscPosReceiptPrinter(context(port, Mailbox(), device_id="r", options=options))
    assert sorted(fault.key for fault in caught.value.faults) == [f"device.r.{key}" for key in keys]


@pytest.mark.parametrize(
    ("width_px", "buffer_bytes", "band_rows", "rows"),
    [(576, 4096, 24, 24), (576, 256, 24, 3), (384, 512, 24, 9), (576, 65536, 1024, 853)],
)
def test_a_band_always_fits_the_buffer(width_px: int, buffer_bytes: int, band_rows: int, rows: int) -> None:
    """Fewer rows where the printer's buffer is small."""
    assert EscPosOptions(width_px=width_px, buffer_bytes=buffer_bytes, band_rows=band_rows).rows_in_band == rows


def test_a_port_that_is_not_there(serial_printer: SimulatedReceiptPrinter, connect: Connect) -> None:
    """No file, and no listener: NotOpened with the system's own name for it."""
    serial_printer.unplug()
    with pytest.raises(NotOpened, match="ENOENT"):
        connect(serial_printer.port)
    with pytest.raises(NotOpened, match="ECONNREFUSED"):
        connect("tcp://127.0.0.1:1")


def test_a_port_that_somebody_else_holds(serial_printer: SimulatedReceiptPrinter, connect: Connect) -> None:
    """One program at a time: the second is told that it is taken."""
    connect(serial_printer.port)
    with pytest.raises(NotOpened, match=r"EAGAIN|EWOULDBLOCK"):
        connect(serial_printer.port)


def test_a_port_at_which_nothing_answers(serial_printer: SimulatedReceiptPrinter, connect: Connect) -> None:
    """The port is there and the printer is dead: not opened, because silent."""
    serial_printer.fall_silent()
    with pytest.raises(NotOpened, match="silent"):
        connect(serial_printer.port, reply_timeout_s=0.05)


def test_a_device_file_is_read_and_written(tmp_path: Path) -> None:
    """What is no serial port is opened as a device file (here a FIFO, which gives back what it is given)."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    line = open_line(PathAddress(str(path), 115200, Flow.NONE), leash())
    line.write(b"\x10\x04\x01", leash())
    assert line.read(1.0) == b"\x10\x04\x01"
    assert line.read(0.0) == b""
    line.close()
    line.close()


def test_a_writer_whose_printer_takes_nothing_is_called_back(tmp_path: Path) -> None:
    """A full line does not hold the command beyond its deadline."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    line = open_line(PathAddress(str(path), 115200, Flow.NONE), leash())
    with pytest.raises(DeadlineExceeded):
        line.write(bytes(10_000_000), leash(0.2))
    line.close()


def test_a_closed_driver_is_disconnected(serial_printer: SimulatedReceiptPrinter, connect: Connect) -> None:
    """Closing twice is fine; asking afterwards is not."""
    driver = connect(serial_printer.port)
    driver.close()
    driver.close()
    with pytest.raises(Disconnected, match="closed"):
        driver.status(leash())
