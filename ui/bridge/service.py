"""The terminal itself: what it is busy with, and, out of service, why and which parts are concerned."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.health import Part, PartHealth
from kiosk.flow.state import State
from ui.bridge.rows import Rows
from ui.words.faults import fault_words
from ui.words.parts import health_words, part_name
from ui.words.working import working_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the terminal. `works` is False where it is known to be out of order, `known` where it was asked."""

    name: str
    health: str
    works: bool
    known: bool


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """The words of the pages on which nobody has anything to do."""

    working_title: str = ""
    working_detail: str = ""
    fault: str = ""


def part_rows(state: State) -> tuple[PartRow, ...]:
    """Return every part that this terminal has or should have."""
    rows = []
    for part in Part:
        health = state.health.of(part)
        works = health in (PartHealth.WORKS, PartHealth.UNKNOWN)
        rows.append(PartRow(part_name(part), health_words(health), works, health is not PartHealth.UNKNOWN))
    return tuple(rows)


def service_shown(state: State) -> ServiceShown:
    """Return the words."""
    item = state.session.item if state.session else None
    title, detail = working_words(state.name, item.title.in_language(state.preferences.language) if item else "")
    return ServiceShown(title, detail, fault_words(state.fault, state.paused))


@QmlElement
class ServiceView(QObject):
    """`ServiceShown` and the parts for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = ServiceShown()
        self._parts = Rows(PartRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        self._parts.replace(part_rows(state))
        shown = service_shown(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def workingTitle(self) -> str:  # noqa: N802  a QML name
        """What the terminal is doing."""
        return self._shown.working_title

    @Property(str, notify=changed)
    def workingDetail(self) -> str:  # noqa: N802  a QML name
        """The same, explained."""
        return self._shown.working_detail

    @Property(str, notify=changed)
    def fault(self) -> str:
        """Why nobody can be served."""
        return self._shown.fault

    @Property(Rows, constant=True)
    def parts(self) -> Rows:
        """`PartRow` each."""
        return self._parts
