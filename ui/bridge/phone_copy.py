"""A paper on its way to the citizen's phone: the QR code, how long it lasts, how far it is."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.flow.state import State
from ui.bridge.qr import QrDrawing
from ui.words.phone_copy import copy_step_words, left_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PhoneCopyShown:
    """What the pages show. `offered`: papers may be sent to phones at all; `may_print`: printing is open still."""

    path: str = ""
    modules: int = 0
    step: str = ""
    opened: bool = False
    left: str = ""
    offered: bool = False
    may_print: bool = False
    wanted_print: bool = False
    title: str = ""


@QmlElement
class PhoneCopyView(QObject):
    """`PhoneCopyShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._code = QrDrawing()
        self._shown = PhoneCopyShown()

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        shown = self._of(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _of(self, state: State) -> PhoneCopyShown:
        session = state.session
        if session is None or session.phone_copy is None:
            self._code.forget()
            path, modules = "", 0
        else:
            path, modules = self._code.draw(session.phone_copy.url)
        if session is None:
            return PhoneCopyShown()
        return PhoneCopyShown(
            path=path,
            modules=modules,
            step=copy_step_words(session.copy_step),
            opened=session.copy_step is PhoneCopyStep.OPENED,
            left=left_words(session.copy_left_s),
            offered=state.phone_copies,
            may_print=session.may_print,
            wanted_print=session.paper_printed is not None,
            title=session.paper.title.in_language(state.preferences.language) if session.paper else "",
        )

    @Property(str, notify=changed)
    def path(self) -> str:
        """The QR code's dark modules."""
        return self._shown.path

    @Property(int, notify=changed)
    def modules(self) -> int:
        """Its width and height in modules."""
        return self._shown.modules

    @Property(str, notify=changed)
    def step(self) -> str:
        """How far it is, in words."""
        return self._shown.step

    @Property(bool, notify=changed)
    def opened(self) -> bool:
        """Whether the page is open on a phone."""
        return self._shown.opened

    @Property(str, notify=changed)
    def left(self) -> str:
        """About how long the code still works, in words; "" before that is known."""
        return self._shown.left

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether papers may be sent to phones."""
        return self._shown.offered

    @Property(bool, notify=changed)
    def mayPrint(self) -> bool:  # noqa: N802  a QML name
        """Whether printing is open still."""
        return self._shown.may_print

    @Property(bool, notify=changed)
    def wantedPrint(self) -> bool:  # noqa: N802  a QML name
        """Whether a print was tried before."""
        return self._shown.wanted_print

    @Property(str, notify=changed)
    def title(self) -> str:
        """The paper's title."""
        return self._shown.title
