"""A job that goes well, and the device's own questions, over a real socket."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devices.api.errors import NotOpened, NotSupported
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage
from devices.api.status import CheckState, DeviceState, PartName, SupplyState
from devices.drivers.ipp_printer.driver import IppDocumentPrinter
from devices.drivers.ipp_printer.simulator import PrintedJob, SimulatedDocumentPrinter
from devices.drivers.ipp_printer.vocabulary import Operation
from devices.simulators.faults import Own
from tests.devices.ipp_printer.conftest import PDF, Connect
from tests.support.printing_bench import Mailbox, leash, pdf_of

ALL_STAGES = [PrintStage.SENDING, PrintStage.ACCEPTED, PrintStage.PRINTED]
COUNTED = PrintEvidence.JOB_COMPLETED_AND_COUNTED
MakePrinter = Callable[..., SimulatedDocumentPrinter]
PrintTwo = Callable[..., PrintOutcome]


def test_a_job_comes_out_whole_and_counted(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """The bytes sent are the bytes printed, every stage is told in order, and the counters prove it."""
    assert print_two(driver) == PrintOutcome(COUNTED, 2)
    assert printer.printed == (PrintedJob(1, "job-1", PDF, 2, whole=True),)
    assert mailbox.stages == ALL_STAGES
    assert mailbox.statuses == []


def test_each_stage_is_told_before_the_next_step(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """SENDING is journalled while the printer knows of no job yet; what the journal refuses is not printed."""

    def refuse(stage: PrintStage) -> None:
        raise OSError(stage.name)

    mailbox.on_stage = refuse
    with pytest.raises(OSError, match="SENDING"):
        print_two(driver)
    assert printer.printed == ()
    mailbox.on_stage = lambda stage: None
    assert not print_two(driver).found_earlier


def test_printed_files_are_kept(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo, tmp_path: Path
) -> None:
    """With a folder, each printed PDF lies there under its job's name, made safe."""
    printer = make_printer(folder=tmp_path / "printed")
    print_two(connect(printer.port), job_name="7d0b/../case 1")
    assert [path.name for path in (tmp_path / "printed").iterdir()] == ["0001-7d0b_.._case_1.pdf"]
    assert next((tmp_path / "printed").iterdir()).read_bytes() == PDF


@pytest.mark.parametrize(
    ("settings", "evidence"),
    [
        ({"counts_jobs": True, "counts_sheets": False}, COUNTED),
        ({"counts_jobs": False, "counts_sheets": True}, COUNTED),
        ({"counts_jobs": False, "counts_sheets": False}, PrintEvidence.JOB_COMPLETED),
    ],
)
def test_the_claim_rests_on_what_the_model_counts(
    make_printer: MakePrinter,
    connect: Connect,
    print_two: PrintTwo,
    settings: dict[str, bool],
    evidence: PrintEvidence,
) -> None:
    """The job's counter, or the printer's before and after, or the printer's bare word: said as it is."""
    printer = make_printer(**settings)
    assert print_two(connect(printer.port)) == PrintOutcome(evidence, 2)


def test_a_counter_that_contradicts_is_believed_unless_told_otherwise(
    printer: SimulatedDocumentPrinter, connect: Connect, mailbox: Mailbox
) -> None:
    """Two pages printed where three were expected is no success; `counts_sheets = false` takes the printer's word."""
    options: dict[str, Any] = {"counts_sheets": False}
    outcome = connect(printer.port, **options).print_document(
        PDF, job_name="a", pages=3, on_progress=mailbox.progress, control=leash()
    )
    assert outcome == PrintOutcome(PrintEvidence.JOB_COMPLETED, 3)


def test_an_older_printer_is_spoken_to_in_its_version(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """A printer that knows only IPP 1.1 is asked again in 1.1, once, when it is opened."""
    printer = make_printer(versions=("1.1",))
    driver = connect(printer.port)
    assert driver.capabilities().features["ipp_version"] == "1.1"
    assert print_two(driver) == PrintOutcome(COUNTED, 2)


def test_what_it_is_and_can(driver: IppDocumentPrinter) -> None:
    """Model and serial number as the printer says them, and the features of the kind."""
    known = driver.capabilities()
    assert (known.model, known.serial_number) == ("hallkiosk simulated A4 printer", "SIM-A4-0001")
    assert known.features == {"ipp_version": "2.0", "colour": False, "duplex": True, "job_history": True}


def test_a_well_printer_reports_every_part(driver: IppDocumentPrinter) -> None:
    """Paper, toner, cover, feed and output bin, all of them well."""
    status = driver.status(leash())
    assert status.state is DeviceState.ONLINE
    assert status.parts == {
        PartName.PAPER: SupplyState.FULL,
        PartName.TONER: SupplyState.FULL,
        PartName.COVER: CheckState.OK,
        PartName.FEED: CheckState.OK,
        PartName.OUTPUT_BIN: CheckState.OK,
    }
    driver.poll(leash())


@pytest.mark.parametrize(
    ("act", "part", "state", "undo"),
    [
        ("take_paper_out", PartName.PAPER, SupplyState.OUT, "load_paper"),
        ("jam", PartName.FEED, CheckState.FAULT, "clear_jam"),
        ("open_door", PartName.COVER, CheckState.FAULT, "close_door"),
        ("fill_output", PartName.OUTPUT_BIN, CheckState.FAULT, "empty_output"),
    ],
)
def test_what_a_hand_does_to_it_is_seen(
    printer: SimulatedDocumentPrinter,
    driver: IppDocumentPrinter,
    act: str,
    part: PartName,
    state: SupplyState | CheckState,
    undo: str,
) -> None:
    """Each fault of the dock is in the next status, and gone from the one after it is put right."""
    getattr(printer, act)()
    status = driver.status(leash())
    assert (status.state, status.parts[part], status.can_serve) == (DeviceState.USER_ERROR, state, False)
    getattr(printer, undo)()
    assert driver.status(leash()).state is DeviceState.ONLINE


@pytest.mark.parametrize(
    ("percent", "state", "serves"),
    [(0, SupplyState.OUT, False), (10, SupplyState.LOW, True), (11, SupplyState.FULL, True)],
)
def test_toner_is_seen(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, percent: int, state: SupplyState, serves: bool
) -> None:
    """Empty stops, low serves."""
    printer.set_toner(percent)
    status = driver.status(leash())
    assert (status.parts[PartName.TONER], status.can_serve) == (state, serves)


def test_low_paper_is_seen(printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter) -> None:
    """Few sheets left: a warning for staff, no fault."""
    printer.load_paper(20)
    status = driver.status(leash())
    assert (status.parts[PartName.PAPER], status.can_serve) == (SupplyState.LOW, True)


def test_a_pause_is_seen(printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter) -> None:
    """A paused printer does not serve until it is resumed."""
    printer.pause()
    assert driver.status(leash()).state is DeviceState.USER_ERROR
    printer.resume()
    assert driver.status(leash()).state is DeviceState.ONLINE


def test_an_unplugged_printer_is_offline_and_comes_back(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter
) -> None:
    """Refused connections are a status, so that its return is seen at the next question."""
    printer.unplug()
    status = driver.status(leash())
    assert (status.state, status.parts[PartName.PAPER]) == (DeviceState.OFFLINE, SupplyState.UNKNOWN)
    printer.plug()
    assert driver.status(leash()).state is DeviceState.ONLINE


def test_the_self_test_names_what_it_looked_at(printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter) -> None:
    """Every step passes on a well printer; an empty tray fails the steps that it is about."""
    test = driver.self_test(leash())
    assert test.passed
    assert [step.code for step in test.steps] == [
        "connection",
        "pdf",
        "operations",
        "media",
        "status",
        "paper",
        "toner",
    ]
    printer.take_paper_out()
    failed = [step.code for step in driver.self_test(leash()).steps if not step.passed]
    assert failed == ["status", "paper"]
    printer.unplug()
    (only,) = driver.self_test(leash()).steps
    assert (only.code, only.passed, only.detail_code) == ("connection", False, "ConnectionRefusedError")


def test_paper_that_the_printer_does_not_have_fails_the_self_test(
    printer: SimulatedDocumentPrinter, connect: Connect
) -> None:
    """A binding that asks for a medium the printer does not name is found by the bench, not by a citizen."""
    driver = connect(printer.port, media="iso_a3_297x420mm")
    assert [step.code for step in driver.self_test(leash()).steps if not step.passed] == ["media"]


def test_nobody_there_is_not_opened(printer: SimulatedDocumentPrinter, connect: Connect) -> None:
    """Opening an unplugged printer says so at once."""
    printer.unplug()
    with pytest.raises(NotOpened, match="ConnectionRefusedError"):
        connect(printer.port)


def test_a_wrong_path_is_not_opened(make_printer: MakePrinter, connect: Connect) -> None:
    """A web server that is no printer there refuses, and its answer is named."""
    printer = make_printer()
    printer.scenario.add(Own("http_error", {"status": 404}), on="get_printer_attributes")
    with pytest.raises(NotOpened, match="http_404"):
        connect(printer.port)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"formats": ("image/pwg-raster",)}, "document-format:application/pdf"),
        (
            {"operations": (Operation.PRINT_JOB, Operation.GET_PRINTER_ATTRIBUTES, Operation.GET_JOB_ATTRIBUTES)},
            "operation:cancel-job,get-jobs",
        ),
    ],
)
def test_a_printer_that_cannot_do_the_work_is_not_opened(
    make_printer: MakePrinter, connect: Connect, settings: dict[str, Any], code: str
) -> None:
    """No PDF, or no way to ask for a job by name: found out when it is opened, with what is lacking."""
    with pytest.raises(NotSupported, match=code):
        connect(make_printer(**settings).port)


@pytest.mark.parametrize(
    ("pdf", "job_name", "pages", "code"),
    [
        (b"GIF89a", "job", 1, "not_pdf"),
        (PDF, "", 1, "job_name"),
        (PDF, "字" * 86, 1, "job_name"),
        (PDF, "job", 0, "pages"),
    ],
)
def test_an_order_that_cannot_be_is_refused_before_anything_is_asked(
    printer: SimulatedDocumentPrinter,
    driver: IppDocumentPrinter,
    mailbox: Mailbox,
    pdf: bytes,
    job_name: str,
    pages: int,
    code: str,
) -> None:
    """No PDF, no name or one beyond 255 octets, no pages: NotSupported with what is wrong."""
    with pytest.raises(NotSupported, match=code):
        driver.print_document(pdf, job_name=job_name, pages=pages, on_progress=mailbox.progress, control=leash())
    assert (mailbox.stages, printer.printed) == ([], ())


def test_a_long_document_counts_all_its_sheets(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, mailbox: Mailbox
) -> None:
    """Forty pages come out as forty sheets, on one side each."""
    pdf = pdf_of(40)
    outcome = driver.print_document(pdf, job_name="long", pages=40, on_progress=mailbox.progress, control=leash())
    assert outcome == PrintOutcome(COUNTED, 40)
    assert printer.state.sheets_total == 40
