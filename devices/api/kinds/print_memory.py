"""What a printer's driver remembers of its own prints, so that the same job asked for again is not printed again.

It lasts as long as the driver object. What must survive a crash is in the kiosk's journal and at the printer.
"""

from collections import OrderedDict
from dataclasses import replace
from typing import Final

from devices.api.errors import OutcomeUnknown
from devices.api.kinds.printing import PrintOutcome

_MOST_JOBS: Final = 2000
"""Far more than a terminal prints in a day."""


class PrintMemory:
    """Job names and how their prints ended. Belongs to the device's thread."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._jobs: OrderedDict[str, PrintOutcome | None] = OrderedDict()

    def recall(self, job_name: str) -> PrintOutcome | None:
        """Return how an earlier print of that name ended, marked as found earlier, or None if there was none.

        Raises:
            OutcomeUnknown: it was begun and its end was not seen.
        """
        if job_name not in self._jobs:
            return None
        outcome = self._jobs[job_name]
        if outcome is None:
            raise OutcomeUnknown(detail_code="begun_before")
        return replace(outcome, found_earlier=True)

    def begun(self, job_name: str) -> None:
        """From now on something of it may come out. To be called before the first byte is sent."""
        self._keep(job_name, None)

    def ended(self, job_name: str, outcome: PrintOutcome) -> None:
        """It is known to have come out."""
        self._keep(job_name, outcome)

    def nothing_came(self, job_name: str) -> None:
        """It is known that nothing of it came out: it may be printed again."""
        self._jobs.pop(job_name, None)

    def in_doubt(self) -> tuple[str, ...]:
        """Return the names of the prints whose end was not seen."""
        return tuple(name for name, outcome in self._jobs.items() if outcome is None)

    def _keep(self, job_name: str, outcome: PrintOutcome | None) -> None:
        self._jobs[job_name] = outcome
        self._jobs.move_to_end(job_name)
        if len(self._jobs) > _MOST_JOBS:
            self._jobs.popitem(last=False)
