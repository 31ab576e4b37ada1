"""Thermal receipt printer over ESC/POS: prints pictures of receipts, and claims only what the printer answered for.

Source: Epson, ESC/POS Command Reference. README.md lists options, commands and what was tried.
"""

from itertools import count
from typing import ClassVar, Final

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.errors import DeviceError, Disconnected, NotOpened, NotSupported
from devices.api.kinds.print_memory import PrintMemory
from devices.api.kinds.printing import PrintOutcome, PrintStage, ProgressCallback
from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.api.status import PartName, Status, SupplyState
from devices.api.status_telling import StatusTelling
from devices.api.wire_language import WireLanguage
from devices.drivers.escpos_printer.condition import Condition, fault_of, silent, status_of
from devices.drivers.escpos_printer.dialogue import Dialogue, PrinterSilent
from devices.drivers.escpos_printer.line import Line, open_line
from devices.drivers.escpos_printer.options import read_binding
from devices.drivers.escpos_printer.receipt_job import ReceiptJob
from devices.drivers.escpos_printer.redaction import ESCPOS_LANGUAGE
from devices.drivers.escpos_printer.wire import AUTOMATIC_STATUS_ON, CLEAR_BUFFERS, RECOVER_AND_CLEAR, Information

_OPEN_S: Final = 8.0
_COOL_DOWN_S: Final = 15.0
"""How long a print waits for a hot head before it is given up, untouched."""
_COOL_DOWN_LOOK_S: Final = 0.5
_QUIET_S: Final = 0.5
"""How long an answer to a receipt that failed may still be on its way."""
_MOST_ROWS: Final = 20_000
"""2.5 m of paper: nobody's receipt."""


class EscPosReceiptPrinter:
    """A receipt printer at a serial port, a network port or a device file."""

    kind: ClassVar[DeviceKind] = DeviceKind.RECEIPT_PRINTER
    wire_language: ClassVar[WireLanguage] = ESCPOS_LANGUAGE

    def __init__(self, context: DriverContext) -> None:
        """Check port and options. Raises ConfigurationFaults."""
        self._device_id = context.device_id
        self._clock = context.clock
        self._address, self._options = read_binding(context)
        self._telling = StatusTelling(context.device_id, context.post)
        self._memory = PrintMemory()
        self._line: Line | None = None
        self._dialogue: Dialogue | None = None
        self._identities = count()
        self._left_in_printer = False
        self._model = ""
        self._serial_number = ""

    def open(self) -> None:
        """Take the port and hear the printer answer.

        Raises:
            NotOpened: the port is not there, held by another, or nothing answers at it.
        """
        self.close()
        control = Control(self._clock, device_id=self._device_id, deadline_s=_OPEN_S)
        self._line = open_line(self._address, control)
        self._dialogue = Dialogue(self._line, clock=self._clock, reply_timeout_s=self._options.reply_timeout_s)
        try:
            condition = self._dialogue.condition(control)
            if self._options.automatic_status:
                self._dialogue.write(AUTOMATIC_STATUS_ON, control)
            if fault_of(condition, device_id=self._device_id) is None:
                self._learn(self._dialogue, control)
        except PrinterSilent as error:
            self.close()
            raise NotOpened(device_id=self._device_id, detail_code="silent") from error
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back. What was printed, and what an unlucky receipt left inside, is still remembered."""
        line, self._line, self._dialogue = self._line, None, None
        if line is not None:
            line.close()

    def reset(self, control: Control) -> None:
        """Clear buffers and a recoverable error, and cut off what an unlucky receipt left inside."""
        dialogue = self._open_dialogue()
        dialogue.write(RECOVER_AND_CLEAR + CLEAR_BUFFERS, control)
        condition = dialogue.condition(control)
        fault = fault_of(condition, device_id=self._device_id)
        if fault is not None:
            raise fault
        self._cut_remnant(control)

    def self_test(self, control: Control) -> SelfTest:
        """Look at the answers at once and in order, at paper, cover, feed and cutter. Prints nothing."""
        steps: list[SelfTestStep] = []
        began_s = self._clock.monotonic_s()
        try:
            condition = self._open_dialogue().condition(control)
        except DeviceError as error:
            return SelfTest((self._step("answers", began_s, False, error.detail_code or error.code),))
        steps.append(self._step("answers", began_s, True))
        status = status_of(condition, has_cutter=self._options.cutter)
        paper = status.parts[PartName.PAPER]
        steps.append(self._step("paper", began_s, paper is not SupplyState.OUT, str(paper.value)))
        steps += [
            self._step(code, began_s, not fault)
            for code, fault in (
                ("cover", condition.cover_open),
                ("feed", condition.mechanical_error),
                ("cutter", condition.cutter_error),
                ("hardware", condition.unrecoverable_error),
            )
        ]
        began_s = self._clock.monotonic_s()
        fault = fault_of(condition, device_id=self._device_id)
        try:
            if fault is not None:
                raise fault  # it is off line: there is no use in waiting for an answer in order
            self._job(control).get_ready()
        except DeviceError as error:
            steps.append(self._step("answers_in_order", began_s, False, error.detail_code or error.code))
        else:
            steps.append(self._step("answers_in_order", began_s, True))
        return SelfTest(tuple(steps))

    def status(self, control: Control) -> Status:
        """Ask DLE EOT 1 to 4. A printer that is silent is POWER_OFF, and nothing is known of its paper.

        Raises:
            Disconnected: the port has gone.
        """
        has_cutter = self._options.cutter
        try:
            condition = self._open_dialogue().condition(control)
        except PrinterSilent as error:
            return self._telling.settle(silent(has_cutter=has_cutter, detail_code=f"silent,{error.detail_code}"))
        return self._telling.settle(status_of(condition, has_cutter=has_cutter))

    def capabilities(self) -> Capabilities:
        """Features: ``width_px``, ``cutter``, ``process_id``."""
        return Capabilities(
            model=self._model,
            serial_number=self._serial_number,
            features={
                "width_px": self._options.width_px,
                "cutter": self._options.cutter,
                "process_id": self._options.process_id,
            },
        )

    def poll(self, control: Control) -> None:
        """Hear what the printer tells by itself; cut off what an unlucky receipt left inside once it can be.

        Raises:
            Disconnected: the port has gone.
        """
        dialogue = self._open_dialogue()
        control.check()
        dialogue.listen(0.0)
        if self._left_in_printer and (dialogue.latest is None or not dialogue.latest.ruins_a_receipt):
            self._cut_remnant_if_well(control)

    def print_receipt(
        self, raster: ReceiptRaster, *, job_name: str, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """See `ReceiptPrinter.print_receipt`. The same `job_name` again gives the first outcome again."""
        self._check_order(raster)
        remembered = self._memory.recall(job_name)
        if remembered is not None:
            on_progress(PrintStage.ACCEPTED)
            on_progress(PrintStage.PRINTED)
            return remembered
        self._await_readiness(control)
        if self._left_in_printer:
            self._cut_remnant(control)
        job = self._job(control)
        job.get_ready()
        on_progress(PrintStage.SENDING)
        control.check()
        self._memory.begun(job_name)
        try:
            outcome = self._carry_out(job, raster, on_progress)
        except DeviceError:
            if job.touched_paper:
                self._left_in_printer = True
                job.abandon()
            else:
                self._memory.nothing_came(job_name)
            raise
        self._memory.ended(job_name, outcome)
        on_progress(PrintStage.PRINTED)
        return outcome

    def _carry_out(self, job: ReceiptJob, raster: ReceiptRaster, on_progress: ProgressCallback) -> PrintOutcome:
        job.send(raster)
        on_progress(PrintStage.ACCEPTED)
        return PrintOutcome(job.see_the_end(), sheets=1)

    def _check_order(self, raster: ReceiptRaster) -> None:
        if raster.width_px != self._options.width_px:
            code = f"width_px:{raster.width_px}_not_{self._options.width_px}"
            raise NotSupported(device_id=self._device_id, detail_code=code)
        if not 1 <= raster.height_px <= _MOST_ROWS:
            raise NotSupported(device_id=self._device_id, detail_code=f"height_px:{raster.height_px}")

    def _await_readiness(self, control: Control) -> None:
        """See that it can print; a head that is too hot is waited for.

        Raises:
            DeviceError: it cannot, and nothing was sent.
        """
        dialogue = self._open_dialogue()
        waited_s = 0.0
        looked_again = False
        while True:
            try:
                condition = dialogue.condition(control)
            except PrinterSilent as error:
                raise Disconnected(device_id=self._device_id, detail_code="silent") from error
            fault = fault_of(condition, device_id=self._device_id)
            if fault is None:
                return
            if not looked_again and condition.detail_code.endswith("offline"):
                # Offline for no reason: the reason may have gone between one question and the next.
                looked_again = True
                continue
            if not _may_pass(condition) or waited_s >= _COOL_DOWN_S:
                raise fault
            control.pause(_COOL_DOWN_LOOK_S)
            waited_s += _COOL_DOWN_LOOK_S

    def _cut_remnant(self, control: Control) -> None:
        if self._left_in_printer:
            job = self._job(control)
            job.get_ready(quiet_s=_QUIET_S)
            self._left_in_printer = False  # before it is sent: it must not be cut again and again
            job.cut_remnant()

    def _cut_remnant_if_well(self, control: Control) -> None:
        """As soon as staff have put it right: whoever is next gets no paper with somebody else's name on it."""
        try:
            condition = self._open_dialogue().condition(control)
            if fault_of(condition, device_id=self._device_id) is None:
                self._cut_remnant(control)
        except Disconnected:
            raise
        except DeviceError:
            return  # not yet: the next poll tries again

    def _learn(self, dialogue: Dialogue, control: Control) -> None:
        maker = dialogue.information(Information.MAKER, control)
        if not maker:
            return  # models that do not know GS I are silent; one question is enough
        model = dialogue.information(Information.MODEL, control)
        self._model = f"{maker} {model}".strip()
        self._serial_number = dialogue.information(Information.SERIAL_NUMBER, control)

    def _job(self, control: Control) -> ReceiptJob:
        return ReceiptJob(
            self._open_dialogue(),
            options=self._options,
            clock=self._clock,
            telling=self._telling,
            device_id=self._device_id,
            identities=self._identities,
            control=control,
        )

    def _open_dialogue(self) -> Dialogue:
        if self._dialogue is None:
            raise Disconnected(device_id=self._device_id, detail_code="closed")
        return self._dialogue

    def _step(self, code: str, began_s: float, passed: bool, detail_code: str = "") -> SelfTestStep:
        took_ms = (self._clock.monotonic_s() - began_s) * 1000.0
        return SelfTestStep(code, passed=passed, duration_ms=took_ms, detail_code=detail_code)


def _may_pass(condition: Condition) -> bool:
    return condition.recovers_by_itself and not condition.ruins_a_receipt
