"""From pen events to strokes. Pure: what cannot be (no number, time that runs back, beyond the edge) is left out."""

from dataclasses import dataclass, field
from math import isfinite

from devices.api.kinds.signature_pad import PenPoint, Signature, Stroke
from devices.ports.touch_surface import Pen, PenEvent, Surface

_EDGE_MM = 0.5
"""So far beyond the edge a point still counts, as on the edge: a finger is wider than a point."""


@dataclass(slots=True)
class Writing:
    """What has been written so far."""

    surface: Surface
    strokes: list[Stroke] = field(default_factory=list)
    _stroke: list[PenPoint] = field(default_factory=list)
    _begun_s: float | None = None

    def take(self, event: PenEvent) -> None:
        """Take one event in."""
        match event.pen:
            case Pen.DOWN:
                self._end_stroke()
                self._add(event)
            case Pen.MOVE:
                if self._stroke:
                    self._add(event)
            case Pen.UP | Pen.DONE | Pen.GONE:
                self._end_stroke()
            case Pen.UNDO:
                self._end_stroke()
                del self.strokes[-1:]
            case Pen.CLEAR:
                self._stroke.clear()
                self.strokes.clear()
                self._begun_s = None

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self._stroke) + sum(len(stroke) for stroke in self.strokes)

    @property
    def count(self) -> int:
        """How many strokes there are, the one under way included."""
        return len(self.strokes) + bool(self._stroke)

    def signature(self) -> Signature:
        """Return what was written."""
        self._end_stroke()
        return Signature(tuple(self.strokes), self.surface.width_mm, self.surface.height_mm)

    def forget(self) -> None:
        """Keep nothing."""
        self._stroke.clear()
        self.strokes.clear()

    def _add(self, event: PenEvent) -> None:
        if not (isfinite(event.x_mm) and isfinite(event.y_mm) and isfinite(event.t_s)):
            return
        if not self._inside(event.x_mm, event.y_mm):
            # Beyond the edge the stroke ends; where the finger comes back, no line is drawn from there to here.
            self._end_stroke()
            return
        begun_s = event.t_s if self._begun_s is None else self._begun_s
        t_s = event.t_s - begun_s
        last_s = self._stroke[-1].t_s if self._stroke else self.strokes[-1][-1].t_s if self.strokes else 0.0
        if t_s < last_s:
            return
        self._begun_s = begun_s
        self._stroke.append(
            PenPoint(
                min(max(event.x_mm, 0.0), self.surface.width_mm),
                min(max(event.y_mm, 0.0), self.surface.height_mm),
                t_s,
                _pressure(event.pressure) if self.surface.pressure else None,
            )
        )

    def _inside(self, x_mm: float, y_mm: float) -> bool:
        return (
            -_EDGE_MM <= x_mm <= self.surface.width_mm + _EDGE_MM
            and -_EDGE_MM <= y_mm <= self.surface.height_mm + _EDGE_MM
        )

    def _end_stroke(self) -> None:
        if self._stroke:
            self.strokes.append(tuple(self._stroke))
            self._stroke.clear()


def _pressure(said: float | None) -> float:
    """Return what a surface that feels pressure said, within bounds; nothing said is none felt."""
    return min(1.0, max(0.0, said)) if said is not None and isfinite(said) else 0.0
