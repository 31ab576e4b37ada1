"""The one QGuiApplication of the kiosk: software renderer, own fonts, input method. GUI thread only."""

import os
from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

import assets
from ui import input_method

FAMILY: Final = "Noto Sans SC"
_FONTS: Final = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Medium.ttf", "fonts/NotoSansSC-Bold.ttf")


class FontUnusable(RuntimeError):
    """A font file is there, and Qt cannot use it."""


def prepare() -> None:
    """Set what Qt reads from the environment when the application is made. Values set outside win."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    input_method.prepare()


def dress(app: QGuiApplication) -> None:
    """Give the application its fonts; no font of the system is needed.

    Raises:
        FileNotFoundError: a font was not unpacked.
        FontUnusable: Qt cannot read one.
    """
    for name in _FONTS:
        if QFontDatabase.addApplicationFont(str(assets.path(name))) < 0:
            raise FontUnusable(name)
    font = QFont(FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)


def make(argv: Sequence[str]) -> QGuiApplication:
    """Return the application, ready for a `ui.Screen`. Once a process."""
    prepare()
    app = QGuiApplication(list(argv))
    app.setApplicationName("hallkiosk")
    dress(app)
    return app
