"""Paper and receipt on their way: each step as far as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal
from PySide6.QtQml import QmlElement

from devices.api.kinds.printing import PrintStage
from kiosk.flow.state import Session, State
from kiosk.flow.states import StateName
from ui.bridge.rows import Rows
from ui.words.printing import Step, StepStatus, step_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

translate = QCoreApplication.translate

_STAGE_REACHED = {None: Step.SEND, PrintStage.SENDING: Step.SEND, PrintStage.ACCEPTED: Step.FEED}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step; `status` is a `StepStatus`."""

    text: str
    status: int


@dataclass(frozen=True, slots=True)
class PrintingShown:
    """The page's words. `title` names what happens now."""

    title: str = ""
    pages: int = 0
    receipt: bool = False


def statuses(name: StateName, session: Session) -> tuple[tuple[Step, StepStatus], ...]:
    """Return how far each step is, as far as evidence says; what nobody asked for or nobody knows is left out."""
    if name is StateName.RECEIPT:
        return (*_before_receipt(session), (Step.RECEIPT, StepStatus.NOW))
    reached = Step.SIGN
    if name is StateName.PRINTING:
        reached = Step.RECEIPT if session.print_stage is PrintStage.PRINTED else _STAGE_REACHED[session.print_stage]
    asked_for = (Step.SIGN, Step.SEND, Step.FEED)
    done = [(step, _against(step, reached)) for step in asked_for]
    return (*done, (Step.RECEIPT, StepStatus.WAITING))


def _against(step: Step, reached: Step) -> StepStatus:
    return StepStatus.DONE if step < reached else StepStatus.NOW if step is reached else StepStatus.WAITING


def _before_receipt(session: Session) -> Iterator[tuple[Step, StepStatus]]:
    """What became of the paper: signed or not, sent, printed, given to a phone."""
    yield Step.SIGN, StepStatus.DONE if session.paper else StepStatus.NOT_DONE
    if session.paper_printed is not None:
        if session.paper_printed or session.print_stage is PrintStage.ACCEPTED:
            yield Step.SEND, StepStatus.DONE
        yield Step.FEED, StepStatus.DONE if session.paper_printed else StepStatus.NOT_DONE
    if session.on_phone:
        yield Step.PHONE, StepStatus.DONE


def _title(name: StateName, session: Session) -> str:
    if name is StateName.RECEIPT:
        return translate("Printing", "正在打印回执")
    if name is StateName.ISSUING:
        return translate("Printing", "大厅正在签发证明")
    match session.print_stage:
        case PrintStage.ACCEPTED:
            return translate("Printing", "正在打印证明")
        case PrintStage.PRINTED:
            return translate("Printing", "证明已打印，请取走")
        case _:
            return translate("Printing", "正在送到打印机")


@QmlElement
class PrintingView(QObject):
    """`PrintingShown` and its steps for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = PrintingShown()
        self._steps = Rows(StepRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on; nothing in states that do not print."""
        name, session = state.name, state.session
        if session is None or name not in (StateName.ISSUING, StateName.PRINTING, StateName.RECEIPT):
            self._steps.replace(())
            return
        known = statuses(name, session)
        self._steps.replace([StepRow(step_words(step, status), int(status)) for step, status in known])
        pages = session.paper.pages if session.paper else 0
        shown = PrintingShown(_title(name, session), pages, name is StateName.RECEIPT)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """What happens now."""
        return self._shown.title

    @Property(int, notify=changed)
    def pages(self) -> int:
        """Pages of the paper; 0 where it is not known yet."""
        return self._shown.pages

    @Property(bool, notify=changed)
    def receipt(self) -> bool:
        """Whether the receipt is printed now."""
        return self._shown.receipt

    @Property(Rows, constant=True)
    def steps(self) -> Rows:
        """`StepRow` each."""
        return self._steps
