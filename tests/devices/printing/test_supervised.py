"""Both printers as the program holds them: found by entry point, owned by the supervisor, asked by commands."""

from collections.abc import Callable, Iterator
from random import Random
from threading import Condition

import pytest

from devices.api.clock import SystemClock
from devices.api.errors import OutcomeUnknown, PaperOut
from devices.api.events import DeviceEvent, StatusChanged
from devices.api.kinds.document_printer import PrintDocument
from devices.api.kinds.receipt_printer import PrintReceipt, ReceiptRaster
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.bindings import parse_bindings
from devices.drivers.escpos_printer.simulator import SimulatedReceiptPrinter
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.registry import Registry
from devices.simulators.faults import Own
from devices.supervisor import Supervisor, SupervisorSettings
from tests.support.printing_bench import PATIENCE_S, pdf_of

RASTER = ReceiptRaster(576, 100, b"\xa5" * 7200)


class World:
    """Two simulated printers, the supervisor, and what it posted."""

    def __init__(self) -> None:
        """Start the printers; the supervisor is not there yet."""
        clock = SystemClock()
        self.a4 = SimulatedDocumentPrinter(clock, seconds_per_sheet=0.0)
        self.receipt = SimulatedReceiptPrinter(clock, seconds_per_row=0.0)
        self.a4.start()
        self.receipt.start()
        self._changed = Condition()
        self._latest: dict[str, Status] = {}
        bindings = parse_bindings(
            f"""
            [device.a4]
            kind = "document_printer"
            driver = "ipp"
            port = "{self.a4.port}"
            follow_interval_s = 0.02
            [device.receipt]
            kind = "receipt_printer"
            driver = "escpos"
            port = "{self.receipt.port}"
            poll_interval_s = 0.05
            """
        )
        self.devices = Supervisor(
            bindings,
            build=Registry().build,
            clock=clock,
            post=self.post,
            randomness=Random(1),
            settings=SupervisorSettings(
                reopen_first_s=0.05, reopen_cap_s=0.1, status_interval_s=0.05, disconnect_grace_s=0.0
            ),
        )

    def post(self, event: DeviceEvent) -> None:
        """The mailbox."""
        if isinstance(event, StatusChanged):
            with self._changed:
                self._latest[event.device_id] = event.status
                self._changed.notify_all()

    def await_status(self, device_id: str, wanted: Callable[[Status], bool]) -> None:
        """Block until the latest status the world heard of is such a one."""

        def heard() -> bool:
            return device_id in self._latest and wanted(self._latest[device_id])

        with self._changed:
            assert self._changed.wait_for(heard, PATIENCE_S), self._latest


@pytest.fixture
def world() -> Iterator[World]:
    """Everything running, and nothing left afterwards."""
    world = World()
    with world.devices:
        yield world
    world.a4.stop()
    world.receipt.stop()


def test_a_certificate_and_a_receipt(world: World) -> None:
    """Both print through commands, once, with evidence."""
    for device_id in ("a4", "receipt"):
        world.await_status(device_id, lambda status: status.can_serve)
    paper = PrintDocument(pdf_of(1), job_name="paper", pages=1, on_progress=lambda stage: None)
    strip = PrintReceipt(RASTER, job_name="strip", on_progress=lambda stage: None)
    assert world.devices.call("a4", paper).sheets == 1
    assert world.devices.call("receipt", strip).sheets == 1
    assert world.devices.call("a4", paper).found_earlier
    assert world.devices.call("receipt", strip).found_earlier
    assert (len(world.a4.printed), len(world.receipt.receipts)) == (1, 1)


def test_printers_that_go_and_come_back_are_seen(world: World) -> None:
    """Unplugged: gone; plugged in: serving again, without anybody's help."""
    for device_id, simulator in (("a4", world.a4), ("receipt", world.receipt)):
        world.await_status(device_id, lambda status: status.can_serve)
        simulator.unplug()
        world.await_status(device_id, lambda status: not status.state.can_serve)
        simulator.plug()
        world.await_status(device_id, lambda status: status.state is DeviceState.ONLINE)


def test_paper_out_is_heard_of_before_during_and_after_a_print(world: World) -> None:
    """Nobody is left with an old fault: not after one in mid-job, not after one that ended the job."""

    def out(status: Status) -> bool:
        return status.parts.get(PartName.PAPER) is SupplyState.OUT

    world.await_status("a4", lambda status: status.can_serve)
    world.a4.scenario.add(Own("media_empty"), on="sheet")
    world.devices.submit("a4", PrintDocument(pdf_of(1), "j", 1, lambda stage: None))
    world.await_status("a4", out)
    world.a4.load_paper()
    world.await_status("a4", lambda status: status.state is DeviceState.ONLINE)
    assert world.a4.wait_for(lambda state, jobs: state.sheets_total == 1, PATIENCE_S)
    world.a4.take_paper_out()
    world.await_status("a4", out)
    with pytest.raises(PaperOut):
        world.devices.call("a4", PrintDocument(pdf_of(1), "k", 1, lambda stage: None))
    world.a4.load_paper()
    world.await_status("a4", lambda status: status.can_serve)


def test_a_receipt_that_failed_is_cut_off_when_staff_put_it_right(world: World) -> None:
    """The roll ends in mid-receipt; with a new one the piece is fed out and cut by itself."""
    world.await_status("receipt", lambda status: status.can_serve)
    world.receipt.end_paper_after(50)
    with pytest.raises(OutcomeUnknown):
        world.devices.call("receipt", PrintReceipt(RASTER, "j", lambda stage: None))
    world.await_status("receipt", lambda status: not status.can_serve)
    world.receipt.load_paper()
    assert world.receipt.wait_for(lambda sensors, cut: cut == 1, PATIENCE_S)
    world.await_status("receipt", lambda status: status.can_serve)
    world.devices.call("receipt", PrintReceipt(RASTER, "k", lambda stage: None))
    assert world.receipt.receipts[1].rows(0, 100) == RASTER.bits
