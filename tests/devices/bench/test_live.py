"""The live board: rows, counters, trace."""

from dataclasses import dataclass, field

from devices.api.errors import Disconnected, NoCard
from devices.api.events import CardPresented, CommandDone, CommandFailed, DeviceEvent, StatusChanged
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.bench.live import TRACE_LINES, LiveBoard
from tests.support.devices_core import FakeClock, binding

ONLINE = Status(DeviceState.ONLINE)
GONE = Status(DeviceState.NO_DEVICE, detail_code="not_opened ENOENT")


def board() -> tuple[LiveBoard, FakeClock]:
    """A board that looks at a reader and a scanner."""
    clock = FakeClock()
    return LiveBoard([binding("reader"), binding("scanner")], clock), clock


def test_a_device_is_unknown_until_it_tells() -> None:
    """Nobody is called well before anything was heard of it."""
    live, _ = board()
    (row, other) = live.rows()
    assert (row.device_id, other.device_id) == ("reader", "scanner")
    assert (row.status.state, row.since) == (DeviceState.UNKNOWN, None)


def test_the_latest_status_and_when_it_was_told_are_shown() -> None:
    """By the clock of the moment it was told."""
    live, clock = board()
    live.take(StatusChanged("reader", ONLINE))
    clock.advance(5.0)
    live.take(StatusChanged("reader", Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.LOW})))
    row = live.rows()[0]
    assert row.status.parts == {PartName.PAPER: SupplyState.LOW}
    assert row.since == clock.now()
    assert [line.detail for line in live.trace()] == ["online", "online, paper low"]


def test_what_happened_is_counted() -> None:
    """Commands by their end, errors by their code, the kind's events by name, and how often it went away."""
    live, _ = board()
    live.take(StatusChanged("reader", GONE))  # never there: it did not go away
    for status in (ONLINE, GONE, ONLINE, GONE):
        live.take(StatusChanged("reader", status))
    live.take(CommandDone("reader", 1, None))
    live.take(CommandFailed("reader", 2, NoCard(device_id="reader")))
    live.take(CommandFailed("reader", 3, Disconnected(device_id="reader", detail_code="EIO")))
    live.take(CardPresented("reader"))
    row, other = live.rows()
    assert row.counters == {"went_away": 2, "command_done": 1, "command_failed": 2, "card_presented": 1}
    assert row.errors == {"no_card": 1, "disconnected": 1}
    assert row.last_error == "disconnected EIO"
    assert other.counters == {}


def test_faults_are_told_from_what_a_citizen_did() -> None:
    """A card that was not laid down is no fault of the reader's."""
    live, _ = board()
    live.take(CommandFailed("reader", 1, NoCard()))
    live.take(CommandFailed("reader", 2, Disconnected()))
    live.take(StatusChanged("reader", GONE))
    live.take(StatusChanged("reader", ONLINE))
    assert [line.is_fault for line in live.trace()] == [False, True, True, False]


def test_the_trace_carries_types_and_no_values() -> None:
    """What was read, and what a vendor's event carries, is somebody's."""

    @dataclass(frozen=True, slots=True)
    class VendorSawSomething(DeviceEvent):
        secret: str = field(default="", repr=True)

    live, _ = board()
    live.take(CommandDone("reader", 1, "440524188001010014"))
    live.take(VendorSawSomething("reader", "440524188001010014"))
    assert [(line.what, line.detail) for line in live.trace()] == [
        ("command_done", "str"),
        ("vendor_saw_something", ""),
    ]
    assert "4405" not in repr(live.trace()) + repr(live.rows())


def test_the_trace_is_bounded_and_told_from_a_number_on() -> None:
    """A week of watching fills no memory, and whoever shows lines asks for new ones only."""
    live, _ = board()
    for _ in range(TRACE_LINES + 10):
        live.take(CardPresented("reader"))
    assert len(live.trace()) == TRACE_LINES
    newest = live.trace()[-1].number
    assert live.trace(after=newest) == ()
    live.take(CardPresented("nobody"))
    assert [line.device_id for line in live.trace(after=newest)] == ["nobody"]
    assert live.wait(after=newest, timeout_s=0.0)
    assert not live.wait(after=newest + 1, timeout_s=0.0)
