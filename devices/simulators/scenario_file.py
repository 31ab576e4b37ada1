"""Scenarios as files, TOML or JSON with the same tables.

::

    kind = "id_card_reader"         # optional: refused for a simulator of another kind
    about = "The card is lifted while it is read"

    [[fault]]
    kind = "late"                   # or partial, wrong_checksum, garbage_before, silent, unplugged,
                                    # dead_in_mid_command, or a name of the simulator's own
    delay_s = 1.5                   # the fault's fields stand beside its kind
    on = "read_base"                # every command if absent
    skip = 2                        # 0 if absent
    times = 3                       # 1 if absent, "always" for no end

    [[deed]]
    do = "lift"                     # what hands can do to this simulator
    on = "read_base"                # when the nth reply to this command is due,
    nth = 2                         # the first if absent

    [[deed]]
    do = "unplug"
    at_s = 5.0                      # or so many seconds after the beginning

    [[deed]]
    do = "plug"
    after_s = 2.0                   # or so many seconds after the deed before it
"""

import json
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
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
from devices.simulators.scenario import (
    ANY_COMMAND,
    AfterDeed,
    AtTime,
    Moment,
    OnCommand,
    Rule,
    Script,
    TimedDeed,
)

LIBRARY = Path(__file__).parent / "scenarios"
"""Scenario files that are installed with the package, in one folder a kind."""
SHARED_FAULTS = ("late", "partial", "wrong_checksum", "garbage_before", "silent", "unplugged", "dead_in_mid_command")
"""The faults that mean the same for every simulator."""

_ALWAYS = "always"
_MOST = 1_000_000
_LONGEST_S = 86_400.0
_HEAD = ("about", "kind")


def load_script(
    path: Path, *, commands: Collection[str], own: Collection[str] = (), deeds: Collection[str] = (), kind: str = ""
) -> Script:
    """Read a scenario file: JSON if its name ends so, else TOML. Raises as `read_script`, also where it is no file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationFaults([ConfigurationFault(str(path), Wrong.UNREADABLE, type(error).__name__)]) from error
    as_json = path.suffix.lower() == ".json"
    return read_script(text, commands=commands, own=own, deeds=deeds, kind=kind, as_json=as_json)


def read_script(
    text: str,
    *,
    commands: Collection[str],
    own: Collection[str] = (),
    deeds: Collection[str] = (),
    kind: str = "",
    as_json: bool = False,
) -> Script:
    """Read a scenario.

    Args:
        text: TOML, or JSON if `as_json`.
        commands: the replies that the simulator knows by these names.
        own: its own faults.
        deeds: what hands can do to it.
        kind: its kind, held against the file's if both are given.
        as_json: which of the two.

    Raises:
        ConfigurationFaults: everything that is wrong. A misspelt scenario is never one in which nothing happens.
    """
    table = _parse(text, as_json=as_json)
    head = Options({key: value for key, value in table.items() if key in _HEAD}, place="scenario")
    about = head.text("about", "")
    head.text("kind", kind, allowed=(kind,) if kind else None)
    faults = [
        ConfigurationFault(key, Wrong.UNKNOWN_KEY, allowed="about, kind, [[fault]], [[deed]]")
        for key in table
        if key not in (*_HEAD, "fault", "deed")
    ]
    faults += head.faults()
    rules: list[Rule] = []
    for index, listed in enumerate(_listed(table, "fault", faults)):
        try:
            rules.append(_rule(listed, f"fault[{index}]", commands, own))
        except ConfigurationFaults as error:
            faults += error.faults
    timed: list[TimedDeed] = []
    for index, listed in enumerate(_listed(table, "deed", faults)):
        try:
            timed.append(_deed(listed, f"deed[{index}]", commands, deeds))
        except ConfigurationFaults as error:
            faults += error.faults
    if faults:
        raise ConfigurationFaults(faults)
    return Script(tuple(rules), tuple(timed), about)


def library(kind: str) -> dict[str, Path]:
    """Return the installed scenarios of a kind by name, in order."""
    return {path.stem: path for path in sorted((LIBRARY / kind).glob("*.toml"))}


def _parse(text: str, *, as_json: bool) -> dict[str, Any]:
    try:
        table = json.loads(text) if as_json else tomllib.loads(text)
    except ValueError as error:  # both libraries' errors are
        named = "JSON" if as_json else "TOML"
        raise ConfigurationFaults([ConfigurationFault("scenario", Wrong.UNREADABLE, f"no {named}: {error}")]) from error
    if not isinstance(table, dict):
        raise ConfigurationFaults([ConfigurationFault("scenario", Wrong.WRONG_TYPE, shown(table), "an object")])
    return table


def _listed(table: Mapping[str, Any], key: str, faults: list[ConfigurationFault]) -> list[dict[str, Any]]:
    listed = table.get(key, [])
    if isinstance(listed, list) and all(isinstance(one, dict) for one in listed):
        return listed
    faults.append(ConfigurationFault(key, Wrong.WRONG_TYPE, shown(listed), f"[[{key}]]"))
    return []


def _deed(table: Mapping[str, Any], place: str, commands: Collection[str], deeds: Collection[str]) -> TimedDeed:
    """Read one ``[[deed]]``. Raises ConfigurationFaults."""
    options = Options(table, place=place)
    do = options.text("do", allowed=deeds)
    moments: list[Moment] = []
    if "at_s" in table:
        moments.append(AtTime(options.number("at_s", 0.0, low=0.0, high=_LONGEST_S)))
    if "after_s" in table:
        moments.append(AfterDeed(options.number("after_s", 0.0, low=0.0, high=_LONGEST_S)))
    if "on" in table:
        command = options.text("on", allowed=commands)
        moments.append(OnCommand(command, options.integer("nth", 1, allowed=range(1, _MOST))))
    if len(moments) != 1:
        wrong = Wrong.NOT_ALLOWED if moments else Wrong.MISSING
        options.wrong("at_s", wrong, allowed="one of at_s, after_s, on")
    options.finish()
    return TimedDeed(do, moments[0])


def _rule(table: Mapping[str, Any], place: str, commands: Collection[str], own: Collection[str]) -> Rule:
    """Read one ``[[fault]]``. Raises ConfigurationFaults."""
    options = Options(table, place=place)
    kind = options.text("kind", allowed=(*SHARED_FAULTS, *own))
    on = options.text("on", ANY_COMMAND, allowed=(ANY_COMMAND, *commands))
    skip = options.integer("skip", 0, allowed=range(_MOST))
    always = table.get("times") == _ALWAYS
    times = None if always else options.integer("times", 1, allowed=range(1, _MOST))
    if always:
        options.text("times", allowed=(_ALWAYS,))
    fault = _fault(kind, options)
    options.finish()
    return Rule(fault, on, skip, times)


def _fault(kind: str, options: Options) -> Fault:
    match kind:
        case "late":
            return Late(options.number("delay_s", Late().delay_s, low=0.0, high=3600.0))
        case "partial":
            return Partial(options.integer("keep_bytes", Partial().keep_bytes, allowed=range(_MOST)))
        case "unplugged":
            return Unplugged(options.integer("keep_bytes", Unplugged().keep_bytes, allowed=range(_MOST)))
        case "dead_in_mid_command":
            return DeadInMidCommand(options.integer("keep_bytes", DeadInMidCommand().keep_bytes, allowed=range(_MOST)))
        case "wrong_checksum":
            return WrongChecksum()
        case "garbage_before":
            return GarbageBefore(_garbage(options))
        case "silent":
            return Silent()
        case _:
            return Own(kind, options.rest())


def _garbage(options: Options) -> bytes:
    default = GarbageBefore().garbage
    try:
        return bytes.fromhex(options.text("garbage_hex", default.hex()))
    except ValueError:
        options.wrong("garbage_hex", Wrong.NOT_ALLOWED, allowed="hexadecimal")
        return default
