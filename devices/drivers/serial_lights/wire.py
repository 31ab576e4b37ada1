"""Words of the guide-light board: values <-> words of a sentence. Framing: `devices.sentences`. Table: the README."""

import re
from collections.abc import Mapping
from typing import Final

from devices.api.errors import ProtocolError
from devices.api.kinds.guide_lights import FlashRate, Light, LightColour

TALKER: Final = "GL"
MOST_CHANNELS: Final = 16
HELLO: Final = "HELLO"
SHOW: Final = "SHOW"
BEAT: Final = "BEAT"

_COLOURS: Final = {
    LightColour.RED: "R",
    LightColour.GREEN: "G",
    LightColour.YELLOW: "Y",
    LightColour.BLUE: "B",
    LightColour.CYAN: "C",
    LightColour.MAGENTA: "M",
    LightColour.WHITE: "W",
}
_RATES: Final = {FlashRate.SLOW: "S", FlashRate.MEDIUM: "M", FlashRate.QUICK: "Q", FlashRate.CONTINUOUS: "C"}
_COLOUR_OF: Final = {letter: colour for colour, letter in _COLOURS.items()}
_RATE_OF: Final = {letter: rate for rate, letter in _RATES.items()}
_LAMP: Final = re.compile(r"([0-9]{1,2})([RGYBCMW])([SMQC])")


def lamp_words(lights: Mapping[int, Light]) -> tuple[str, ...]:
    """Return the words of lit lamps by channel: ``1GM`` is channel 1, green, medium."""
    return tuple(f"{channel}{_COLOURS[light.colour]}{_RATES[light.rate]}" for channel, light in sorted(lights.items()))


def parse_lamps(words: tuple[str, ...]) -> dict[int, Light]:
    """Return the lamps that words name. Raises ProtocolError for a word that names none, or one twice."""
    lights: dict[int, Light] = {}
    for word in words:
        found = _LAMP.fullmatch(word)
        channel = int(found[1]) if found else 0
        if found is None or not 1 <= channel <= MOST_CHANNELS or channel in lights:
            raise ProtocolError(detail_code="no_lamp")
        lights[channel] = Light(_COLOUR_OF[found[2]], _RATE_OF[found[3]])
    return lights


def colours_word(colours: frozenset[LightColour]) -> str:
    """Return ``GR`` for green and red."""
    return "".join(sorted(_COLOURS[colour] for colour in colours))


def parse_hello(words: tuple[str, ...]) -> tuple[str, str, int, frozenset[LightColour]]:
    """Return model, serial number, how many channels, and the colours. Raises ProtocolError."""
    match words:
        case (model, serial_number, count, colours) if (
            count.isdecimal() and colours and set(colours) <= set(_COLOUR_OF)
        ):
            channels = int(count)
            if 1 <= channels <= MOST_CHANNELS:
                return model, serial_number, channels, frozenset(_COLOUR_OF[letter] for letter in colours)
    raise ProtocolError(detail_code="hello_broken")


def mask_word(channels: frozenset[int]) -> str:
    """Return channels as a mask in four hexadecimal digits; channel 1 is the lowest bit."""
    return f"{sum(1 << channel - 1 for channel in channels):04X}"


def parse_beat(words: tuple[str, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the channels that are lit and those whose lamp is broken. Raises ProtocolError."""
    match words:
        case (lit, broken) if all(re.fullmatch(r"[0-9A-F]{4}", mask) for mask in words):
            return _channels(int(lit, 16)), _channels(int(broken, 16))
    raise ProtocolError(detail_code="beat_broken")


def _channels(mask: int) -> frozenset[int]:
    return frozenset(channel for channel in range(1, MOST_CHANNELS + 1) if mask >> channel - 1 & 1)
