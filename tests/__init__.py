"""The tests, by package; `tests.support` holds what they share."""
