"""A sample of what `make bench-devices` feeds a million of."""

from itertools import islice

from benchmarks.reader_frames import FRAMES, feed, feed_many, streams


def test_whole_frames_are_understood() -> None:
    """The frames that are damaged are right before, two with all of a card: the sample is not noise alone."""
    assert sum(feed(frame) for frame in FRAMES) == 2


def test_damaged_frames_are_values_or_device_errors() -> None:
    """A parser that raises anything else, or does not end, fails here."""
    assert feed_many(7, 4000) > 0


def test_the_same_seed_damages_the_same_way() -> None:
    """A finding can be had again."""
    assert list(islice(streams(3, 50), 50)) == list(streams(3, 50)) != list(streams(4, 50))
