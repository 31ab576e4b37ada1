"""A simulated printer and the shipped driver, over a real socket."""

from collections.abc import Callable, Iterator
from threading import enumerate as all_threads
from typing import Any

import pytest

from devices.api.clock import Clock, SystemClock
from devices.api.kinds.printing import PrintOutcome
from devices.drivers.ipp_printer.driver import IppDocumentPrinter
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from tests.support.printing_bench import Mailbox, context, leash, pdf_of

PDF = pdf_of(2)


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
def make_printer() -> Iterator[Callable[..., SimulatedDocumentPrinter]]:
    """Make started simulators, at full speed unless told otherwise, and stop them afterwards."""
    made: list[SimulatedDocumentPrinter] = []

    def make(**settings: Any) -> SimulatedDocumentPrinter:
        settings.setdefault("clock", SystemClock())
        settings.setdefault("seconds_per_sheet", 0.0)
        printer = SimulatedDocumentPrinter(**settings)
        made.append(printer)
        printer.start()
        return printer

    yield make
    for printer in made:
        printer.stop()


@pytest.fixture
def printer(make_printer: Callable[..., SimulatedDocumentPrinter]) -> SimulatedDocumentPrinter:
    """A simulator at full speed."""
    return make_printer()


@pytest.fixture
def mailbox() -> Mailbox:
    """Where events and stages go."""
    return Mailbox()


Connect = Callable[..., IppDocumentPrinter]


@pytest.fixture
def connect(mailbox: Mailbox) -> Connect:
    """Make opened drivers that look at their job every 20 ms."""

    def make(port: str, **options: Any) -> IppDocumentPrinter:
        clock = options.pop("clock", None)
        options.setdefault("follow_interval_s", 0.02)
        options.setdefault("reply_timeout_s", 2.0)
        driver = IppDocumentPrinter(context(port, mailbox, device_id="printer", options=options, clock=clock))
        driver.open()
        return driver

    return make


@pytest.fixture
def driver(printer: SimulatedDocumentPrinter, connect: Connect) -> IppDocumentPrinter:
    """The driver, opened on the simulator."""
    return connect(printer.port)


@pytest.fixture
def print_two(mailbox: Mailbox) -> Callable[..., PrintOutcome]:
    """Print the PDF of two pages with a driver, as ``job-1`` within ten seconds unless told otherwise."""

    def go(
        driver: IppDocumentPrinter, job_name: str = "job-1", deadline_s: float = 10.0, clock: Clock | None = None
    ) -> PrintOutcome:
        return driver.print_document(
            PDF, job_name=job_name, pages=2, on_progress=mailbox.progress, control=leash(deadline_s, clock)
        )

    return go
