"""What document and receipt printers share: how a print ends, and that *sent* is not *printed*."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class PrintStage(Enum):
    """How far a print is known to have come. Only evidence moves it on."""

    SENDING = "sending"
    ACCEPTED = "accepted"
    PRINTED = "printed"


class PrintEvidence(Enum):
    """What a claim of *printed* rests on."""

    JOB_COMPLETED_AND_COUNTED = "job_completed_and_counted"
    JOB_COMPLETED = "job_completed"
    PROCESS_ID_RETURNED = "process_id_returned"
    STATUS_AFTER_DATA = "status_after_data"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """A print that is known to have ended well.

    Attributes:
        evidence: what the claim rests on.
        sheets: A4 sheets, or receipts cut.
        found_earlier: the printer already had a job of this name, which was followed instead of sending again.
    """

    evidence: PrintEvidence
    sheets: int
    found_earlier: bool = False


ProgressCallback = Callable[[PrintStage], None]
"""Called on the device's thread at each stage, before the next step is taken: the caller journals here."""
