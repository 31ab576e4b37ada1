"""The face comparison: what to do next, and how far it is."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.face import FaceAdvice
from kiosk.flow.state import State
from ui.words.faces import advice_hint, advice_words

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_CUES = {
    FaceAdvice.TURN_LEFT: "turn-left",
    FaceAdvice.TURN_RIGHT: "turn-right",
    FaceAdvice.NOD: "nod",
    FaceAdvice.COME_CLOSER: "closer",
    FaceAdvice.COME_MUCH_CLOSER: "closer",
    FaceAdvice.MOVE_BACK: "farther",
    FaceAdvice.COMPARING: "check",
}


@dataclass(frozen=True, slots=True)
class FaceShown:
    """`cue` names an icon that says the same as `advice`; `fraction` is 0 to 1."""

    advice: str = ""
    hint: str = ""
    cue: str = "face"
    fraction: float = 0.0


def face_shown(state: State) -> FaceShown:
    """Return what to tell the person before the camera."""
    if state.session is None:
        return FaceShown()
    advice = state.session.face_advice
    return FaceShown(
        advice=advice_words(advice),
        hint=advice_hint(advice),
        cue=_CUES.get(advice, "face") if advice else "face",
        fraction=min(1.0, max(0.0, state.session.face_fraction)),
    )


@QmlElement
class FaceView(QObject):
    """`FaceShown` for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = FaceShown()

    def show(self, shown: FaceShown) -> None:
        """Show `shown` from now on."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What to do next, in a few words."""
        return self._shown.advice

    @Property(str, notify=changed)
    def hint(self) -> str:
        """The same, explained."""
        return self._shown.hint

    @Property(str, notify=changed)
    def cue(self) -> str:
        """Name of the icon that says the same."""
        return self._shown.cue

    @Property(float, notify=changed)
    def fraction(self) -> float:
        """How much is done, 0 to 1."""
        return self._shown.fraction
