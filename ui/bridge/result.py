"""What the registry answered."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.case import CaseResult, PropertyRecord, ResultKind
from kiosk.domain.health import Part
from kiosk.domain.text import Language
from kiosk.flow.state import State
from ui.bridge.answers import AnswerRow, answer_rows, rows_found
from ui.bridge.rows import Rows
from ui.words.parts import part_is_down

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, repr=False)
class RecordRow:
    """One registered right."""

    location: str
    right_type: str
    area: str
    shared: str
    registered_on: str
    certificate_number: str
    unit_number: str


@dataclass(frozen=True, slots=True, repr=False)
class ResultShown:
    """The page's words. `none` says that nothing is registered; `sign` is the icon that says so too."""

    none: bool = False
    sign: str = "check"
    printable: bool = True
    title: str = ""
    statement: str = ""
    scope: str = ""
    as_of: str = ""
    person: str = ""
    case_number: str = ""
    warning: str = ""


def record_row(record: PropertyRecord, language: Language) -> RecordRow:
    """Return the record as a row."""
    return RecordRow(
        location=record.location,
        right_type=record.right_type.in_language(language),
        area=f"{record.area_m2} m²",
        shared=record.shared.in_language(language),
        registered_on=record.registered_on,
        certificate_number=record.certificate_number,
        unit_number=record.unit_number,
    )


def result_shown(state: State) -> ResultShown:
    """Return the words of the session's result; blank where there is none."""
    case = state.session.case if state.session else None
    if case is None:
        return ResultShown()
    result = case.result
    citizen = state.here.citizen
    item = state.here.item
    words = _words(result, wants_paper=item is not None and item.gives_paper)
    return ResultShown(
        none=words.none,
        sign="check" if words.none and result.printable else "search",
        printable=result.printable,
        title=words.title,
        statement=words.statement,
        scope=result.scope.in_language(state.preferences.language),
        as_of=f"{result.as_of.astimezone():%Y-%m-%d %H:%M}",
        person=f"{citizen.masked_name}  {citizen.masked_number}" if citizen else "",
        case_number=case.number,
        # The page has no room for why: whoever wants print all the same is told on the next one.
        warning=_warning(state) if result.printable else "",
    )


def _warning(state: State) -> str:
    return "" if state.health.works(Part.DOCUMENT_PRINTER) else part_is_down(Part.DOCUMENT_PRINTER)


@dataclass(frozen=True, slots=True)
class _Words:
    none: bool
    title: str
    statement: str


def _words(result: CaseResult, *, wants_paper: bool) -> _Words:
    match result.kind:
        case ResultKind.NO_HOUSE:
            statement = translate("Result", "在下面的查询范围内，没有查到您名下的不动产登记。")
            return _Words(none=True, title=translate("Result", "您名下没有房屋登记"), statement=statement)
        case ResultKind.PROPERTY_LISTING:
            title = translate("Result", "查到 %1 条房屋登记").replace("%1", str(len(result.records)))
            return _Words(
                none=False, title=title, statement=translate("Result", "下面是登记在您名下的不动产，请您核对。")
            )
        case ResultKind.REGISTRY_ANSWER if found := rows_found(result):
            title = translate("Result", "查到 %1 条记录").replace("%1", str(found))
            statement = translate("Result", "下面是登记部门的记录，请您核对。")
            if wants_paper and not result.printable:
                statement = translate("Result", "按这些记录，开不出这份证明。您觉得不对，可以到窗口核实。")
            return _Words(none=False, title=title, statement=statement)
        case ResultKind.REGISTRY_ANSWER if result.printable:
            statement = translate("Result", "登记部门没有您的这类记录，可以开出证明。")
            return _Words(none=True, title=translate("Result", "没有查到您的记录"), statement=statement)
        case ResultKind.REGISTRY_ANSWER:
            statement = translate("Result", "登记部门没有您的这类记录。您觉得不对，可以到窗口核实。")
            return _Words(none=True, title=translate("Result", "没有查到您的记录"), statement=statement)
        case _:
            assert_never(result.kind)


@QmlElement
class ResultView(QObject):
    """`ResultShown` and its records for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = ResultShown()
        self._records = Rows(RecordRow, self)
        self._answers = Rows(AnswerRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        case = state.session.case if state.session else None
        records = case.result.records if case else ()
        self._records.replace([record_row(record, state.preferences.language) for record in records])
        found_any = case is not None and rows_found(case.result) > 0
        self._answers.replace(answer_rows(case.result, state.preferences.language) if case and found_any else [])
        shown = result_shown(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(bool, notify=changed)
    def none(self) -> bool:
        """Whether nothing is registered."""
        return self._shown.none

    @Property(str, notify=changed)
    def sign(self) -> str:
        """The icon for nothing."""
        return self._shown.sign

    @Property(bool, notify=changed)
    def printable(self) -> bool:
        """Whether a paper can be had."""
        return self._shown.printable

    @Property(str, notify=changed)
    def title(self) -> str:
        """The answer in one line."""
        return self._shown.title

    @Property(str, notify=changed)
    def statement(self) -> str:
        """The answer in a sentence."""
        return self._shown.statement

    @Property(str, notify=changed)
    def scope(self) -> str:
        """Over which area."""
        return self._shown.scope

    @Property(str, notify=changed)
    def asOf(self) -> str:  # noqa: N802  a QML name
        """As of when."""
        return self._shown.as_of

    @Property(str, notify=changed)
    def person(self) -> str:
        """Who was asked about: masked name and number."""
        return self._shown.person

    @Property(str, notify=changed)
    def caseNumber(self) -> str:  # noqa: N802  a QML name
        """The case's number."""
        return self._shown.case_number

    @Property(str, notify=changed)
    def warning(self) -> str:
        """Why it cannot be printed now; "" where it can."""
        return self._shown.warning

    @Property(Rows, constant=True)
    def answers(self) -> Rows:
        """`AnswerRow` each."""
        return self._answers

    @Property(Rows, constant=True)
    def records(self) -> Rows:
        """`RecordRow` each."""
        return self._records
