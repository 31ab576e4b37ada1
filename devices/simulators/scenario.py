"""Which reply meets which fault, and what hands do when: a `Script` says it, a `Scenario` keeps count of replies.

`scenario_file` reads scripts from files; `player` does the deeds of a script in their time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from devices.simulators.faults import Fault

ANY_COMMAND = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault and the replies it meets.

    Attributes:
        fault: what goes wrong.
        on: the command, by the name its simulator gives it, or `ANY_COMMAND`.
        skip: how many replies to that command go well first.
        times: how many replies in a row are hit, or None for all that follow.
    """

    fault: Fault
    on: str = ANY_COMMAND
    skip: int = 0
    times: int | None = 1

    def __post_init__(self) -> None:
        """Refuse a rule that could never hit anything."""
        if self.skip < 0 or (self.times is not None and self.times < 1):
            raise ValueError(f"rule on {self.on}: skip {self.skip}, times {self.times}")


@dataclass(frozen=True, slots=True)
class AtTime:
    """So many seconds after the scenario began."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AfterDeed:
    """So many seconds after the deed that stands before it was done, or after the beginning for the first."""

    seconds: float


@dataclass(frozen=True, slots=True)
class OnCommand:
    """When the `nth` reply to `command` is due, counted from the beginning; 1 is the first."""

    command: str
    nth: int = 1


Moment = AtTime | AfterDeed | OnCommand


@dataclass(frozen=True, slots=True)
class TimedDeed:
    """Something that hands do at the device, by the name its stand knows it by, and when."""

    do: str
    when: Moment


@dataclass(frozen=True, slots=True)
class Script:
    """What happens in one scenario.

    Attributes:
        rules: tried in order: the first that applies to a reply is the one that hits it.
        deeds: done by a `player.ScenarioPlayer`, each in its own time.
        about: what it plays, for people.
    """

    rules: tuple[Rule, ...] = ()
    deeds: tuple[TimedDeed, ...] = ()
    about: str = ""


class Scenario:
    """A running script, consulted by the simulator before each reply. Safe from any thread."""

    def __init__(self, script: Script | None = None) -> None:
        """Begin at the script's start, or with nothing going wrong."""
        self._lock = Lock()
        self._counts: list[tuple[Rule, int]] = []
        self._watcher: Callable[[str], None] | None = None
        self.play(script or Script())

    def play(self, script: Script) -> None:
        """Forget what was going on and begin `script`."""
        with self._lock:
            self._counts = [(rule, 0) for rule in script.rules]

    def add(self, fault: Fault, *, on: str = ANY_COMMAND, skip: int = 0, times: int | None = 1) -> None:
        """Add a rule behind those that are there; it counts replies from now."""
        with self._lock:
            self._counts.append((Rule(fault, on, skip, times), 0))

    def clear(self) -> None:
        """Let everything go well from now on."""
        self.play(Script())

    def watch(self, watcher: Callable[[str], None] | None) -> None:
        """Tell `watcher` of each command whose reply is due, from now on; None tells nobody. It must not block."""
        with self._lock:
            self._watcher = watcher

    def next_fault(self, command: str) -> Fault | None:
        """Return the fault that the next reply to `command` meets, or None. Counts that reply."""
        hit: Fault | None = None
        with self._lock:
            watcher = self._watcher
            for index, (rule, seen) in enumerate(self._counts):
                if rule.on not in (command, ANY_COMMAND):
                    continue
                if hit is None and _hits(rule, seen):
                    hit = rule.fault
                    self._counts[index] = (rule, seen + 1)
                elif seen < rule.skip:
                    self._counts[index] = (rule, seen + 1)
        if watcher is not None:
            watcher(command)
        return hit


def _hits(rule: Rule, seen: int) -> bool:
    return seen >= rule.skip and (rule.times is None or seen < rule.skip + rule.times)
