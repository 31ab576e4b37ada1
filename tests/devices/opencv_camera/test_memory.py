"""Frames do not stay behind in memory."""

import gc

import numpy as np
import pytest

from devices.drivers.opencv_camera import memory
from devices.drivers.opencv_camera.memory import WipedMemory, new_picture


def test_memory_is_wiped_when_the_last_view_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views of views keep the memory; when the last is gone, it is overwritten, exactly then."""
    wiped: list[int] = []

    class Watched(WipedMemory):
        """Tells of its own wipe only: a frame another test left to the collector may go at any moment."""

        def wipe(self) -> None:
            super().wipe()
            wiped.append(sum(self))

    monkeypatch.setattr(memory, "WipedMemory", Watched)
    picture = new_picture((4, 6, 3))
    picture[:] = 200
    part = picture[1:3].view()[0]
    del picture
    gc.collect()
    assert wiped == []
    assert part.max() == 200
    del part
    gc.collect()
    assert wiped == [0]


def test_wiping_shows_through_every_view() -> None:
    """Who still holds a frame sees zeros after a wipe."""
    held = WipedMemory(12)
    view = np.frombuffer(held, dtype=np.uint8)
    view[:] = 9
    held.wipe()
    assert not view.any()
