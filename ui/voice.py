"""The voice that a screen may have."""

from typing import Protocol

from kiosk.domain.text import Language


class Voice(Protocol):
    """Says words aloud. Never blocks; new words cut off what is still being said."""

    def say(self, words: str, language: Language) -> None:
        """Begin to say `words`; with "", be silent."""
        ...
