"""Receipt printers. The protocol is `devices.api.kinds.receipt_printer`. Each print spends 12 mm of paper."""

from typing import Final

from devices.api.control import Control
from devices.api.device import Device, DeviceKind
from devices.api.errors import Disconnected, NotSupported, OutcomeUnknown, PaperOut
from devices.api.kinds.printing import PrintOutcome, PrintStage
from devices.api.kinds.receipt_printer import ReceiptPrinter, ReceiptRaster
from devices.api.status import PartName, SupplyState
from devices.contract.check import Checks
from devices.contract.hands import SPEND_PAPER, Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import must
from devices.contract.sample_paper import bars
from devices.contract.subject import Subject

TAKE_PAPER_OUT: Final = Deed("take_paper_out", "Take the paper roll out")
LOAD_PAPER: Final = Deed("load_paper", "Put a paper roll in and close the cover")

_check = Checks()
_WIDTHS_PX: Final = (576, 384)
_OTHER_WIDTH_PX: Final = 800


def _raster_for(device: Device) -> ReceiptRaster:
    return bars(int(device.capabilities().features["width_px"]))


def _print(subject: Subject, device: Device, name: str, stages: list[PrintStage]) -> PrintOutcome:
    return _printer(device).print_receipt(
        _raster_for(device), job_name=name, on_progress=stages.append, control=subject.control(60.0)
    )


def _print_slowly(subject: Subject, device: ReceiptPrinter, control: Control, begun: Begun) -> PrintOutcome:
    def on_progress(stage: PrintStage) -> None:
        if stage is PrintStage.ACCEPTED:
            begun()

    return device.print_receipt(
        _raster_for(device), job_name=subject.job_name(), on_progress=on_progress, control=control
    )


def _with_paper(subject: Subject) -> None:
    subject.do(SPEND_PAPER)


@_check
def prints_as_wide_as_its_paper(subject: Subject) -> None:
    """576 or 384 dots, as the kind knows them."""
    with subject.opened() as device:
        width_px = device.capabilities().features["width_px"]
    must(width_px in _WIDTHS_PX, "576 or 384", width_px)


@_check
def prints_once_by_name(subject: Subject) -> None:
    """Sending, accepted, printed, with evidence. The same name again gives the first outcome and no paper."""
    _with_paper(subject)
    name = subject.job_name()
    stages: list[PrintStage] = []
    with subject.opened() as device:
        first = _print(subject, device, name, stages)
        again = _print(subject, device, name, [])
    must(isinstance(first, PrintOutcome), "PrintOutcome", type(first).__name__)
    must(first.sheets == 1 and not first.found_earlier, "one receipt, printed now", f"{first.sheets} receipts")
    must(again.found_earlier, "the first outcome again", "another print")
    wanted = [PrintStage.SENDING, PrintStage.ACCEPTED, PrintStage.PRINTED]
    must(stages == wanted, "sending, accepted, printed", ", ".join(stage.value for stage in stages))


@_check
def refuses_a_raster_of_another_width(subject: Subject) -> None:
    """NotSupported, before anything is sent."""
    stages: list[PrintStage] = []
    with subject.opened() as device:
        error = subject.error_of(
            lambda: _printer(device).print_receipt(
                bars(_OTHER_WIDTH_PX),
                job_name=subject.job_name(),
                on_progress=stages.append,
                control=subject.control(),
            )
        )
    must(isinstance(error, NotSupported), "NotSupported", type(error).__name__)
    must(not stages, "nothing sent", ", ".join(stage.value for stage in stages))


@_check
def without_paper_nothing_is_printed(subject: Subject) -> None:
    """No roll shows in the status; a print ends as PaperOut before anything is sent; with a roll it prints."""
    _with_paper(subject)
    name = subject.job_name()
    stages: list[PrintStage] = []
    with subject.opened() as device:
        subject.do(TAKE_PAPER_OUT)
        try:
            paper = device.status(subject.control()).parts.get(PartName.PAPER)
            must(paper is SupplyState.OUT, "paper out in the status", paper)
            error = subject.error_of(lambda: _print(subject, device, name, stages))
        finally:
            subject.do(LOAD_PAPER)
        must(isinstance(error, PaperOut), "PaperOut", type(error).__name__)
        must(not stages, "nothing sent", ", ".join(stage.value for stage in stages))
        outcome = _print(subject, device, name, [])
    must(not outcome.found_earlier, "a print that was not there before", "one found earlier")


def _printer(device: object) -> ReceiptPrinter:
    must(hasattr(device, "print_receipt"), "ReceiptPrinter", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.RECEIPT_PRINTER,
    checks=_check,
    features={"width_px": int, "cutter": bool, "process_id": bool},
    long_command=LongCommand(
        _print_slowly,
        prepare=_with_paper,
        waits=False,
        called_back=(OutcomeUnknown,),
        unplugged=(Disconnected, OutcomeUnknown),
        ends_unplugged_within_s=3.0,
    ),
)
