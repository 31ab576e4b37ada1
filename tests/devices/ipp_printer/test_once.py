"""The same job name is printed once, however often it is asked for, and whatever was lost on the way."""

from collections.abc import Callable

import pytest

from devices.api.errors import CommandCancelled, DeviceError, OutcomeUnknown, PaperOut
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage
from devices.drivers.ipp_printer.driver import IppDocumentPrinter
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.simulators.faults import DeadInMidCommand, Fault, GarbageBefore, Own, Partial, Silent, WrongChecksum
from tests.devices.ipp_printer.conftest import PDF, Connect
from tests.support.hurried_clock import HurriedClock
from tests.support.printing_bench import PATIENCE_S, Mailbox, Running, leash

MakePrinter = Callable[..., SimulatedDocumentPrinter]
PrintTwo = Callable[..., PrintOutcome]
COUNTED = PrintEvidence.JOB_COMPLETED_AND_COUNTED
FIRST = PrintOutcome(COUNTED, 2)
AGAIN = PrintOutcome(COUNTED, 2, found_earlier=True)


def test_asked_for_three_times_printed_once(
    printer: SimulatedDocumentPrinter, driver: IppDocumentPrinter, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """The first outcome comes back each time, marked as found, without a SENDING; another name prints."""
    assert [print_two(driver) for _ in range(3)] == [FIRST, AGAIN, AGAIN]
    assert mailbox.stages.count(PrintStage.SENDING) == 1
    assert print_two(driver, job_name="job-2") == FIRST
    assert [job.name for job in printer.printed] == ["job-1", "job-2"]


def test_a_kiosk_that_was_restarted_finds_its_job_at_the_printer(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """A new driver without any memory asks the printer by name first."""
    assert print_two(connect(printer.port)) == FIRST
    assert print_two(connect(printer.port)) == AGAIN
    assert len(printer.printed) == 1


def test_a_job_found_under_way_is_followed(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo, mailbox: Mailbox
) -> None:
    """The kiosk died while the job waited for paper; its successor follows the same job to its end."""
    printer.scenario.add(Own("media_empty"), on="sheet")
    first = connect(printer.port)
    control = leash()
    dead = Running(
        lambda: first.print_document(PDF, job_name="job-1", pages=2, on_progress=mailbox.progress, control=control)
    )
    assert printer.wait_for(lambda state, jobs: state.processing and state.tray_sheets == 0, PATIENCE_S)
    second = Running(lambda: print_two(connect(printer.port)))
    mailbox.await_stage(PrintStage.ACCEPTED, times=2)
    printer.load_paper()
    assert second.result() == AGAIN
    assert dead.result().sheets == 2
    assert [job.sheets for job in printer.printed] == [2]


def test_paper_that_ran_out_does_not_hide_that_it_was_printed(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """Asked again with an empty tray: it was printed, and that is the answer, not PaperOut."""
    print_two(connect(printer.port))
    printer.take_paper_out()
    assert print_two(connect(printer.port)) == AGAIN


LOST: list[Fault] = [
    Own("lost_reply"),
    Own("wrong_ipp"),
    GarbageBefore(),
    WrongChecksum(),
    Partial(30),
    Silent(),
    DeadInMidCommand(10),
]


@pytest.mark.parametrize("fault", LOST)
def test_a_lost_reply_is_found_by_name(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo, mailbox: Mailbox, fault: Fault
) -> None:
    """However the reply to Print-Job is lost, the job is found at the printer and followed; nothing is sent twice."""
    printer.scenario.add(fault, on="print_job")
    driver = connect(printer.port, reply_timeout_s=0.5)
    assert print_two(driver, deadline_s=2.5) == FIRST
    assert print_two(driver) == AGAIN
    assert [job.sheets for job in printer.printed] == [2]
    assert mailbox.stages[:3] == [PrintStage.SENDING, PrintStage.ACCEPTED, PrintStage.PRINTED]


@pytest.mark.parametrize("keeps_history", [True, False])
def test_a_reply_lost_with_the_job_is_unknown_and_never_sent_again(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo, keeps_history: bool
) -> None:
    """An HTTP error, and no job of that name: it may have been printed and forgotten. Unknown, now and later."""
    printer = make_printer(keeps_history=keeps_history)
    printer.scenario.add(Own("http_error", {"status": 502}), on="print_job")
    driver = connect(printer.port, clock=HurriedClock(20.0))
    with pytest.raises(OutcomeUnknown, match="reply_lost:command_refused"):
        print_two(driver)
    for _ in range(2):
        with pytest.raises(OutcomeUnknown, match="begun_before"):
            print_two(driver)
    assert printer.printed == ()


def test_a_printer_without_a_history_is_remembered_for(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """A printer that forgets ended jobs, and a reply that was lost: the driver remembers what it has begun."""
    printer = make_printer(keeps_history=False)
    printer.scenario.add(Own("lost_reply"), on="print_job")
    driver = connect(printer.port, clock=HurriedClock(20.0))
    assert driver.capabilities().features["job_history"] is False
    # Whether the driver still sees the job before it ends is chance; what it makes of it is not.
    with pytest.raises(OutcomeUnknown, match=r"reply_lost:disconnected|job_forgotten"):
        print_two(driver)
    with pytest.raises(OutcomeUnknown, match="begun_before"):
        print_two(driver)
    assert [job.sheets for job in printer.printed] == [2]


def test_a_job_that_vanishes_when_it_ends_is_unknown(
    make_printer: MakePrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """Accepted, then gone from the list: nobody can say that it was printed."""
    printer = make_printer(keeps_history=False)
    with pytest.raises(OutcomeUnknown, match="job_forgotten"):
        print_two(connect(printer.port))


def test_an_earlier_job_that_was_cancelled_is_not_taken_for_the_lost_one(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """First try: paper out, cancelled. Second try: the reply is lost with the job. The first job proves nothing."""
    driver = connect(printer.port, refill_patience_s=0.0, clock=HurriedClock(20.0))
    printer.scenario.add(Own("media_empty"), on="sheet")
    with pytest.raises(PaperOut):
        print_two(driver)
    printer.load_paper()
    printer.scenario.add(Own("http_error", {"status": 502}), on="print_job")
    with pytest.raises(OutcomeUnknown, match="reply_lost"):
        print_two(driver)
    with pytest.raises(OutcomeUnknown, match="begun_before"):
        print_two(driver)
    assert printer.printed == ()


def test_a_job_half_printed_before_a_restart_is_unknown(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """The printer's list shows an aborted job of this name with a sheet out: staff decide, not the driver."""
    printer.scenario.add(Own("abort"), on="sheet", skip=1)
    with pytest.raises(OutcomeUnknown):
        print_two(connect(printer.port))
    with pytest.raises(OutcomeUnknown, match="found:aborted:aborted-by-system"):
        print_two(connect(printer.port))
    assert [job.sheets for job in printer.printed] == [1]


def test_a_lost_job_that_turns_up_later_is_followed(
    printer: SimulatedDocumentPrinter, connect: Connect, print_two: PrintTwo
) -> None:
    """The reply is lost and the printer cannot be asked; asked again when it can, the job is there and printed."""
    driver = connect(printer.port, clock=HurriedClock(20.0))
    printer.scenario.add(Own("lost_reply"), on="print_job")
    printer.scenario.add(Own("http_error", {"status": 500}), on="get_jobs", skip=2, times=None)
    with pytest.raises(OutcomeUnknown, match="reply_lost"):
        print_two(driver)
    printer.scenario.clear()
    assert print_two(driver) == AGAIN
    assert [job.sheets for job in printer.printed] == [2]


def test_a_command_called_back_while_its_reply_is_awaited(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox
) -> None:
    """Called back between sending and the reply: the job is found by name and cancelled; nothing stays in doubt."""
    printer = make_printer(seconds_per_sheet=3600.0)
    printer.scenario.add(Silent(), on="print_job")
    driver = connect(printer.port)
    control = leash(60.0)
    running = Running(
        lambda: driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=control)
    )
    assert printer.wait_for(lambda state, jobs: state.processing, PATIENCE_S)
    control.cancel()
    with pytest.raises(CommandCancelled):
        running.result()
    assert printer.printed == ()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_goes_wrong_at_most_one_original_comes_out(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox, seed: int
) -> None:
    """Faults on every kind of answer, a kiosk that keeps asking: never a second first sheet, never a false claim."""
    printer = make_printer()
    driver = connect(printer.port, clock=HurriedClock(20.0), reply_timeout_s=0.5, refill_patience_s=0.0)
    commands = ("print_job", "get_jobs", "get_job_attributes", "get_printer_attributes", "cancel_job")
    faults: tuple[Fault, ...] = (Own("lost_reply"), Own("wrong_ipp"), WrongChecksum(), GarbageBefore())
    printer.scenario.add(faults[seed % 4], on=commands[seed % 5], skip=seed % 3)
    printer.scenario.add(faults[(seed + 1) % 4], on=commands[(seed + 2) % 5], skip=seed % 2, times=2)
    if seed % 2:
        printer.scenario.add(Own("media_empty"), on="sheet", skip=seed // 2 % 3)
    claims = 0
    for _ in range(4):
        printer.load_paper()
        try:
            driver.print_document(PDF, job_name="j", pages=2, on_progress=mailbox.progress, control=leash(0.6))
            claims += 1
        except DeviceError:
            continue
    sheets = sum(job.sheets for job in printer.printed)
    assert sheets <= 2
    assert sheets == 2 or not claims
