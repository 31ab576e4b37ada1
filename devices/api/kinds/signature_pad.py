"""Signature pad: strokes of a pen or a finger, with time, and with pressure where the pad feels it.

Units: millimetres from the pad's upper left corner, seconds since the first touch (after ISO/IEC 19794-7, X, Y, T, F).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from math import hypot
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


@dataclass(frozen=True, slots=True, repr=False)
class PenPoint:
    """Where the pen was.

    Attributes:
        x_mm, y_mm: right and down from the pad's upper left corner.
        t_s: since the signature's first touch.
        pressure: 0 to 1, or None where the pad feels none.
    """

    x_mm: float
    y_mm: float
    t_s: float
    pressure: float | None = None

    def __repr__(self) -> str:
        """Nothing of it: how somebody signs is personal data."""
        return "PenPoint()"


Stroke = tuple[PenPoint, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """What was written, on a pad of that size. In memory only; whoever asked for it decides what becomes of it."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    width_mm: float
    height_mm: float

    @property
    def ink_mm(self) -> float:
        """How long all strokes are together."""
        return sum(ink_mm(stroke) for stroke in self.strokes)

    @property
    def duration_s(self) -> float:
        """From the first touch to the last."""
        return self.strokes[-1][-1].t_s if self.strokes else 0.0

    @property
    def feels_pressure(self) -> bool:
        """Whether every point has a pressure."""
        return bool(self.strokes) and all(point.pressure is not None for stroke in self.strokes for point in stroke)

    def __repr__(self) -> str:
        """Sizes only: how somebody signs is personal data."""
        return f"Signature({len(self.strokes)} strokes)"


def ink_mm(stroke: Stroke) -> float:
    """Return the length of one stroke."""
    return sum(hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm) for a, b in pairwise(stroke))


class SignatureFault(Enum):
    """Why what was written is no signature: the detail code of `SignatureUnusable`."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_FINISHED = "not_finished"


@dataclass(frozen=True, slots=True)
class SignatureOrder:
    """What is wanted. `least_ink_mm`: below it, it is a dot or a scratch; `most_points`: beyond it, scribbling."""

    least_ink_mm: float = 15.0
    most_points: int = 20_000


InkCallback = Callable[[int], None]
"""Called on the device's thread with the number of strokes so far, whenever that changes: by 'clear' and 'undo' too."""


class SignaturePad(Device, Protocol):
    """Takes strokes only while asked to.

    `capabilities().features` has ``width_mm``, ``height_mm`` (float) and ``pressure`` (bool).
    """

    def capture(self, order: SignatureOrder, *, on_ink: InkCallback, control: Control) -> Signature:
        """Wait until whoever signs says that they are done, and return what they wrote.

        Raises:
            SignatureUnusable: it is no signature, or nobody was done before the deadline; see `SignatureFault`.
            CommandCancelled: called back.
            Disconnected: the pad has gone away.
        """
        ...


@dataclass(frozen=True, slots=True)
class CaptureSignature:
    """Command: `SignaturePad.capture`."""

    order: SignatureOrder = SignatureOrder()
    on_ink: InkCallback = field(default=lambda _: None, repr=False)
    deadline_s: float = 120.0

    def perform(self, device: SignaturePad, control: Control) -> Signature:
        """Run on the device's thread."""
        return device.capture(self.order, on_ink=self.on_ink, control=control)
