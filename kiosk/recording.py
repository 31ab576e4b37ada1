"""A recording of what the flow was told: types, ids and choices, so that a failure in the field becomes a test.

One JSON object a line: ``{"at_s": 12.345, "type": "CardWasRead", "facts": {"request": 7}}``. What a person is, says or
has is left out by a list of what may be kept, not by a list of what may not: a field added later stays out until
somebody puts it in here.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from devices.api.clock import Clock
from kiosk.domain.case import Case, Paper
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.face import FaceVerdict
from kiosk.domain.phone_copy import PhoneCopy
from kiosk.domain.problem import Problem
from kiosk.domain.signing import PhoneSignIn, Representations, Represented, SmsChallenge
from kiosk.flow.events import Event

_log = logging.getLogger(__name__)

_PLAIN = frozenset(
    {
        "advice",
        "choice",
        "copy_step",
        "fraction",
        "generation",
        "health",
        "item_id",
        "language",
        "left_s",
        "method",
        "name",
        "on",
        "part",
        "request",
        "session_id",
        "sheets",
        "stage",
        "theme_id",
    }
)
"""Fields of events that are kept as they are. Their values are ids, enums, numbers and flags."""

_NESTED: dict[type, Callable[[Any], dict[str, object]]] = {
    Problem: lambda problem: {
        "code": problem.code.value,
        "actor": problem.actor.value,
        "retry_is_safe": problem.retry_is_safe,
        "detail_code": problem.detail_code,
    },
    FaceVerdict: lambda verdict: {"result": verdict.result.value},
    Catalogue: lambda catalogue: {"version": catalogue.version},
    PhoneSignIn: lambda phone: {"expires_at": phone.expires_at.isoformat()},
    PhoneCopy: lambda copy: {"good_for_s": copy.good_for_s},
    SmsChallenge: lambda sms: {"resend_after_s": sms.resend_after_s},
    Representations: lambda found: {"count": len(found.represented), "complete": found.complete},
    Represented: lambda represented: {"kind": represented.kind.value},
    SignedInCitizen: lambda citizen: {"assurance": citizen.assurance.value},
    Case: lambda case: {"case_id": case.case_id, "item_id": case.item_id, "result": case.result.kind.value},
    Paper: lambda paper: {"paper_id": paper.paper_id, "copy_number": paper.copy_number, "pages": paper.pages},
}
"""What is kept of a value with fields of its own."""


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One line. `type` is the event's class name; `facts` holds what was kept of it."""

    at_s: float
    type: str
    facts: dict[str, Any]


class Recording:
    """A `kiosk.mailbox.Tap` that appends to a file (mode 0600). One thread at a time: the draining one.

    At `largest_bytes` the file is put aside as ``NAME.before``, in place of an earlier one, and a new one begun: the
    last days are kept, and the disk does not fill.
    """

    def __init__(self, file: Path, clock: Clock, *, largest_bytes: int = 8_000_000) -> None:
        """Open `file` to append. Raises OSError where it cannot be opened."""
        self._path = file
        self._clock = clock
        self._largest_bytes = largest_bytes
        self._file = _opened(file)

    def heard(self, event: Event) -> None:
        """Write one line. Where the disk is full, recording ends: it must not take the terminal with it."""
        if self._file.closed:
            return
        line = {"at_s": round(self._clock.monotonic_s(), 3), "type": type(event).__name__, "facts": facts_of(event)}
        try:
            self._file.write(json.dumps(line, separators=(",", ":")) + "\n")
            if self._file.tell() >= self._largest_bytes:
                self._file.close()
                self._path.rename(self._path.with_name(f"{self._path.name}.before"))
                self._file = _opened(self._path)
        except OSError as error:
            _log.error("recording ended: errno %s", error.errno)
            self.close()

    def close(self) -> None:
        """Close the file; calling it twice is fine."""
        # What could not be written before cannot be written now either.
        with suppress(OSError):
            self._file.close()

    def __enter__(self) -> "Recording":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(file: Path) -> TextIO:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    # Line by line, so that a crash keeps all up to the event that caused it.
    return os.fdopen(descriptor, "a", buffering=1, encoding="utf-8")


def facts_of(event: Event) -> dict[str, object]:
    """Return what may be kept of `event`."""
    facts: dict[str, object] = {}
    for field in fields(event):
        value = getattr(event, field.name)
        nested = _NESTED.get(type(value))
        if nested is not None:
            facts[field.name] = nested(value)
        elif field.name in _PLAIN:
            facts[field.name] = value.value if isinstance(value, Enum) else value
    return facts


def read_recording(file: Path) -> Iterator[RecordedEvent]:
    """Yield a recording's events; a last line that a crash cut short is left out.

    Raises:
        OSError: the file cannot be read.
        ValueError: another line than the last is no recorded event.
    """
    lines = file.read_text(encoding="utf-8").split("\n")
    whole = lines[:-1]
    for line in whole:
        try:
            entry = json.loads(line)
            yield RecordedEvent(float(entry["at_s"]), str(entry["type"]), dict(entry["facts"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{file}: not a recorded event") from error
