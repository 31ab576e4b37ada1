"""For whom things are done, and for whom they could be."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.signing import RepresentedKind
from kiosk.flow.state import State
from ui.bridge.rows import Rows
from ui.words.phone import kind_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_ICONS = {RepresentedKind.CHILD: "baby", RepresentedKind.FIRM: "shop", RepresentedKind.PRINCIPAL: "people"}


@dataclass(frozen=True, slots=True)
class RepresentedRow:
    """Somebody to act for, as a button shows it."""

    representation_id: str
    name: str
    number: str
    kind: str
    icon_name: str
    chosen: bool


@QmlElement
class ForWhomView(QObject):
    """Whom the session acts for, and the choice."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._acting = ""
        self._complete = True
        self._rows = Rows(RepresentedRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        session = state.session
        acting = session.acting_for if session else None
        found = session.representations if session else None
        self._rows.replace(
            [
                RepresentedRow(
                    representation_id=each.representation_id,
                    name=each.shown_name,
                    number=each.shown_number,
                    kind=kind_words(each.kind),
                    icon_name=_ICONS[each.kind],
                    chosen=acting is not None and each.representation_id == acting.representation_id,
                )
                for each in (found.represented if found else ())
            ]
        )
        shown = (acting.shown_name if acting else "", found.complete if found else True)
        if shown != (self._acting, self._complete):
            self._acting, self._complete = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def acting(self) -> str:
        """For whom things are done, or "" for oneself."""
        return self._acting

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether every registry answered."""
        return self._complete

    @Property(Rows, constant=True)
    def rows(self) -> Rows:
        """`RepresentedRow` each."""
        return self._rows
