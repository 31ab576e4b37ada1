"""The reader of a driver's options."""

from datetime import date, datetime
from typing import Any

import pytest

from devices.api.configuration import ConfigurationFaults, Options, Wrong


def read(table: dict[str, Any]) -> tuple[Any, ...]:
    """Read one option of each type and finish."""
    options = Options(table, place="device.x", device_id="x")
    values = (
        options.integer("count", 3, allowed=range(1, 11)),
        options.number("delay_s", 0.5, low=0.0, high=2.0),
        options.flag("fast", False),
        options.text("mode", "a", allowed=("a", "b")),
        options.day("since", date(2020, 1, 1)),
        options.table("more"),
    )
    options.finish()
    return values


def test_absent_options_have_their_defaults() -> None:
    """An empty table is fine."""
    assert read({}) == (3, 0.5, False, "a", date(2020, 1, 1), {})


def test_options_are_read() -> None:
    """A whole number is a number too."""
    table = {"count": 10, "delay_s": 2, "fast": True, "mode": "b", "since": date(2021, 5, 6), "more": {"k": 1}}
    assert read(table) == (10, 2.0, True, "b", date(2021, 5, 6), {"k": 1})


@pytest.mark.parametrize(
    ("table", "key", "wrong", "allowed"),
    [
        ({"count": 11}, "count", Wrong.NOT_ALLOWED, "1 to 10"),
        ({"count": True}, "count", Wrong.WRONG_TYPE, "a whole number, 1 to 10"),
        ({"count": 1.0}, "count", Wrong.WRONG_TYPE, "a whole number, 1 to 10"),
        ({"delay_s": -0.1}, "delay_s", Wrong.NOT_ALLOWED, "0 to 2"),
        ({"delay_s": float("nan")}, "delay_s", Wrong.NOT_ALLOWED, "0 to 2"),
        ({"delay_s": "1"}, "delay_s", Wrong.WRONG_TYPE, "a number from 0 to 2"),
        ({"fast": 1}, "fast", Wrong.WRONG_TYPE, "true, false"),
        ({"mode": "c"}, "mode", Wrong.NOT_ALLOWED, "a, b"),
        ({"since": datetime(2021, 1, 1)}, "since", Wrong.WRONG_TYPE, "a day, 2016-05-03"),  # noqa: DTZ001  TOML has such
        ({"more": 1}, "more", Wrong.WRONG_TYPE, "[device.x.more]"),
        ({"cuont": 1}, "cuont", Wrong.UNKNOWN_KEY, "count, delay_s, fast, mode, since, more"),
    ],
)
def test_what_is_wrong_is_named(table: dict[str, Any], key: str, wrong: Wrong, allowed: str) -> None:
    """The key, what is wrong with it, and what is allowed."""
    with pytest.raises(ConfigurationFaults) as caught:
        read(table)
    (fault,) = caught.value.faults
    assert (fault.key, fault.wrong, fault.allowed) == (f"device.x.{key}", wrong, allowed)
    assert caught.value.device_id == "x"


def test_a_long_value_is_shortened() -> None:
    """A log line stays a line."""
    with pytest.raises(ConfigurationFaults) as caught:
        read({"mode": "x" * 500})
    assert len(caught.value.faults[0].found) < 70
