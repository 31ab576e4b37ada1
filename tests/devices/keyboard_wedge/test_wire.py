"""Input events and what they type; bursts and what they are."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.drivers.keyboard_wedge.bursts import MOST_STROKES, BurstRule
from devices.drivers.keyboard_wedge.wire import (
    EV_KEY,
    EVENT_BYTES,
    KEY_CAPS_LOCK,
    KEY_DOWN,
    KEY_HELD,
    KEY_LEFT_CTRL,
    KEY_LEFT_SHIFT,
    KEY_TAB,
    KEY_UP,
    EventScanner,
    InputEvent,
    Stroke,
    Typist,
    bytes_of,
    typed,
)

PRINTABLE = bytes(range(0x20, 0x7F))


def text_of_events(events: list[InputEvent]) -> str:
    """Return what a typist makes of events, without ends."""
    typist = Typist()
    strokes = [typist.strike(event) for event in events]
    return "".join(stroke.text for stroke in strokes if stroke is not None)


def key(code: int, value: int = KEY_DOWN) -> InputEvent:
    """A key's event."""
    return InputEvent(0.0, EV_KEY, code, value)


def test_an_event_is_24_bytes_as_the_kernel_lays_them_out() -> None:
    """Seconds, microseconds, type, code, value."""
    assert struct.calcsize("@llHHi") == EVENT_BYTES
    event = InputEvent(1700000000.25, EV_KEY, 30, KEY_DOWN)
    assert event.as_bytes() == struct.pack("@llHHi", 1700000000, 250000, 1, 30, 1)
    assert EventScanner().feed(event.as_bytes()) == [event]


@given(st.lists(st.binary(max_size=90), max_size=6))
@settings(deadline=None)
def test_any_bytes_are_events(pieces: list[bytes]) -> None:
    """However they arrive, and whatever they mean; what they type are bytes again."""
    scanner, typist = EventScanner(), Typist()
    events = [event for piece in pieces for event in scanner.feed(piece)]
    assert len(events) == sum(map(len, pieces)) // EVENT_BYTES
    for event in events:
        stroke = typist.strike(event)
        assert stroke is None or len(bytes_of(stroke.text)) <= 1


@given(st.binary(min_size=1, max_size=60))
@settings(deadline=None)
def test_what_a_scanner_types_is_what_it_saw(payload: bytes) -> None:
    """Every byte: with a key, with shift, or by Alt and three digits."""
    assert bytes_of(text_of_events(typed(payload))) == payload


def test_every_printable_character_has_a_key() -> None:
    """So that no Alt code is needed for plain text."""
    assert bytes_of(text_of_events(typed(PRINTABLE))) == PRINTABLE
    alt_keys = [event for event in typed(PRINTABLE) if event.code == 56]
    assert alt_keys == []


def test_modifiers() -> None:
    """Shift while held, Caps Lock for letters only, Ctrl for control characters; a held key's repeat is nothing."""
    a, one, bracket = 30, 2, 27
    assert text_of_events([key(KEY_LEFT_SHIFT), key(a), key(one), key(KEY_LEFT_SHIFT, KEY_UP), key(a)]) == "A!a"
    assert text_of_events([key(KEY_CAPS_LOCK), key(a), key(one), key(KEY_CAPS_LOCK), key(a)]) == "A1a"
    assert text_of_events([key(KEY_LEFT_CTRL), key(bracket), key(KEY_LEFT_CTRL, KEY_UP)]) == "\x1d"
    assert text_of_events([key(a), key(a, KEY_HELD), key(a, KEY_HELD), key(a, KEY_UP)]) == "a"


def burst(text: str, apart_s: float, begin_s: float = 10.0) -> list[Stroke]:
    """Strokes at a pace."""
    return [Stroke(begin_s + at * apart_s, one) for at, one in enumerate(text)]


def codes(strokes: list[Stroke], *, silence_ends: bool = False, least: int = 6) -> list[str]:
    """Return the codes in strokes, a silence at the end."""
    rule = BurstRule(gap_s=0.035, least_characters=least, silence_ends=silence_ends)
    found = [code for stroke in strokes for code in rule.take(stroke)]
    return found + rule.fall_silent()


def ended(strokes: list[Stroke], after_s: float = 0.002) -> list[Stroke]:
    """With Enter behind."""
    return [*strokes, Stroke(strokes[-1].at_s + after_s, ends=True)]


def test_a_quick_burst_that_is_ended_is_a_code() -> None:
    """Several in a row are several."""
    first, second = burst("ABC123", 0.002), burst("DEF456", 0.034, 11.0)
    assert codes(ended(first) + ended(second)) == ["ABC123", "DEF456"]


@pytest.mark.parametrize("apart_s", [0.036, 0.05, 0.12, 0.5])
def test_a_person_s_typing_is_no_code(apart_s: float) -> None:
    """Not even with Enter, nor as quickly as anybody types."""
    assert codes(ended(burst("PASSWORD1", apart_s), apart_s)) == []


@pytest.mark.parametrize("text", ["A", "ABCDE"])
def test_a_short_burst_is_no_code(text: str) -> None:
    """Two keys struck at once are a person's."""
    assert codes(ended(burst(text, 0.002))) == []


def test_silence_ends_a_code_only_where_it_may() -> None:
    """Half a code that was cut off would be a whole one otherwise."""
    assert codes(burst("ABC123", 0.002)) == []
    assert codes(burst("ABC123", 0.002), silence_ends=True) == ["ABC123"]
    late_end = ended(burst("ABC123", 0.002), after_s=1.0)
    assert codes(late_end) == []
    assert codes(late_end, silence_ends=True) == ["ABC123"]


def test_a_code_after_a_person_s_keys_is_whole() -> None:
    """A key that was struck before belongs to nobody's burst."""
    assert codes(burst("x", 0.1, 9.0) + ended(burst("ABC123", 0.002))) == ["ABC123"]


def test_strokes_without_end_are_bounded() -> None:
    """A key that is stuck fills no memory."""
    rule = BurstRule(gap_s=0.035, least_characters=6, silence_ends=True)
    for stroke in burst("A" * (MOST_STROKES + 100), 0.001):
        rule.take(stroke)
    assert [len(code) for code in rule.fall_silent()] == [MOST_STROKES]


def test_tab_ends_a_code_too() -> None:
    """As some scanners are set."""
    typist = Typist()
    strokes = [typist.strike(event) for event in typed(b"ABC123", end=KEY_TAB)]
    assert codes([stroke for stroke in strokes if stroke is not None]) == ["ABC123"]
