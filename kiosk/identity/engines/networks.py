"""Model bytes into OpenCV: what was checked by hash is what is loaded, and it must compute what it computed before."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.engine import Embedding, Pixels
from kiosk.identity.errors import ModelUnusable

LoadedT = TypeVar("LoadedT")

_SAME: Final = 0.999
"""Cosine between a golden vector and today's: other builds of OpenCV round differently, and no further than this."""


@contextmanager
def shown_as_file(content: bytes, name: str) -> Iterator[str]:
    """Yield a path under which `content` can be read for as long as this lasts, and which exists in memory only.

    OpenCV 5.0 reads a model from a buffer too, but then overlooks which engine was asked for.
    """
    descriptor = os.memfd_create(name.rpartition("/")[2], os.MFD_CLOEXEC)
    with os.fdopen(descriptor, "wb") as memory:
        memory.write(content)
        memory.flush()
        yield f"/proc/self/fd/{descriptor}"


def loaded(content: bytes, name: str, load: Callable[[str], LoadedT]) -> LoadedT:
    """Return what `load` makes of the model. Raises ModelUnusable."""
    try:
        with shown_as_file(content, name) as path:
            return load(path)
    except cv2.error as error:
        raise ModelUnusable(name) from error


def tflite(content: bytes, name: str) -> cv2.dnn.Net:
    """Load a TFLite model. Raises ModelUnusable."""
    # The classic engine: OpenCV 5's new one shows only one of several outputs.
    return loaded(content, name, lambda path: cv2.dnn.readNetFromTFLite(path, cv2.dnn.ENGINE_CLASSIC))


def onnx(content: bytes, name: str) -> cv2.dnn.Net:
    """Load an ONNX model. Raises ModelUnusable."""
    return loaded(content, name, lambda path: cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_CLASSIC))


def test_card(size_px: int) -> Pixels:
    """Return a fixed picture, size_px square, that resembles nobody: gradients and a few discs."""
    down, across = np.mgrid[0:size_px, 0:size_px].astype(np.float32) / size_px
    picture = np.stack([across, down, (across + down) / 2], axis=-1) * 200 + 20
    card = picture.astype(np.uint8)
    for x, y, radius, grey in ((0.3, 0.4, 0.09, 40), (0.7, 0.4, 0.09, 60), (0.5, 0.6, 0.06, 190), (0.5, 0.8, 0.12, 90)):
        cv2.circle(card, (round(x * size_px), round(y * size_px)), round(radius * size_px), (grey, grey, grey), -1)
    return card


def check_golden(name: str, vector: Embedding, golden: NDArray[np.float32]) -> None:
    """Hold the beginning of today's vector of `test_card` against the one of the day the model was chosen.

    Raises:
        ModelUnusable: this build of OpenCV computes something else with this model.
    """
    head = vector[: len(golden)]
    scale = float(np.linalg.norm(head) * np.linalg.norm(golden))
    if not scale or not float(head @ golden) / scale >= _SAME:
        raise ModelUnusable(name)
