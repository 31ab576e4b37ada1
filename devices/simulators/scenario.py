"""Which reply meets which fault: a `Script` says it, a `Scenario` keeps count while the simulator runs."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from devices.api.configuration import ConfigurationFaults, Options, Wrong, shown
from devices.api.configuration import Fault as ConfigurationFault
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)

ANY_COMMAND = "*"
_ALWAYS = "always"
_MOST = 1_000_000


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
class Script:
    """Rules, tried in order: the first that applies to a reply is the one that hits it."""

    rules: tuple[Rule, ...] = ()

    @classmethod
    def from_toml(cls, text: str, *, commands: Collection[str], own: Collection[str] = ()) -> "Script":
        """Read a script for a simulator that knows `commands` by these names and has faults of its `own`.

        ::

            [[fault]]
            kind = "late"           # or partial, wrong_checksum, garbage_before, silent, unplugged,
                                    # dead_in_mid_command, or a name of the simulator's own
            delay_s = 1.5           # the fault's fields stand beside its kind
            on = "read_base"        # every command if absent
            skip = 2                # 0 if absent
            times = 3               # 1 if absent, "always" for no end

        Raises:
            ConfigurationFaults: everything that is wrong. A misspelt scenario is never one in which nothing happens.
        """
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationFaults(
                [ConfigurationFault("scenario", Wrong.UNREADABLE, f"no TOML: {error}")]
            ) from error
        faults = [ConfigurationFault(key, Wrong.UNKNOWN_KEY, allowed="[[fault]]") for key in tables if key != "fault"]
        listed = tables.get("fault", [])
        if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
            faults.append(ConfigurationFault("fault", Wrong.WRONG_TYPE, shown(listed), "[[fault]]"))
            listed = []
        rules: list[Rule] = []
        for index, table in enumerate(listed):
            try:
                rules.append(_rule(table, f"fault[{index}]", commands, own))
            except ConfigurationFaults as error:
                faults += error.faults
        if faults:
            raise ConfigurationFaults(faults)
        return cls(tuple(rules))

    @classmethod
    def from_file(cls, path: Path, *, commands: Collection[str], own: Collection[str] = ()) -> "Script":
        """Read a script from a TOML file. Raises as `from_toml`; a file that cannot be read is the same error."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationFaults(
                [ConfigurationFault(str(path), Wrong.UNREADABLE, type(error).__name__)]
            ) from error
        return cls.from_toml(text, commands=commands, own=own)


class Scenario:
    """A running script, consulted by the simulator before each reply. Safe from any thread."""

    def __init__(self, script: Script | None = None) -> None:
        """Begin at the script's start, or with nothing going wrong."""
        self._lock = Lock()
        self._counts: list[tuple[Rule, int]] = []
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

    def next_fault(self, command: str) -> Fault | None:
        """Return the fault that the next reply to `command` meets, or None. Counts that reply."""
        hit: Fault | None = None
        with self._lock:
            for index, (rule, seen) in enumerate(self._counts):
                if rule.on not in (command, ANY_COMMAND):
                    continue
                if hit is None and _hits(rule, seen):
                    hit = rule.fault
                    self._counts[index] = (rule, seen + 1)
                elif seen < rule.skip:
                    self._counts[index] = (rule, seen + 1)
        return hit


def _hits(rule: Rule, seen: int) -> bool:
    return seen >= rule.skip and (rule.times is None or seen < rule.skip + rule.times)


_SHARED = ("late", "partial", "wrong_checksum", "garbage_before", "silent", "unplugged", "dead_in_mid_command")


def _rule(table: Mapping[str, Any], place: str, commands: Collection[str], own: Collection[str]) -> Rule:
    """Read one ``[[fault]]``. Raises ConfigurationFaults."""
    options = Options(table, place=place)
    kind = options.text("kind", allowed=(*_SHARED, *own))
    on = options.text("on", ANY_COMMAND, allowed=(ANY_COMMAND, *commands))
    skip = options.integer("skip", 0, allowed=range(_MOST))
    always = table.get("times") == _ALWAYS
    times = None if always else options.integer("times", 1, allowed=range(1, _MOST))
    if always:
        options.text("times", allowed=(_ALWAYS,))
    match kind:
        case "late":
            fault: Fault = Late(options.number("delay_s", Late().delay_s, low=0.0, high=3600.0))
        case "partial":
            fault = Partial(options.integer("keep_bytes", Partial().keep_bytes, allowed=range(_MOST)))
        case "unplugged":
            fault = Unplugged(options.integer("keep_bytes", Unplugged().keep_bytes, allowed=range(_MOST)))
        case "dead_in_mid_command":
            fault = DeadInMidCommand(options.integer("keep_bytes", DeadInMidCommand().keep_bytes, allowed=range(_MOST)))
        case "wrong_checksum":
            fault = WrongChecksum()
        case "garbage_before":
            fault = GarbageBefore(_garbage(options))
        case "silent":
            fault = Silent()
        case _:
            fault = Own(kind, options.rest())
    options.finish()
    return Rule(fault, on, skip, times)


def _garbage(options: Options) -> bytes:
    default = GarbageBefore().garbage
    try:
        return bytes.fromhex(options.text("garbage_hex", default.hex()))
    except ValueError:
        options.wrong("garbage_hex", Wrong.NOT_ALLOWED, allowed="hexadecimal")
        return default
