"""How the citizen wants the screen. Chosen on any page, kept for the session, forgotten with it."""

from dataclasses import dataclass

from kiosk.domain.text import Language


@dataclass(frozen=True, slots=True)
class Preferences:
    """The screen's settings.

    Attributes:
        large_text: type 1.3 times as large (the elder interface).
        high_contrast: yellow and white on black.
        low_reach: all controls in the lower part of a portrait screen (reach 380 to 1220 mm).
        speech: pages are read aloud; nothing personal is.
    """

    language: Language = Language.CHINESE
    large_text: bool = False
    high_contrast: bool = False
    low_reach: bool = False
    speech: bool = False
