"""The supervisor's promises when devices vanish, drivers break and drivers hang."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from random import Random
from threading import Event

import pytest

from devices.api.device import Device, DriverContext
from devices.api.errors import (
    ChecksumError,
    CommandCancelled,
    ConfigurationError,
    DeviceError,
    Disconnected,
    DriverFailed,
    DriverHung,
    NotOpened,
    OutcomeUnknown,
)
from devices.api.events import CommandDone, CommandFailed, StatusChanged
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.bindings import Binding
from devices.supervisor import Supervisor
from tests.support.devices_core import PATIENCE_S, Do, FakeClock, Mailbox, ObedientDevice, World, binding

SECRET = "430124199001010014"


@pytest.fixture
def world() -> Iterator[World]:
    """One device, open and online, and its thread at rest."""
    world = World()
    world.clock.until_parked("device reader")
    yield world
    assert world.supervisor.close() == ()


def _raises(error: BaseException) -> Do:
    def deed(*_: object) -> None:
        raise error

    return Do(deed)


def test_a_disconnect_in_mid_command_fails_it_at_once_and_the_device_is_reopened(world: World) -> None:
    """The caller knows at once; the world hears nothing of an absence that is over within its time of grace."""
    with pytest.raises(Disconnected) as caught:
        world.supervisor.call("reader", _raises(Disconnected(detail_code="EIO")))
    assert caught.value.device_id == "reader"
    world.pass_time(0.9)
    assert [name for name, *_ in world.device.calls if name in ("open", "close")] == ["open", "close", "open"]
    world.pass_time(3.0)
    assert world.told() == [DeviceState.ONLINE]


def test_a_command_in_the_time_of_grace_waits_for_the_device_to_come_back(world: World) -> None:
    """A plug that was only touched does not cost the next citizen an error."""
    world.device.next_poll.append(Disconnected())
    world.clock.advance(0.3)
    world.clock.until_parked("device reader")
    ticket = world.supervisor.submit("reader", Do(lambda *_: "served"))
    world.pass_time(0.9)
    assert world.mailbox.wait_for(CommandDone) == [CommandDone("reader", ticket.number, "served")]
    assert world.told() == [DeviceState.ONLINE]


def test_a_device_that_stays_away_is_told_once_and_its_commands_fail(world: World) -> None:
    """Once the world knows, nobody is kept waiting; once it is back, the world hears that too."""
    world.device.next_open.extend([NotOpened(detail_code="ENOENT")] * 4)
    world.device.next_status.append(Disconnected(detail_code="EIO"))
    world.pass_time(1.2)
    assert world.supervisor.status("reader").state is DeviceState.ONLINE
    held = world.supervisor.submit("reader", Do(lambda *_: "never"))
    world.pass_time(1.2)
    (failed,) = world.mailbox.wait_for(CommandFailed)
    assert failed.ticket == held.number
    assert failed.error.code == NotOpened.code
    with pytest.raises(NotOpened):
        world.supervisor.call("reader", Do(lambda *_: "never"))
    assert world.told() == [DeviceState.ONLINE, DeviceState.NO_DEVICE]
    assert world.supervisor.status("reader").detail_code == "not_opened ENOENT"
    world.pass_time(20.0)
    assert world.told() == [DeviceState.ONLINE, DeviceState.NO_DEVICE, DeviceState.ONLINE]
    assert world.supervisor.call("reader", Do(lambda *_: "served")) == "served"


def test_a_device_that_is_not_there_at_the_start_is_told_at_once() -> None:
    """There is nothing to be gentle about: it was never there."""
    world = World(prepare=lambda device: device.next_open.extend([NotOpened(detail_code="ENOENT")] * 3))
    assert world.told() == [DeviceState.NO_DEVICE]
    world.pass_time(6.0)
    assert world.told() == [DeviceState.NO_DEVICE, DeviceState.ONLINE]
    assert world.supervisor.close() == ()


def test_tries_to_reopen_come_at_growing_distances_up_to_a_cap(world: World) -> None:
    """Each wait is between half and the whole of its ceiling: 0.5 s, doubled with every try, never above 30 s."""
    world.device.next_open.extend([NotOpened()] * 12)
    world.device.next_poll.append(Disconnected())
    while len(world.device.times_of("open")) < 12:
        world.pass_time(5.0, step_s=0.25)
    lost_s = world.device.times_of("close")[0]
    times_s = [lost_s, *world.device.times_of("open")[1:]]
    waits_s = [later - earlier for earlier, later in pairwise(times_s)]
    for index, wait_s in enumerate(waits_s):
        ceiling_s = min(30.0, 0.5 * 2**index)
        assert ceiling_s / 2 - 0.01 <= wait_s <= ceiling_s + 0.26, (index, waits_s)
    assert max(waits_s) > 15.0


def test_a_device_that_answered_for_long_starts_again_with_short_waits(world: World) -> None:
    """A second fault hours later is not punished for the first."""
    world.device.next_open.extend([NotOpened()] * 6)
    world.device.next_poll.append(Disconnected())
    world.pass_time(60.0, step_s=0.25)
    assert world.device.opened.is_set()
    world.device.next_poll.append(Disconnected())
    world.pass_time(1.0)
    lost_s = world.device.times_of("close")[-1]
    assert world.device.times_of("open")[-1] - lost_s <= 0.6


def test_reopen_tries_at_once(world: World) -> None:
    """A technician who has put the plug back need not wait for the next try."""
    world.device.next_open.extend([NotOpened()] * 8)
    world.device.next_poll.append(Disconnected())
    while len(world.device.times_of("open")) < 8:
        world.pass_time(1.0, step_s=0.25)
    world.device.next_open.clear()
    world.supervisor.reopen("reader")
    assert world.device.opened.wait(PATIENCE_S)


def test_what_cannot_work_is_not_tried_again_until_asked() -> None:
    """A permanent fault: commands fail with it, and no time will heal it."""
    refusal = ConfigurationError(detail_code="port: no serial port")
    world = World(prepare=lambda device: device.next_open.append(refusal))
    assert world.told() == [DeviceState.NO_DEVICE]
    world.pass_time(120.0, step_s=10.0)
    assert len(world.device.times_of("open")) == 1
    with pytest.raises(ConfigurationError, match="no serial port"):
        world.supervisor.call("reader", Do(lambda *_: "never"))
    world.supervisor.reopen("reader")
    assert world.device.opened.wait(PATIENCE_S)
    assert world.mailbox.wait_for(StatusChanged, count=2)[1].status.state is DeviceState.ONLINE
    assert world.supervisor.close() == ()


def test_a_driver_that_cannot_be_built_is_a_permanent_fault_of_its_device_only() -> None:
    """The others serve; whoever looks for its driver is told; nobody waits."""
    mailbox, clock = Mailbox(), FakeClock()
    devices: list[ObedientDevice] = []

    def build(bound: Binding, context: DriverContext) -> Device:
        if bound.device_id == "camera":
            raise ConfigurationError(detail_code="device.camera.driver")
        devices.append(ObedientDevice(context))
        return devices[-1]

    with Supervisor(
        [binding("camera"), binding("scanner")], build=build, clock=clock, post=mailbox.post, randomness=Random(1)
    ) as supervisor:
        mailbox.wait_for(StatusChanged, count=2)
        with pytest.raises(ConfigurationError, match=r"device\.camera\.driver"):
            supervisor.call("camera", Do(lambda *_: "never"))
        with pytest.raises(ConfigurationError, match="not built"):
            supervisor.call("scanner", Do(lambda device, _: device.context.device("camera")))
        assert supervisor.call("scanner", Do(lambda *_: "served")) == "served"


@pytest.mark.parametrize("state", [DeviceState.OFFLINE, DeviceState.POWER_OFF, DeviceState.NO_DEVICE])
def test_a_device_that_says_it_is_gone_is_held_back_as_well(world: World, state: DeviceState) -> None:
    """A printer that drops off the network for a moment is no news; one that stays away is."""
    world.device.next_status.extend([Status(state), Status(DeviceState.ONLINE)])
    world.pass_time(2.5)
    assert world.told() == [DeviceState.ONLINE]
    world.device.next_status.extend([Status(state)] * 3)
    world.pass_time(3.0)
    assert world.told() == [DeviceState.ONLINE, state]


def test_a_failed_command_has_the_status_asked_at_once(world: World) -> None:
    """A printer that ran out in mid-print is told within the same moment, not after the next interval."""
    world.pass_time(0.2)
    world.device.next_status.append(Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT}))
    with pytest.raises(ChecksumError):
        world.supervisor.call("reader", _raises(ChecksumError()))
    (_, told) = world.mailbox.wait_for(StatusChanged, count=2)
    assert told.status.parts == {PartName.PAPER: SupplyState.OUT}


@pytest.mark.parametrize("hook", ["next_open", "next_poll", "next_status"])
def test_a_driver_that_raises_anything_else_loses_its_device_not_its_thread(
    hook: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The device is marked, the log names type and place and not what was said, and it is opened anew."""
    surprise = ValueError(f"cannot parse {SECRET}")

    def prepare(device: ObedientDevice) -> None:
        getattr(device, hook).append(surprise)
        device.next_close.append(KeyError(SECRET))

    with caplog.at_level(logging.INFO):
        world = World(prepare=prepare)
        world.pass_time(5.0)
        assert world.told()[-2:] == [DeviceState.HARDWARE_ERROR, DeviceState.ONLINE]
        assert world.supervisor.call("reader", Do(lambda *_: "served")) == "served"
        assert world.supervisor.close() == ()
    assert "driver raised ValueError at devices_core.py:" in caplog.text
    assert "driver raised KeyError" in caplog.text
    assert SECRET not in caplog.text


def test_a_command_in_which_the_driver_breaks_has_an_unknown_outcome(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Paper may have moved: nobody may retry it by themselves."""
    with pytest.raises(DriverFailed) as caught:
        world.supervisor.call("reader", _raises(ValueError(SECRET)))
    assert isinstance(caught.value, OutcomeUnknown)
    assert not caught.value.retry_is_safe
    assert caught.value.detail_code == "ValueError"
    assert SECRET not in caplog.text + str(caught.value)
    assert caught.value.__cause__ is None
    world.mailbox.wait_for(StatusChanged, count=2)
    assert world.told()[1] is DeviceState.HARDWARE_ERROR


def test_a_driver_that_hangs_is_told_and_its_late_result_dropped(world: World) -> None:
    """The caller is not kept beyond the deadline and the overrun; the device is opened anew when it comes back."""
    begun, may_end = Event(), Event()
    ticket = world.supervisor.submit("reader", Do(lambda *_: _hold(begun, may_end), deadline_s=5.0))
    assert begun.wait(PATIENCE_S)
    world.clock.advance(6.9)
    world.clock.until_parked("devices' watch")
    assert not world.mailbox.of(CommandFailed)
    world.clock.advance(0.5)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert (event.ticket, type(event.error)) == (ticket.number, DriverHung)
    assert isinstance(event.error, OutcomeUnknown)
    assert world.told() == [DeviceState.ONLINE, DeviceState.HARDWARE_ERROR]
    may_end.set()
    world.pass_time(1.0)
    assert world.told()[-1] is DeviceState.ONLINE
    assert len(world.device.times_of("open")) == 2
    assert not world.mailbox.of(CommandDone)
    assert world.supervisor.call("reader", Do(lambda *_: "served")) == "served"


def test_a_driver_that_hangs_while_it_opens_is_told() -> None:
    """Opening has no caller who would complain; the staff page must show it all the same."""
    begun, may_end = Event(), Event()

    def prepare(device: ObedientDevice) -> None:
        really_open = device.open

        def hang_once() -> None:
            device.open = really_open  # type: ignore[method-assign]
            _hold(begun, may_end)

        device.open = hang_once  # type: ignore[method-assign]

    mailbox, clock = Mailbox(), FakeClock()

    def build(bound: Binding, context: DriverContext) -> Device:
        device = ObedientDevice(context)
        prepare(device)
        return device

    with Supervisor([binding()], build=build, clock=clock, post=mailbox.post, randomness=Random(1)) as supervisor:
        assert begun.wait(PATIENCE_S)
        clock.until_parked("devices' watch")
        clock.advance(32.5)
        assert mailbox.wait_for(StatusChanged)[0].status.detail_code == "driver_hung"
        may_end.set()
        clock.until_parked("device reader")
        clock.advance(1.0)
        assert mailbox.wait_for(StatusChanged, count=2)[1].status.state is DeviceState.ONLINE
        assert supervisor.call("reader", Do(lambda *_: "served")) == "served"


def test_an_absence_is_told_while_a_command_runs(world: World) -> None:
    """A printer may say in mid-print that it has gone; the time of grace ends although its thread is busy."""
    begun, may_end = Event(), Event()

    def vanish(device: ObedientDevice, control: object) -> None:
        device.context.post(StatusChanged("reader", Status(DeviceState.OFFLINE)))
        _hold(begun, may_end)

    world.supervisor.submit("reader", Do(vanish))
    assert begun.wait(PATIENCE_S)
    assert world.told() == [DeviceState.ONLINE]
    world.clock.until_parked("devices' watch")
    world.clock.advance(1.1)
    assert world.mailbox.wait_for(StatusChanged, count=2)[1].status.state is DeviceState.OFFLINE
    may_end.set()
    world.mailbox.wait_for(CommandDone)


def test_close_reports_a_device_that_hangs_and_frees_its_callers() -> None:
    """Closing is bounded; who waits for the hanging command is told that its outcome is unknown."""
    world = World(binding("reader"), binding("printer"))
    begun, may_end = Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(world.supervisor.call, "reader", Do(lambda *_: _hold(begun, may_end)))
        assert begun.wait(PATIENCE_S)
        waiting = world.supervisor.submit("reader", Do(lambda *_: "never"))
        assert world.supervisor.close(timeout_s=0.2) == ("reader",)
        with pytest.raises(DriverHung):
            call.result(PATIENCE_S)
    (event,) = world.mailbox.wait_for(CommandFailed)
    assert (event.ticket, type(event.error)) == (waiting.number, CommandCancelled)
    may_end.set()


def test_a_device_never_waits_for_itself(world: World) -> None:
    """A driver that calls its own supervisor would wait for ever: it is told instead."""
    with pytest.raises(DriverFailed, match="RuntimeError"):
        world.supervisor.call("reader", Do(lambda *_: world.supervisor.call("reader", Do(lambda *_: None))))


def test_errors_that_are_kept_or_posted_hold_no_frames(world: World) -> None:
    """A traceback's frames would keep what was read from a card in memory."""
    try:
        raise Disconnected(device_id="reader", detail_code="EIO") from ValueError(SECRET)
    except DeviceError as error:
        bare = error.bare()
    assert (type(bare), bare.device_id, bare.detail_code) == (Disconnected, "reader", "EIO")
    assert str(bare) == "reader disconnected EIO"
    assert bare.__traceback__ is None
    assert bare.__cause__ is None
    assert bare.__context__ is None


def _hold(begun: Event, may_end: Event) -> str:
    begun.set()
    assert may_end.wait(PATIENCE_S)
    return "late"
