"""The hall's sign, and the clock beside it."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QDate, QLocale, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.text import Language
from ui.sign import HallSign

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class HallShown:
    """What the header shows."""

    name: str = ""
    terminal: str = ""
    help: str = ""
    time: str = ""
    date: str = ""


def hall_shown(sign: HallSign, now: datetime, language: Language) -> HallShown:
    """Return the header's words. `now` is aware and is shown in the machine's own zone."""
    local = now.astimezone()
    chinese = language is Language.CHINESE
    locale = QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English)
    return HallShown(
        name=sign.name.in_language(language),
        terminal=sign.terminal.in_language(language),
        help=sign.help_line,
        time=f"{local:%H:%M}",
        date=locale.toString(QDate(local.year, local.month, local.day), "M月d日 dddd" if chinese else "ddd, d MMM"),
    )


@QmlElement
class HallView(QObject):
    """`HallShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = HallShown()

    def show(self, shown: HallShown) -> None:
        """Show `shown` from now on."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        """The hall's name."""
        return self._shown.name

    @Property(str, notify=changed)
    def terminal(self) -> str:
        """The terminal's name."""
        return self._shown.terminal

    @Property(str, notify=changed)
    def help(self) -> str:
        """Whom to ask."""
        return self._shown.help

    @Property(str, notify=changed)
    def time(self) -> str:
        """Hours and minutes."""
        return self._shown.time

    @Property(str, notify=changed)
    def date(self) -> str:
        """Day and weekday."""
        return self._shown.date
