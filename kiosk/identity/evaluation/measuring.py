"""Pictures in, scores out, rates told. Embeddings are overwritten at the end; scores are all that remains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import cv2
import numpy as np

from kiosk.identity.engine import Embedding, FaceEngine, Pixels
from kiosk.identity.evaluation.degrading import as_on_a_card
from kiosk.identity.evaluation.pairs import Pair
from kiosk.identity.evaluation.rates import AtFmr, Interval, Scores, at_fmr, auc, eer, fmr_at, fnmr_at, interval
from kiosk.identity.memory import Memory
from kiosk.identity.still import card_face, still_face

FMRS: Final = (1e-2, 1e-3)
_NEVER: Final = -1.0
"""The score of a pair in which a face was not found: it can only not match."""


class PictureUnreadable(Exception):
    """A file is no picture that OpenCV can read."""

    def __init__(self, file: Path) -> None:
        """Keep which."""
        self.file = file
        super().__init__(f"{file}: no picture that can be read")


@dataclass(frozen=True, slots=True)
class Rates:
    """What one engine does with one set of pairs.

    Attributes:
        degraded: whether column a was made as small and poor as a card's photo.
        same, different: how many pairs of each kind.
        same_not_found, different_not_found: of these, in how many a face was not found. They count as not matching.
        at_threshold: FMR and FNMR at the engine's own threshold.
    """

    degraded: bool
    same: int
    different: int
    same_not_found: int
    different_not_found: int
    auc: Interval
    eer: Interval
    at_fmrs: tuple[AtFmr, ...]
    threshold: float
    fmr_at_threshold: float
    fnmr_at_threshold: float


def read_picture(file: Path) -> Pixels:
    """Return a picture file's pixels. Raises PictureUnreadable."""
    pixels = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if pixels is None:
        raise PictureUnreadable(file)
    return cast("Pixels", pixels)


def measure(
    engine: FaceEngine,
    pairs: Sequence[Pair],
    *,
    degraded: bool,
    on_progress: Callable[[int, int], None],
) -> Rates:
    """Compare every pair and return the rates.

    Args:
        engine: compares.
        pairs: both kinds must be there.
        degraded: make column a as small and poor as a card's photo.
        on_progress: told how many pictures are done, of how many.

    Raises:
        PictureUnreadable: a file is no picture.
    """
    memory = Memory()
    try:
        sides = ({pair.a for pair in pairs}, {pair.b for pair in pairs})
        of = sum(map(len, sides))
        found: tuple[dict[Path, Embedding | None], ...] = ({}, {})
        for is_b, files in enumerate(sides):
            for file in sorted(files):
                found[is_b][file] = _vector(engine, file, memory, degraded=degraded and not is_b)
                on_progress(len(found[0]) + len(found[1]), of)
        scored = [(pair.same, _score(engine, found[0][pair.a], found[1][pair.b])) for pair in pairs]
    finally:
        memory.wipe()
    genuine, impostor = (_scores(scored, same=same) for same in (True, False))
    threshold = engine.thresholds.match
    return Rates(
        degraded=degraded,
        same=len(genuine),
        different=len(impostor),
        same_not_found=sum(same and score is None for same, score in scored),
        different_not_found=sum(not same and score is None for same, score in scored),
        auc=interval(auc, genuine, impostor),
        eer=interval(eer, genuine, impostor),
        at_fmrs=tuple(at_fmr(genuine, impostor, fmr) for fmr in FMRS),
        threshold=threshold,
        fmr_at_threshold=fmr_at(impostor, threshold),
        fnmr_at_threshold=fnmr_at(genuine, threshold),
    )


def _vector(engine: FaceEngine, file: Path, memory: Memory, *, degraded: bool) -> Embedding | None:
    pixels = memory.keep(read_picture(file))
    if not degraded:
        face = still_face(engine, pixels, memory)
    else:
        small = as_on_a_card(engine, pixels)
        face = None if small is None else card_face(engine, memory.keep(small), memory)
    return None if face is None else face.vector


def _score(engine: FaceEngine, a: Embedding | None, b: Embedding | None) -> float | None:
    return None if a is None or b is None else engine.compare(a, b)


def _scores(scored: Sequence[tuple[bool, float | None]], *, same: bool) -> Scores:
    return np.array([_NEVER if score is None else score for is_same, score in scored if is_same is same], np.float64)
