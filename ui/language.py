"""Which language the screen speaks: Chinese is the source, English is translated."""

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtQml import QQmlEngine

from kiosk.domain.text import Language
from ui.folders import TRANSLATIONS


class TranslationMissing(RuntimeError):
    """The compiled translation is not there; ``python -m ui.translate`` makes it."""


class Speech:
    """Installs the translation of one engine's language. GUI thread only."""

    def __init__(self, engine: QQmlEngine) -> None:
        self._engine = engine
        self._english = QTranslator()
        if not self._english.load("en", str(TRANSLATIONS)):
            raise TranslationMissing(str(TRANSLATIONS / "en.qm"))
        self._language = Language.CHINESE

    def speak(self, language: Language) -> None:
        """Speak `language` from now on: every `qsTr` of the engine is evaluated anew where that is a change."""
        if language is self._language:
            return
        self._language = language
        if language is Language.ENGLISH:
            QCoreApplication.installTranslator(self._english)
        else:
            QCoreApplication.removeTranslator(self._english)
        self._engine.retranslate()

    def close(self) -> None:
        """Take the translation out of the application."""
        QCoreApplication.removeTranslator(self._english)
