"""Text that the hall keeps in both languages."""

from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """Languages of the screen; the value is the IETF tag that Qt and the hall use."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Chinese and English; English may be missing where an office never wrote it."""

    zh: str
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Return the text, in Chinese where the other is missing: better readable by some than by none."""
        return self.en if language is Language.ENGLISH and self.en else self.zh
