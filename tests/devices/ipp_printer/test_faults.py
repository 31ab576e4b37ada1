"""Every fault of the simulator, and the error and status that follow from it."""

from collections.abc import Callable

import pytest

from devices.api.errors import (
    CommandCancelled,
    CommandRefused,
    CoverOpen,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    OutcomeUnknown,
    OutputFull,
    PaperJam,
    PaperOut,
    ProtocolError,
    TonerOut,
)
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.drivers.ipp_printer.driver import IppDocumentPrinter
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.drivers.ipp_printer.vocabulary import JobState, StatusCode
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from tests.devices.ipp_printer.conftest import PDF, Connect
from tests.support.hurried_clock import HurriedClock
from tests.support.printing_bench import PATIENCE_S, Mailbox, Running, leash

MakePrinter = Callable[..., SimulatedDocumentPrinter]
PrintTwo = Callable[..., PrintOutcome]
SENT = [PrintStage.SENDING, PrintStage.ACCEPTED]
WHOLE = PrintOutcome(PrintEvidence.JOB_COMPLETED_AND_COUNTED, 2)

BLOCKERS: list[tuple[str, type[DeviceError], str, PartName, SupplyState | CheckState, str]] = [
    ("media_empty", PaperOut, "media-empty", PartName.PAPER, SupplyState.OUT, "load_paper"),
    ("jam", PaperJam, "media-jam", PartName.FEED, CheckState.FAULT, "clear_jam"),
    ("door_open", CoverOpen, "door-open", PartName.COVER, CheckState.FAULT, "close_door"),
    ("output_full", OutputFull, "output-area-full", PartName.OUTPUT_BIN, CheckState.FAULT, "empty_output"),
]


def _is(part: PartName, state: SupplyState | CheckState) -> Callable[[Status], bool]:
    return lambda status: status.parts.get(part) is state


@pytest.mark.parametrize(
    ("act", "error", "code"),
    [
        ("take_paper_out", PaperOut, "media-empty"),
        ("jam", PaperJam, "media-jam"),
        ("open_door", CoverOpen, "door-open"),
        ("fill_output", OutputFull, "output-area-full"),
        ("pause", CommandRefused, "paused"),
        ("empty_toner", TonerOut, "toner-empty"),
    ],
)
def test_a_fault_before_printing_stops_before_anything_is_sent(
    printer: SimulatedDocumentPrinter,
    driver: IppDocumentPrinter,
    print_two: PrintTwo,
    mailbox: Mailbox,
    act: str,
    error: type[DeviceError],
    code: str,
) -> None:
    """The typed error comes first, the printer never hears of the job, and after the remedy the same name prints."""
    if act == "empty_toner":
        printer.set_toner(0)
    else:
        getattr(printer, act)()
    with pytest.raises(error, match=code):
        print_two(driver)
    assert (mailbox.stages, printer.printed) == ([], ())
    for undo in (
        printer.load_paper,
        printer.clear_jam,
        printer.close_door,
        printer.empty_output,
        printer.resume,
        lambda: printer.set_toner(50),
    ):
        undo()
    assert print_two(driver) == WHOLE


@pytest.mark.parametrize(("fault", "error", "code", "part", "state", "undo"), BLOCKERS)
def test_a_fault_before_the_first_sheet_is_cancelled_and_typed(
    printer: SimulatedDocumentPrinter,
    connect: Connect,
    print_two: PrintTwo,
    mailbox: Mailbox,
    fault: str,
    error: type[DeviceError],
    code: str,
    part: PartName,
    state: SupplyState | CheckState,
    undo: str,
) -> None:
    """Nothing came out and the printer confirms the cancel: the typed fault, and the same name may be printed again."""
    driver = connect(printer.port, refill_patience_s=0.0)
    printer.scenario.add(Own(fault), on="sheet")
    with pytest.raises(error, match=code):
        print_two(driver)
    assert mailbox.stages == SENT
    assert any(_is(part, state)(status) for status in mailbox.statuses), "the fault is told while the job waits"
    assert not printer.printed
    getattr(printer, undo)()
    assert print_two(driver) == WHOLE
    assert [job.sheets for job in printer.printed] == [2]


@pytest.mark.parametrize(("fault", "error", "code", "part", "state", "undo"), BLOCKERS)
def test_a_fault_after_the_first_sheet_is_an_unknown_outcome(
    printer: SimulatedDocumentPrinter,
    connect: Connect,
    print_two: PrintTwo,
    fault: str,
    error: type[DeviceError],
    code: str,
    part: PartName,
    state: SupplyState | CheckState,
    undo: str,
) -> None:
    """One of two sheets is out: at the deadline the rest is cancelled, so that it never comes out on its own."""
    driver = connect(printer.port, refill_patience_s=0.0)
    printer.scenario.add(Own(fault), on="sheet", skip=1)
    with pytest.raises(OutcomeUnknown, match=f"{error.code}:canceled"):
        print_two(driver, deadline_s=0.6)
    getattr(printer, undo)()
    assert printer.wait_for(lambda state, jobs: not state.processing, PATIENCE_S)
    assert [paper.sheets for paper in printer.printed] == [1]
    assert not printer.printed[0].whole
    with pytest.raises(OutcomeUnknown):
        print_two(driver)
    assert [job.sheets for job in printer.printed] == [1], "an unknown outcome is never printed again by itself"


@pytest.mark.parametrize("skip", [0, 1])
@pytest.mark.parametrize(("fault", "error", "code", "part", "state", "undo"), BLOCKERS)
def test_a_fault_that_is_put_right_in_time_ends_well(
    printer: SimulatedDocumentPrinter,
    driver: IppDocumentPrinter,
    print_two: PrintTwo,
    mailbox: Mailbox,
    fault: str,
    error: type[DeviceError],
    code: str,
    part: PartName,
    state: SupplyState | CheckState,
    undo: str,
    skip: int,
) -> None:
    """Staff fill the tray while the job waits: it goes on, and the screen hears of the fault and of its end."""
    printer.scenario.add(Own(fault), on="sheet", skip=skip)
    running = Running(lambda: print_two(driver))
    mailbox.await_status(_is(part, state))
    assert code in mailbox.statuses[-1].detail_code
    getattr(printer, undo)()
    assert running.result() == WHOLE
    final = driver.status(leash())
    assert final.can_serve
    assert mailbox.statuses[-1] == final, "whoever heard of the fault hears of its end"


def test_toner_that_runs_out_in_mid_job(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """Toner empty before the first sheet: TonerOut, nothing printed."""
    printer.scenario.add(Own("toner_empty"), on="sheet")
    with pytest.raises(TonerOut, match="toner-empty"):
        print_two(connect(printer.port, refill_patience_s=0.0))
    assert printer.printed == ()


def test_low_toner_stops_nothing(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """A warning in mid-job is no fault."""
    printer.scenario.add(Own("toner_low"), on="sheet")
    assert print_two(driver) == WHOLE
    assert mailbox.statuses == []
    assert driver.status(leash()).parts[PartName.TONER] is SupplyState.LOW


def test_a_tray_that_runs_empty_by_printing(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """One sheet in the tray, two in the job: half out, refilled, all out."""
    printer.load_paper(1)
    mailbox.on_event = lambda event: printer.load_paper()
    assert print_two(driver) == WHOLE
    assert mailbox.statuses[0].detail_code == "media-empty,media-needed"


def test_a_pause_in_mid_job_is_cancelled(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """Somebody presses pause: the job does not wait there for another day."""
    printer.scenario.add(Own("pause"), on="sheet")
    with pytest.raises(CommandRefused, match="paused"):
        print_two(connect(printer.port, refill_patience_s=0.0))
    printer.resume()
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.CANCELED for job in jobs), PATIENCE_S)


def test_a_job_the_printer_gives_up_before_the_first_sheet(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo
) -> None:
    """Aborted with nothing out: refused, and may be printed again."""
    printer.scenario.add(Own("abort"), on="sheet")
    with pytest.raises(CommandRefused, match="aborted:aborted-by-system"):
        print_two(driver)
    assert print_two(driver) == WHOLE


def test_a_job_the_printer_gives_up_halfway(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo
) -> None:
    """Aborted with one sheet out: unknown, for whoever has that sheet must give it back."""
    printer.scenario.add(Own("abort"), on="sheet", skip=1)
    with pytest.raises(OutcomeUnknown, match="aborted:aborted-by-system"):
        print_two(driver)


def test_a_document_the_printer_cannot_read(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, mailbox: Mailbox
) -> None:
    """What begins as PDF and is none is aborted by the printer."""
    with pytest.raises(CommandRefused, match="aborted:document-format-error"):
        driver.print_document(
            b"%PDF-1.7 nonsense", job_name="bad", pages=1, on_progress=mailbox.progress, control=leash()
        )


@pytest.mark.parametrize(
    "status",
    [
        StatusCode.SERVER_ERROR_NOT_ACCEPTING_JOBS,
        StatusCode.SERVER_ERROR_TOO_MANY_JOBS,
        StatusCode.CLIENT_ERROR_NOT_AUTHORIZED,
        StatusCode.CLIENT_ERROR_BAD_REQUEST,
    ],
)
def test_a_refused_job_may_be_sent_again(
    printer: SimulatedDocumentPrinter,
    driver: IppDocumentPrinter,
    print_two: PrintTwo,
    mailbox: Mailbox,
    status: StatusCode,
) -> None:
    """The printer says no, with its own word for why; there is no job, and the next call prints."""
    printer.scenario.add(Own("reject", {"status": status.value}), on="print_job")
    with pytest.raises(CommandRefused, match=status.name.lower().replace("_", "-")):
        print_two(driver)
    assert mailbox.stages == [PrintStage.SENDING]
    assert print_two(driver) == WHOLE


def test_an_internal_error_says_nothing_about_the_job(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """server-error-internal-error may come after a job was made: with no job to be found, the outcome is unknown."""
    driver = connect(printer.port, clock=HurriedClock(20.0))
    printer.scenario.add(Own("reject", {"status": StatusCode.SERVER_ERROR_INTERNAL_ERROR.value}), on="print_job")
    with pytest.raises(OutcomeUnknown, match="reply_lost:command_refused"):
        print_two(driver)
    with pytest.raises(OutcomeUnknown, match="begun_before"):
        print_two(driver)


def test_a_busy_printer_is_waited_for(printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo) -> None:
    """Busy means: no job, come again. It is asked again until the deadline."""
    clock = HurriedClock(50.0)
    printer.scenario.add(Own("reject", {"status": StatusCode.SERVER_ERROR_BUSY.value}), on="print_job", times=2)
    assert print_two(connect(printer.port, clock=clock), deadline_s=120.0, clock=clock) == WHOLE


def test_a_printer_that_stays_busy_refuses_in_the_end(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo
) -> None:
    """A short deadline does not wait."""
    printer.scenario.add(Own("reject", {"status": StatusCode.SERVER_ERROR_BUSY.value}), on="print_job", times=None)
    with pytest.raises(CommandRefused, match="server-error-busy"):
        print_two(driver, deadline_s=3.0)


@pytest.mark.parametrize("skip", [0, 1])
def test_a_printer_that_dies_in_mid_job(
    printer: SimulatedDocumentPrinter, connect: Connect, mailbox: Mailbox, skip: int
) -> None:
    """The power fails under the job: whatever came out, it is unknown, and told within the time of patience."""
    clock = HurriedClock(50.0)
    driver = connect(printer.port, clock=clock)
    printer.scenario.add(Own("power_off"), on="sheet", skip=skip)
    with pytest.raises(OutcomeUnknown, match="disconnected"):
        driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=leash(120.0, clock))
    assert [job.sheets for job in printer.printed] == [1] * skip
    assert driver.status(leash()).state is DeviceState.OFFLINE


def test_a_printer_that_comes_back_without_the_job(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox, print_two: PrintTwo
) -> None:
    """Switched off and on in mid-job: it has forgotten the job, so the outcome is unknown at once."""
    printer = make_printer(seconds_per_sheet=3600.0)
    driver = connect(printer.port)
    running = Running(lambda: print_two(driver))
    mailbox.await_stage(PrintStage.ACCEPTED)
    printer.unplug()
    printer.plug()
    with pytest.raises(OutcomeUnknown, match="job_forgotten"):
        running.result()


def test_a_job_number_used_again_by_somebody_else_is_not_ours(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox, print_two: PrintTwo
) -> None:
    """After a restart number 1 is another's job, printed well: ours is still unknown."""
    printer = make_printer(seconds_per_sheet=3600.0)
    driver = connect(printer.port)
    running = Running(lambda: print_two(driver))
    mailbox.await_stage(PrintStage.ACCEPTED)
    printer.lose_network()
    printer.unplug()
    printer.start()
    other = Running(lambda: print_two(connect(printer.port), job_name="other", deadline_s=0.5))
    with pytest.raises(OutcomeUnknown, match="job_forgotten"):
        running.result()
    with pytest.raises(DeadlineExceeded):
        other.result()


def test_a_network_that_fails_for_a_moment_is_waited_out(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox, print_two: PrintTwo
) -> None:
    """The printer prints on without the network; when it is back, the job is found completed."""
    printer = make_printer()
    driver = connect(printer.port)
    printer.scenario.add(Own("media_empty"), on="sheet", skip=1)
    running = Running(lambda: print_two(driver))
    mailbox.await_status(_is(PartName.PAPER, SupplyState.OUT))
    printer.lose_network()
    printer.load_paper()
    assert printer.wait_for(lambda state, jobs: not state.processing, PATIENCE_S)
    printer.regain_network()
    assert running.result() == WHOLE


def test_a_network_that_stays_away_is_an_unknown_outcome(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox
) -> None:
    """Fifteen seconds without an answer in mid-job: unknown, though the printer may well have printed."""
    clock = HurriedClock(50.0)
    printer = make_printer(seconds_per_sheet=3600.0)
    driver = connect(printer.port, clock=clock)
    running = Running(
        lambda: driver.print_document(
            PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=leash(300.0, clock)
        )
    )
    mailbox.await_stage(PrintStage.ACCEPTED)
    printer.lose_network()
    with pytest.raises(OutcomeUnknown, match="disconnected"):
        running.result()


def test_an_unplugged_printer_before_anything_is_sent(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """Nobody there: Disconnected, nothing sent, and the same name prints once it is back."""
    printer.unplug()
    with pytest.raises(Disconnected, match="ConnectionRefusedError"):
        print_two(driver)
    assert mailbox.stages == []
    printer.plug()
    assert print_two(driver) == WHOLE


def test_a_printer_that_vanishes_between_the_status_and_the_job(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """The connection for Print-Job is refused: nothing was sent, so it is Disconnected and not unknown."""
    mailbox.on_stage = lambda stage: printer.unplug() if stage is PrintStage.SENDING else None
    with pytest.raises(Disconnected):
        print_two(driver)
    mailbox.on_stage = lambda stage: None
    printer.plug()
    assert print_two(driver) == WHOLE


def test_a_slow_job_ends_at_its_deadline_with_nothing_printed(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """A sheet that takes an hour: cancelled, confirmed, DeadlineExceeded; the same name may be printed again."""
    printer = make_printer(seconds_per_sheet=3600.0)
    driver = connect(printer.port)
    with pytest.raises(DeadlineExceeded, match="printing"):
        print_two(driver, deadline_s=0.8)
    assert printer.printed == ()
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.CANCELED for job in jobs), PATIENCE_S)


def test_a_command_called_back_cancels_the_job(make_printer: MakePrinter, connect: Connect, mailbox: Mailbox) -> None:
    """Called back before a sheet came out: the job is cancelled at the printer, and nothing is in doubt."""
    printer = make_printer(seconds_per_sheet=3600.0)
    driver = connect(printer.port)
    control = leash(60.0)
    mailbox.on_stage = lambda stage: control.cancel() if stage is PrintStage.ACCEPTED else None
    with pytest.raises(CommandCancelled):
        driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=control)
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.CANCELED for job in jobs), PATIENCE_S)


def test_a_command_called_back_too_late_says_so(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, mailbox: Mailbox
) -> None:
    """Called back when all is out already: it is printed, and that is the answer."""
    control = leash(60.0)

    def call_back(stage: PrintStage) -> None:
        if stage is PrintStage.ACCEPTED:
            assert printer.wait_for(lambda state, jobs: state.sheets_total == 2, PATIENCE_S)
            control.cancel()

    mailbox.on_stage = call_back
    outcome = driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=control)
    assert outcome == WHOLE


def test_a_command_called_back_halfway_is_unknown(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, mailbox: Mailbox
) -> None:
    """Called back with one of two sheets out: cancelled, and unknown."""
    control = leash(60.0)
    printer.scenario.add(Own("door_open"), on="sheet", skip=1)
    mailbox.on_event = lambda event: control.cancel()
    with pytest.raises(OutcomeUnknown, match="cancelled:canceled"):
        driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=control)


def test_a_command_called_back_before_it_began_asks_nothing(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, mailbox: Mailbox
) -> None:
    """Nothing is sent for a command that nobody wants any more."""
    control = leash()
    control.cancel()
    with pytest.raises(CommandCancelled):
        driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=control)
    assert (mailbox.stages, printer.printed) == ([], ())


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Silent(), DeadlineExceeded),
        (Partial(20), DeadlineExceeded),
        (DeadInMidCommand(20), DeadlineExceeded),
        (Unplugged(0), Disconnected),
        (Unplugged(300), Disconnected),
        (GarbageBefore(b"\x00\xff\xaa\n"), ProtocolError),
        (WrongChecksum(), ProtocolError),
        (Own("wrong_ipp"), ProtocolError),
        (Own("lost_reply"), Disconnected),
        (Own("http_error", {"status": 503}), CommandRefused),
    ],
)
@pytest.mark.parametrize("command", ["get_jobs", "get_printer_attributes"])
def test_a_question_that_goes_wrong_before_anything_is_sent(
    printer: SimulatedDocumentPrinter,
    connect: Connect,
    print_two: PrintTwo,
    mailbox: Mailbox,
    command: str,
    fault: Fault,
    error: type[DeviceError],
) -> None:
    """Silence, half a reply, noise, nonsense: typed, nothing printed, never taken for paper in the tray."""
    driver = connect(printer.port, reply_timeout_s=0.4)
    printer.scenario.add(fault, on=command)
    with pytest.raises(error):
        print_two(driver)
    assert PrintStage.SENDING not in mailbox.stages
    printer.plug()
    assert print_two(driver) == WHOLE


def test_a_late_answer_is_an_answer(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo
) -> None:
    """A printer that takes its time, within the time it may take, prints."""
    printer.scenario.add(Late(0.05), times=6)
    assert print_two(driver) == WHOLE


@pytest.mark.parametrize("fault", [Silent(), Partial(20), GarbageBefore(), WrongChecksum(), Own("wrong_ipp")])
def test_questions_that_go_wrong_in_mid_job_are_asked_again(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo, fault: Fault
) -> None:
    """One bad answer while the job prints is not the end of it."""
    printer.scenario.add(fault, on="get_job_attributes")
    assert print_two(connect(printer.port, reply_timeout_s=0.4)) == WHOLE


def test_a_job_whose_number_is_forgotten_is_found_by_name(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo
) -> None:
    """The printer does not know the number for once; it knows the name."""
    printer.scenario.add(Own("reject", {"status": 0x0406}), on="get_job_attributes")
    assert print_two(driver) == WHOLE


def test_a_cancel_that_goes_wrong_leaves_an_unknown_outcome(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """Nothing seems to have come out, but the printer never confirms the cancel: unknown."""
    clock = HurriedClock(10.0)
    printer = make_printer(seconds_per_sheet=3600.0)
    printer.scenario.add(Own("reject", {"status": 0x0500}), on="cancel_job", times=None)
    with pytest.raises(OutcomeUnknown, match="not_cancelled:deadline_exceeded"):
        print_two(connect(printer.port, clock=clock), deadline_s=8.0, clock=clock)


def test_status_of_what_is_no_printer(printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter) -> None:
    """Noise is a protocol error; silence is offline; neither is ever a printer in order."""
    printer.scenario.add(GarbageBefore(), on="get_printer_attributes")
    with pytest.raises(ProtocolError):
        driver.status(leash())
    printer.scenario.add(Silent(), on="get_printer_attributes")
    assert driver.status(leash(0.3)).state is DeviceState.OFFLINE


def test_a_reset_cancels_what_was_lost_sight_of(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """After an unknown outcome, reset takes what still waits of it out of the printer."""
    printer = make_printer(seconds_per_sheet=3600.0)
    clock = HurriedClock(10.0)
    driver = connect(printer.port, clock=clock)
    printer.scenario.add(Own("reject", {"status": 0x0500}), on="cancel_job", times=5000)
    with pytest.raises(OutcomeUnknown):
        print_two(driver, deadline_s=8.0, clock=clock)
    printer.scenario.clear()
    driver.reset(leash())
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.CANCELED for job in jobs), PATIENCE_S)
