"""What happened at the devices, as lines for people. They carry types and codes, nothing of anybody."""

import re
from dataclasses import dataclass
from datetime import datetime

from devices.api.events import CommandDone, CommandFailed, DeviceEvent, StatusChanged
from devices.api.status import Status

_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One thing that happened.

    Attributes:
        number: grows by one a line, so that whoever shows lines knows which are new.
        at: when, in UTC.
        device_id: where.
        what: the event's type in lower case: ``status_changed``, ``card_presented``, ...
        detail: codes: a state, an error, the type of a result. Never a value.
        is_fault: whether a technician should look.
    """

    number: int
    at: datetime
    device_id: str
    what: str
    detail: str
    is_fault: bool


def what_of(event: DeviceEvent) -> str:
    """Return the event's type in lower case, also for a vendor's own."""
    return _WORD_BEGINS.sub("_", type(event).__name__).lower()


def detail_of(event: DeviceEvent) -> str:
    """Return the codes of `event`; nothing for events that this program does not know: they may carry anything."""
    match event:
        case StatusChanged(status=status):
            return status_in_words(status)
        case CommandDone(result=result):
            return "" if result is None else type(result).__name__
        case CommandFailed(error=error):
            return f"{error.code} {error.detail_code}".rstrip()
        case _:
            return ""


def is_fault(event: DeviceEvent) -> bool:
    """Return whether `event` says that something is wrong with a device, not with what a citizen did."""
    match event:
        case StatusChanged(status=status):
            return not status.can_serve
        case CommandFailed(error=error):
            return error.actor.value in ("staff", "technician")
        case _:
            return False


def status_in_words(status: Status) -> str:
    """Return state, parts and detail code in one line."""
    parts = [f"{part.value} {state.value}" for part, state in status.parts.items()]
    return ", ".join([status.state.value, *parts, *([status.detail_code] if status.detail_code else [])])
