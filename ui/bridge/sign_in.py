"""Which ways to sign in are open, and why one is not."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.health import Part, PartHealth
from kiosk.flow.state import State
from ui.words.parts import paper_pause, part_is_down

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_CARD_NEEDS = (Part.CARD_READER, Part.CAMERA, Part.FACE_ENGINE)


@dataclass(frozen=True, slots=True)
class SignInShown:
    """Why a way is closed, in words, or "" where it is open; what cannot be done here, before a card is asked for."""

    card_closed: str = ""
    code_closed: str = ""
    phone_open: bool = True
    sms_open: bool = True
    social_card_open: bool = False
    face_leaves: bool = False
    paper_pause: str = ""


def sign_in_shown(state: State) -> SignInShown:
    """Return which ways are open."""
    broken = next((part for part in _CARD_NEEDS if not state.health.works(part)), None)
    return SignInShown(
        card_closed=part_is_down(broken) if broken else "",
        code_closed="" if state.health.works(Part.CODE_SCANNER) else part_is_down(Part.CODE_SCANNER),
        phone_open=SignInMethod.PHONE not in state.closed_ways,
        face_leaves=state.face_leaves,
        social_card_open=state.health.of(Part.SMART_CARD_READER) is PartHealth.WORKS,
        sms_open=SignInMethod.SMS_CODE not in state.closed_ways,
        paper_pause=paper_pause(state.health.of(Part.DOCUMENT_PRINTER)),
    )


@QmlElement
class SignInView(QObject):
    """`SignInShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = SignInShown()

    def show(self, shown: SignInShown) -> None:
        """Show `shown` from now on."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def cardClosed(self) -> str:  # noqa: N802  a QML name
        """Why the card cannot be used, or ""."""
        return self._shown.card_closed

    @Property(str, notify=changed)
    def codeClosed(self) -> str:  # noqa: N802  a QML name
        """Why the identity code cannot be used, or ""."""
        return self._shown.code_closed

    @Property(bool, notify=changed)
    def phoneOpen(self) -> bool:  # noqa: N802  a QML name
        """Whether signing in by a QR code on the phone is offered."""
        return self._shown.phone_open

    @Property(bool, notify=changed)
    def smsOpen(self) -> bool:  # noqa: N802  a QML name
        """Whether signing in by text message is offered."""
        return self._shown.sms_open

    @Property(bool, notify=changed)
    def socialCardOpen(self) -> bool:  # noqa: N802  a QML name
        """Whether signing in by social-security card is offered."""
        return self._shown.social_card_open

    @Property(str, notify=changed)
    def paperPause(self) -> str:  # noqa: N802  a QML name
        """That no paper can be printed now, or ""."""
        return self._shown.paper_pause

    @Property(bool, notify=changed)
    def faceLeaves(self) -> bool:  # noqa: N802  a QML name
        """Whether the pictures of a comparison are sent to an authority."""
        return self._shown.face_leaves
