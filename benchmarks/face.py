"""`make bench-face`: times of a comparison against the bare networks, and who is let through by liveness.

FACE_VISITS is how many visits of each kind are played (12 if unset).
"""

import math
import os
import time
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

import cv2
import numpy as np

from benchmarks.face_attacks import PLAYS, Clips, visit
from benchmarks.harness import Figure, figure, report
from devices.simulators.people.cards import Sitter, card_photo, people
from devices.simulators.people.photo import SyntheticPhotoDecoder
from kiosk.domain.face import FaceResult
from kiosk.identity import models
from kiosk.identity.engine import Pixels
from kiosk.identity.engines import networks
from kiosk.identity.engines.blazeface import BlazeFaceEngine
from kiosk.identity.memory import Memory
from kiosk.identity.quality import QualityLimits, advice_on
from kiosk.identity.still import card_face, pixels_of
from kiosk.identity.verifying import VerifierRules

ResultT = TypeVar("ResultT")

_FRAMES: Final = 60
_PEOPLE: Final = 3
_Z: Final = 1.96


def main() -> None:
    """Measure, print, write out/bench/face.json."""
    begun_s = time.perf_counter()
    engine = BlazeFaceEngine()
    loaded_ms = (time.perf_counter() - begun_s) * 1000
    loaded = figure("engine loaded, hashes and golden vector checked", [loaded_ms], "ms")
    report("face", [loaded, *_times(engine), *_liveness(engine)])


def _times(engine: BlazeFaceEngine) -> list[Figure]:
    """Time the same frames by the whole path and by the bare networks, in turn."""
    frames = Sitter(people()[0]).still()
    photo = SyntheticPhotoDecoder().decode(card_photo(people()[0]))
    bare = _bare_networks()
    limits = QualityLimits()
    memory = Memory()
    card = card_face(engine, pixels_of(photo), memory)
    assert card is not None, "the drawn card shows a face"
    taken: dict[str, list[float]] = {"whole": [], "bare": [], "detect": [], "locate": [], "embed": [], "card": []}
    for number in range(_FRAMES):
        frame = frames[number % len(frames)]
        _time(taken["bare"], partial(bare, frame))

        def whole(pixels: Pixels = frame) -> None:
            face = _time(taken["detect"], lambda: engine.detect(pixels))[0]
            landmarks = _time(taken["locate"], lambda: engine.locate(pixels, face))
            aligned = engine.align(pixels, landmarks)
            assert advice_on(engine.quality(pixels, face, landmarks, aligned), limits) is None, "drawn to be good"
            engine.compare(_time(taken["embed"], lambda: engine.embed(aligned)), card.vector)

        _time(taken["whole"], whole)
        _time(taken["card"], lambda: card_face(engine, pixels_of(photo), memory))
    memory.wipe()
    return [
        figure("frame to score, p50", taken["whole"], "ms", baseline=taken["bare"]),
        figure("frame to score, p99", taken["whole"], "ms", percent=99, baseline=taken["bare"]),
        figure("of it: detection", taken["detect"], "ms"),
        figure("of it: landmarks", taken["locate"], "ms"),
        figure("of it: embedding, with its mirror image", taken["embed"], "ms"),
        figure("card photo to vector", taken["card"], "ms"),
    ]


def _bare_networks() -> Callable[[Pixels], None]:
    """Return the three networks run on inputs of their size and nothing else: no engine is faster."""
    detector = networks.tflite(models.checked(models.DETECTOR), models.DETECTOR)
    mesh = networks.tflite(models.checked(models.MESH), models.MESH)
    embedder = networks.onnx(models.checked(models.EMBEDDER), models.EMBEDDER)

    def run(frame: Pixels) -> None:
        for net, size, outputs in (
            (detector, 128, ["classificators", "regressors"]),
            (mesh, 192, ["conv2d_20", "conv2d_30"]),
        ):
            net.setInput(cv2.dnn.blobFromImage(frame, 1 / 255, (size, size), swapRB=True))
            net.forward(outputs)
        for _ in range(2):
            embedder.setInput(cv2.dnn.blobFromImage(frame, 1 / 128, (112, 112), (127,) * 3, swapRB=True))
            embedder.forward()

    return run


def _time(taken: list[float], work: Callable[[], ResultT]) -> ResultT:
    begun_s = time.perf_counter()
    done = work()
    taken.append((time.perf_counter() - begun_s) * 1000)
    return done


def _liveness(engine: BlazeFaceEngine) -> list[Figure]:
    """Play visits and attacks; say how many of a hundred are let through, and where that may really lie."""
    visits = int(os.environ.get("FACE_VISITS", "12"))
    clips = [Clips(person) for person in people()[:_PEOPLE]]
    figures = []
    for name, play in PLAYS.items():
        passed = [
            100.0 * (visit(engine, VerifierRules(), clips[seed % _PEOPLE], play, seed=seed * 11) is FaceResult.MATCH)
            for seed in range(visits)
        ]
        low, high = _wilson(sum(each > 0 for each in passed), visits)
        called = f"let through: {name} (95 %: {low:.0f} to {high:.0f})"
        figures.append(Figure(called, round(float(np.mean(passed)), 1), "%", None, None, tuple(passed)))
    return figures


def _wilson(passed: int, of: int) -> tuple[float, float]:
    """Return the interval, in percent, that holds the true rate with 95 % (Wilson 1927)."""
    part = passed / of
    middle = (part + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    reach = _Z / (1 + _Z**2 / of) * math.sqrt(part * (1 - part) / of + _Z**2 / (4 * of**2))
    return max(0.0, middle - reach) * 100, min(1.0, middle + reach) * 100


if __name__ == "__main__":
    main()
