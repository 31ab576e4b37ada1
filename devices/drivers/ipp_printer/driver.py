"""A4 printer over IPP: says how it is, prints a PDF once, and claims only what the printer proved.

Sources: RFC 8010, RFC 8011. README.md lists options and what was tried.
"""

from typing import ClassVar, Final

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.errors import CommandRefused, DeadlineExceeded, DeviceError, Disconnected, NotOpened, NotSupported
from devices.api.kinds.printing import PrintOutcome, ProgressCallback
from devices.api.status import PartName, Status, SupplyState
from devices.api.status_telling import StatusTelling
from devices.api.wire_language import WireLanguage
from devices.drivers.ipp_printer.client import IppClient
from devices.drivers.ipp_printer.options import read_binding
from devices.drivers.ipp_printer.order import PrinterMemory, PrintOrder
from devices.drivers.ipp_printer.printer_status import status_of, unreachable
from devices.drivers.ipp_printer.redaction import IPP_LANGUAGE
from devices.drivers.ipp_printer.vocabulary import Operation

_NEEDED: Final = frozenset(
    {
        Operation.PRINT_JOB,
        Operation.CANCEL_JOB,
        Operation.GET_JOB_ATTRIBUTES,
        Operation.GET_JOBS,
        Operation.GET_PRINTER_ATTRIBUTES,
    }
)
_OPEN_S: Final = 10.0
_MOST_NAME_OCTETS: Final = 255


class IppDocumentPrinter:
    """A printer at ``ipp://...``. Every question is a connection of its own, so nothing is held between commands."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_PRINTER
    wire_language: ClassVar[WireLanguage] = IPP_LANGUAGE

    def __init__(self, context: DriverContext) -> None:
        """Check port and options. Raises ConfigurationFaults."""
        self._device_id = context.device_id
        self._clock = context.clock
        self._endpoint, self._options = read_binding(context)
        self._client = IppClient(self._endpoint, self._options)
        self._telling = StatusTelling(context.device_id, context.post)
        self._memory = PrinterMemory()

    def open(self) -> None:
        """Ask the printer what it is.

        Raises:
            NotOpened: it is not there, does not answer, or refuses us.
            NotSupported: it cannot print PDF, or lacks an operation that we need.
        """
        control = Control(self._clock, device_id=self._device_id, deadline_s=_OPEN_S)
        try:
            description = self._client.describe(control)
        except (Disconnected, DeadlineExceeded, CommandRefused) as error:
            raise NotOpened(device_id=self._device_id, detail_code=error.detail_code) from error
        if not description.prints_pdf:
            raise NotSupported(device_id=self._device_id, detail_code="document-format:application/pdf")
        lacking = description.lacks(_NEEDED)
        if lacking:
            names = ",".join(operation.name.lower().replace("_", "-") for operation in lacking)
            raise NotSupported(device_id=self._device_id, detail_code=f"operation:{names}")

    def close(self) -> None:
        """Nothing is held between commands. What was printed is still remembered."""

    def reset(self, control: Control) -> None:
        """Cancel those of our jobs whose end was not seen and which still wait, and ask anew what the printer is."""
        for job_name in self._memory.prints.in_doubt():
            for job in self._client.jobs_named(job_name, control):
                if job.state is not None and not job.state.is_final:
                    self._client.cancel(job.job_id, control)
        self._client.describe(control)

    def self_test(self, control: Control) -> SelfTest:
        """Look at the connection, PDF, the operations, the paper asked for, the status, the paper and the toner."""
        began_s = self._clock.monotonic_s()
        try:
            description = self._client.describe(control)
            connection = self._step("connection", began_s, passed=True, detail_code=self._client.version)
            began_s = self._clock.monotonic_s()
            report = self._client.report(control)
        except DeviceError as error:
            failed = self._step("connection", began_s, passed=False, detail_code=error.detail_code or error.code)
            return SelfTest((failed,))
        status = status_of(report)
        media = self._options.media
        toner = status.parts.get(PartName.TONER, SupplyState.NOT_SUPPORTED)
        return SelfTest(
            (
                connection,
                self._step("pdf", began_s, passed=description.prints_pdf),
                self._step("operations", began_s, passed=not description.lacks(_NEEDED)),
                self._step(
                    "media", began_s, passed=not description.media or media in description.media, detail_code=media
                ),
                self._step("status", began_s, passed=status.can_serve, detail_code=status.detail_code),
                self._step("paper", began_s, passed=status.parts[PartName.PAPER] is not SupplyState.OUT),
                self._step("toner", began_s, passed=toner is not SupplyState.OUT, detail_code=toner.value),
            )
        )

    def status(self, control: Control) -> Status:
        """Ask the printer how it is. One that does not answer is OFFLINE and all its parts unknown.

        Raises:
            ProtocolError: what answers is no printer.
            CommandRefused: it does not let us ask.
        """
        try:
            status = status_of(self._client.report(control))
        except (Disconnected, DeadlineExceeded) as error:
            status = unreachable(error.detail_code)
        return self._telling.settle(status)

    def capabilities(self) -> Capabilities:
        """Features: ``ipp_version``, ``colour``, ``duplex``, ``job_history`` (does it remember ended jobs)."""
        known = self._client.description
        return Capabilities(
            model=known.model,
            serial_number=known.serial_number,
            features={
                "ipp_version": self._client.version,
                "colour": known.has_colour,
                "duplex": any(side.startswith("two-sided") for side in known.sides),
                "job_history": "completed" in known.which_jobs,
            },
        )

    def poll(self, control: Control) -> None:
        """Nothing to do: the supervisor asks for the status."""
        control.check()

    def print_document(
        self, pdf: bytes, *, job_name: str, pages: int, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """See `DocumentPrinter.print_document`."""
        self._check_order(pdf, job_name, pages)
        order = PrintOrder(
            self._client,
            options=self._options,
            clock=self._clock,
            telling=self._telling,
            memory=self._memory,
            device_id=self._device_id,
            job_name=job_name,
            pages=pages,
            on_progress=on_progress,
            control=control,
        )
        return order.carry_out(pdf)

    def _check_order(self, pdf: bytes, job_name: str, pages: int) -> None:
        if not pdf.startswith(b"%PDF-"):
            raise NotSupported(device_id=self._device_id, detail_code="not_pdf")
        if pages < 1:
            raise NotSupported(device_id=self._device_id, detail_code="pages")
        if not 1 <= len(job_name.encode()) <= _MOST_NAME_OCTETS:
            raise NotSupported(device_id=self._device_id, detail_code="job_name")

    def _step(self, code: str, began_s: float, *, passed: bool, detail_code: str = "") -> SelfTestStep:
        took_ms = (self._clock.monotonic_s() - began_s) * 1000.0
        return SelfTestStep(code, passed=passed, duration_ms=took_ms, detail_code=detail_code)
