"""A receipt as dots: the layout that thermal printers take."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Raster:
    """`height_px` rows of `width_px / 8` bytes, most significant bit left, 1 = black. 203 dots an inch.

    `repr` shows the size only: a receipt is personal data.
    """

    width_px: int
    height_px: int
    bits: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a raster whose size does not add up."""
        if self.width_px % 8 or len(self.bits) != self.width_px // 8 * self.height_px:
            raise ValueError(f"raster {self.width_px}x{self.height_px} does not hold {len(self.bits)} bytes")
