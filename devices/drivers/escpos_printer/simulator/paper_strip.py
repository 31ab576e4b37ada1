"""The paper of the simulated printer, dot for dot."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image

from devices.drivers.escpos_printer.simulator.commands import Raster

DOTS_PER_INCH: Final = 203
_OCTET_BITS: Final = 8


@dataclass(frozen=True, slots=True)
class CutReceipt:
    """A piece of paper: `height_px` rows of `width_px / 8` octets, most significant bit left, 1 = black."""

    width_px: int
    height_px: int
    bits: bytes = field(repr=False)

    def rows(self, top: int, count: int) -> bytes:
        """Return the octets of `count` rows from row `top` on."""
        width = self.width_px // _OCTET_BITS
        return self.bits[top * width : (top + count) * width]

    def picture(self) -> Image.Image:
        """Return the paper as a picture, black on white."""
        white = bytes(octet ^ 0xFF for octet in self.bits)
        return Image.frombytes("1", (self.width_px, self.height_px), white)

    def save(self, path: Path) -> None:
        """Write the picture as PNG."""
        self.picture().save(path, format="PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))


class PaperStrip:
    """What hangs out of the printer and is not cut yet. Guarded by the mechanism's lock."""

    def __init__(self, width_px: int) -> None:
        """Begin with nothing."""
        self._width = width_px // _OCTET_BITS
        self._rows: list[bytes] = []

    def __len__(self) -> int:
        """Return how many rows hang out."""
        return len(self._rows)

    def feed(self, rows: int) -> None:
        """Move white paper."""
        self._rows.extend([bytes(self._width)] * rows)

    def print_rows(self, rows: list[bytes], justify: int) -> None:
        """Print rows; dots beyond the right edge are lost, as in a printer."""
        for row in rows:
            room = self._width - len(row)
            left = (0, room // 2, room)[justify] if room > 0 else 0
            self._rows.append((bytes(left) + row).ljust(self._width, b"\x00")[: self._width])

    def cut(self) -> CutReceipt:
        """Take off what hangs out."""
        bits = b"".join(self._rows)
        receipt = CutReceipt(self._width * _OCTET_BITS, len(self._rows), bits)
        self._rows = []
        return receipt


def rows_of(raster: Raster) -> list[bytes]:
    """Return the rows of a GS v 0, doubled as its mode says."""
    width = raster.width_octets
    rows = [raster.bits[start : start + width] for start in range(0, len(raster.bits), width)]
    if raster.mode & 0x01:
        rows = [b"".join(_DOUBLED[octet] for octet in row) for row in rows]
    if raster.mode & 0x02:
        rows = [row for row in rows for _ in (0, 1)]
    return rows


def _double(octet: int) -> bytes:
    """Return the octet with every bit twice."""
    wide = 0
    for bit in range(_OCTET_BITS):
        if octet >> bit & 1:
            wide |= 0b11 << 2 * bit
    return wide.to_bytes(2, "big")


_DOUBLED: Final = tuple(_double(octet) for octet in range(256))
