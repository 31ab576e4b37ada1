"""Looks whether personal data got where others may look: log lines and reprs."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class _Keeper(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.NOTSET)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(logging.Formatter().format(record))


@contextmanager
def kept_logs() -> Iterator[list[str]]:
    """Keep every log line of the block, of any level, tracebacks included."""
    lines: list[str] = []
    keeper = _Keeper(lines)
    root = logging.getLogger()
    level = root.level
    root.addHandler(keeper)
    root.setLevel(logging.NOTSET)
    try:
        yield lines
    finally:
        root.removeHandler(keeper)
        root.setLevel(level)


def leaks(secrets: Iterable[str], shown: Iterable[str]) -> int:
    """Return how many of `secrets` stand in what was shown. Which ones is told to nobody."""
    texts = tuple(shown)
    return sum(1 for secret in secrets if any(secret in text for text in texts))
