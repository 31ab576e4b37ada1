"""PrintPaper and PrintReceipt: what is printed, and by which printer."""

import logging
from collections.abc import Callable

from devices.api.commands import AskCapabilities
from devices.api.errors import NotSupported
from devices.api.kinds.document_printer import PrintDocument
from devices.api.kinds.printing import ProgressCallback
from devices.api.kinds.receipt_printer import PrintReceipt as PrintReceiptCommand
from devices.api.kinds.receipt_printer import ReceiptRaster
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.printing_once import PrintingOnce
from kiosk.effects.problems import absent
from kiosk.effects.receipt import WIDTHS_PX, ReceiptIssuer
from kiosk.flow.effects import PrintPaper, PrintReceipt
from kiosk.flow.outcomes import Printed
from kiosk.hallclient.client import HallClient
from kiosk.journal.print_records import PrintKind
from kiosk.journal.prints import NewPrint
from kiosk.settings.model import Settings
from printing.documents.service_receipt import ServiceReceipt
from printing.errors import PrintingError

_log = logging.getLogger(__name__)

DrawReceipt = Callable[[ServiceReceipt, int], ReceiptRaster]
"""Lays a receipt out for a head of so many dots. Raises `PrintingError`."""


class PaperEffects:
    """Carries out `PrintPaper` and `PrintReceipt`."""

    def __init__(
        self,
        once: PrintingOnce,
        *,
        devices: DeviceCalls,
        hall: HallClient,
        settings: Settings,
        issuer: ReceiptIssuer,
        draw: DrawReceipt,
    ) -> None:
        """Print by `once`; papers come from `hall`, receipts from `issuer` and `draw`."""
        self._once = once
        self._devices = devices
        self._hall = hall
        self._roles = settings.devices.roles
        self._timeouts = settings.timeouts
        self._issuer = issuer
        self._draw = draw

    def print_paper(self, effect: PrintPaper, errand: Errand) -> Printed:
        """Fetch, check and print a paper. Raises `Failed`, `HallError`, `DeviceError`, `JournalError`."""
        device_id = self._roles.document_printer
        if not device_id:
            raise Failed(absent(Part.DOCUMENT_PRINTER))
        paper = effect.paper
        name = job_name(effect.transaction_id)

        def make(on_progress: ProgressCallback) -> PrintDocument:
            leash = self._hall.leash(min(self._timeouts.hall_s, self._timeouts.print_s))
            with errand.cancelling(leash.cancel):
                pdf = self._hall.document(effect.citizen, paper, leash=leash)
            return PrintDocument(pdf, job_name=name, pages=paper.pages, on_progress=on_progress)

        case = effect.case
        new = NewPrint(
            effect.transaction_id, PrintKind.PAPER, case.case_id, paper.paper_id, device_id, case_number=case.number
        )
        return self._once.print(new, errand, limit_s=self._timeouts.print_s, make=make)

    def print_receipt(self, effect: PrintReceipt, errand: Errand) -> Printed:
        """Lay out and print a receipt. Raises `Failed`, `DeviceError`, `JournalError`."""
        device_id = self._roles.receipt_printer
        if not device_id:
            raise Failed(absent(Part.RECEIPT_PRINTER))
        name = job_name(effect.transaction_id)

        def make(on_progress: ProgressCallback) -> PrintReceiptCommand:
            features = self._devices.call(device_id, AskCapabilities(), cancel_from=errand.cancellation).features
            width_px = features.get("width_px")
            if width_px not in WIDTHS_PX:
                raise NotSupported(device_id=device_id, detail_code=f"width_px:{width_px}")
            try:
                receipt = self._issuer.receipt(effect.citizen, effect.item, effect.case, effect.paper, effect.on_phone)
                raster = self._draw(receipt, int(width_px))
            except PrintingError as error:
                # Its message names a field or a character's code point, nothing of the citizen's.
                _log.error("receipt not laid out: %s", error)
                raise Failed(Problem(ProblemCode.RECEIPT_NOT_PRINTED, Actor.TECHNICIAN, False, error.code)) from error
            return PrintReceiptCommand(raster, job_name=name, on_progress=on_progress)

        case = effect.case
        new = NewPrint(effect.transaction_id, PrintKind.RECEIPT, case.case_id, None, device_id, case_number=case.number)
        return self._once.print(new, errand, limit_s=self._timeouts.print_s, make=make)


def job_name(transaction_id: str) -> str:
    """Return the name by which the printer is asked for the job: the same for every attempt of a transaction."""
    return f"hallkiosk-{transaction_id}"
