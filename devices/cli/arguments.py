"""Types of arguments that several commands take."""

import argparse

_LONGEST_S = 3600.0


def seconds(text: str) -> float:
    """Return a time to wait, above 0 and up to an hour."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= _LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text!r} is no time from 0 to {_LONGEST_S:g} seconds")
    return value
