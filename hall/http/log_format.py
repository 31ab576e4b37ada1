"""The log's format: an allow-list. What is not named here cannot reach a log, whoever wrote it.

A line is JSON: time, level, logger, and the fields below. Messages are told only where the hall's own code wrote them
as a constant; arguments never. An exception is told by its type and the lines it passed, not by its text, which may
hold the value that caused it.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

FIELDS: Final = (
    "method",
    "route",
    "status",
    "duration_ms",
    "problem",
    "field",
    "count",
    "address",
    "registry",
    "stage",
    "question",
    "request_id",
    "outcome",
)
OWN_LOGGERS: Final = "hall."


class AllowListFormatter(logging.Formatter):
    """Formats records as described above. Safe from any thread."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith(OWN_LOGGERS) and isinstance(record.msg, str):
            line["event"] = record.msg
        for name in FIELDS:
            value = record.__dict__.get(name)
            if isinstance(value, str | int | float):
                line[name] = value
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = f"{record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}"
            line["lines"] = _lines(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _lines(passed: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(passed)]
