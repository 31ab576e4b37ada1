"""The window: shows states, posts touches. The only door between the flow and Qt Quick; GUI thread only."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from devices.api.clock import Clock
from devices.api.kinds.camera import FrameSource
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.state import State, forget
from kiosk.flow.table import Waits
from kiosk.flow.touches import ActivitySeen
from ui import drawings
from ui.activity import Activity
from ui.allowed import ways_out
from ui.bridge.hall import hall_shown
from ui.bridge.screen import ScreenView, screen_shown
from ui.folders import UI
from ui.input_method import has_pinyin
from ui.language import Speech
from ui.sign import HallSign
from ui.voice import Voice
from ui.words.spoken import ALWAYS, spoken_words

_CLOCK_MS = 1000
_SETTLE_MS = 250


class PageBroken(RuntimeError):
    """The QML cannot be loaded; the message holds Qt's own, one a line."""

    def __init__(self, errors: list[QQmlError]) -> None:
        super().__init__("\n".join(error.toString() for error in errors))


class Screen:
    """One window of one terminal. Make the application first (`ui.application.make`); close it before that ends.

    Args:
        post: takes every touch; called on the GUI thread, must not block.
        clock: for the time in the header, and for consent and activity.
        new_id: makes a fresh UUID, names a session.
        hall: names on every page.
        frames: asked for the camera's frames while the face page stands and `preview` has brought none.
        motion: whether anything may move: off for pictures that are compared, and for slow machines.
        settle_ms: how long a new page ignores touches, so that a double tap on the last one does not act on it.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        *,
        clock: Clock,
        new_id: Callable[[], str],
        hall: HallSign,
        width_px: int = 1080,
        height_px: int = 1920,
        fullscreen: bool = False,
        frames: Callable[[], FrameSource | None] | None = None,
        motion: bool = True,
        settle_ms: int = _SETTLE_MS,
        voice: Voice | None = None,
    ) -> None:
        self._post = post
        self._clock = clock
        self._hall = hall
        self._voice = voice
        self._said = ""
        self._state = State()
        self._view = ScreenView(
            post,
            clock=clock,
            new_id=new_id,
            frames=frames,
            motion=motion,
            settle_ms=settle_ms,
            pinyin=has_pinyin(),
        )
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(UI))
        self._engine.addImageProvider(drawings.NAME, drawings.Drawings())
        self._speech = Speech(self._engine)
        self.show(self._state)
        self._window = self._load(width_px, height_px)
        self._activity = Activity(self._somebody_is_there, clock, self._view)
        self._window.installEventFilter(self._activity)
        self._ticks = QTimer(self._view)
        self._ticks.setInterval(_CLOCK_MS)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()
        if fullscreen:
            self._window.showFullScreen()
        else:
            self._window.show()

    def _load(self, width_px: int, height_px: int) -> QQuickWindow:
        self._engine.setInitialProperties({"terminal": self._view, "width": width_px, "height": height_px})
        wrong: list[QQmlError] = []
        self._engine.warnings.connect(wrong.extend)
        self._engine.load(QUrl.fromLocalFile(str(UI / "Hall" / "Main.qml")))
        self._engine.warnings.disconnect(wrong.extend)
        window = next(iter(self._engine.rootObjects()), None)
        if not isinstance(window, QQuickWindow):
            raise PageBroken(wrong)
        return window

    @property
    def window(self) -> QQuickWindow:
        """The window, for wiring that places it and for tests."""
        return self._window

    @property
    def theme(self) -> QObject:
        """The QML singleton ``Hall.Theme``, for tests."""
        theme = self._engine.singletonInstance("Hall", "Theme")
        assert isinstance(theme, QObject), "Theme is an object of QML"
        return theme

    @property
    def view(self) -> ScreenView:
        """Root of the bridge, for tests and the demo."""
        return self._view

    def show(self, state: State) -> None:
        """Make the page show `state`. Cheap where little has changed: only what differs is evaluated."""
        self._state = state
        self._speech.speak(state.preferences.language)
        self._tick()
        spec = JOURNEY.spec(state.name)
        self._view.show(state, screen_shown(state, spec.page, ways_out(spec)))
        self._speak(state)

    def preview(self, source: FrameSource | None) -> None:
        """Show the frames of `source` on the face page; with None, stop and overwrite the last one."""
        self._view.preview(source)

    def grab(self) -> QImage:
        """Return what the window shows."""
        return self._window.grabWindow()

    def forget(self) -> None:
        """Clear what was typed, copied and pictured: keyboard, clipboard, fields, frames, and every view's words."""
        self.preview(None)
        self._view.forgotten.emit()
        QGuiApplication.clipboard().clear()
        self.show(forget(self._state))
        self._engine.collectGarbage()

    def close(self) -> None:
        """Close the window. The engine goes before the objects it shows: otherwise QML reports them as null."""
        self._ticks.stop()
        self._speech.close()
        self._window.removeEventFilter(self._activity)
        self._window.close()
        shiboken6.delete(self._engine)
        shiboken6.delete(self._view)

    def _speak(self, state: State) -> None:
        """Say what the page says, once, where the citizen wants it or everybody must hear it."""
        if self._voice is None:
            return
        aloud = state.preferences.speech or state.name in ALWAYS
        words = spoken_words(state) if aloud else ""
        if words != self._said:
            self._said = words
            self._voice.say(words, state.preferences.language)

    def _tick(self) -> None:
        self._view.show_hall(hall_shown(self._hall, self._clock.now(), self._state.preferences.language))

    def _somebody_is_there(self) -> None:
        """Post activity: except where nobody has begun, and under the question that its own buttons answer."""
        begun = JOURNEY.spec(self._state.name).waits is not Waits.NOBODY
        if begun and self._state.idle_left_s is None:
            self._post(ActivitySeen())
