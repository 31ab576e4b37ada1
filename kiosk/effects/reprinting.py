"""ReprintPaper: the next copy from the hall, printed by the same path and journal as every paper.

The reprint is in the journal before the hall is asked, and its key is the transaction of the print: whatever is cut
off in between, the same is asked for again, and one print is replaced by one copy.
"""

from devices.api.kinds.document_printer import PrintDocument
from devices.api.kinds.printing import ProgressCallback
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.hall import HallEffects
from kiosk.effects.paper import job_name
from kiosk.effects.printing_once import PrintingOnce
from kiosk.effects.problems import absent, of_reprint
from kiosk.flow.effects import ReprintPaper
from kiosk.flow.outcomes import Reprinted
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallRefused
from kiosk.journal.errors import ReprintRefused
from kiosk.journal.journal import Journal
from kiosk.journal.print_records import PrintKind
from kiosk.journal.prints import NewPrint
from kiosk.journal.reprints import Reprint, ReprintCopy
from kiosk.settings.model import Settings

_REPLACED = "case_state_conflict"
"""The hall's code where a later copy is there already, or the paper was revoked."""


class Reprinting:
    """Carries out `ReprintPaper`."""

    def __init__(
        self, once: PrintingOnce, asking: HallEffects, *, hall: HallClient, journal: Journal, settings: Settings
    ) -> None:
        """Print by `once`; copies are ordered by `asking` and fetched from `hall`."""
        self._once = once
        self._asking = asking
        self._hall = hall
        self._journal = journal
        self._device_id = settings.devices.roles.document_printer
        self._timeouts = settings.timeouts

    def reprint(self, effect: ReprintPaper, errand: Errand) -> Reprinted:
        """Order, fetch, check and print the copy. Raises `Failed`, `HallError`, `DeviceError`, `JournalError`."""
        if not self._device_id:
            raise Failed(absent(Part.DOCUMENT_PRINTER))
        try:
            reprint = self._journal.reprints.begin(effect.number)
        except ReprintRefused as refused:
            raise Failed(of_reprint(refused)) from refused
        copy = reprint.copy or self._ordered(reprint, errand)

        def make(on_progress: ProgressCallback) -> PrintDocument:
            leash = self._hall.leash(min(self._timeouts.hall_s, self._timeouts.print_s))
            with errand.cancelling(leash.cancel):
                pdf = self._hall.reprint_document(copy, leash=leash)
            return PrintDocument(pdf, job_name=job_name(reprint.key), pages=copy.pages, on_progress=on_progress)

        of = reprint.of
        new = NewPrint(
            reprint.key, PrintKind.PAPER, of.case_id, copy.paper_id, self._device_id, case_number=of.case_number
        )
        self._once.print(new, errand, limit_s=self._timeouts.print_s, make=make)
        return Reprinted(effect.request, copy.copy_number)

    def _ordered(self, reprint: Reprint, errand: Errand) -> ReprintCopy:
        try:
            copy = self._asking.reprint(reprint, errand)
        except HallRefused as refused:
            if refused.code == _REPLACED:
                problem = Problem(ProblemCode.REPRINT_REFUSED, Actor.STAFF, False, refused.code)
                raise Failed(problem) from refused
            raise
        # Where this cannot be written, nothing is printed: the next try gets the same copy under the same key.
        self._journal.reprints.answered(reprint, copy)
        return copy
