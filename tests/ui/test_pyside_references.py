"""The reason for the pinned PySide6 (ADR 0002), as a test that a newer version must pass too."""

import sys

from PySide6.QtCore import QObject, Signal, Slot

CALLS = 10_000


class Bell(QObject):
    """Something to call and to emit."""

    rung = Signal(bool)

    @Slot()
    def ring(self) -> None:
        """Return nothing, as most slots do."""


def test_calls_and_signals_keep_their_references() -> None:
    """Ten thousand void calls and emits leave the counts of None and True where they were.

    PySide6 6.12.0 on Python 3.11 loses one reference at each, until the interpreter aborts. From Python 3.12 on both
    are immortal and the counts never move.
    """
    bell = Bell()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        bell.blockSignals(False)
        bell.setObjectName("bell")
        bell.ring()
        bell.rung.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < CALLS / 10
    assert abs(after[1] - before[1]) < CALLS / 10
