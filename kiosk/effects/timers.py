"""The flow's timers: at most one of each name, each with the generation of the state that started it."""

from collections.abc import Callable

from kiosk.effects.scheduler import Scheduler
from kiosk.flow.effects import StartTimer, StopTimer
from kiosk.flow.events import Event
from kiosk.flow.outcomes import TimerFired


class Timers:
    """Starts and stops timers. Never blocks."""

    def __init__(self, scheduler: Scheduler, post: Callable[[Event], None]) -> None:
        """Run them on `scheduler`; they fire into `post`."""
        self._scheduler = scheduler
        self._post = post

    def start(self, effect: StartTimer) -> None:
        """Post `TimerFired` when it is due; replaces a running timer of that name."""
        fired = TimerFired(effect.name, effect.generation)
        self._scheduler.after(effect.name, effect.seconds, lambda: self._post(fired))

    def stop(self, effect: StopTimer) -> None:
        """Forget the timer of that name."""
        self._scheduler.drop(effect.name)
