"""How the citizen wants the screen."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.preferences import Preferences
from kiosk.domain.text import Language

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PreferencesView(QObject):
    """`Preferences` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = Preferences()

    def show(self, shown: Preferences) -> None:
        """Show `shown` from now on."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(bool, notify=changed)
    def english(self) -> bool:
        """English rather than Chinese."""
        return self._shown.language is Language.ENGLISH

    @Property(bool, notify=changed)
    def largeText(self) -> bool:  # noqa: N802  a QML name
        """Type 1.3 times as large."""
        return self._shown.large_text

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:  # noqa: N802  a QML name
        """Yellow and white on black."""
        return self._shown.high_contrast

    @Property(bool, notify=changed)
    def speech(self) -> bool:
        """Pages are read aloud."""
        return self._shown.speech

    @Property(bool, notify=changed)
    def lowReach(self) -> bool:  # noqa: N802  a QML name
        """All controls in the lower part."""
        return self._shown.low_reach
