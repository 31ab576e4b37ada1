"""A page about a problem."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.problem import Actor
from kiosk.flow.state import State
from ui.bridge.rows import Rows
from ui.words.choices import choice_words
from ui.words.problems import problem_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One button; the first is the recommended one."""

    choice: str
    words: str


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """The page's words. `staff`: somebody else has to act. `detail` is for staff only."""

    title: str = ""
    happened: str = ""
    todo: str = ""
    icon: str = "info"
    staff: bool = False
    detail: str = ""
    case_number: str = ""


def notice_shown(state: State) -> NoticeShown:
    """Return the words of the state's notice; blank where there is none."""
    if state.notice is None:
        return NoticeShown()
    problem = state.notice.problem
    words = problem_words(problem.code)
    case = state.session.case if state.session else None
    return NoticeShown(
        title=words.title,
        happened=words.happened,
        todo=words.todo,
        icon=words.icon,
        staff=problem.actor in (Actor.STAFF, Actor.TECHNICIAN),
        detail=problem.detail_code or problem.code.value,
        case_number=case.number if case else "",
    )


@QmlElement
class NoticeView(QObject):
    """`NoticeShown` and its choices for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = NoticeShown()
        self._choices = Rows(ChoiceRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        choices = state.notice.choices if state.notice else ()
        self._choices.replace([ChoiceRow(choice.value, choice_words(choice, target)) for choice, target in choices])
        shown = notice_shown(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """What it is, in a few words."""
        return self._shown.title

    @Property(str, notify=changed)
    def happened(self) -> str:
        """What happened."""
        return self._shown.happened

    @Property(str, notify=changed)
    def todo(self) -> str:
        """What to do."""
        return self._shown.todo

    @Property(str, notify=changed)
    def icon(self) -> str:
        """What it is about."""
        return self._shown.icon

    @Property(bool, notify=changed)
    def staff(self) -> bool:
        """Whether somebody of the hall has to act."""
        return self._shown.staff

    @Property(str, notify=changed)
    def detail(self) -> str:
        """A code for staff."""
        return self._shown.detail

    @Property(str, notify=changed)
    def caseNumber(self) -> str:  # noqa: N802  a QML name
        """Number of the case that is safe at the hall, or ""."""
        return self._shown.case_number

    @Property(Rows, constant=True)
    def choices(self) -> Rows:
        """`ChoiceRow` each."""
        return self._choices
