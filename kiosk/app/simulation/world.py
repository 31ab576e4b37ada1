"""The simulated devices of one terminal. The shipped drivers speak to them over real ports and cannot tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from devices.api.clock import Clock
from devices.bindings import Binding, parse_bindings
from devices.drivers.escpos_printer.simulator import SimulatedReceiptPrinter
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from devices.drivers.pcsc_reader.simulator import SimulatedCardReader
from devices.drivers.sam_serial.simulator import SimulatedSamReader
from devices.simulators.simulator import Simulator
from kiosk.settings.model import RoleSettings
from ui.bridge.signing import SURFACE_NAME

CARD_READER: Final = "card_reader"
SMART_CARD_READER: Final = "smart_card_reader"
CAMERA: Final = "camera"
SCANNER_CAMERA: Final = "scanner_camera"
CODE_SCANNER: Final = "code_scanner"
DOCUMENT_PRINTER: Final = "document_printer"
RECEIPT_PRINTER: Final = "receipt_printer"
SIGNATURE_PAD: Final = "signature_pad"
ROLES: Final = RoleSettings(smart_card_reader=SMART_CARD_READER)
"""What the devices of a simulated world are for: all that a terminal can have."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """How one simulator is bound."""

    kind: str
    driver: str
    options: Mapping[str, str | int | bool] = field(default_factory=dict)


_BOUND: Final = {
    CARD_READER: _Bound("id_card_reader", "sam-serial"),
    SMART_CARD_READER: _Bound("smart_card_reader", "pcsc"),
    CAMERA: _Bound("camera", "opencv", {"width_px": 640, "height_px": 480, "fps": 15}),
    SCANNER_CAMERA: _Bound("camera", "opencv", {"width_px": 1280, "height_px": 720, "fps": 15}),
    DOCUMENT_PRINTER: _Bound("document_printer", "ipp"),
    RECEIPT_PRINTER: _Bound("receipt_printer", "escpos", {"width_px": 576, "process_id": True}),
}


class SimulatedWorld:
    """Every simulator of one terminal. Meets `kiosk.app.terminal.Simulation`. Any thread."""

    def __init__(self, folder: Path, *, clock: Clock, seconds_per_sheet: float = 2.0) -> None:
        """Prepare.

        Args:
            folder: where printed paper is kept: ``a4/*.pdf`` and ``receipts/*.png``.
            clock: time.
            seconds_per_sheet: how long an A4 sheet takes.
        """
        self.folder = folder
        self.reader = SimulatedSamReader()
        self.smart_card_reader = SimulatedCardReader()
        self.camera = SimulatedCamera(width_px=640, height_px=480, fps=15.0, seed=1)
        self.scanner_camera = SimulatedCamera(width_px=1280, height_px=720, fps=15.0, seed=2)
        self.document_printer = SimulatedDocumentPrinter(
            clock, seconds_per_sheet=seconds_per_sheet, folder=_made(folder / "a4")
        )
        self.receipt_printer = SimulatedReceiptPrinter(clock, folder=_made(folder / "receipts"))

    @property
    def simulators(self) -> dict[str, Simulator]:
        """Every simulator by the device id it is bound as."""
        return {
            CARD_READER: self.reader,
            SMART_CARD_READER: self.smart_card_reader,
            CAMERA: self.camera,
            SCANNER_CAMERA: self.scanner_camera,
            DOCUMENT_PRINTER: self.document_printer,
            RECEIPT_PRINTER: self.receipt_printer,
        }

    def start(self) -> None:
        """Plug everything in."""
        for simulator in self.simulators.values():
            simulator.start()

    def stop(self) -> None:
        """Take everything away."""
        for simulator in self.simulators.values():
            simulator.stop()

    def bindings_text(self) -> str:
        """Return the bindings as a technician would write them."""
        tables = []
        for device_id, bound in _BOUND.items():
            lines = [f"[device.{device_id}]", f'kind = "{bound.kind}"', f'driver = "{bound.driver}"']
            lines.append(f'port = "{self.simulators[device_id].port}"')
            lines += [f"{key} = {_toml(value)}" for key, value in bound.options.items()]
            tables.append("\n".join(lines))
        scanner = f'[device.{CODE_SCANNER}]\nkind = "code_scanner"\ndriver = "camera"\nport = "{SCANNER_CAMERA}"'
        # The pad is the terminal's own screen: nothing stands in for it.
        pad = f'[device.{SIGNATURE_PAD}]\nkind = "signature_pad"\ndriver = "screen"\nport = "{SURFACE_NAME}"'
        return "\n\n".join([*tables, scanner, pad]) + "\n"

    def bindings(self) -> tuple[Binding, ...]:
        """Return the bindings, read from that text like any other."""
        return parse_bindings(self.bindings_text(), source="simulated devices")


def _toml(value: str | float | bool) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case _:
            return str(value)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
