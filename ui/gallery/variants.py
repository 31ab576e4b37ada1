"""The ways a page can look."""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain.preferences import Preferences
from kiosk.domain.text import Language
from kiosk.flow.state import State

PORTRAIT: Final = (1080, 1920)
LANDSCAPE: Final = (1920, 1080)


@dataclass(frozen=True, slots=True)
class Variant:
    """Preferences, and the window's size in pixels."""

    name: str
    preferences: Preferences
    size_px: tuple[int, int] = PORTRAIT

    def of(self, state: State) -> State:
        """Return `state` as this variant shows it."""
        return replace(state, preferences=self.preferences)


_LOOKS: Final = {
    "light": Preferences(),
    "contrast": Preferences(high_contrast=True),
    "large": Preferences(large_text=True),
    "english": Preferences(language=Language.ENGLISH),
    "large-english": Preferences(large_text=True, language=Language.ENGLISH),
    "low-reach": Preferences(low_reach=True),
    "low-reach-large": Preferences(low_reach=True, large_text=True),
}

VARIANTS: Final = (
    *(Variant(name, wanted) for name, wanted in _LOOKS.items()),
    *(Variant(f"landscape-{name}", wanted, LANDSCAPE) for name, wanted in _LOOKS.items() if not wanted.low_reach),
)
