"""Plays a script on a stand: its faults meet the simulator's replies, its deeds are done in their time."""

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread, current_thread
from typing import assert_never

from devices.api.clock import Clock
from devices.simulators.scenario import AfterDeed, AtTime, OnCommand, Scenario, Script, TimedDeed

_NEVER = float("inf")
_LONGEST_REST_S = 3600.0
_JOIN_S = 5.0


class ScenarioPlayer:
    """Begins a script when started and forgets what was left of it when stopped.

    Deeds are done on a thread of its own, never on the simulator's, which may be the one that a deed must join.
    """

    def __init__(
        self, script: Script, *, scenario: Scenario, deeds: Mapping[str, Callable[[], None]], clock: Clock
    ) -> None:
        """Prepare to play `script` on the simulator that `scenario` and `deeds` belong to.

        Raises:
            ValueError: a deed that this simulator does not know.
        """
        unknown = sorted({deed.do for deed in script.deeds} - set(deeds))
        if unknown:
            raise ValueError(f"no such deed here: {', '.join(unknown)}")
        self._script = script
        self._scenario = scenario
        self._deeds = deeds
        self._clock = clock
        self._lock = Lock()
        self._seen: Counter[str] = Counter()
        self._done_s: list[float | None] = [None] * len(script.deeds)
        self._begun_s = 0.0
        self._wake = Event()
        self._ended = Event()
        self._stopping = False
        self._thread = Thread(target=self._run, name="simulated hands", daemon=True)

    @property
    def done(self) -> tuple[str, ...]:
        """The deeds done so far, in the script's order."""
        with self._lock:
            return tuple(
                deed.do for deed, done_s in zip(self._script.deeds, self._done_s, strict=True) if done_s is not None
            )

    def start(self) -> None:
        """Begin. Called once."""
        self._begun_s = self._clock.monotonic_s()
        self._scenario.play(self._script)
        self._scenario.watch(self._note)
        self._thread.start()

    def stop(self) -> None:
        """End it: nothing goes wrong any more, and what was not done is left undone."""
        self._scenario.watch(None)
        self._scenario.clear()
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join(_JOIN_S)

    def wait(self, timeout_s: float) -> bool:
        """Wait until every deed is done; return whether it is."""
        return self._clock.wait(self._ended, timeout_s)

    def _note(self, command: str) -> None:
        with self._lock:
            self._seen[command] += 1
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            due = [(self._due_s(index), index) for index, done_s in enumerate(self._done_s) if done_s is None]
            if not due:
                break
            due_s, index = min(due)
            rest_s = due_s - self._clock.monotonic_s()
            if rest_s > 0:
                self._clock.wait(self._wake, min(rest_s, _LONGEST_REST_S))
                continue
            self._deeds[self._script.deeds[index].do]()
            with self._lock:
                self._done_s[index] = self._clock.monotonic_s()
        self._ended.set()

    def _due_s(self, index: int) -> float:
        deed: TimedDeed = self._script.deeds[index]
        match deed.when:
            case AtTime(seconds):
                return self._begun_s + seconds
            case AfterDeed(seconds):
                before_s = self._begun_s if index == 0 else self._done_s[index - 1]
                return _NEVER if before_s is None else before_s + seconds
            case OnCommand(command, nth):
                with self._lock:
                    return self._begun_s if self._seen[command] >= nth else _NEVER
            case _:
                assert_never(deed.when)
