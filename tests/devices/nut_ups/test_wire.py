"""Lines to values and back, and whatever else may come."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.api.errors import CommandRefused, ConfigurationError, DeviceError, NotSupported, ProtocolError
from devices.api.kinds.ups import PowerFlag
from devices.drivers.nut_ups.wire import FLAGS, UpsLost, error_of, flags_of, line_of, reading_of, value_of, words_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('UPS hall "Hall 3, terminal 2"', ("UPS", "hall", "Hall 3, terminal 2")),
        (r'VAR hall device.model "Smart \"1000\" \\ tower"', ("VAR", "hall", "device.model", r'Smart "1000" \ tower')),
        ('VAR hall ups.status ""', ("VAR", "hall", "ups.status", "")),
        ("END LIST VAR hall", ("END", "LIST", "VAR", "hall")),
        ("  OK   Goodbye ", ("OK", "Goodbye")),
        ("", ()),
    ],
)
def test_a_line_is_taken_apart(line: str, words: tuple[str, ...]) -> None:
    """Quotes, escapes within them, and spaces between words."""
    assert words_of(line) == words


@given(st.lists(st.text('ab "\\.云=\t'), max_size=6))
def test_any_words_survive_a_line(words: list[str]) -> None:
    """What goes into a line comes out of it."""
    assert words_of(line_of(*words)) == tuple(words)


@given(st.text())
@example('VAR hall x "' + "a" * 1000)
@example("x " * 50)
def test_any_line_is_words_or_a_typed_error(line: str) -> None:
    """A server gone mad breaks nothing."""
    with suppress(ProtocolError):
        words = words_of(line)
        error_of(words)
        value_of(words, ups="hall", name="ups.status")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("DATA-STALE", UpsLost),
        ("DRIVER-NOT-CONNECTED", UpsLost),
        ("UNKNOWN-UPS", ConfigurationError),
        ("VAR-NOT-SUPPORTED", NotSupported),
        ("ACCESS-DENIED", CommandRefused),
    ],
)
def test_an_error_line_is_a_typed_error(code: str, kind: type[DeviceError]) -> None:
    """With the server's own code as its detail."""
    error = error_of(("ERR", code))
    assert type(error) is kind
    assert error is not None
    assert error.detail_code == code


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_has_its_name(flag: str) -> None:
    """OL, OB, LB, RB, CHRG and the rest; one that nobody has heard of is kept, not dropped."""
    assert flags_of(f"{flag} NEWFLAG") == (frozenset({FLAGS[flag]}), ("NEWFLAG",))


def test_a_reading_has_what_the_ups_tells_and_no_more() -> None:
    """A figure that is missing or no number is None, never 0."""
    reading = reading_of({"ups.status": "OB LB", "battery.charge": "8", "ups.load": "N/A", "battery.runtime": "nan"})
    assert reading.flags == {PowerFlag.ON_BATTERY, PowerFlag.LOW_BATTERY}
    assert (reading.charge_percent, reading.load_percent, reading.runtime_s) == (8.0, None, None)
    assert (reading.on_battery, reading.is_low) == (True, True)
    assert reading_of({"ups.status": "BYPASS"}).on_battery is None
    assert reading_of({"ups.status": "OL LB CHRG"}).is_low is False
    assert reading_of({"ups.status": "OL FSD"}).is_low is True
    with pytest.raises(ProtocolError):
        reading_of({"battery.charge": "100"})


def test_an_answer_about_something_else_is_refused() -> None:
    """A late answer is never taken for this one's."""
    with pytest.raises(ProtocolError):
        value_of(("VAR", "other", "ups.status", "OL"), ups="hall", name="ups.status")
    assert value_of(("VAR", "hall", "ups.status", "OL"), ups="hall", name="ups.status") == "OL"
