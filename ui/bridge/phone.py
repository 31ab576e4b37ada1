"""Signing in with a phone: the QR code to scan and the number to pick; where a text message went."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.signing import PhoneStep
from kiosk.flow.state import State
from ui.bridge.qr import QrDrawing
from ui.words.phone import step_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """What the pages show.

    Attributes:
        path: the QR code's dark modules as an SVG path, one unit a module, its quiet zone counted in.
        modules: how many units the code is wide and high; 0 where there is none.
        number: the two digits to pick on the phone.
        step: how far the phone's holder is, in words.
        mobile: where a text message went, masked.
    """

    path: str = ""
    modules: int = 0
    number: str = ""
    step: str = ""
    opened: bool = False
    mobile: str = ""


@QmlElement
class PhoneView(QObject):
    """`PhoneShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._codes = QrDrawing()
        self._shown = PhoneShown()

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        shown = self._of(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _of(self, state: State) -> PhoneShown:
        session = state.session
        if session is None or (session.phone is None and not session.mobile):
            self._codes.forget()
            return PhoneShown()
        mobile = f"{session.mobile[:3]}****{session.mobile[-4:]}" if session.mobile else ""
        if session.phone is None:
            return PhoneShown(mobile=mobile)
        path, modules = self._codes.draw(session.phone.url)
        return PhoneShown(
            path=path,
            modules=modules,
            number=session.phone.match_number,
            step=step_words(session.phone_step),
            opened=session.phone_step is PhoneStep.OPENED,
            mobile=mobile,
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
    def number(self) -> str:
        """The number to pick."""
        return self._shown.number

    @Property(str, notify=changed)
    def step(self) -> str:
        """How far it is, in words."""
        return self._shown.step

    @Property(bool, notify=changed)
    def opened(self) -> bool:
        """Whether the page is open on a phone."""
        return self._shown.opened

    @Property(str, notify=changed)
    def mobile(self) -> str:
        """Where a text message went, masked."""
        return self._shown.mobile
