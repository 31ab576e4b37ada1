"""Somebody who signs on a screen that is not there. Strokes are drawn from a seed: no real signature is anywhere."""

import random
from collections.abc import Iterator
from itertools import count
from math import cos, inf, nan, sin
from threading import Event, Lock, Thread
from typing import Final

from devices.api.clock import Clock, SystemClock
from devices.ports.touch_surface import Pen, PenEvent, Surface, touch_surface
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from devices.simulators.scenario import Scenario

COMMANDS: Final = ("stroke",)
"""What a scenario may name: each stroke that is written."""
LIFTED, OUTSIDE, STUCK = "lifted", "outside", "stuck"
OWN_FAULTS: Final = (LIFTED, OUTSIDE, STUCK)
SIZE_MM: Final = (120.0, 50.0)
_PERIOD_S: Final = 1 / 120
_POINTS: Final = 24
_BETWEEN: Final = 20
"""Points that would fit between two strokes: the pen's own time runs on, however fast it is told."""
_NUMBERS: Final = count(1)


class SimulatedSigner:
    """Meets `devices.simulators.simulator.Simulator`. The screen is attached while it is plugged in.

    What a fault does to a stroke: `Late` it begins later; `Partial` only its first points come; `WrongChecksum` and
    `GarbageBefore` come with points that no screen can mean; `Silent` it does not come; `Unplugged` the screen goes
    after the first points; `DeadInMidCommand` nothing comes any more. Own: ``lifted`` in the middle, ``outside``
    beyond the edge, ``stuck``: the finger stays down and never moves again.
    """

    def __init__(self, clock: Clock | None = None, *, pressure: bool = False, seed: int = 0) -> None:
        """Prepare a screen of 120 x 50 mm that nobody touches."""
        self.scenario = Scenario()
        self._clock = clock or SystemClock()
        self._surface = Surface(*SIZE_MM, pressure=pressure)
        self._name = f"simulated-{next(_NUMBERS)}"
        self._touch = touch_surface(self._name)
        self._dice = random.Random(seed)
        self._pen_s = self._clock.monotonic_s()
        self._lock = Lock()
        self._ending = Event()
        self._dead = False
        self._signing: Thread | None = None

    @property
    def port(self) -> str:
        """The surface's name."""
        return self._name

    def start(self) -> None:
        """Be there."""
        self.plug()

    def stop(self) -> None:
        """Be gone."""
        self.lift()
        self._touch.detach()

    def unplug(self) -> None:
        """The screen goes dark."""
        self._touch.detach()

    def plug(self) -> None:
        """The screen is there again."""
        self._dead = False
        self._touch.attach(self._surface)

    def sign(self, *, strokes: int = 5, done: bool = True) -> None:
        """Begin to write so many strokes as soon as somebody asks for them, and say 'done' unless not `done`."""
        self.lift()
        with self._lock:
            self._ending = Event()
            self._signing = Thread(target=self._write, args=(self._ending, strokes, done), name="signer", daemon=True)
            self._signing.start()

    def lift(self) -> None:
        """Stop writing."""
        with self._lock:
            signing, self._signing = self._signing, None
        self._ending.set()
        if signing is not None:
            signing.join()

    def press(self, pen: Pen) -> None:
        """Touch 'undo', 'clear' or 'done'."""
        self._touch.feed(PenEvent(pen))

    def _write(self, ending: Event, strokes: int, done: bool) -> None:
        # Whoever signs begins when the page is there, which is when somebody listens.
        while not self._touch.feed(PenEvent(Pen.UP)):
            if self._clock.wait(ending, _PERIOD_S):
                return
        for number in range(strokes):
            for event in self._faulty(self._stroke(number, strokes), self.scenario.next_fault(COMMANDS[0]), ending):
                if ending.is_set() or self._dead:
                    return
                self._touch.feed(event)
        if done and not self._dead:
            self._touch.feed(PenEvent(Pen.DONE))

    def _faulty(self, stroke: list[PenEvent], fault: Fault | None, ending: Event) -> Iterator[PenEvent]:
        """Return the stroke as it comes."""
        match fault:
            case None:
                yield from stroke
            case Late(delay_s=delay_s):
                self._clock.wait(ending, delay_s)
                yield from stroke
            case Silent():
                return
            case Partial(keep_bytes=kept):
                yield from stroke[:kept]
                yield PenEvent(Pen.UP)
            case GarbageBefore() | WrongChecksum():
                yield stroke[0]
                yield PenEvent(Pen.MOVE, nan, 10.0, stroke[0].t_s)
                yield PenEvent(Pen.MOVE, 10.0, -inf, stroke[0].t_s)
                yield PenEvent(Pen.MOVE, 1e9, 10.0, stroke[0].t_s)
                yield PenEvent(Pen.DOWN, 10.0, 10.0, stroke[0].t_s - 1e6)
                yield from stroke
            case Unplugged(keep_bytes=kept):
                yield from stroke[:kept]
                self._touch.detach()
            case DeadInMidCommand(keep_bytes=kept):
                yield from stroke[:kept]
                self._dead = True
            case Own(name=name):
                yield from self._own(name, stroke)

    def _own(self, name: str, stroke: list[PenEvent]) -> Iterator[PenEvent]:
        half = len(stroke) // 2
        if name == LIFTED:
            yield from (*stroke[:half], PenEvent(Pen.UP))
        elif name == OUTSIDE:
            yield from stroke[:half]
            yield PenEvent(Pen.MOVE, SIZE_MM[0] + 40.0, -30.0, stroke[half].t_s)
            yield from stroke[half:]
        else:
            yield from (
                stroke[0],
                *(PenEvent(Pen.MOVE, stroke[0].x_mm, stroke[0].y_mm, one.t_s) for one in stroke[1:-1]),
            )
            self._dead = True

    def _stroke(self, number: int, strokes: int) -> list[PenEvent]:
        """Draw one stroke of a made-up character: a sweep with a wave in it, in its share of the width."""
        dice = self._dice
        width = SIZE_MM[0] / strokes
        left, top = number * width + width * 0.1, SIZE_MM[1] * dice.uniform(0.25, 0.45)
        lean, bend, turns = dice.uniform(-0.6, 0.6), dice.uniform(3.0, 8.0), dice.uniform(0.5, 1.6)
        begun_s = self._pen_s
        self._pen_s += (_POINTS + _BETWEEN) * _PERIOD_S
        points = []
        for step in range(_POINTS):
            share = step / (_POINTS - 1)
            x = left + share * width * 0.8 + sin(share * turns * 6.28) * 1.5
            y = top + share * 12.0 * (0.3 + lean) + cos(share * turns * 6.28) * bend
            pressure = 0.3 + 0.5 * sin(share * 3.14) if self._surface.pressure else None
            pen = Pen.DOWN if step == 0 else Pen.MOVE
            points.append(PenEvent(pen, x, min(SIZE_MM[1], max(0.0, y)), begun_s + step * _PERIOD_S, pressure))
        return [*points, PenEvent(Pen.UP, t_s=begun_s + _POINTS * _PERIOD_S)]
