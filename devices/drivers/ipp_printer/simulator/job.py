"""One job of the simulated printer."""

from dataclasses import dataclass, field

from devices.drivers.ipp_printer.vocabulary import JobState


@dataclass(frozen=True, slots=True)
class PrintedJob:
    """Paper that came out. `sheets` is how many; `whole` is whether that was all of it."""

    job_id: int
    name: str
    pdf: bytes = field(repr=False)
    sheets: int
    whole: bool


@dataclass(slots=True)
class SimulatedJob:
    """A job on its way. Guarded by the engine's lock.

    Attributes:
        sheets_wanted: sheets of all copies.
        sheets: sheets that came out.
        waits_for_document: made by Create-Job, its document not yet there.
    """

    job_id: int
    name: str
    user: str
    created_s: float
    copies: int = 1
    two_sided: bool = False
    pdf: bytes = b""
    sheets_wanted: int = 0
    sheets: int = 0
    state: JobState = JobState.PENDING
    reasons: tuple[str, ...] = ("none",)
    waits_for_document: bool = False
    cancel_asked: bool = False
    began_s: float | None = None
    ended_s: float | None = None

    def end(self, state: JobState, reason: str, now_s: float) -> None:
        """Nothing more happens to it."""
        self.state = state
        self.reasons = (reason,)
        self.ended_s = now_s

    def as_printed(self) -> PrintedJob:
        """Return what came out of it so far."""
        return PrintedJob(self.job_id, self.name, self.pdf, self.sheets, whole=0 < self.sheets == self.sheets_wanted)
