"""A4 printers. The protocol is `devices.api.kinds.document_printer`. Each print spends one sheet."""

from typing import Final

from devices.api.control import Control
from devices.api.device import Device, DeviceKind
from devices.api.errors import (
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotSupported,
    OutcomeUnknown,
    PaperOut,
)
from devices.api.kinds.document_printer import DocumentPrinter, PrintDocument
from devices.api.kinds.printing import PrintOutcome, PrintStage
from devices.api.status import PartName, SupplyState
from devices.contract.check import Checks
from devices.contract.hands import SPEND_PAPER, Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import must
from devices.contract.sample_paper import one_page_pdf
from devices.contract.subject import Subject

TAKE_PAPER_OUT: Final = Deed("take_paper_out", "Take the paper out of the tray")
LOAD_PAPER: Final = Deed("load_paper", "Put paper into the tray")

_check = Checks()


def _print(
    subject: Subject, printer: DocumentPrinter, job_name: str, stages: list[PrintStage], control: Control | None = None
) -> PrintOutcome:
    return printer.print_document(
        one_page_pdf(),
        job_name=job_name,
        pages=1,
        on_progress=stages.append,
        control=control or subject.control(PrintDocument(b"", "", 1, stages.append).deadline_s),
    )


def _print_slowly(subject: Subject, printer: DocumentPrinter, control: Control, begun: Begun) -> PrintOutcome:
    def on_progress(stage: PrintStage) -> None:
        if stage is PrintStage.ACCEPTED:
            begun()

    return printer.print_document(
        one_page_pdf(), job_name=subject.job_name(), pages=1, on_progress=on_progress, control=control
    )


def _with_paper(subject: Subject) -> None:
    subject.do(SPEND_PAPER)


@_check
def reports_its_parts(subject: Subject) -> None:
    """Paper, toner, cover, feed and output bin, as far as the model knows them; paper it knows."""
    with subject.opened() as device:
        parts = device.status(subject.control()).parts
    known = {PartName.PAPER, PartName.TONER, PartName.COVER, PartName.FEED, PartName.OUTPUT_BIN}
    must(set(parts) <= known, "parts of a document printer", ", ".join(part.value for part in parts))
    must(PartName.PAPER in parts, "paper among the parts", ", ".join(part.value for part in parts) or "none")


@_check
def prints_once_by_name(subject: Subject) -> None:
    """Sending, accepted, printed, with evidence. Asked for again by the same name, nothing comes out again."""
    _with_paper(subject)
    name = subject.job_name()
    stages: list[PrintStage] = []
    with subject.opened() as device:
        first = _print(subject, _printer(device), name, stages)
        again = _print(subject, _printer(device), name, [])
    must(isinstance(first, PrintOutcome), "PrintOutcome", type(first).__name__)
    must(first.sheets == 1 and not first.found_earlier, "one sheet, printed now", f"{first.sheets} sheets")
    must(again.found_earlier, "an earlier job of that name, found", "another print")
    wanted = [PrintStage.SENDING, PrintStage.ACCEPTED, PrintStage.PRINTED]
    must(stages == wanted, "sending, accepted, printed", ", ".join(stage.value for stage in stages))


@_check
def prints_nothing_that_is_no_pdf(subject: Subject) -> None:
    """Something else is refused as NotSupported before anything is sent."""
    stages: list[PrintStage] = []
    with subject.opened() as device:
        error = subject.error_of(
            lambda: _printer(device).print_document(
                b"no PDF",
                job_name=subject.job_name(),
                pages=1,
                on_progress=stages.append,
                control=subject.control(),
            )
        )
    must(isinstance(error, NotSupported), "NotSupported", type(error).__name__)
    must(not stages, "nothing sent", ", ".join(stage.value for stage in stages))


@_check
def without_paper_nothing_is_printed(subject: Subject) -> None:
    """An empty tray shows in the status; a print ends as PaperOut; refilled, the same name prints, once."""
    _with_paper(subject)
    name = subject.job_name()
    with subject.opened() as device:
        subject.do(TAKE_PAPER_OUT)
        try:
            _await_paper(subject, device, SupplyState.OUT)
            error = subject.error_of(
                lambda: _print(subject, _printer(device), name, [], subject.control(subject.patience.command_s))
            )
        finally:
            subject.do(LOAD_PAPER)
        must(isinstance(error, PaperOut), "PaperOut", type(error).__name__)
        control = subject.control()
        while not device.status(subject.control()).can_serve and control.remaining_s > 1.0:
            control.pause(0.2)
        outcome = _print(subject, _printer(device), name, [])
    must(not outcome.found_earlier, "a print that was not there before", "one found earlier")


def _await_paper(subject: Subject, device: Device, wanted: SupplyState) -> None:
    control = subject.control()
    while device.status(subject.control()).parts.get(PartName.PAPER) is not wanted:
        must(control.remaining_s > 0.5, f"paper {wanted.value} in the status", "another state")
        control.pause(0.2)


def _printer(device: object) -> DocumentPrinter:
    must(hasattr(device, "print_document"), "DocumentPrinter", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


_ENDS: Final[tuple[type[DeviceError], ...]] = (OutcomeUnknown, Disconnected, DeadlineExceeded, CommandRefused)

SUITE: Final = KindSuite(
    DeviceKind.DOCUMENT_PRINTER,
    checks=_check,
    long_command=LongCommand(
        _print_slowly,
        prepare=_with_paper,
        waits=False,
        called_back=(OutcomeUnknown,),
        unplugged=_ENDS,
        # A network printer that is out of reach may print on: it is looked for until the leash ends.
        ends_unplugged_within_s=4.0,
        deadline_s=3.0,
    ),
)
