"""Bindings: what is read, and that everything wrong is said at once."""

from pathlib import Path

import pytest

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.bindings import Binding, load_bindings, parse_bindings

GOOD = """
[device.reader]
kind = "id_card_reader"
driver = "sam-serial"
port = "/dev/serial/by-id/usb-Reader_0001-if00-port0"
baud = 115200

[device.scanner]
kind = "code_scanner"
driver = "camera"
port = "camera"
poll_interval_s = 1
"""


def faults_of(text: str) -> dict[str, Wrong]:
    """Return what is wrong in `text`, by key."""
    with pytest.raises(ConfigurationFaults) as caught:
        parse_bindings(text)
    return {fault.key: fault.wrong for fault in caught.value.faults}


def one(port: str, *more: str) -> str:
    """Return bindings of one camera at `port`."""
    return "\n".join(['[device.x]\nkind = "camera"\ndriver = "opencv"', f'port = "{port}"', *more])


def test_bindings_are_read_in_order(tmp_path: Path) -> None:
    """What is not the binding's own is left to the driver, read-only."""
    file = tmp_path / "bindings.toml"
    file.write_text(GOOD, encoding="utf-8")
    reader, scanner = load_bindings(file)
    assert reader == Binding(
        device_id="reader",
        kind=DeviceKind.ID_CARD_READER,
        driver="sam-serial",
        port="/dev/serial/by-id/usb-Reader_0001-if00-port0",
        poll_interval_s=0.3,
        options={"baud": 115200},
    )
    assert (scanner.device_id, scanner.poll_interval_s, dict(scanner.options)) == ("scanner", 1.0, {})
    with pytest.raises(TypeError):
        reader.options["baud"] = 9600  # type: ignore[index]


def test_everything_wrong_is_said_at_once() -> None:
    """A technician corrects a file once, not fault by fault."""
    assert faults_of(
        """
        [devise]
        [device.Reader]
        kind = "card_reader"
        port = 0
        poll_interval_s = 0
        allow_unpinned = "yes"
        [device.printer]
        kind = "receipt_printer"
        driver = ""
        [device.z]
        camera = "opencv"
        """
    ) == {
        "devise": Wrong.UNKNOWN_KEY,
        "device.Reader": Wrong.NOT_ALLOWED,
        "device.Reader.kind": Wrong.NOT_ALLOWED,
        "device.Reader.driver": Wrong.MISSING,
        "device.Reader.port": Wrong.WRONG_TYPE,
        "device.Reader.poll_interval_s": Wrong.NOT_ALLOWED,
        "device.Reader.allow_unpinned": Wrong.WRONG_TYPE,
        "device.printer.driver": Wrong.NOT_ALLOWED,
        "device.z.kind": Wrong.MISSING,
        "device.z.driver": Wrong.MISSING,
    }


def test_a_fault_names_what_was_found_and_what_is_allowed() -> None:
    """The text alone tells a technician what to write."""
    with pytest.raises(ConfigurationFaults) as caught:
        parse_bindings('[device.x]\nkind = "kamera"\ndriver = "opencv"')
    (fault,) = caught.value.faults
    assert (fault.key, fault.wrong, fault.found) == ("device.x.kind", Wrong.NOT_ALLOWED, "'kamera'")
    assert "id_card_reader" in fault.allowed
    assert "camera" in fault.allowed
    assert str(fault).startswith("device.x.kind: not_allowed 'kamera' (allowed: id_card_reader, ")
    assert caught.value.detail_code == str(fault)


@pytest.mark.parametrize(
    "port",
    [
        *("/dev/ttyUSB0", "/dev/ttyACM12", "0", "/dev/video2", "/dev/usb/lp0", "COM3", "/dev/pts/4"),
        *("/dev//ttyUSB0", "/dev/ttyXRUSB0", "/dev/ttyCH341USB1", "/dev/rfcomm0", "/dev/lp0", "/dev/bus/usb/001/004"),
    ],
)
def test_a_port_that_may_be_another_device_tomorrow_is_refused(port: str) -> None:
    """Unless the technician says that this is known."""
    assert faults_of(one(port)) == {"device.x.port": Wrong.UNPINNED_PORT}
    assert faults_of(one(port, "allow_unpinned = false")) == {"device.x.port": Wrong.UNPINNED_PORT}
    (bound,) = parse_bindings(one(port, "allow_unpinned = true"))
    assert bound.port == port
    assert "allow_unpinned" not in bound.options


@pytest.mark.parametrize(
    "port",
    [
        "/dev/serial/by-id/usb-1",
        "/dev/serial/by-path/pci-0",
        "/dev/ttyS0",
        "/dev/ttyAMA0",
        "tcp://10.0.0.9:9100",
        "/dev/v4l/by-id/c",
    ],
)
def test_a_port_that_stays_the_same_is_taken(port: str) -> None:
    """Paths by id, by place on the bus, on the board, on the network."""
    (bound,) = parse_bindings(one(port))
    assert bound.port == port


def test_one_port_serves_one_device() -> None:
    """But two scanners may look through one camera, which they name and do not hold."""
    second = '\n[device.y]\nkind = "camera"\ndriver = "opencv"\nport = '
    assert faults_of(one("/dev/v4l/by-id/c") + second + '"/dev/v4l/by-id/c"') == {"device.y.port": Wrong.TAKEN}
    assert len(parse_bindings(one("front") + second + '"front"')) == 2


@pytest.mark.parametrize("text", ["", "[device]", "device = 3", "[[device]]", "[device.x", "device.x = 1"])
def test_what_is_no_bindings_file_is_refused(text: str) -> None:
    """Also an empty one: a terminal without devices is a mistake."""
    assert faults_of(text)


def test_a_file_that_cannot_be_read_is_a_configuration_error(tmp_path: Path) -> None:
    """Not there, a folder, not UTF-8."""
    (tmp_path / "latin").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "absent", tmp_path, tmp_path / "latin"):
        with pytest.raises(ConfigurationFaults) as caught:
            load_bindings(path)
        assert [fault.wrong for fault in caught.value.faults] == [Wrong.UNREADABLE]


def test_faults_survive_being_bared() -> None:
    """The supervisor keeps and posts errors without their frames; the list stays."""
    error = ConfigurationFaults([Fault("device.x", Wrong.MISSING)], device_id="x")
    assert error.bare().faults == error.faults
    assert error.bare().device_id == "x"
