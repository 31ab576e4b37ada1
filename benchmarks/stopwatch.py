"""Times the terminal's parts from within, by classes put in the place of its own. Only benchmarks do this."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Any, Final
from unittest.mock import patch

from PySide6.QtCore import Qt

import kiosk.app.terminal as wiring
from benchmarks.frames import FrameWatch
from kiosk.app.loop import FlowLoop
from kiosk.effects.errand import Errand
from kiosk.effects.runner import EffectRunner
from kiosk.flow.effects import (
    CompareFace,
    IssuePaper,
    OpenCase,
    PrintPaper,
    PrintReceipt,
    ReadCard,
    Request,
    SignInWithCard,
    Wipe,
)
from kiosk.flow.engine import Step
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.outcomes import Outcome
from kiosk.flow.state import State
from kiosk.flow.states import Page
from kiosk.identity.engines import choosing
from kiosk.identity.engines.blazeface import BlazeFaceEngine
from ui import Screen


class Part(Enum):
    """What the machine's time is split into; the value is how the table names it."""

    FLOW = "flow steps"
    PAGES = "screen: new pages, step to frame"
    UPDATES = "screen: updates of a page"
    CARD = "card read"
    SIGN_IN = "hall: sign in"
    FACE = "face comparison, with the sitter's turns"
    ENGINE = "face engine, computing only"
    CASE = "hall: open the case, ask the registry"
    ISSUE = "hall: draw, sign and fetch the paper"
    DOCUMENT = "document print, one A4 sheet"
    RECEIPT = "receipt print"
    WIPE = "wipe"


_BY_EFFECT: Final[dict[type[Request], Part]] = {
    ReadCard: Part.CARD,
    SignInWithCard: Part.SIGN_IN,
    CompareFace: Part.FACE,
    OpenCase: Part.CASE,
    IssuePaper: Part.ISSUE,
    PrintPaper: Part.DOCUMENT,
    PrintReceipt: Part.RECEIPT,
    Wipe: Part.WIPE,
}


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of work, in seconds of `time.monotonic`."""

    part: Part
    began_s: float
    ended_s: float


class Stopwatch:
    """Keeps spans. Any thread."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._spans: list[Span] = []
        self._card_laid_s = 0.0

    def note(self, part: Part, began_s: float) -> None:
        """Keep a span that ends now. Waiting for the card is the citizen's time, not the reader's."""
        with self._lock:
            if part is Part.CARD:
                began_s = max(began_s, self._card_laid_s)
            self._spans.append(Span(part, began_s, time.monotonic()))

    @contextmanager
    def timing(self, part: Part) -> Iterator[None]:
        """Time what is done within."""
        began_s = time.monotonic()
        try:
            yield
        finally:
            self.note(part, began_s)

    def card_laid(self) -> None:
        """Note that the card is on the reader."""
        with self._lock:
            self._card_laid_s = time.monotonic()

    def take(self) -> dict[Part, list[float]]:
        """Return milliseconds by part, and forget them."""
        with self._lock:
            spans, self._spans = self._spans, []
        taken: dict[Part, list[float]] = {part: [] for part in Part}
        for span in spans:
            taken[span.part].append((span.ended_s - span.began_s) * 1000)
        return taken


@contextmanager
def timed(watch: Stopwatch) -> Iterator[None]:
    """Make terminals that are built within tell `watch` what they do."""

    class TimedLoop(FlowLoop):
        def _step(self, event: Event) -> Step:
            with watch.timing(Part.FLOW):
                return super()._step(event)

    class TimedRunner(EffectRunner):
        def _outcome(self, effect: Request, errand: Errand) -> Outcome:
            part = _BY_EFFECT.get(type(effect))
            if part is None:
                return super()._outcome(effect, errand)
            with watch.timing(part):
                return super()._outcome(effect, errand)

    with ExitStack() as stack:
        for module, name, timed_class in (
            (wiring, "FlowLoop", TimedLoop),
            (wiring, "EffectRunner", TimedRunner),
            (wiring, "Screen", _timed_screen(watch)),
            (choosing, "BlazeFaceEngine", _timed_engine(watch)),
        ):
            stack.enter_context(patch.object(module, name, timed_class))
        yield


def _timed_screen(watch: Stopwatch) -> type[Screen]:
    class TimedScreen(Screen):
        frames: FrameWatch | None = None
        page: Page | None = None
        turned_s = 0.0

        def show(self, state: State) -> None:
            began_s = time.monotonic()
            page = JOURNEY.spec(state.name).page
            turned = self.page not in (None, page)
            self.page = page
            super().show(state)
            if not turned:
                watch.note(Part.UPDATES, began_s)
                return
            if self.frames is None:
                self.frames = FrameWatch(self.window)
                self.frames.seen.connect(self._seen, Qt.ConnectionType.DirectConnection)
            self.turned_s = began_s
            self.frames.expect()

        def _seen(self, _seen_s: float) -> None:
            watch.note(Part.PAGES, self.turned_s)

    return TimedScreen


def _timed_engine(watch: Stopwatch) -> type[BlazeFaceEngine]:
    class TimedEngine(BlazeFaceEngine):
        def detect(self, *given: Any) -> Any:
            with watch.timing(Part.ENGINE):
                return super().detect(*given)

        def locate(self, *given: Any) -> Any:
            with watch.timing(Part.ENGINE):
                return super().locate(*given)

        def align(self, *given: Any) -> Any:
            with watch.timing(Part.ENGINE):
                return super().align(*given)

        def embed(self, *given: Any) -> Any:
            with watch.timing(Part.ENGINE):
                return super().embed(*given)

    return TimedEngine
