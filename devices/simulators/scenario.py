"""Which reply meets which fault: a `Script` says it, a `Scenario` keeps count while the simulator runs."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from devices.api.errors import ConfigurationError
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
            ConfigurationError: `detail_code` names the place and what is wrong with it.
        """
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(detail_code=f"scenario is not TOML: {error}") from error
        unknown = sorted(set(tables) - {"fault"})
        if unknown:
            raise ConfigurationError(detail_code=f"scenario {unknown[0]}: unknown; allowed: fault")
        listed = tables.get("fault", [])
        if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
            raise ConfigurationError(detail_code="scenario fault: not a list of tables [[fault]]")
        return cls(tuple(_rule(f"fault[{index}]", table, commands, own) for index, table in enumerate(listed)))

    @classmethod
    def from_file(cls, path: Path, *, commands: Collection[str], own: Collection[str] = ()) -> "Script":
        """Read a script from a TOML file. Raises as `from_toml`; a file that cannot be read is the same error."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(detail_code=f"scenario {path.name}: {type(error).__name__}") from error
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


def _rule(place: str, table: Mapping[str, Any], commands: Collection[str], own: Collection[str]) -> Rule:
    values = dict(table)
    kind = values.pop("kind", None)
    on = values.pop("on", ANY_COMMAND)
    skip = values.pop("skip", 0)
    times = values.pop("times", 1)
    if kind not in (*_SHARED, *own):
        raise ConfigurationError(detail_code=f"scenario {place}.kind: allowed: {', '.join((*_SHARED, *sorted(own)))}")
    if on not in (ANY_COMMAND, *commands):
        raise ConfigurationError(detail_code=f"scenario {place}.on: allowed: {', '.join(sorted(commands))}")
    if not _whole(skip) or skip < 0:
        raise ConfigurationError(detail_code=f"scenario {place}.skip: not a whole number from 0")
    if times != "always" and (not _whole(times) or times < 1):
        raise ConfigurationError(detail_code=f"scenario {place}.times: not a whole number from 1, nor always")
    return Rule(_fault(place, kind, values), on, skip, None if times == "always" else times)


def _fault(place: str, kind: str, values: dict[str, Any]) -> Fault:
    match kind:
        case "late":
            delay_s = values.pop("delay_s", Late().delay_s)
            if isinstance(delay_s, bool) or not isinstance(delay_s, int | float) or not 0 <= delay_s <= 3600:
                raise ConfigurationError(detail_code=f"scenario {place}.delay_s: not seconds from 0 to 3600")
            fault: Fault = Late(float(delay_s))
        case "partial":
            fault = Partial(_keep(place, values, Partial().keep_bytes))
        case "unplugged":
            fault = Unplugged(_keep(place, values, Unplugged().keep_bytes))
        case "dead_in_mid_command":
            fault = DeadInMidCommand(_keep(place, values, DeadInMidCommand().keep_bytes))
        case "wrong_checksum":
            fault = WrongChecksum()
        case "silent":
            fault = Silent()
        case "garbage_before":
            fault = GarbageBefore(_garbage(place, values))
        case _:
            fault = Own(kind, values)
            values = {}
    if values:
        raise ConfigurationError(detail_code=f"scenario {place}.{min(values)}: not a field of {kind}")
    return fault


def _keep(place: str, values: dict[str, Any], default: int) -> int:
    keep_bytes = values.pop("keep_bytes", default)
    if not _whole(keep_bytes) or keep_bytes < 0:
        raise ConfigurationError(detail_code=f"scenario {place}.keep_bytes: not a whole number from 0")
    return int(keep_bytes)


def _garbage(place: str, values: dict[str, Any]) -> bytes:
    garbage_hex = values.pop("garbage_hex", GarbageBefore().garbage.hex())
    try:
        return bytes.fromhex(garbage_hex)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(detail_code=f"scenario {place}.garbage_hex: not hexadecimal") from error


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
