"""A fault of the program itself: kept as type and place. Its message may quote anything, so it is not kept."""

import logging
from pathlib import Path
from traceback import extract_tb

from kiosk.journal.errors import JournalError
from kiosk.journal.faults import FaultKind
from kiosk.journal.journal import Journal

_log = logging.getLogger(__name__)


def where(error: BaseException) -> str:
    """Return type and innermost place, as ``KeyError:hall.py:42``."""
    frames = extract_tb(error.__traceback__)
    place = f":{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def note_crash(journal: Journal, name: str, error: BaseException) -> None:
    """Write down that `name` failed; never raises."""
    code = f"{name}:{where(error)}"
    _log.error("crashed: %s", code)
    try:
        journal.faults.note(FaultKind.EFFECT_CRASHED, code)
    except JournalError as second:
        _log.error("not journalled: %s", second)
