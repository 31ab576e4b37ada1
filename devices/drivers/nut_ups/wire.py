r"""Lines of the Network UPS Tools protocol, as text <-> values.

Source: RFC 9271, Uninterruptible Power Supply (UPS) Management Protocol; NUT developer guide, chapter 9::

    LIST UPS                    BEGIN LIST UPS
                                UPS hall "Hall 3, terminal 2"
                                END LIST UPS
    GET VAR hall ups.status     VAR hall ups.status "OB DISCHRG"
    LIST VAR hall               BEGIN LIST VAR hall ... VAR hall NAME "VALUE" ... END LIST VAR hall
    anything                    ERR ACCESS-DENIED

A word with spaces stands in quotes; within them ``\"`` and ``\\`` stand for the character itself.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Final

from devices.api.errors import (
    CommandRefused,
    ConfigurationError,
    DeviceError,
    Disconnected,
    NotSupported,
    ProtocolError,
)
from devices.api.kinds.ups import PowerFlag, PowerReading

DEFAULT_PORT: Final = 3493
STATUS: Final = "ups.status"
_MOST_WORDS: Final = 16

FLAGS: Final[Mapping[str, PowerFlag]] = {
    "OL": PowerFlag.ON_MAINS,
    "OB": PowerFlag.ON_BATTERY,
    "LB": PowerFlag.LOW_BATTERY,
    "HB": PowerFlag.HIGH_BATTERY,
    "RB": PowerFlag.REPLACE_BATTERY,
    "CHRG": PowerFlag.CHARGING,
    "DISCHRG": PowerFlag.DISCHARGING,
    "BYPASS": PowerFlag.BYPASS,
    "CAL": PowerFlag.CALIBRATING,
    "OFF": PowerFlag.OUTPUT_OFF,
    "OVER": PowerFlag.OVERLOADED,
    "TRIM": PowerFlag.TRIMMING,
    "BOOST": PowerFlag.BOOSTING,
    "FSD": PowerFlag.FORCED_SHUTDOWN,
    "ALARM": PowerFlag.ALARM,
    "TEST": PowerFlag.TESTING,
}

_LOST: Final = ("DATA-STALE", "DRIVER-NOT-CONNECTED")
"""The server is there, but has lost the UPS itself."""
_NOT_KNOWN: Final = ("VAR-NOT-SUPPORTED", "CMD-NOT-SUPPORTED", "UNKNOWN-COMMAND", "FEATURE-NOT-SUPPORTED")


class UpsLost(Disconnected):
    """The NUT server answers, but has itself no word from the UPS: its cable, or its driver."""


def words_of(line: str) -> tuple[str, ...]:
    """Take a line apart. Raises ProtocolError for quotes without an end, and for more words than any line has."""
    words: list[str] = []
    rest = line.strip(" ")
    while rest:
        word, rest = _quoted(rest[1:]) if rest.startswith('"') else _plain(rest)
        words.append(word)
        if len(words) > _MOST_WORDS:
            raise ProtocolError(detail_code="too_many_words")
        rest = rest.lstrip(" ")
    return tuple(words)


def line_of(*words: str) -> str:
    """Put words into a line. Raises ValueError for a word that no line can carry."""
    return " ".join(_in_quotes(word) for word in words)


def error_of(words: tuple[str, ...]) -> DeviceError | None:
    """Return what an ``ERR`` line reports, or None if it is none."""
    if not words or words[0] != "ERR":
        return None
    code = words[1] if len(words) > 1 else "unnamed"
    if code in _LOST:
        return UpsLost(detail_code=code)
    if code == "UNKNOWN-UPS":
        return ConfigurationError(detail_code=code)
    if code in _NOT_KNOWN:
        return NotSupported(detail_code=code)
    return CommandRefused(detail_code=code)


def value_of(words: tuple[str, ...], *, ups: str, name: str) -> str:
    """Return the value that a ``VAR`` line carries. Raises ProtocolError where it is about something else."""
    match words:
        case ("VAR", answered, variable, value) if answered == ups and variable == name:
            return value
    raise ProtocolError(detail_code="another_answer")


def flags_of(status: str) -> tuple[frozenset[PowerFlag], tuple[str, ...]]:
    """Return what ``ups.status`` says, and the flags that have no name here."""
    told = status.split()
    known = frozenset(FLAGS[flag] for flag in told if flag in FLAGS)
    return known, tuple(flag for flag in told if flag not in FLAGS)


def reading_of(variables: Mapping[str, str]) -> PowerReading:
    """Return the reading that a UPS's variables amount to. Raises ProtocolError without ``ups.status``."""
    if STATUS not in variables:
        raise ProtocolError(detail_code="no_ups_status")
    flags, unknown = flags_of(variables[STATUS])
    return PowerReading(
        flags=flags,
        runtime_s=_number(variables, "battery.runtime"),
        charge_percent=_number(variables, "battery.charge"),
        load_percent=_number(variables, "ups.load"),
        input_v=_number(variables, "input.voltage"),
        unknown_flags=unknown,
    )


def _number(variables: Mapping[str, str], name: str) -> float | None:
    """Return a figure, or None: some drivers write "N/A", some nothing, none of which is a number of anything."""
    try:
        number = float(variables.get(name, ""))
    except ValueError:
        return None
    return number if isfinite(number) and number >= 0.0 else None


def _plain(rest: str) -> tuple[str, str]:
    word, _, rest = rest.partition(" ")
    return word, rest


def _quoted(rest: str) -> tuple[str, str]:
    word = ""
    characters = iter(enumerate(rest))
    for index, character in characters:
        if character == '"':
            return word, rest[index + 1 :]
        word += next(characters, (0, ""))[1] if character == "\\" else character
    raise ProtocolError(detail_code="quotes_without_end")


def _in_quotes(word: str) -> str:
    if "\n" in word or "\r" in word:
        raise ValueError("a line within a word")
    if word and not any(character in word for character in ' "\\'):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
