"""The dock's window, as the wiring holds it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from devices.simulators.people.cards import SyntheticPerson
from kiosk.app.dock.actions import Action, Lane
from kiosk.app.dock.panels import panels
from kiosk.app.dock.papers import PROVIDER, Papers, Pictures
from kiosk.app.dock.stage import Stage
from kiosk.app.dock.views import DockView
from kiosk.app.dock.worker import Worker
from kiosk.app.simulation.hands import Hands
from kiosk.app.simulation.phone import Phone
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.domain.face import FaceAdvice
from ui.screen import PageBroken

WIDTH_PX: Final = 460
HEIGHT_PX: Final = 900
GAP_PX: Final = 16
_PAGE: Final = Path(__file__).with_name("Dock.qml")
_REFRESH_MS: Final = 1000


class Dock(QObject):
    """A window beside the terminal's, in which a person plays the world. GUI thread only.

    Whoever sits before the camera does what the screen asks of them. Close it before the terminal and the world.
    """

    def __init__(self, world: SimulatedWorld, terminal: Terminal) -> None:
        """Open it.

        Raises:
            PageBroken: its QML cannot be loaded.
        """
        super().__init__()
        self._terminal = terminal
        phone = Phone(lambda: terminal.embedded_hall.address if terminal.embedded_hall else None)
        self._hands = Hands(world, phone)
        self._stage = Stage(self._hands, phone, lambda: terminal.embedded_hall.pid if terminal.embedded_hall else None)
        self._asked: FaceAdvice | None = None
        pictures = Pictures()
        self._papers = Papers(world, pictures)
        self._workers = {lane: Worker(lane.value) for lane in Lane}
        for worker in self._workers.values():
            worker.done.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._view = DockView(panels(world, terminal, self._stage, self._hands), self._press, str(world.folder))
        self._engine = QQmlApplicationEngine()
        self._engine.addImageProvider(PROVIDER, pictures)
        self._window = self._load()
        self._stand_beside(terminal.screen.window)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_REFRESH_MS)
        self._ticks.timeout.connect(self._refresh)
        self._ticks.start()
        terminal.loop.stepped.connect(self._obey)
        self._refresh()
        self._window.show()

    @property
    def window(self) -> QQuickWindow:
        """The window, for tests."""
        return self._window

    @property
    def view(self) -> DockView:
        """Root of what QML sees, for tests."""
        return self._view

    def close(self) -> None:
        """Close the window, and wait for what a button is still doing."""
        self._ticks.stop()
        self._terminal.loop.stepped.disconnect(self._obey)
        for worker in self._workers.values():
            worker.close()
        self._window.close()
        # The engine goes before the objects it shows: otherwise QML reports them as null.
        shiboken6.delete(self._engine)
        shiboken6.delete(self._view)

    def _load(self) -> QQuickWindow:
        self._engine.setInitialProperties({"dock": self._view, "width": WIDTH_PX, "height": HEIGHT_PX})
        wrong: list[QQmlError] = []
        self._engine.warnings.connect(wrong.extend)
        self._engine.load(QUrl.fromLocalFile(str(_PAGE)))
        self._engine.warnings.disconnect(wrong.extend)
        window = next(iter(self._engine.rootObjects()), None)
        if not isinstance(window, QQuickWindow):
            raise PageBroken(wrong)
        return window

    def _stand_beside(self, kiosk: QQuickWindow) -> None:
        """Stand right of the kiosk's window, or over it where it covers the screen; leave when it is closed."""
        free = kiosk.screen().availableGeometry()
        self._window.setHeight(min(HEIGHT_PX, free.height()))
        if kiosk.visibility() is QWindow.Visibility.FullScreen:
            self._window.setFlag(Qt.WindowType.WindowStaysOnTopHint)
            self._window.setPosition(free.right() - WIDTH_PX, free.top())
        else:
            kiosk.setPosition(free.left() + GAP_PX, free.top())
            self._window.setPosition(kiosk.x() + kiosk.width() + GAP_PX, free.top())
        # The application ends with its last window: this one must not keep it alive.
        kiosk.visibleChanged.connect(self._follow)

    @Slot(bool)
    def _follow(self, visible: bool) -> None:
        if not visible and shiboken6.isValid(self._window):
            self._window.close()

    def _press(self, action: Action, person: SyntheticPerson) -> None:
        self._have(partial(action.do, person), action.lane)

    def _have(self, do: Callable[[], None], lane: Lane) -> None:
        if self._workers[lane].have(do):
            self._view.began()

    @Slot(str)
    def _ended(self, wrong: str) -> None:
        if not shiboken6.isValid(self._view):
            return
        self._view.ended(wrong)
        self._refresh()
        # Whoever has just sat down may have missed what the screen asks for.
        self._asked = None
        self._obey()

    @Slot()
    def _refresh(self) -> None:
        self._view.refresh(self._terminal.loop.state.name.value, self._papers.rows)
        if self._papers.is_behind() and self._view.waiting == 0:
            self._have(self._papers.catch_up, Lane.DRAWING)

    @Slot()
    def _obey(self) -> None:
        session = self._terminal.loop.state.session
        advice = session.face_advice if session else None
        if advice is not self._asked:
            self._asked = advice
            self._workers[Lane.DRAWING].have_quietly(partial(self._hands.obey, advice))
