"""Thermal receipt printer, 80 mm (576 dots) or 58 mm (384 dots) at 203 dpi."""

from dataclasses import dataclass, field
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device
from devices.api.kinds.printing import PrintOutcome, ProgressCallback


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptRaster:
    """A receipt as dots: `height_px` rows of `width_px / 8` bytes, most significant bit left, 1 = black."""

    width_px: int
    height_px: int
    bits: bytes

    def __post_init__(self) -> None:
        """Refuse a raster whose size does not add up."""
        if self.width_px % 8 or len(self.bits) != self.width_px // 8 * self.height_px:
            raise ValueError(f"raster {self.width_px}x{self.height_px} does not hold {len(self.bits)} bytes")

    def __repr__(self) -> str:
        """Size only: a receipt is personal data."""
        return f"ReceiptRaster({self.width_px}x{self.height_px})"


class ReceiptPrinter(Device, Protocol):
    """Prints rasters. `capabilities().features` has ``width_px`` (576 or 384), ``cutter`` and ``process_id`` (bool)."""

    def print_receipt(
        self, raster: ReceiptRaster, *, job_name: str, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """Print and cut one receipt.

        Raises:
            PaperOut, PaperJam, CoverOpen: seen before anything was sent.
            OutcomeUnknown: anything was sent and the end was not seen; never call again by itself.
            DeviceError: anything else, before anything was sent.
        """
        ...


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """Command: `ReceiptPrinter.print_receipt`."""

    raster: ReceiptRaster
    job_name: str
    on_progress: ProgressCallback = field(repr=False)
    deadline_s: float = 60.0

    def perform(self, device: ReceiptPrinter, control: Control) -> PrintOutcome:
        """Run on the device's thread."""
        return device.print_receipt(self.raster, job_name=self.job_name, on_progress=self.on_progress, control=control)
