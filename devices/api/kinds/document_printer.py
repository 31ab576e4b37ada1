"""A4 document printer."""

from dataclasses import dataclass, field
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device
from devices.api.kinds.printing import PrintOutcome, ProgressCallback


class DocumentPrinter(Device, Protocol):
    """Prints PDF. Its status names PAPER, TONER, COVER, FEED and OUTPUT_BIN as far as the model reports them."""

    def print_document(
        self, pdf: bytes, *, job_name: str, pages: int, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """Print `pdf` once, however often this is called with the same `job_name`.

        The printer is first asked for a job of this name; one that is there is followed, not sent again.
        `pages` is the number of sheets expected, held against the page counter where the model has one.

        Raises:
            PaperOut, PaperJam, CoverOpen, TonerOut, OutputFull: and nothing was printed, unless `PaperJam`.
            OutcomeUnknown: anything was sent and the end was not seen; never call again by itself.
            DeviceError: anything else, before anything was sent.
        """
        ...


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """Command: `DocumentPrinter.print_document`."""

    pdf: bytes = field(repr=False)
    job_name: str
    pages: int
    on_progress: ProgressCallback = field(repr=False)
    deadline_s: float = 120.0

    def perform(self, device: DocumentPrinter, control: Control) -> PrintOutcome:
        """Run on the device's thread."""
        return device.print_document(
            self.pdf, job_name=self.job_name, pages=self.pages, on_progress=self.on_progress, control=control
        )
