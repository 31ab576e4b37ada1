"""What a demo plays on: one simulated terminal with its world, the hands in it and somebody at the screen."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from devices.api.clock import Clock
from kiosk.app.player import Player
from kiosk.app.simulation.hands import Hands
from kiosk.app.simulation.phone import Phone
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.flow.states import StateName
from kiosk.settings.model import Settings
from ui import application

_START_WITHIN_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class DemoStage:
    """Everything a visit touches."""

    world: SimulatedWorld
    terminal: Terminal
    player: Player
    hands: Hands

    def open_up(self) -> None:
        """Start the terminal and wait until it is free. Raises `JourneyStuck`."""
        self.terminal.start()
        self.player.arrive("attract", StateName.ATTRACT, within_s=_START_WITHIN_S)


@contextmanager
def demo_stage(out: Path, settings: Settings, *, clock: Clock) -> Iterator[DemoStage]:
    """Clear `out`, build everything below it, and take it down again. GUI thread only."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    settings = replace(settings, state=replace(settings.state, folder=out / "state"))
    app = application.make(sys.argv[:1])
    world = SimulatedWorld(out / "printed", clock=clock)
    world.start()
    terminal = Terminal(settings, clock=clock, simulation=world)
    hands = Hands(world, Phone(lambda: terminal.embedded_hall.address if terminal.embedded_hall else None))
    try:
        yield DemoStage(world, terminal, Player(terminal, clock=clock, pictures=out / "pictures"), hands)
    finally:
        terminal.stop()
        world.stop()
        app.processEvents()
