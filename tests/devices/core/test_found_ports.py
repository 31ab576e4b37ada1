"""Pinned names of what is plugged in."""

from pathlib import Path

from devices.ports.found import found_ports


def test_links_are_found_with_what_they_lead_to(tmp_path: Path) -> None:
    """By folder and name; a folder that is not there is no error."""
    (tmp_path / "ttyUSB3").touch()
    (tmp_path / "serial" / "by-id").mkdir(parents=True)
    (tmp_path / "serial" / "by-id" / "usb-Reader").symlink_to("../../ttyUSB3")
    assert [(Path(port.path).name, port.node) for port in found_ports(tmp_path)] == [("usb-Reader", "ttyUSB3")]
    assert found_ports(tmp_path / "none") == ()
