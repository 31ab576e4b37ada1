"""The verdict on a paper that was held before the scanner."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.paper_check import CheckedPaper, Finding
from kiosk.flow.state import State
from ui.words.paper_check import kind_words, source_words, verdict_words, why_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_CHINA: Final = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class PaperCheckShown:
    """What the page shows; `issued` and `number` are blank where the signature is not good."""

    title: str = ""
    why: str = ""
    todo: str = ""
    good: bool = False
    bad: bool = False
    kind: str = ""
    number: str = ""
    issued: str = ""
    copy_number: int = 0
    source: str = ""


def paper_check_shown(state: State) -> PaperCheckShown:
    """Return the verdict's words; blank where there is none."""
    checked = state.session.checked if state.session else None
    if checked is None:
        return PaperCheckShown()
    words, facts = verdict_words(checked.finding), checked.facts
    return PaperCheckShown(
        title=words.title,
        why=why_words(checked.why),
        todo=words.todo,
        good=checked.finding is Finding.GENUINE,
        bad=checked.finding in (Finding.ALTERED, Finding.REVOKED, Finding.SUPERSEDED),
        kind=kind_words(facts.kind) if facts else "",
        number=facts.number if facts else "",
        issued=_minute(facts.issued_at) if facts else "",
        copy_number=facts.copy_number if facts else 0,
        source=_source(checked),
    )


def _source(checked: CheckedPaper) -> str:
    return source_words(online=checked.online).replace("%1", _minute(checked.as_of)) if checked.as_of else ""


def _minute(moment: datetime) -> str:
    return moment.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M")


@QmlElement
class PaperCheckView(QObject):
    """`PaperCheckShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = PaperCheckShown()

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        shown = paper_check_shown(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """The verdict."""
        return self._shown.title

    @Property(str, notify=changed)
    def why(self) -> str:
        """What it rests on."""
        return self._shown.why

    @Property(str, notify=changed)
    def todo(self) -> str:
        """What to do."""
        return self._shown.todo

    @Property(bool, notify=changed)
    def good(self) -> bool:
        """Whether it is genuine."""
        return self._shown.good

    @Property(bool, notify=changed)
    def bad(self) -> bool:
        """Whether it must not be used."""
        return self._shown.bad

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Which paper it is, or ""."""
        return self._shown.kind

    @Property(str, notify=changed)
    def number(self) -> str:
        """Its number, masked, or ""."""
        return self._shown.number

    @Property(str, notify=changed)
    def issued(self) -> str:
        """When it was issued, or ""."""
        return self._shown.issued

    @Property(int, notify=changed)
    def copyNumber(self) -> int:  # noqa: N802  a QML name
        """Which copy it is."""
        return self._shown.copy_number

    @Property(str, notify=changed)
    def source(self) -> str:
        """Whether the hall answered, and from when the list is; "" where there is none."""
        return self._shown.source
