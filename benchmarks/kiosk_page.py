"""Measured by `bench-ui`: the kiosk's screen and flow over sample states. Arguments: report pipe, `start` or `taps`."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from benchmarks import offscreen
from benchmarks.frames import FrameWatch, pause, run_until
from benchmarks.programs import FIRST_FRAME, tell
from devices.api.clock import Clock, SystemClock
from kiosk.app.loop import FlowLoop
from kiosk.domain.preferences import Preferences
from kiosk.domain.text import Language
from kiosk.domain.timeouts import Timeouts
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.state import State
from kiosk.flow.states import StateName
from kiosk.mailbox import Mailbox
from ui import HallSign, Screen, application

_ROUND = ("theme_property", "item_item-00", "backKey", "backKey", "searchKey", "backKey")
"""What a round touches: home, theme, explanation, theme, home, search, home."""


class _SampleLoop(FlowLoop):
    """The kiosk's own loop, begun at a sample state."""

    def begin_at(self, state: State) -> None:
        """Be there, without a step."""
        self._state = state
        self._show(state)


class _Turns(QObject):
    """Looks out for a frame whenever a step has led to another page."""

    def __init__(self, loop: FlowLoop, watch: FrameWatch) -> None:
        super().__init__()
        self._loop = loop
        self._watch = watch
        self._name: StateName | None = None
        loop.stepped.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Called after every step, when the page was told."""
        if self._loop.state.name is not self._name:
            self._name = self._loop.state.name
            self._watch.expect()


def main(pipe: int, mode: str) -> int:
    """Show the first page, report, and end."""
    offscreen.prepare()
    app = application.make(sys.argv[:1])
    clock = SystemClock()
    if mode == "start":
        from kiosk.settings.model import Settings

        names = Settings().terminal
        screen = _screen(clock, lambda _: None, HallSign(names.hall_name, names.label, names.help_line), motion=True)
        watch = FrameWatch(screen.window)
        watch.expect()
        run_until("the first frame", lambda: watch.seen_s > 0)
        tell(pipe, **{FIRST_FRAME: watch.seen_s})
    else:
        screen = _taps(pipe, clock)
    screen.close()
    app.processEvents()
    return 0


def _screen(clock: Clock, post: Callable[[Event], None], hall: HallSign, *, motion: bool) -> Screen:
    return Screen(
        post,
        clock=clock,
        new_id=lambda: str(uuid4()),
        hall=hall,
        width_px=offscreen.WIDTH_PX,
        height_px=offscreen.HEIGHT_PX,
        motion=motion,
        settle_ms=0,
    )


def _taps(pipe: int, clock: Clock) -> Screen:
    import psutil

    from ui.gallery.samples import SAMPLES, SIGN

    shown: list[Screen] = []

    def show(state: State) -> None:
        shown[0].show(state)

    loop = _SampleLoop(JOURNEY, carry_out=lambda _: None, show=show)
    mailbox = Mailbox(wake=loop.wake, on_full=lambda: None)
    # No motion: a new page's first frame is then the whole page, not the faint beginning of a transition.
    screen = _screen(clock, mailbox.post, SIGN, motion=False)
    shown.append(screen)
    watch = FrameWatch(screen.window)
    watch.expect()
    run_until("the first frame", lambda: watch.seen_s > 0)
    tell(pipe, **{FIRST_FRAME: watch.seen_s})
    process = psutil.Process()
    start_bytes = process.memory_info().rss
    from benchmarks.finger import Finger
    from benchmarks.load import IDLE_MS, PAGE_CHANGES, TAPS, cpu_percent
    from benchmarks.tapping import Tapping

    loop.start(mailbox, timeouts=Timeouts(), face_attempts=3)
    loop.begin_at(SAMPLES["03-attract"])
    pause(500)
    attract_percent = cpu_percent(process, IDLE_MS, pause)
    home = SAMPLES["11-home"]
    loop.begin_at(home)
    pause(500)
    turns = _Turns(loop, watch)
    turns.look()
    tapping = Tapping(Finger(screen.window), watch)
    at_rest = screen.grab()

    def differs() -> None:
        if screen.grab() == at_rest:
            raise RuntimeError("the frame after a press looks like the one before: nothing was measured")

    pause(100)
    for tap, name in zip(range(TAPS), cycle(_ROUND), strict=False):
        tapping.tap(name, while_pressed=differs if tap == 0 else None)
    tapped_bytes = process.memory_info().rss
    pages = list(SAMPLES.values())
    looks = (Preferences(), Preferences(language=Language.ENGLISH))
    began_s = time.monotonic()
    seen_all_bytes = 0
    for change, state in zip(range(PAGE_CHANGES), cycle(pages), strict=False):
        # Every second round is in the other language, so that all texts are evaluated anew.
        watch.expect()
        loop.begin_at(replace(state, preferences=looks[change // len(pages) % len(looks)]))
        run_until("a page", lambda: watch.seen_s > 0)
        if change + 1 == 2 * len(pages):
            seen_all_bytes = process.memory_info().rss
    tell(
        pipe,
        press_ms=tapping.times.press,
        page_ms=tapping.times.page,
        attract_percent=attract_percent,
        start_bytes=start_bytes,
        tapped_bytes=tapped_bytes,
        seen_all_bytes=seen_all_bytes,
        end_bytes=process.memory_info().rss,
        pages_s=time.monotonic() - began_s,
    )
    return screen


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
