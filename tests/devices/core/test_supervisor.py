"""The supervisor's promises to callers: commands, tickets, deadlines, cancelling, events."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Event

import pytest

from devices.api.commands import AskCapabilities, ResetDevice, RunSelfTest
from devices.api.device import Device, DeviceKind, DriverContext
from devices.api.errors import (
    CommandCancelled,
    ConfigurationError,
    DeadlineExceeded,
    NoCard,
)
from devices.api.events import CardPresented, CommandDone, CommandFailed, StatusChanged
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.bindings import Binding
from devices.supervisor import Cancellation, Supervisor
from tests.support.devices_core import PATIENCE_S, Do, FakeClock, ObedientDevice, World, binding


@pytest.fixture
def world() -> Iterator[World]:
    """One device, open and online."""
    world = World()
    yield world
    assert world.supervisor.close() == ()


def test_a_device_is_opened_and_its_status_told_once(world: World) -> None:
    """However often the status is asked, only a change is told."""
    for _ in range(20):
        world.clock.until_parked("device reader")
        world.clock.advance(0.5)
    world.clock.until_parked("device reader")
    assert len(world.device.times_of("status")) >= 8
    assert world.mailbox.events == [StatusChanged("reader", Status(DeviceState.ONLINE))]
    assert world.supervisor.status("reader") == Status(DeviceState.ONLINE)
    assert dict(world.supervisor.statuses()) == {"reader": Status(DeviceState.ONLINE)}


def test_every_change_of_status_is_told_in_order(world: World) -> None:
    """A part that changes is a change."""
    low = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.LOW})
    out = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT})
    world.clock.until_parked("device reader")
    world.device.next_status.extend([low, low, out])
    for _ in range(8):
        world.clock.advance(0.5)
        world.clock.until_parked("device reader")
    told = [event.status for event in world.mailbox.of(StatusChanged)]
    assert told == [Status(DeviceState.ONLINE), low, out]
    assert not world.supervisor.status("reader").can_serve


def test_a_submitted_command_ends_in_one_event_with_its_number(world: World) -> None:
    """The ticket and the event carry the same number; a failure names the device and has no frames to leak."""
    done = world.supervisor.submit("reader", Do(lambda device, control: "result"))
    failed = world.supervisor.submit("reader", Do(_raise_no_card))
    assert world.mailbox.wait_for(CommandDone) == [CommandDone("reader", done.number, "result")]
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert (event.ticket, type(event.error), event.error.device_id) == (failed.number, NoCard, "reader")
    assert event.error.__traceback__ is None
    assert "result" not in repr(world.mailbox.of(CommandDone))
    assert done.number != failed.number


def test_commands_run_one_at_a_time_in_order_on_the_device_s_thread(world: World) -> None:
    """Whoever submits, one thread touches the device."""
    seen: list[tuple[int, str]] = []
    for number in range(50):
        world.supervisor.submit("reader", Do(lambda *_, number=number: seen.append((number, _thread()))))
    world.mailbox.wait_for(CommandDone, count=50)
    assert seen == [(number, "device reader") for number in range(50)]
    assert {thread for _, thread, _ in world.device.calls} == {"device reader"}


def test_call_returns_the_command_s_own_type(world: World) -> None:
    """Workers call and get what the command promises, or the error it raised."""
    capabilities = world.supervisor.call("reader", AskCapabilities())
    assert capabilities.model == "obedient"
    assert world.supervisor.call("reader", RunSelfTest()).passed
    assert world.supervisor.call("reader", ResetDevice()) is None
    with pytest.raises(NoCard) as caught:
        world.supervisor.call("reader", Do(_raise_no_card))
    assert caught.value.device_id == "reader"
    assert not world.mailbox.of(CommandDone)
    assert not world.mailbox.of(CommandFailed)


def test_a_running_command_is_called_back_from_another_thread(world: World) -> None:
    """Its leash is pulled, and the driver ends at its next look at it."""
    begun = Event()
    ticket = world.supervisor.submit("reader", Do(lambda device, control: _wait_on_leash(begun, control)))
    assert begun.wait(PATIENCE_S)
    assert world.supervisor.cancel(ticket)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert isinstance(event.error, CommandCancelled)
    assert not world.supervisor.cancel(ticket)


def test_a_waiting_command_is_called_back_and_never_begins(world: World) -> None:
    """It ends at once, while the one before it still runs."""
    begun, may_end = Event(), Event()
    ran: list[str] = []
    world.supervisor.submit("reader", Do(lambda *_: _hold(begun, may_end)))
    assert begun.wait(PATIENCE_S)
    waiting = world.supervisor.submit("reader", Do(lambda *_: ran.append("waiting")))
    assert world.supervisor.cancel(waiting)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert (event.ticket, type(event.error)) == (waiting.number, CommandCancelled)
    may_end.set()
    world.mailbox.wait_for(CommandDone)
    assert ran == []


def test_a_call_is_called_back_by_its_cancellation(world: World) -> None:
    """Also one that is made after the cancellation: a worker that is too late does not start anything."""
    begun = Event()
    cancellation = Cancellation()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            world.supervisor.call,
            "reader",
            Do(lambda device, control: _wait_on_leash(begun, control)),
            cancel_from=cancellation,
        )
        assert begun.wait(PATIENCE_S)
        cancellation.cancel()
        with pytest.raises(CommandCancelled):
            running.result(PATIENCE_S)
        with pytest.raises(CommandCancelled):
            world.supervisor.call("reader", Do(_wait_forever), cancel_from=cancellation)
    assert cancellation.cancelled


def test_a_command_whose_deadline_passes_while_it_waits_never_begins(world: World) -> None:
    """The time counts from when it was asked for; that it never began is certain, so that a retry is safe."""
    begun, may_end = Event(), Event()
    ran: list[str] = []
    world.supervisor.submit("reader", Do(lambda *_: _hold(begun, may_end), deadline_s=100.0))
    assert begun.wait(PATIENCE_S)
    waiting = world.supervisor.submit("reader", Do(lambda *_: ran.append("late")), deadline_s=3.0)
    world.clock.advance(3.5)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert event.ticket == waiting.number
    assert type(event.error) is DeadlineExceeded
    assert event.error.retry_is_safe
    may_end.set()
    world.mailbox.wait_for(CommandDone)
    assert ran == []


def test_a_command_that_keeps_to_its_leash_ends_at_its_deadline(world: World) -> None:
    """The deadline given when asking replaces the command's own."""
    begun = Event()
    world.supervisor.submit("reader", Do(lambda device, control: _wait_on_leash(begun, control)), deadline_s=5.0)
    assert begun.wait(PATIENCE_S)
    world.clock.until_parked("device reader")
    world.clock.advance(5.0)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert type(event.error) is DeadlineExceeded


def test_an_unknown_device_is_an_error_that_lists_the_bound_ones(world: World) -> None:
    """Nothing is guessed."""
    for ask in (
        lambda: world.supervisor.submit("printer", ResetDevice()),
        lambda: world.supervisor.call("printer", ResetDevice()),
        lambda: world.supervisor.status("printer"),
        lambda: world.supervisor.reopen("printer"),
    ):
        with pytest.raises(ConfigurationError, match="bound: reader"):
            ask()


def test_a_device_is_bound_once() -> None:
    """Two devices of one name are refused before anything is started."""
    with pytest.raises(ConfigurationError, match="bound twice"):
        Supervisor(
            [binding(), binding()], build=_no_build, clock=FakeClock(), post=lambda _: None, randomness=Random(1)
        )


def test_bindings_and_kinds_can_be_asked() -> None:
    """Callers find a device by what it is."""
    world = World(binding("one"), binding("two"))
    assert [bound.device_id for bound in world.supervisor.bindings()] == ["one", "two"]
    assert world.supervisor.devices_of(DeviceKind.ID_CARD_READER) == ("one", "two")
    assert world.supervisor.devices_of(DeviceKind.CAMERA) == ()
    assert world.supervisor.close() == ()


def test_what_a_driver_says_of_its_health_in_mid_command_becomes_its_status(world: World) -> None:
    """It is told before the command ends, and not a second time when the device answers the same afterwards."""
    out = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT})
    begun, may_end = Event(), Event()

    def print_without_paper(device: ObedientDevice, control: object) -> None:
        device.context.post(StatusChanged("reader", out))
        device.context.post(CardPresented("reader"))
        device.current = out
        _hold(begun, may_end)

    world.supervisor.submit("reader", Do(print_without_paper))
    assert begun.wait(PATIENCE_S)
    assert world.supervisor.status("reader") == out
    may_end.set()
    world.mailbox.wait_for(CommandDone)
    world.clock.until_parked("device reader")
    world.clock.advance(1.5)
    world.clock.until_parked("device reader")
    assert [event.status for event in world.mailbox.of(StatusChanged)] == [Status(DeviceState.ONLINE), out]
    assert world.mailbox.of(CardPresented) == [CardPresented("reader")]


def test_a_driver_finds_another_one_s_driver() -> None:
    """Also while that one is still being built; what is not bound is a configuration error."""
    found: list[Device] = []
    world = World(binding("scanner"), binding("camera"))
    for name in ("camera", "scanner"):
        world.supervisor.call("scanner", Do(lambda device, _, name=name: found.append(device.context.device(name))))  # type: ignore[misc]
    with pytest.raises(ConfigurationError, match="bound: scanner, camera"):
        world.supervisor.call("scanner", Do(lambda device, _: device.context.device("lamp")))
    assert found == [world.devices["camera"], world.devices["scanner"]]
    assert world.supervisor.close() == ()


def test_close_calls_back_what_runs_and_what_waits_and_takes_nothing_more() -> None:
    """Everybody who waits is told; the device is closed; no thread stays."""
    world = World()
    begun = Event()
    running = world.supervisor.submit("reader", Do(lambda device, control: _wait_on_leash(begun, control)))
    assert begun.wait(PATIENCE_S)
    waiting = world.supervisor.submit("reader", Do(_wait_forever))
    assert world.supervisor.close() == ()
    late = world.supervisor.submit("reader", Do(_wait_forever))
    ended = {event.ticket: type(event.error) for event in world.mailbox.of(CommandFailed)}
    assert ended == dict.fromkeys((running.number, waiting.number, late.number), CommandCancelled)
    assert world.device.calls[-1][0] == "close"


def _thread() -> str:
    return threading.current_thread().name


def _raise_no_card(*_: object) -> None:
    raise NoCard


def _wait_on_leash(begun: Event, control: object) -> None:
    begun.set()
    _wait_forever(None, control)


def _wait_forever(device: object, control: object) -> None:
    control.pause(1000.0)  # type: ignore[attr-defined]


def _hold(begun: Event, may_end: Event) -> None:
    begun.set()
    assert may_end.wait(PATIENCE_S)


def _no_build(bound: Binding, context: DriverContext) -> Device:
    raise AssertionError(bound)


def test_a_device_is_served_by_another_driver_from_now_on(world: World) -> None:
    """The old one lets go first; what waited for it is called back; commands then reach the new one."""
    old = world.device
    waiting = world.supervisor.submit("reader", Do(lambda _, control: control.pause(60.0)))
    old_binding = world.supervisor.bindings()[0]
    world.supervisor.rebind(binding(baud=9600))
    assert world.device is not old
    assert old.times_of("close")
    failed = world.mailbox.wait_for(CommandFailed)[0]
    assert (failed.ticket, failed.error.code) == (waiting.number, CommandCancelled.code)
    assert world.supervisor.call("reader", RunSelfTest()).passed
    assert world.device.times_of("self_test")
    assert not old.times_of("self_test")
    assert (old_binding.options, world.supervisor.bindings()[0].options) == ({}, {"baud": 9600})


def test_only_a_bound_device_of_the_same_kind_is_served_otherwise(world: World) -> None:
    """Anything else is refused, and the device goes on as it was."""
    before = world.device
    with pytest.raises(ConfigurationError):
        world.supervisor.rebind(binding("nobody"))
    with pytest.raises(ConfigurationError, match="is a"):
        world.supervisor.rebind(replace(binding(), kind=DeviceKind.CAMERA))
    assert world.device is before
    assert world.supervisor.call("reader", RunSelfTest()).passed
