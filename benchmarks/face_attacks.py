"""Genuine visits and attacks, played through the shipped verifier: who is let through, how often.

Everything is drawn: nobody is real, prints and screens included. What the figures say of real ones is docs/face.md's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from devices.api.kinds.camera import Frame
from devices.simulators.people.attacks import Held, hold, shown_on_screen
from devices.simulators.people.cards import Sitter, SyntheticPerson, card_photo
from devices.simulators.people.photo import SyntheticPhotoDecoder
from devices.simulators.people.scenery import hall_interior
from kiosk.domain.face import FaceAdvice, FaceResult
from kiosk.identity.engine import FaceEngine
from kiosk.identity.verifying import Verifier, VerifierRules
from tests.support.kiosk_clock import ManualClock

Pixels = NDArray[np.uint8]

FRAME_S: Final = 0.08
WITHIN_S: Final = 30.0
_REACTION_S: Final = (0.35, 0.9)
"""Between what the screen asks and the beginning of a movement; chance decides where between."""


class Clips:
    """A person's pictures: still, and each movement there and back."""

    def __init__(self, person: SyntheticPerson) -> None:
        """Draw them; takes seconds."""
        sitter = Sitter(person)
        self.person = person
        self.still = sitter.still()
        self.moving: Mapping[FaceAdvice, list[Pixels]] = {
            FaceAdvice.TURN_LEFT: sitter.turning(to_own_left=True),
            FaceAdvice.TURN_RIGHT: sitter.turning(to_own_left=False),
            FaceAdvice.NOD: sitter.nodding(),
            FaceAdvice.COME_MUCH_CLOSER: sitter.approaching(),
        }


Play = Callable[["Stage"], Iterator[Pixels]]
"""Yields frame after frame, looking at the stage for what is asked."""


@dataclass(slots=True)
class Stage:
    """What whoever is before the camera can see and use."""

    clips: Clips
    dice: Random
    scene: Pixels
    advice: FaceAdvice = FaceAdvice.NO_FACE

    @property
    def asked(self) -> FaceAdvice | None:
        """The movement that is asked for now."""
        return self.advice if self.advice in self.clips.moving else None

    def reaction_frames(self) -> int:
        """How many frames pass before a movement begins."""
        return round(self.dice.uniform(*_REACTION_S) / FRAME_S)


def genuine(stage: Stage) -> Iterator[Pixels]:
    """The person on the card, who does what is asked after a moment."""
    done: FaceAdvice | None = None
    while True:
        asked = stage.asked
        if asked is None:
            done = None
        if asked is None or asked is done:
            yield stage.dice.choice(stage.clips.still)
            continue
        for _ in range(stage.reaction_frames()):
            yield stage.dice.choice(stage.clips.still)
        yield from stage.clips.moving[asked]
        done = asked


def print_still(stage: Stage) -> Iterator[Pixels]:
    """A print, held by a hand that trembles."""
    sheet = stage.clips.still[0]
    while True:
        yield hold(sheet, _trembling(stage, Held()), before=stage.scene)


def print_moved(stage: Stage) -> Iterator[Pixels]:
    """A print whose holder reads the screen: turns it, tips it, brings it closer, as asked."""
    yield from _moved_print(stage, Held())


def print_bent(stage: Stage) -> Iterator[Pixels]:
    """The same, bent as a face is."""
    yield from _moved_print(stage, Held(bend_deg=110.0))


def replay(stage: Stage) -> Iterator[Pixels]:
    """A recording of the person's own earlier visit, played on a tablet over and over, whatever is asked."""
    order = list(stage.clips.moving.values())
    stage.dice.shuffle(order)
    recording = [frame for movement in order for frame in [*stage.clips.still, *stage.clips.still, *movement]]
    at = stage.dice.randrange(len(recording))
    while True:
        yield _on_tablet(stage, recording[at % len(recording)])
        at += 1


def replay_operated(stage: Stage) -> Iterator[Pixels]:
    """Clips of every movement on a tablet, and somebody who starts the right one when it is asked for."""
    for frame in genuine(stage):
        yield _on_tablet(stage, frame)


PLAYS: Final[Mapping[str, Play]] = {
    "genuine visit": genuine,
    "print, held still": print_still,
    "print, moved as asked": print_moved,
    "print, bent and moved as asked": print_bent,
    "recording on a tablet": replay,
    "recordings on a tablet, the right one started by hand": replay_operated,
}


class _Footage:
    """Meets `FrameSource`: what is before the camera, frame by frame, on a clock of its own."""

    def __init__(self, clock: ManualClock, pictures: Iterator[Pixels]) -> None:
        self._clock = clock
        self._pictures = pictures
        self._sequence = 0

    def latest(self, newer_than: int = -1) -> Frame | None:
        """See `FrameSource`."""
        return self.wait(newer_than, 0.0)

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:  # noqa: ARG002  there is always a next one
        """See `FrameSource`."""
        self._clock.advance(FRAME_S)
        self._sequence += 1
        return Frame(self._sequence, self._clock.monotonic_s(), next(self._pictures))


def visit(engine: FaceEngine, rules: VerifierRules, clips: Clips, play: Play, *, seed: int) -> FaceResult:
    """Play one visit and return how the comparison with the person's own card ended."""
    clock = ManualClock()
    stage = Stage(clips, Random(seed), hall_interior(640, 480))

    def on_progress(advice: FaceAdvice, fraction: float) -> None:  # noqa: ARG001  the ring is not looked at
        stage.advice = advice

    verdict = Verifier(engine, rules, clock=clock, dice=Random(seed + 1)).verify(
        SyntheticPhotoDecoder().decode(card_photo(clips.person)),
        _Footage(clock, play(stage)),
        within_s=WITHIN_S,
        on_progress=on_progress,
        cancelled=lambda: False,
    )
    return verdict.result


def _trembling(stage: Stage, held: Held) -> Held:
    dice = stage.dice
    return replace(
        held,
        yaw_deg=held.yaw_deg + dice.gauss(0.0, 0.8),
        pitch_deg=held.pitch_deg + dice.gauss(0.0, 0.8),
        x_mm=held.x_mm + dice.gauss(0.0, 1.0),
        y_mm=held.y_mm + dice.gauss(0.0, 1.0),
    )


def _moved_print(stage: Stage, held: Held) -> Iterator[Pixels]:
    sheet = stage.clips.still[0]
    moves: Mapping[FaceAdvice, Callable[[float], Held]] = {
        FaceAdvice.TURN_LEFT: lambda part: replace(held, yaw_deg=40.0 * part),
        FaceAdvice.TURN_RIGHT: lambda part: replace(held, yaw_deg=-40.0 * part),
        FaceAdvice.NOD: lambda part: replace(held, pitch_deg=30.0 * part),
        FaceAdvice.COME_MUCH_CLOSER: lambda part: replace(held, distance_mm=held.distance_mm * (1 - 0.25 * part)),
    }
    while True:
        asked = stage.asked
        if asked is None:
            yield hold(sheet, _trembling(stage, held), before=stage.scene)
            continue
        for _ in range(stage.reaction_frames()):
            yield hold(sheet, _trembling(stage, held), before=stage.scene)
        for part in (*np.linspace(0.1, 1.0, 10), *np.linspace(0.9, 0.0, 10)):
            yield hold(sheet, _trembling(stage, moves[asked](float(part))), before=stage.scene)


def _on_tablet(stage: Stage, picture: Pixels) -> Pixels:
    shown = shown_on_screen(picture, phase=stage.dice.uniform(0.0, 6.28))
    return hold(shown, _trembling(stage, Held()), before=stage.scene)
