"""Where ui/ keeps what is not Python, in a checkout and in an installed wheel alike."""

from pathlib import Path
from typing import Final

UI: Final = Path(__file__).resolve().parent
"""Import path of the QML module ``Hall``."""

TRANSLATIONS: Final = UI / "translations"
