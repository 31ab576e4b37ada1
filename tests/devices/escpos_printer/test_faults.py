"""Every fault of the emulator, and the error and status that follow from it."""

from collections.abc import Callable
from typing import Any

import pytest

from devices.api.errors import (
    CommandCancelled,
    CommandRefused,
    CoverOpen,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotSupported,
    OutcomeUnknown,
    PaperJam,
    PaperOut,
)
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.drivers.escpos_printer.driver import EscPosReceiptPrinter
from devices.drivers.escpos_printer.simulator import Port, SimulatedReceiptPrinter
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
from tests.devices.escpos_printer.conftest import RASTER, Connect, MakePrinter, PrintOne, raster_of
from tests.support.hurried_clock import HurriedClock
from tests.support.printing_bench import PATIENCE_S, Mailbox, Running, leash

WELL = PrintOutcome(PrintEvidence.STATUS_AFTER_DATA, 1)
PROVEN = PrintOutcome(PrintEvidence.PROCESS_ID_RETURNED, 1)
BANDS = 9  # 200 rows in bands of 24


def hurried(connect: Connect, port: str, **options: Any) -> EscPosReceiptPrinter:
    """Connect a driver whose patience is five times shorter than it thinks."""
    return connect(port, clock=HurriedClock(5.0), reply_timeout_s=5.0, **options)


def _is(part: PartName, state: SupplyState | CheckState) -> Callable[[Status], bool]:
    return lambda status: status.parts.get(part) is state


@pytest.mark.parametrize(
    ("act", "error", "code", "undo"),
    [
        ("take_paper_out", PaperOut, "paper_end", "load_paper"),
        ("open_cover", CoverOpen, "cover_open", "close_cover"),
        ("jam", PaperJam, "mechanical_error", "clear_jam"),
        ("break_down", CommandRefused, "unrecoverable_error", "repair"),
        ("fall_silent", Disconnected, "silent", "speak_again"),
    ],
)
def test_a_fault_before_printing_stops_before_anything_is_sent(
    printer: SimulatedReceiptPrinter,
    connect: Connect,
    print_one: PrintOne,
    mailbox: Mailbox,
    act: str,
    error: type[DeviceError],
    code: str,
    undo: str,
) -> None:
    """The typed error comes first, no paper moves, and after the remedy the same name prints."""
    driver = connect(printer.port, reply_timeout_s=0.2)
    getattr(printer, act)()
    with pytest.raises(error, match=code):
        print_one(driver)
    assert (mailbox.stages, printer.hanging_rows, printer.receipts) == ([], 0, ())
    getattr(printer, undo)()
    assert print_one(driver) == WELL


def test_paper_near_its_end_prints(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """A warning for staff, no fault for a citizen."""
    printer.run_low()
    assert print_one(driver) == WELL
    assert driver.status(leash()).parts[PartName.PAPER] is SupplyState.LOW


def test_paper_that_nears_its_end_in_mid_receipt_is_no_fault_of_it(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """The receipt ends well, and staff are warned."""
    printer.scenario.add(Own("paper_near_end"), on="raster")
    assert print_one(driver) == WELL
    assert driver.status(leash()).parts[PartName.PAPER] is SupplyState.LOW


@pytest.mark.parametrize("plugged_into", list(Port))
@pytest.mark.parametrize("automatic_status", [True, False])
@pytest.mark.parametrize(
    ("fault", "code", "part", "state", "undo"),
    [
        ("paper_out", "paper_out:paper_end", PartName.PAPER, SupplyState.OUT, "load_paper"),
        ("cover_open", "cover_open:cover_open", PartName.COVER, CheckState.FAULT, "close_cover"),
        ("jam", "paper_jam:mechanical_error", PartName.FEED, CheckState.FAULT, "clear_jam"),
        ("broken", "command_refused:unrecoverable_error", PartName.PAPER, SupplyState.FULL, "repair"),
    ],
)
def test_a_fault_in_mid_receipt_is_an_unknown_outcome(
    make_printer: MakePrinter,
    connect: Connect,
    print_one: PrintOne,
    mailbox: Mailbox,
    plugged_into: Port,
    automatic_status: bool,
    fault: str,
    code: str,
    part: PartName,
    state: SupplyState | CheckState,
    undo: str,
) -> None:
    """Part of it is out: unknown and never printed again by itself; the rest is forgotten, the piece is cut off."""
    printer = make_printer(plugged_into=plugged_into)
    clock = HurriedClock(10.0)
    driver = connect(printer.port, automatic_status=automatic_status, clock=clock, reply_timeout_s=5.0)
    printer.scenario.add(Own(fault), on="raster", skip=4)
    with pytest.raises(OutcomeUnknown, match=code):
        print_one(driver, deadline_s=100.0, clock=clock)
    assert mailbox.stages == [PrintStage.SENDING]
    assert any(_is(part, state)(status) for status in mailbox.statuses), "the fault is on the screen at once"
    assert not printer.receipts
    getattr(printer, undo)()
    with pytest.raises(OutcomeUnknown, match="begun_before"):
        print_one(driver, deadline_s=100.0, clock=clock)
    assert driver.status(leash(100.0, clock)).can_serve
    driver.poll(leash(100.0, clock))
    assert [receipt.height_px < RASTER.height_px for receipt in printer.receipts] == [True]
    assert printer.hanging_rows == 0
    assert print_one(driver, job_name="job-2", deadline_s=100.0, clock=clock) == WELL
    assert printer.receipts[-1].rows(0, RASTER.height_px) == RASTER.bits, "nobody's paper carries another's receipt"


def test_a_roll_that_ends_in_mid_receipt(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """The roll ends at row 100, in the middle of a band: unknown, with the reason; a new roll, and it goes on."""
    driver = hurried(connect, printer.port)
    printer.end_paper_after(100)
    with pytest.raises(OutcomeUnknown, match="paper_out:paper_end"):
        print_one(driver)
    assert driver.status(leash()).parts[PartName.PAPER] is SupplyState.OUT
    printer.load_paper()
    assert print_one(driver, job_name="job-2") == WELL
    assert printer.receipts[-1].rows(0, RASTER.height_px) == RASTER.bits


def test_a_roll_that_ends_with_the_receipt_is_no_fault_of_it(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """The last row of the roll is the last row of the receipt: it cannot be cut any more, so it is unknown."""
    printer.end_paper_after(RASTER.height_px + 24)
    with pytest.raises(OutcomeUnknown, match="paper_out"):
        print_one(driver)


@pytest.mark.parametrize("process_id", [False, True])
def test_a_cutter_that_is_stuck(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, process_id: bool
) -> None:
    """The receipt is printed and not cut: unknown. Freed and reset, it prints again, each on its own piece."""
    driver = hurried(connect, printer.port, process_id=process_id)
    printer.block_cutter()
    with pytest.raises(OutcomeUnknown, match="paper_jam:cutter_error"):
        print_one(driver)
    status = driver.status(leash())
    assert (status.state, status.parts[PartName.CUTTER]) == (DeviceState.USER_ERROR, CheckState.FAULT)
    with pytest.raises(PaperJam, match="cutter_error"):
        print_one(driver, job_name="job-2")
    with pytest.raises(PaperJam, match="cutter_error"):
        driver.reset(leash())
    printer.free_cutter()
    driver.reset(leash())
    assert driver.status(leash()).state is DeviceState.ONLINE
    assert len(printer.receipts) == 1, "reset cuts off what hung out"
    print_one(driver, job_name="job-2")
    assert len(printer.receipts) == 2


def test_a_hot_head_is_waited_for_before_printing(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """It cools down within some seconds: the receipt just comes later."""
    clock = HurriedClock(10.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=5.0)
    printer.overheat()
    running = Running(lambda: print_one(driver, deadline_s=100.0, clock=clock))
    printer.cool_down()
    assert running.result() == WELL


def test_a_head_that_stays_hot_refuses(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """After fifteen seconds the command ends, and no paper has moved."""
    clock = HurriedClock(50.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=5.0)
    printer.overheat()
    with pytest.raises(CommandRefused, match="recovers_by_itself"):
        print_one(driver, deadline_s=500.0, clock=clock)
    assert (mailbox.stages, printer.hanging_rows) == ([], 0)


def test_a_head_that_gets_hot_in_mid_receipt_ends_well(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """Printing pauses and goes on by itself: one receipt, in one piece."""
    clock = HurriedClock(10.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=5.0)
    printer.scenario.add(Own("hot"), on="raster", skip=4)
    running = Running(lambda: print_one(driver, deadline_s=100.0, clock=clock))
    assert printer.wait_for(lambda sensors, cut: sensors.hot, PATIENCE_S)
    printer.cool_down()
    assert running.result() == WELL
    assert printer.receipts[0].rows(0, RASTER.height_px) == RASTER.bits


@pytest.mark.parametrize("plugged_into", list(Port))
@pytest.mark.parametrize("fault", [Own("power_off"), Unplugged()])
def test_power_lost_in_mid_receipt(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne, plugged_into: Port, fault: Fault
) -> None:
    """The port goes with half a receipt out: unknown; after power is back the half is cut off, by itself."""
    printer = make_printer(plugged_into=plugged_into)
    driver = hurried(connect, printer.port)
    printer.scenario.add(fault, on="raster", skip=4)
    with pytest.raises(OutcomeUnknown, match="disconnected"):
        print_one(driver)
    with pytest.raises(Disconnected):
        driver.status(leash())
    driver.close()
    printer.plug()
    driver.open()
    assert printer.hanging_rows == 96
    driver.poll(leash())
    assert [receipt.height_px for receipt in printer.receipts] == [96 + 24]
    assert print_one(driver, job_name="job-2") == WELL


def test_a_port_pulled_while_idle(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """Gone while nobody prints: poll, status and print all say Disconnected, and nothing was sent."""
    printer.unplug()
    for ask in (
        lambda: driver.poll(leash()),
        lambda: driver.status(leash()),
        lambda: print_one(driver),
        lambda: driver.reset(leash()),
    ):
        with pytest.raises(Disconnected):
            ask()
    assert mailbox.stages == []
    driver.close()
    printer.plug()
    driver.open()
    assert print_one(driver) == WELL


def test_a_printer_that_falls_silent_in_mid_receipt(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """The port is there, and nothing answers any more: unknown, some seconds later; never a success."""
    clock = HurriedClock(10.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=2.0)
    printer.scenario.add(Own("dead"), on="raster", skip=4)
    with pytest.raises(OutcomeUnknown, match="silent"):
        print_one(driver, deadline_s=200.0, clock=clock)
    assert driver.status(leash(100.0, clock)).state is DeviceState.POWER_OFF


@pytest.mark.parametrize("skip", [0, 1, BANDS])
@pytest.mark.parametrize("fault", [Silent(), WrongChecksum(), DeadInMidCommand()])
def test_an_answer_in_order_that_never_comes(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, skip: int, fault: Fault
) -> None:
    """The first, one in the middle or the last is lost: a typed fault before the data, unknown after it."""
    clock = HurriedClock(20.0)
    driver = connect(serial_printer.port, clock=clock, reply_timeout_s=4.0, process_id=True)
    serial_printer.scenario.add(fault, on="process_id", skip=skip)
    expected: type[DeviceError] = OutcomeUnknown
    if skip == 0:
        expected = DeadlineExceeded if isinstance(fault, DeadInMidCommand) else NotSupported
    with pytest.raises(expected):
        print_one(driver, deadline_s=25.0, clock=clock)


def test_the_last_answer_lost_is_unknown_though_all_is_printed(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """The receipt lies there, cut; but nobody answered for it, so it is not claimed, and not printed again."""
    driver = connect(serial_printer.port)
    serial_printer.scenario.add(Silent(), on="gs_r", skip=BANDS + 1)
    with pytest.raises(OutcomeUnknown, match="deadline_exceeded:printing"):
        print_one(driver, deadline_s=1.0)
    assert len(serial_printer.receipts) == 1
    with pytest.raises(OutcomeUnknown, match="begun_before"):
        print_one(driver)


@pytest.mark.parametrize("process_id", [False, True])
@pytest.mark.parametrize("fault", [GarbageBefore(b"\x80\xff\x93"), Late(0.05)])
@pytest.mark.parametrize("reply", ["dle_eot", "in_order", "automatic"])
def test_noise_and_delay_do_no_harm(
    printer: SimulatedReceiptPrinter,
    connect: Connect,
    print_one: PrintOne,
    process_id: bool,
    fault: Fault,
    reply: str,
) -> None:
    """Octets that mean nothing before an answer, and answers that come late: the receipt prints once and whole."""
    driver = connect(printer.port, process_id=process_id)
    in_order = "process_id" if process_id else "gs_r"
    printer.scenario.add(fault, on=in_order if reply == "in_order" else reply, times=3)
    assert print_one(driver) == (PROVEN if process_id else WELL)
    assert [receipt.rows(0, RASTER.height_px) for receipt in printer.receipts] == [RASTER.bits]


@pytest.mark.parametrize("fault", [Silent(), Partial(0), WrongChecksum()])
def test_one_lost_status_answer_is_asked_for_again(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, fault: Fault
) -> None:
    """DLE EOT may be asked twice: a single lost octet is no silence."""
    driver = connect(printer.port, reply_timeout_s=0.2)
    printer.scenario.add(fault, on="dle_eot")
    assert print_one(driver) == WELL


def test_status_answers_that_never_come_are_silence(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """Twice without an answer is silence, also where the printer answers other questions."""
    driver = connect(printer.port, reply_timeout_s=0.1)
    printer.scenario.add(Silent(), on="dle_eot", skip=2, times=None)
    status = driver.status(leash())
    assert (status.state, status.detail_code) == (DeviceState.POWER_OFF, "silent,dle_eot_3")
    with pytest.raises(Disconnected, match="silent"):
        print_one(driver)


def test_a_model_without_answers_in_order_is_refused_before_any_dot(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """A model whose end cannot be seen is found out while nothing has been printed."""
    printer = make_printer(answers_in_order=False)
    clock = HurriedClock(20.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=4.0)
    with pytest.raises(NotSupported, match="no_answer_in_order:gs_r"):
        print_one(driver, deadline_s=100.0, clock=clock)
    assert (mailbox.stages, printer.hanging_rows) == ([], 0)


def test_a_command_called_back_before_it_began(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, mailbox: Mailbox
) -> None:
    """Nothing is printed for a command that nobody wants any more, and it may be asked for again."""
    control = leash()
    mailbox.on_stage = lambda stage: control.cancel()
    with pytest.raises(CommandCancelled):
        driver.print_receipt(RASTER, job_name="j", on_progress=mailbox.progress, control=control)
    assert printer.hanging_rows == 0
    mailbox.on_stage = lambda stage: None
    assert driver.print_receipt(RASTER, job_name="j", on_progress=mailbox.progress, control=leash()) == WELL


def test_a_command_called_back_in_mid_receipt(make_printer: MakePrinter, connect: Connect, mailbox: Mailbox) -> None:
    """Unknown, at once; the printer forgets the rest, and the piece is cut off before the next receipt."""
    printer = make_printer(seconds_per_row=0.001)
    driver = connect(printer.port)
    control = leash(60.0)
    running = Running(
        lambda: driver.print_receipt(raster_of(2000), job_name="j", on_progress=mailbox.progress, control=control)
    )
    assert printer.wait_for_rows(1, PATIENCE_S)
    control.cancel()
    with pytest.raises(OutcomeUnknown, match="cancelled"):
        running.result()
    assert printer.wait_until_idle(PATIENCE_S)
    assert printer.hanging_rows < 500
    driver.poll(leash())
    assert (len(printer.receipts), printer.hanging_rows) == (1, 0)


def test_a_deadline_in_mid_receipt_is_unknown(make_printer: MakePrinter, connect: Connect, print_one: PrintOne) -> None:
    """A printer that needs longer than the command may take: unknown."""
    printer = make_printer(seconds_per_row=0.01)
    driver = connect(printer.port)
    with pytest.raises(OutcomeUnknown, match="deadline_exceeded:printing"):
        print_one(driver, deadline_s=0.6, raster=raster_of(2000))


@pytest.mark.parametrize("seed", range(16))
def test_whatever_goes_wrong_nothing_is_claimed_that_is_not_cut(
    make_printer: MakePrinter, connect: Connect, mailbox: Mailbox, seed: int
) -> None:
    """Faults on every kind of answer and on the paper, a kiosk that keeps asking: one claim at most, and a true one."""
    printer = make_printer(plugged_into=list(Port)[seed % 2])
    clock = HurriedClock(20.0)
    driver = connect(printer.port, clock=clock, reply_timeout_s=4.0, process_id=seed % 3 == 0)
    faults: tuple[tuple[Fault, str], ...] = (
        (Silent(), "gs_r"),
        (GarbageBefore(b"\x12\x00\x10"), "dle_eot"),
        (Own("paper_out"), "raster"),
        (Own("cover_open"), "cut"),
        (WrongChecksum(), "process_id"),
        (Own("power_off"), "raster"),
        (Partial(1), "process_id"),
        (Own("cutter_stuck"), "cut"),
    )
    fault, on = faults[seed % len(faults)]
    printer.scenario.add(fault, on=on, skip=seed % 5)
    claims = 0
    for _ in range(3):
        try:
            driver.print_receipt(RASTER, job_name="j", on_progress=mailbox.progress, control=leash(25.0, clock))
            claims += 1
        except Disconnected:
            printer.plug()
            driver.open()
        except DeviceError:
            pass
        printer.load_paper()
        printer.close_cover()
        printer.free_cutter()
    whole = [receipt for receipt in printer.receipts if receipt.rows(0, RASTER.height_px) == RASTER.bits]
    assert len(whole) <= 1
    assert claims == 0 or len(whole) == 1


def test_a_remnant_is_cut_once_even_if_nobody_answers_for_it(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """The answer to the cut is lost: it is not cut again and again, and the next receipt prints."""
    driver = hurried(connect, serial_printer.port)
    serial_printer.end_paper_after(100)
    with pytest.raises(OutcomeUnknown):
        print_one(driver)
    serial_printer.load_paper()
    assert driver.status(leash()).can_serve
    serial_printer.scenario.add(Silent(), on="gs_r", skip=1)
    driver.poll(leash(1.0))
    for _ in range(3):
        driver.poll(leash())
    assert len(serial_printer.receipts) == 1
    assert print_one(driver, job_name="job-2") == WELL
    assert len(serial_printer.receipts) == 2


def test_a_remnant_waits_until_the_printer_can_cut_it(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """While the cover is open, polls leave it alone; a reset says why."""
    driver = hurried(connect, serial_printer.port)
    serial_printer.scenario.add(Own("cover_open"), on="raster", skip=4)
    with pytest.raises(OutcomeUnknown):
        print_one(driver)
    driver.poll(leash())
    with pytest.raises(CoverOpen):
        driver.reset(leash())
    assert serial_printer.receipts == ()
    serial_printer.close_cover()
    driver.reset(leash())
    assert len(serial_printer.receipts) == 1


@pytest.mark.parametrize(("fault", "on"), [(Unplugged(), "dle_eot"), (Unplugged(), "gs_i")])
def test_a_plug_pulled_while_it_is_opened(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne, fault: Fault, on: str
) -> None:
    """Opening ends with the reason and gives the port back; opened again, it prints."""
    serial_printer.scenario.add(fault, on=on)
    with pytest.raises(Disconnected):
        connect(serial_printer.port)
    serial_printer.plug()
    assert print_one(connect(serial_printer.port)) == WELL
