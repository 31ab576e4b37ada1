"""What every program of these benchmarks draws with: no display, the software renderer, the terminal's size."""

import os
from typing import Final

WIDTH_PX: Final = 1080
HEIGHT_PX: Final = 1920


def prepare() -> None:
    """Set what Qt reads when it is loaded; whatever was set outside loses, so that figures stay comparable."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ["QSG_RENDER_LOOP"] = "basic"
