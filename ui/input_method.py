"""Qt Virtual Keyboard's engine: pinyin behind our own keys. Found or not found once, at start, and said aloud.

Only the engine is used (``QtQuick.VirtualKeyboard.Core`` and its pinyin plug-in): keys, candidates and looks are ours,
so that they carry names for assistive technology, large type and high contrast. The engine's library is part of
PySide6_Addons; PySide6_Essentials holds its QML modules but not ``libQt6VirtualKeyboard.so.6``.
"""

import ctypes
import logging
import os
from functools import cache
from pathlib import Path
from typing import Final

import PySide6.QtQuick  # the library needs Qt Quick's own, which this loads
from PySide6.QtCore import QStandardPaths

_LIBRARY: Final = "libQt6VirtualKeyboard.so.6"
_log = logging.getLogger(__name__)


@cache
def has_pinyin() -> bool:
    """Load the engine's library; return whether it is there. Without it the keyboard types letters and digits only."""
    beside_qt = Path(PySide6.QtQuick.__file__).parent / "Qt" / "lib" / _LIBRARY
    try:
        ctypes.CDLL(str(beside_qt) if beside_qt.is_file() else _LIBRARY, mode=ctypes.RTLD_GLOBAL)
    except OSError:
        _log.warning("%s is not installed: the screen's keyboard types letters and digits, no characters", _LIBRARY)
        return False
    # On a machine that has never typed, the engine would begin its dictionary itself, and warn that it does.
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    learned = Path(config) / "qtvirtualkeyboard" / "pinyin" / "usr_dict.dat"
    learned.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    learned.touch(mode=0o600)
    return True


def prepare() -> None:
    """Choose Qt's input method. Before the application object is made; the environment is read there."""
    if has_pinyin():
        os.environ["QT_IM_MODULE"] = "qtvirtualkeyboard"
        os.environ["QT_VIRTUALKEYBOARD_DESKTOP_DISABLE"] = "1"
