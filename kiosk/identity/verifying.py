"""Frames in, one verdict out, nothing kept: the comparison of one person with one card."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.clock import Clock
from devices.api.kinds.camera import Frame, FrameSource
from devices.api.kinds.id_card_reader import Picture
from kiosk.domain.face import FaceAdvice, FaceResult, FaceVerdict
from kiosk.identity.engine import Embedding, FaceEngine, FaceMesh, Pixels
from kiosk.identity.errors import NoFaceOnCard
from kiosk.identity.geometry import five_points, yaw
from kiosk.identity.liveness import HeadTurn, TurnRules, TurnState
from kiosk.identity.quality import QualityLimits, advice_on_face, advice_on_faces

CARD_ENLARGEMENT: Final = 3
"""Card pictures are 102 x 126; the detector finds faces on them well only after this."""

_FRAME_WAIT_S: Final = 0.2
_LEAST_YAW_FRAMES: Final = 2


@dataclass(frozen=True, slots=True)
class VerifierRules:
    """How a comparison is decided. Scores are cosine similarities; docs/face.md says where the defaults come from.

    Attributes:
        match_score: from here on the faces match.
        unsure_score: from here to a match the person may try again; below, the faces do not match.
        frames: how many good frames decide, by their median.
        same_face_score: the face must stay the same one while the head turns.
        liveness: whether a turn of the head is asked for.
    """

    match_score: float = 0.45
    unsure_score: float = 0.36
    frames: int = 5
    same_face_score: float = 0.35
    liveness: bool = True
    quality: QualityLimits = field(default_factory=QualityLimits)
    turn: TurnRules = field(default_factory=TurnRules)


@dataclass(slots=True)
class _Memory:
    """Everything of one comparison that is about a person, so that one call overwrites it."""

    arrays: list[NDArray[np.generic]] = field(default_factory=list)

    def keep(self, array: "NDArray[np.generic]") -> None:
        self.arrays.append(array)

    def wipe(self) -> None:
        for array in self.arrays:
            array.fill(0)
        self.arrays.clear()


@dataclass(slots=True)
class _Seen:
    """What the good frames have brought so far."""

    scores: list[float] = field(default_factory=list)
    yaws: list[float] = field(default_factory=list)
    vectors: list[Embedding] = field(default_factory=list)
    any_face: bool = False


class Verifier:
    """Compares, one person at a time, on the caller's thread; a few tens of milliseconds a frame."""

    def __init__(self, engine: FaceEngine, rules: VerifierRules, *, clock: Clock, dice: Random) -> None:
        """Compare by `engine`; `dice` choose the side of the head turn (`SystemRandom` outside tests)."""
        self._engine = engine
        self._rules = rules
        self._clock = clock
        self._dice = dice

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
        """
        memory = _Memory()
        try:
            reference = self._reference(photo, memory)
            watch = _Watch(self._clock, frames, within_s, cancelled)
            seen = _Seen()
            self._collect(watch, reference, seen, memory, on_progress)
            if len(seen.scores) < self._rules.frames:
                return self._verdict(FaceResult.TIMED_OUT if seen.any_face else FaceResult.NO_FACE, seen)
            result = self._judged(median(seen.scores))
            if result is FaceResult.MATCH and self._rules.liveness:
                result = self._turned(watch, seen, memory, on_progress)
            return self._verdict(result, seen)
        finally:
            memory.wipe()

    def _reference(self, photo: Picture, memory: _Memory) -> Embedding:
        pixels = np.frombuffer(photo.pixels, np.uint8).reshape(photo.height_px, photo.width_px, 3)
        large = cv2.resize(
            pixels, None, fx=CARD_ENLARGEMENT, fy=CARD_ENLARGEMENT, interpolation=cv2.INTER_CUBIC
        ).astype(np.uint8)
        memory.keep(large)
        faces = self._engine.detect(large)
        if not faces:
            raise NoFaceOnCard
        aligned = self._engine.align(large, self._engine.mesh(large, faces[0]))
        memory.keep(aligned)
        vector = self._engine.embed(aligned)
        memory.keep(vector)
        return vector

    def _collect(
        self,
        watch: "_Watch",
        reference: Embedding,
        seen: _Seen,
        memory: _Memory,
        on_progress: Callable[[FaceAdvice, float], None],
    ) -> None:
        """Gather good frames until there are enough or the time is over; advise meanwhile."""
        share = 0.5 if self._rules.liveness else 1.0
        while len(seen.scores) < self._rules.frames and (frame := watch.next()) is not None:
            advice, mesh, aligned = self._look(frame.pixels)
            seen.any_face = seen.any_face or advice is not FaceAdvice.NO_FACE
            if mesh is not None and aligned is not None and advice is None:
                vector = self._engine.embed(aligned)
                memory.keep(vector)
                seen.vectors.append(vector)
                seen.scores.append(float(vector @ reference))
                seen.yaws.append(yaw(five_points(mesh)))
            if aligned is not None:
                aligned.fill(0)
            on_progress(advice or FaceAdvice.COMPARING, share * len(seen.scores) / self._rules.frames)

    def _turned(
        self,
        watch: "_Watch",
        seen: _Seen,
        memory: _Memory,
        on_progress: Callable[[FaceAdvice, float], None],
    ) -> FaceResult:
        """Ask for a turn of the head to a side chosen by chance, and see whether this same face follows."""
        turn = HeadTurn(
            self._rules.turn,
            to_own_left=self._dice.random() < 0.5,
            baseline=seen.yaws,
            now_s=self._clock.monotonic_s(),
        )
        on_progress(turn.advice, 0.5)
        followed: list[float] = []
        while turn.state is TurnState.ASKED and (frame := watch.next()) is not None:
            faces = self._engine.detect(frame.pixels)
            if not faces:
                continue
            mesh = self._engine.mesh(frame.pixels, faces[0])
            if mesh.presence < self._rules.quality.least_presence:
                continue
            aligned = self._engine.align(frame.pixels, mesh)
            vector = self._engine.embed(aligned)
            aligned.fill(0)
            memory.keep(vector)
            followed.append(max(float(vector @ front) for front in seen.vectors))
            turn.see(yaw(five_points(mesh)), frame.taken_s)
            on_progress(turn.advice, 0.5 + turn.fraction / 2)
        if turn.state is TurnState.ASKED:
            return FaceResult.TIMED_OUT
        same = len(followed) >= _LEAST_YAW_FRAMES and median(followed) >= self._rules.same_face_score
        return FaceResult.MATCH if turn.state is TurnState.DONE and same else FaceResult.UNSURE

    def _look(self, pixels: Pixels) -> tuple[FaceAdvice | None, FaceMesh | None, Pixels | None]:
        faces = self._engine.detect(pixels)
        advice = advice_on_faces(faces, pixels, self._rules.quality)
        if advice is not None:
            return advice, None, None
        mesh = self._engine.mesh(pixels, faces[0])
        aligned = self._engine.align(pixels, mesh)
        return advice_on_face(mesh, aligned, self._rules.quality), mesh, aligned

    def _judged(self, score: float) -> FaceResult:
        if score >= self._rules.match_score:
            return FaceResult.MATCH
        return FaceResult.UNSURE if score >= self._rules.unsure_score else FaceResult.NO_MATCH

    def _verdict(self, result: FaceResult, seen: _Seen) -> FaceVerdict:
        score = round(median(seen.scores), 4) if seen.scores else 0.0
        return FaceVerdict(result, score, self._rules.match_score, self._engine.name, self._clock.now())


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
