"""A bindings file with one device served otherwise: every other line stays, and nothing unfit is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.bindings import load_bindings, parse_bindings
from devices.bindings_file import rebound, write_binding

FILE = """\
# The terminal by the door.
[device.reader]
kind = "id_card_reader"
driver = "sam-serial"   # since March
port = "/dev/serial/by-id/usb-One-if00"
baud = 115200

[device."lights"]
driver = "serial"
kind = "guide_lights"
port = "/dev/serial/by-id/usb-Two-if00"
"""


def test_another_port_changes_one_line() -> None:
    """Options and comments stay."""
    reader = replace(parse_bindings(FILE)[0], port="/dev/serial/by-id/usb-New-if00")
    changed = rebound(FILE, reader)
    assert changed == FILE.replace("usb-One-if00", "usb-New-if00")


def test_another_driver_begins_without_the_old_ones_options() -> None:
    """They are there as comments, for whoever changes it back."""
    reader = replace(parse_bindings(FILE)[0], driver="other", port="")
    changed = rebound(FILE, reader)
    assert "# of sam-serial: baud = 115200\n" in changed
    now = parse_bindings(changed)[0]
    assert (now.driver, now.port, dict(now.options)) == ("other", "", {})
    assert parse_bindings(changed)[1] == parse_bindings(FILE)[1]


@pytest.mark.parametrize("port", ["/dev/ttyUSB0", "/dev/serial/by-id/usb-Two-if00"])
def test_what_would_be_no_bindings_file_is_not_written(tmp_path: Path, port: str) -> None:
    """A port that is not pinned, or another device's: the file is as it was."""
    file = tmp_path / "devices.toml"
    file.write_text(FILE)
    with pytest.raises(ConfigurationFaults):
        write_binding(file, replace(parse_bindings(FILE)[0], port=port))
    assert file.read_text() == FILE
    assert [path.name for path in tmp_path.iterdir()] == ["devices.toml"]


def test_the_file_keeps_its_mode(tmp_path: Path) -> None:
    """Whoever could read it still can, and nobody else."""
    file = tmp_path / "devices.toml"
    file.write_text(FILE)
    file.chmod(0o640)
    write_binding(file, replace(parse_bindings(FILE)[1], port="/dev/serial/by-id/usb-Three-if00"))
    assert load_bindings(file)[1].port == "/dev/serial/by-id/usb-Three-if00"
    assert file.stat().st_mode & 0o777 == 0o640
