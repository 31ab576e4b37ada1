"""A whole terminal with simulated devices and an embedded hall, in a temporary folder, for one benchmark."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks import offscreen
from devices.api.clock import SystemClock
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.settings.model import Settings
from ui import application

SECONDS_PER_SHEET: Final = 2.0


@dataclass(frozen=True, slots=True)
class Rig:
    """What stands while the benchmark runs."""

    world: SimulatedWorld
    terminal: Terminal


@contextmanager
def standing(state: Path | None = None) -> Iterator[Rig]:
    """Start the terminal as `kiosk run --simulate` does, without the dock; stop everything at the end.

    Its state is new and temporary, unless a folder for it is given.
    """
    offscreen.prepare()
    app = application.make(sys.argv[:1])
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="hallkiosk-bench-") as name:
        folder = Path(name)
        world = SimulatedWorld(folder / "printed", clock=clock, seconds_per_sheet=SECONDS_PER_SHEET)
        settings = Settings()
        settings = replace(
            settings,
            devices=replace(settings.devices, card_photo="synthetic"),
            terminal=replace(settings.terminal, specimen=True),
            state=replace(settings.state, folder=state or folder / "state"),
        )
        world.start()
        try:
            terminal = Terminal(settings, clock=clock, simulation=world)
            try:
                terminal.start()
                yield Rig(world, terminal)
            finally:
                terminal.stop()
        finally:
            world.stop()
            app.processEvents()
