"""`kiosk run`: a terminal in a window until it is closed; with simulated devices, the dock beside it."""

import signal
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from devices.api.clock import Clock
from kiosk.app.dock.window import GAP_PX, WIDTH_PX, Dock
from kiosk.app.fitting import fitted
from kiosk.app.private_memory import keep_memory_private
from kiosk.app.simulation.staff import set_demonstration_pins
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.settings.model import Settings
from ui import application

_SIGNALS_MS = 200


def run(settings: Settings, *, clock: Clock, simulate: bool) -> int:
    """Serve until the window is closed or the process is asked to end; return the exit status.

    SIGTERM and SIGINT end it at once; SIGHUP (``systemctl reload``) begins it anew once nobody is being served, which
    its status `EXIT_RESTART` asks for.
    """
    keep_memory_private()
    app = application.make(sys.argv[:1])
    with ExitStack() as stack:
        world: SimulatedWorld | None = None
        if simulate:
            printed = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hallkiosk-printed-")))
            world = SimulatedWorld(printed, clock=clock)
            world.start()
            stack.callback(world.stop)
        if simulate:
            set_demonstration_pins(settings.state.folder, clock)
        terminal = Terminal(_fitting(settings, simulate=simulate), clock=clock, simulation=world)
        stack.callback(terminal.stop)
        terminal.start()
        if world is not None:
            dock = Dock(world, terminal)
            stack.callback(dock.close)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: app.quit())
        signal.signal(signal.SIGHUP, lambda *_: terminal.restart_when_idle())
        # Python sees a signal only when it runs: Qt's loop must come by now and then.
        look = QTimer()
        look.start(_SIGNALS_MS)
        look.timeout.connect(lambda: None)
        return app.exec()


def _fitting(settings: Settings, *, simulate: bool) -> Settings:
    """Make a window that would reach beyond this desktop smaller, with room for the dock; the page shrinks with it."""
    screen = settings.screen
    if screen.fullscreen:
        return settings
    free = QGuiApplication.primaryScreen().availableGeometry()
    beside_px = WIDTH_PX + 3 * GAP_PX if simulate else 0
    width_px, height_px = fitted(
        screen.width_px, screen.height_px, free_width_px=free.width() - beside_px, free_height_px=free.height()
    )
    return replace(settings, screen=replace(screen, width_px=width_px, height_px=height_px))
