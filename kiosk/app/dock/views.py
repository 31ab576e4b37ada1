"""What QML sees of the dock. GUI thread only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from devices.simulators.people.cards import SyntheticPerson, people
from kiosk.app.dock.actions import Action, Health, Panel, Report
from kiosk.app.dock.papers import PaperRow
from ui.bridge.rows import Rows

QML_IMPORT_NAME = "Dock.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A synthetic person; `place` is where they stand in the whole list."""

    place: int
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A button."""

    key: str
    label: str
    manner: str


@QmlElement
class PanelView(QObject):
    """One card of the dock."""

    changed = Signal()

    def __init__(self, panel: Panel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._report = Report("", Health.UNKNOWN)
        self._lit: tuple[str, ...] = ()
        self._actions = Rows(ActionRow, self)
        self._actions.replace([ActionRow(each.key, each.label, each.manner.value) for each in panel.actions])

    def refresh(self) -> None:
        """Ask the device and the buttons anew."""
        report = self._panel.report()
        lit = tuple(action.key for action in self._panel.actions if action.holds())
        if (report, lit) != (self._report, self._lit):
            self._report, self._lit = report, lit
            self.changed.emit()

    @Property(str, constant=True)
    def key(self) -> str:
        """Names the card."""
        return self._panel.key

    @Property(str, constant=True)
    def title(self) -> str:
        """Stands above it."""
        return self._panel.title

    @Property(Rows, constant=True)
    def actions(self) -> Rows:
        """`ActionRow`s."""
        return self._actions

    @Property(str, notify=changed)
    def report(self) -> str:
        """The status line."""
        return self._report.text

    @Property(str, notify=changed)
    def health(self) -> str:
        """Value of `Health`."""
        return self._report.health.value

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]  # Qt's name of a type is taken too
    def lit(self) -> list[str]:
        """Keys of the buttons whose effect holds."""
        return list(self._lit)


@QmlElement
class DockView(QObject):
    """Everything in the window."""

    peopleChanged = Signal()  # noqa: N815  a QML name
    flowChanged = Signal()  # noqa: N815  a QML name
    papersChanged = Signal()  # noqa: N815  a QML name

    def __init__(self, panels: Sequence[Panel], press: Callable[[Action, SyntheticPerson], None], folder: str) -> None:
        """Show `panels`; hand what is pressed to `press`, with the person chosen then."""
        super().__init__()
        self._press = press
        self._folder = folder
        self._by_key = {action.key: action for panel in panels for action in panel.actions}
        self._panels = [PanelView(panel, self) for panel in panels]
        self._chosen = people()[0]
        self._people = Rows(PersonRow, self)
        self._papers = Rows(PaperRow, self)
        self._flow = ""
        self._message = ""
        self._waiting = 0
        self._filter("")

    def refresh(self, flow: str, papers: Sequence[PaperRow]) -> None:
        """Show how things are now."""
        for panel in self._panels:
            panel.refresh()
        self._papers.replace(papers)
        self.papersChanged.emit()
        if flow != self._flow:
            self._flow = flow
            self.flowChanged.emit()

    def began(self) -> None:
        """Show that one more job is under way."""
        self._waiting += 1
        self.flowChanged.emit()

    def ended(self, wrong: str) -> None:
        """Show that a job has ended, and what went wrong with it, if anything."""
        self._waiting -= 1
        self._message = wrong
        self.flowChanged.emit()

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]  # as above
    def panels(self) -> list[PanelView]:
        """A `PanelView` for each card."""
        return self._panels

    @Property(Rows, constant=True)
    def people(self) -> Rows:
        """`PersonRow`s that the search lets through."""
        return self._people

    @Property(Rows, constant=True)
    def papers(self) -> Rows:
        """`PaperRow`s."""
        return self._papers

    @Property(int, notify=papersChanged)
    def paperCount(self) -> int:  # noqa: N802  QML's name
        """How many papers there are."""
        return self._papers.rowCount()

    @Property(str, constant=True)
    def folder(self) -> str:
        """Where the printers keep what they print."""
        return self._folder

    @Property(int, notify=peopleChanged)
    def chosen(self) -> int:
        """Place of the chosen person in the whole list."""
        return people().index(self._chosen)

    @Property(str, notify=peopleChanged)
    def chosenName(self) -> str:  # noqa: N802  QML's name
        """Their name."""
        return self._chosen.text.name

    @Property(str, notify=peopleChanged)
    def chosenAbout(self) -> str:  # noqa: N802  QML's name
        """More of them."""
        return about(self._chosen)

    @Property(str, notify=flowChanged)
    def flow(self) -> str:
        """Name of the flow's state."""
        return self._flow

    @property
    def waiting(self) -> int:
        """How many jobs are under way."""
        return self._waiting

    @Property(bool, notify=flowChanged)
    def busy(self) -> bool:
        """Whether a button's work is under way."""
        return self._waiting > 0

    @Property(str, notify=flowChanged)
    def message(self) -> str:
        """What went wrong with the last button, or nothing."""
        return self._message

    @Slot(int)
    def choose(self, place: int) -> None:
        """Choose a person."""
        self._chosen = people()[place]
        self.peopleChanged.emit()

    @Slot(str)
    def search(self, text: str) -> None:
        """Show the people whose name or number holds `text`."""
        self._filter(text)

    @Slot(str)
    def press(self, key: str) -> None:
        """Press the button of that key."""
        self._press(self._by_key[key], self._chosen)

    def _filter(self, text: str) -> None:
        wanted = text.strip().upper()
        self._people.replace(
            [
                PersonRow(place, person.text.name, about(person))
                for place, person in enumerate(people())
                if wanted in person.text.name.upper() or wanted in person.text.number
            ]
        )


def about(person: SyntheticPerson) -> str:
    """Return sex, age and number: nobody here exists, so nothing is masked."""
    return f"{person.text.sex.name.lower()}, {person.age_years} · {person.text.number}"
