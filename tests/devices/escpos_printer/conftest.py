"""A simulated receipt printer and the shipped driver, over a real pty or socket."""

from collections.abc import Callable, Iterator
from random import Random
from threading import enumerate as all_threads
from typing import Any

import pytest

from devices.api.clock import Clock, SystemClock
from devices.api.kinds.printing import PrintOutcome
from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.drivers.escpos_printer.driver import EscPosReceiptPrinter
from devices.drivers.escpos_printer.simulator import Port, SimulatedReceiptPrinter
from tests.support.printing_bench import Mailbox, context, leash

MakePrinter = Callable[..., SimulatedReceiptPrinter]
Connect = Callable[..., EscPosReceiptPrinter]
PrintOne = Callable[..., PrintOutcome]


def raster_of(rows: int, *, width_px: int = 576, seed: int = 1) -> ReceiptRaster:
    """Return a raster of random dots, with white margins here and there as receipts have."""
    dice = Random(seed)
    width = width_px // 8
    lines = [dice.randbytes(dice.choice((0, 3, width // 2, width))).ljust(width, b"\x00") for _ in range(rows)]
    return ReceiptRaster(width_px, rows, b"".join(lines))


RASTER = raster_of(200)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(all_threads())
    yield
    left = [thread for thread in all_threads() if thread not in before]
    for thread in left:
        thread.join(2.0)  # a session that has hung up may still be on its last line
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture
def make_printer() -> Iterator[MakePrinter]:
    """Make started simulators, at full speed unless told otherwise, and stop them afterwards."""
    made: list[SimulatedReceiptPrinter] = []

    def make(**settings: Any) -> SimulatedReceiptPrinter:
        settings.setdefault("clock", SystemClock())
        settings.setdefault("seconds_per_row", 0.0)
        printer = SimulatedReceiptPrinter(**settings)
        made.append(printer)
        printer.start()
        return printer

    yield make
    for printer in made:
        printer.stop()


@pytest.fixture(params=list(Port), ids=[port.value for port in Port])
def printer(request: pytest.FixtureRequest, make_printer: MakePrinter) -> SimulatedReceiptPrinter:
    """A simulator at full speed, on a serial port and on a network port in turn."""
    return make_printer(plugged_into=request.param)


@pytest.fixture
def serial_printer(make_printer: MakePrinter) -> SimulatedReceiptPrinter:
    """A simulator at full speed on a serial port."""
    return make_printer()


@pytest.fixture
def mailbox() -> Mailbox:
    """Where events and stages go."""
    return Mailbox()


@pytest.fixture
def connect(mailbox: Mailbox) -> Iterator[Connect]:
    """Make opened drivers, and close them afterwards."""
    made: list[EscPosReceiptPrinter] = []

    def make(port: str, *, clock: Clock | None = None, **options: Any) -> EscPosReceiptPrinter:
        driver = EscPosReceiptPrinter(context(port, mailbox, device_id="printer", options=options, clock=clock))
        made.append(driver)
        driver.open()
        return driver

    yield make
    for driver in made:
        driver.close()


@pytest.fixture
def driver(printer: SimulatedReceiptPrinter, connect: Connect) -> EscPosReceiptPrinter:
    """The driver, opened on the simulator."""
    return connect(printer.port)


@pytest.fixture
def print_one(mailbox: Mailbox) -> PrintOne:
    """Print the raster with a driver, as ``job-1`` within ten seconds unless told otherwise."""

    def go(
        driver: EscPosReceiptPrinter,
        job_name: str = "job-1",
        deadline_s: float = 10.0,
        clock: Clock | None = None,
        raster: ReceiptRaster = RASTER,
    ) -> PrintOutcome:
        return driver.print_receipt(
            raster, job_name=job_name, on_progress=mailbox.progress, control=leash(deadline_s, clock)
        )

    return go
