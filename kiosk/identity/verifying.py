"""Frames in, one verdict out, nothing kept: the comparison of one person with one card."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Final

from devices.api.clock import Clock
from devices.api.kinds.camera import Frame, FrameSource
from devices.api.kinds.id_card_reader import Picture
from kiosk.domain.face import FaceAdvice, FaceResult, FaceVerdict
from kiosk.identity.engine import Embedding, FaceEngine, Landmarks, Pixels, Thresholds
from kiosk.identity.engines.authority import FaceAuthority
from kiosk.identity.errors import NoFaceOnCard
from kiosk.identity.liveness import Challenge, ChallengeRules, ChallengeState, HeadPose, chosen_movements
from kiosk.identity.memory import Memory
from kiosk.identity.passive import PassiveScorer
from kiosk.identity.quality import QualityLimits, advice_on, advice_on_number, merit
from kiosk.identity.still import card_face, pixels_of

_FRAME_WAIT_S: Final = 0.2
_LEAST_MOVING_FRAMES: Final = 2


@dataclass(frozen=True, slots=True)
class VerifierRules:
    """How a comparison is decided. docs/face.md says where the defaults come from.

    Attributes:
        thresholds: what scores mean, or None for the engine's own.
        frames: how many good frames decide, by the median of their scores.
        choose_from: of how many good ones these are the best.
        same_face_score: the face must stay the same one while the head moves, or None for the engine's `unsure`.
        liveness: whether movements are asked for.
    """

    thresholds: Thresholds | None = None
    frames: int = 5
    choose_from: int = 8
    same_face_score: float | None = None
    liveness: bool = True
    quality: QualityLimits = field(default_factory=QualityLimits)
    challenge: ChallengeRules = field(default_factory=ChallengeRules)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _GoodFrame:
    """What one good frame brought."""

    merit: float
    score: float
    vector: Embedding
    aligned: Pixels


@dataclass(slots=True)
class _Seen:
    """What the good frames have brought so far."""

    frames: list[_GoodFrame] = field(default_factory=list)
    any_face: bool = False
    passive: float | None = None

    def best(self, count: int) -> list[_GoodFrame]:
        """Return the best `count` of them, best first."""
        return sorted(self.frames, key=lambda frame: -frame.merit)[:count]


class Verifier:
    """Compares, one person at a time, on the caller's thread; a few tens of milliseconds a frame."""

    def __init__(
        self,
        engine: FaceEngine,
        rules: VerifierRules,
        *,
        clock: Clock,
        dice: Random,
        authority: FaceAuthority | None = None,
        passive: PassiveScorer | None = None,
    ) -> None:
        """Compare by `engine`; `dice` choose the movements (`SystemRandom` outside tests).

        Args:
            engine: finds, measures and compares.
            rules: how it is decided.
            clock: time.
            dice: chance.
            authority: has the last word, once everything here has gone well.
            passive: its score is kept with the verdict and decides nothing.
        """
        self._engine = engine
        self._rules = rules
        self._thresholds = rules.thresholds or engine.thresholds
        self._clock = clock
        self._dice = dice
        self._authority = authority
        self._passive = passive

    def verify(
        self,
        photo: Picture,
        frames: FrameSource,
        *,
        within_s: float,
        on_progress: Callable[[FaceAdvice, float], None],
        cancelled: Callable[[], bool],
    ) -> FaceVerdict:
        """Compare the face before the camera with the card's photo.

        Args:
            photo: the card's decoded picture.
            frames: the camera's stream.
            within_s: the verdict comes within this time, and one frame's work.
            on_progress: told what to ask of the person and how much is done (0 to 1), on this thread.
            cancelled: asked between frames; a cancelled comparison ends as `TIMED_OUT`.

        Raises:
            NoFaceOnCard: the photo shows no face.
            IdentityError: the engine or the authority failed.
        """
        memory = Memory()
        try:
            card = card_face(self._engine, pixels_of(photo), memory)
            if card is None:
                raise NoFaceOnCard
            watch = _Watch(self._clock, frames, within_s, cancelled)
            seen = _Seen()
            self._collect(watch, card.vector, seen, memory, on_progress)
            if len(seen.frames) < self._rules.frames:
                return self._verdict(FaceResult.TIMED_OUT if seen.any_face else FaceResult.NO_FACE, seen)
            result = self._judged(self._score(seen))
            if result is FaceResult.MATCH and self._rules.liveness:
                result = self._moved(watch, seen, memory, on_progress)
            if result is FaceResult.MATCH and self._authority is not None:
                on_progress(FaceAdvice.COMPARING, 1.0)
                return self._asked(self._authority, card.aligned, seen)
            return self._verdict(result, seen)
        finally:
            memory.wipe()
            self._engine.forget()

    def _collect(
        self,
        watch: "_Watch",
        reference: Embedding,
        seen: _Seen,
        memory: Memory,
        on_progress: Callable[[FaceAdvice, float], None],
    ) -> None:
        """Gather good frames until there are enough to choose from or the time is over; advise meanwhile."""
        share = 0.5 if self._rules.liveness else 1.0
        while len(seen.frames) < self._rules.choose_from and (frame := watch.next()) is not None:
            advice, good = self._look(frame.pixels, reference, memory)
            seen.any_face = seen.any_face or advice is not FaceAdvice.NO_FACE
            if good is not None:
                seen.frames.append(good)
                if self._passive is not None and seen.passive is None:
                    seen.passive = self._passive.score(frame.pixels)
            on_progress(advice or FaceAdvice.COMPARING, share * len(seen.frames) / self._rules.choose_from)

    def _look(
        self, pixels: Pixels, reference: Embedding, memory: Memory
    ) -> tuple[FaceAdvice | None, _GoodFrame | None]:
        """Return advice where the frame cannot be compared, and what it brought where it can."""
        engine, limits = self._engine, self._rules.quality
        faces = engine.detect(pixels)
        advice = advice_on_number(faces, limits)
        if advice is not None:
            return advice, None
        landmarks = engine.locate(pixels, faces[0])
        aligned = memory.keep(engine.align(pixels, landmarks))
        quality = engine.quality(pixels, faces[0], landmarks, aligned)
        advice = advice_on(quality, limits)
        if advice is not None:
            return advice, None
        vector = memory.keep(engine.embed(aligned))
        return None, _GoodFrame(merit(quality, limits), engine.compare(vector, reference), vector, aligned)

    def _moved(
        self,
        watch: "_Watch",
        seen: _Seen,
        memory: Memory,
        on_progress: Callable[[FaceAdvice, float], None],
    ) -> FaceResult:
        """Ask for movements chosen by chance, and see whether this same face follows."""
        rules = self._rules.challenge
        movements = chosen_movements(rules, self._dice)
        challenge = Challenge(rules, movements, dice=self._dice, now_s=self._clock.monotonic_s())
        on_progress(challenge.advice, 0.5)
        fronts = [frame.vector for frame in seen.best(self._rules.frames)]
        followed: list[float] = []
        over = (ChallengeState.DONE, ChallengeState.REFUSED)
        while challenge.state not in over and (frame := watch.next()) is not None:
            landmarks = self._located(frame.pixels)
            if landmarks is None:
                continue
            aligned = memory.keep(self._engine.align(frame.pixels, landmarks))
            vector = memory.keep(self._engine.embed(aligned))
            followed.append(max(self._engine.compare(vector, front) for front in fronts))
            challenge.see(HeadPose.of(landmarks), frame.taken_s)
            on_progress(challenge.advice, 0.5 + challenge.fraction / 2)
        if challenge.state is ChallengeState.DONE:
            least = self._thresholds.unsure if self._rules.same_face_score is None else self._rules.same_face_score
            same = len(followed) >= _LEAST_MOVING_FRAMES and median(followed) >= least
            return FaceResult.MATCH if same else FaceResult.UNSURE
        return FaceResult.UNSURE if challenge.state is ChallengeState.REFUSED else FaceResult.TIMED_OUT

    def _located(self, pixels: Pixels) -> Landmarks | None:
        """Return the landmarks of the largest face, or None where there is none that can be followed."""
        faces = self._engine.detect(pixels)
        if not faces:
            return None
        landmarks = self._engine.locate(pixels, faces[0])
        return landmarks if landmarks.presence >= self._rules.quality.least_presence else None

    def _score(self, seen: _Seen) -> float:
        """Return the median score of the best frames; 0 where there are none."""
        best = seen.best(self._rules.frames)
        return round(median(frame.score for frame in best), 4) if best else 0.0

    def _judged(self, score: float) -> FaceResult:
        if score >= self._thresholds.match:
            return FaceResult.MATCH
        return FaceResult.UNSURE if score >= self._thresholds.unsure else FaceResult.NO_MATCH

    def _asked(self, authority: FaceAuthority, card: Pixels, seen: _Seen) -> FaceVerdict:
        """Let the authority decide by the best frame. Raises IdentityError."""
        answer = authority.compare(card, seen.best(1)[0].aligned)
        result = FaceResult.MATCH if answer.matches else FaceResult.NO_MATCH
        return FaceVerdict(result, answer.score, answer.threshold, answer.engine, self._clock.now(), seen.passive)

    def _verdict(self, result: FaceResult, seen: _Seen) -> FaceVerdict:
        score, threshold = self._score(seen), self._thresholds.match
        return FaceVerdict(result, score, threshold, self._engine.name, self._clock.now(), seen.passive)


class _Watch:
    """Hands out frames that are newer than the last, until time is over or the caller is called back."""

    def __init__(self, clock: Clock, frames: FrameSource, within_s: float, cancelled: Callable[[], bool]) -> None:
        self._clock = clock
        self._frames = frames
        self._ends_s = clock.monotonic_s() + within_s
        self._cancelled = cancelled
        self._last = -1

    def next(self) -> Frame | None:
        """Return the next frame, or None when it is over."""
        while not self._cancelled() and self._clock.monotonic_s() < self._ends_s:
            frame = self._frames.wait(self._last, _FRAME_WAIT_S)
            if frame is not None:
                self._last = frame.sequence
                return frame
        return None
