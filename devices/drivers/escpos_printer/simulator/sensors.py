"""What the simulated printer's sensors say, and the status octets that follow.

Source: Epson, ESC/POS Command Reference, DLE EOT and GS a.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from devices.drivers.escpos_printer.wire import Ask


class Paper(Enum):
    """The roll."""

    FULL = "full"
    NEAR_END = "near_end"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Sensors:
    """A look inside.

    Attributes:
        cutter_stuck: something is between the blades: the next cut fails.
        cutter_error: a cut has failed; stays until it is freed and recovered (DLE ENQ).
        jammed: a mechanical error; stays until it is freed and recovered.
        hot: the head must cool down; printing waits.
        broken: an unrecoverable error.
        silent: it is dead, though its port is there.
    """

    paper: Paper = Paper.FULL
    cover_open: bool = False
    cutter_stuck: bool = False
    cutter_error: bool = False
    jammed: bool = False
    hot: bool = False
    broken: bool = False
    silent: bool = False

    @property
    def can_print(self) -> bool:
        """Whether commands are carried out now."""
        stopped = self.cover_open or self.cutter_error or self.jammed or self.hot or self.broken or self.silent
        return not stopped and self.paper is not Paper.OUT

    def answer(self, ask: Ask) -> int:
        """Return the answer to DLE EOT."""
        bits = 0x12
        match ask:
            case Ask.PRINTER:
                bits |= 0x08 * (not self.can_print)
            case Ask.OFFLINE_CAUSE:
                error = self.cutter_error or self.jammed or self.broken or self.hot
                bits |= 0x04 * self.cover_open | 0x20 * (self.paper is Paper.OUT) | 0x40 * error
            case Ask.ERROR_CAUSE:
                bits |= 0x04 * self.jammed | 0x08 * self.cutter_error | 0x20 * self.broken | 0x40 * self.hot
            case Ask.PAPER:
                bits |= 0x0C * (self.paper is not Paper.FULL) | 0x60 * (self.paper is Paper.OUT)
            case _:
                assert_never(ask)
        return bits

    def automatic(self) -> bytes:
        """Return the four octets that go out by themselves."""
        first = 0x10 | 0x08 * (not self.can_print) | 0x20 * self.cover_open
        second = 0x04 * self.jammed | 0x08 * self.cutter_error | 0x20 * self.broken | 0x40 * self.hot
        third = 0x03 * (self.paper is not Paper.FULL) | 0x0C * (self.paper is Paper.OUT)
        return bytes((first, second, third, 0x0F))
