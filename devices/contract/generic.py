"""The promises of `devices.api.device.Device`, whatever the kind."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event
from types import MappingProxyType
from typing import Final

from devices.api.commands import AskCapabilities, ResetDevice, RunSelfTest
from devices.api.device import Capabilities, Device, SelfTest
from devices.api.errors import CommandCancelled, ConfigurationError, DeviceError
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.contract import threads
from devices.contract.check import Check
from devices.contract.hands import PLUG, UNPLUG
from devices.contract.kind_suite import KindSuite, LongCommand
from devices.contract.outcome import Skip, SkipReason, broken, must
from devices.contract.subject import Subject, said

_GONE: Final = (DeviceState.OFFLINE, DeviceState.NO_DEVICE, DeviceState.POWER_OFF)
_SHORT_S: Final = 0.3
_POLLS: Final = 3
_UNKNOWN_OPTION: Final = "no_such_option_exists"

GenericBody = Callable[[Subject, KindSuite], None]
_GENERIC: Final[list[GenericBody]] = []


def generic_checks(suite: KindSuite) -> tuple[Check, ...]:
    """Return the checks of every kind, tried with the commands of `suite`."""
    return tuple(
        Check(_name(body), " ".join((body.__doc__ or "").split()), partial(_try, body, suite)) for body in _GENERIC
    )


def _try(body: GenericBody, suite: KindSuite, subject: Subject) -> None:
    body(subject, suite)


def _name(body: GenericBody) -> str:
    return str(getattr(body, "__name__", ""))


def _generic(body: GenericBody) -> GenericBody:
    _GENERIC.append(body)
    return body


@_generic
def refuses_an_option_that_it_does_not_know(subject: Subject, _: KindSuite) -> None:
    """A misspelt option in the bindings is a ConfigurationError, when the driver is built and not later."""
    options = MappingProxyType({**subject.binding.options, _UNKNOWN_OPTION: 1})
    misspelt = replace(subject, bindings=[replace(subject.binding, options=options), *subject.bindings[1:]])

    def build() -> None:
        with misspelt.built():
            pass

    error = subject.error_of(build)
    must(isinstance(error, ConfigurationError), "ConfigurationError", said(error))
    must(_UNKNOWN_OPTION in error.detail_code, "the option's name in detail_code", error.detail_code)


@_generic
def is_of_its_kind(subject: Subject, suite: KindSuite) -> None:
    """The driver says itself which kind it serves."""
    with subject.built() as device:
        must(device.kind is suite.kind, suite.kind.value, device.kind)


@_generic
def closes_before_it_was_opened(subject: Subject, _: KindSuite) -> None:
    """Closing what was never opened raises nothing."""
    with subject.built() as device:
        device.close()


@_generic
def opens_and_closes_again(subject: Subject, _: KindSuite) -> None:
    """Open, close twice, open again, open while open: each time it serves, and closing never raises."""
    with subject.opened() as device:
        device.close()
        device.close()
        device.open()
        _must_serve(device, subject)
        device.open()
        _must_serve(device, subject)


@_generic
def says_how_it_is_after_opening(subject: Subject, _: KindSuite) -> None:
    """The status names a state that is known and parts as enums; asked twice, it is the same device."""
    with subject.opened() as device:
        for _look in range(2):
            status = device.status(subject.control())
            must(isinstance(status, Status), "Status", type(status).__name__)
            must(status.state not in (*_GONE, DeviceState.UNKNOWN), "a state that is known", status.state)
            for part, state in status.parts.items():
                must(isinstance(part, PartName), "PartName", part)
                must(isinstance(state, SupplyState | CheckState), "SupplyState or CheckState", state)
            must(isinstance(status.detail_code, str), "detail_code as text", type(status.detail_code).__name__)


@_generic
def names_its_capabilities(subject: Subject, suite: KindSuite) -> None:
    """After opening: model and serial number as text, features by name, those of the kind with their types."""
    with subject.opened() as device:
        capabilities = device.capabilities()
    must(isinstance(capabilities, Capabilities), "Capabilities", type(capabilities).__name__)
    for text in (capabilities.model, capabilities.serial_number):
        must(isinstance(text, str), "text", type(text).__name__)
    for name, value in capabilities.features.items():
        must(isinstance(name, str), "a feature's name as text", name)
        must(isinstance(value, str | int | float | bool), f"{name} as text, number or flag", type(value).__name__)
    for name, wanted in suite.features.items():
        must(name in capabilities.features, f"feature {name}", ", ".join(capabilities.features) or "none")
        value = capabilities.features[name]
        must(type(value) is wanted, f"{name} as {wanted.__name__}", type(value).__name__)


@_generic
def tests_itself(subject: Subject, _: KindSuite) -> None:
    """The self-test has steps with names of their own and times, and passes on a device in order."""
    with subject.opened() as device:
        test = device.self_test(subject.control())
    _must_be_a_self_test(test)
    failed = [f"{step.code} {step.detail_code}".rstrip() for step in test.steps if not step.passed]
    must(not failed, "every step passed", ", ".join(failed))


@_generic
def can_be_reset(subject: Subject, _: KindSuite) -> None:
    """A reset leaves a device that serves."""
    with subject.opened() as device:
        device.reset(subject.control())
        _must_serve(device, subject)


@_generic
def polls_quietly(subject: Subject, _: KindSuite) -> None:
    """Idle looks raise nothing and are over within the supervisor's patience for them."""
    patience_s = subject.supervision.idle_deadline_s
    with subject.opened() as device:
        for _look in range(_POLLS):
            begun_s = subject.clock.monotonic_s()
            device.poll(subject.control(patience_s))
            took_s = subject.clock.monotonic_s() - begun_s
            must(took_s <= patience_s, f"a poll within {patience_s:g} s", f"{took_s:.2f} s")


@_generic
def keeps_the_deadline(subject: Subject, suite: KindSuite) -> None:
    """A command whose time is over ends by itself, at most a moment late, with the kind's own error for it."""
    long = _long_command(suite)
    if not long.waits:
        raise Skip(SkipReason.NOT_SUPPORTED, "a command that waits")
    with subject.opened() as device:
        long.prepare(subject)
        begun_s = subject.clock.monotonic_s()
        error = subject.error_of(lambda: long.perform(subject, device, subject.control(_SHORT_S), _nobody))
        late_s = subject.clock.monotonic_s() - begun_s - _SHORT_S
    must(isinstance(error, long.late), _names(long.late), said(error))
    must(late_s <= subject.patience.late_s, f"at most {subject.patience.late_s:g} s late", f"{late_s:.2f} s")


@_generic
def ends_when_called_back(subject: Subject, suite: KindSuite) -> None:
    """A command that is called back ends within a moment: cancelled, or with what it could not undo."""
    long = _long_command(suite)
    begun = Event()
    with subject.opened() as device:
        long.prepare(subject)
        control = subject.control()
        running = subject.running(lambda: long.perform(subject, device, control, begun.set))
        subject.clock.wait(begun, _SHORT_S)
        called_s = subject.clock.monotonic_s()
        control.cancel()
        error = running.error(subject.patience.command_s)
    if error is None and not long.waits:
        return  # it was over before
    must(error is not None, "CommandCancelled", "no error")
    must(isinstance(error, (CommandCancelled, *long.called_back)), "CommandCancelled", said(error) if error else "")
    late_s = running.ended_s - called_s
    most_s = subject.patience.late_s if long.waits else subject.patience.command_s
    must(late_s <= most_s, f"an end within {most_s:g} s", f"{late_s:.2f} s")


@_generic
def answers_with_an_error_when_closed(subject: Subject, suite: KindSuite) -> None:
    """A command to a device that is closed ends at once and with a DeviceError, never with anything else."""
    long = _long_command(suite)
    with subject.opened() as device:
        device.close()
        running = subject.running(lambda: long.perform(subject, device, subject.control(_SHORT_S), _nobody))
        running.error(_SHORT_S + subject.patience.late_s)


@_generic
def opening_without_a_device_is_an_error(subject: Subject, _: KindSuite) -> None:
    """Where nothing is plugged in, opening raises a DeviceError that is no ConfigurationError; plugged in, it opens.

    A driver that looks through another device may open without it, but then says that it cannot serve.
    """
    with subject.built() as device:
        subject.do(UNPLUG)
        try:
            error = subject.running(device.open).error(subject.supervision.port_patience_s)
            if error is None and len(subject.bindings) > 1:
                _must_stop_serving(device, subject)
            else:
                must(error is not None, "NotOpened", "it opened")
            device.close()
        finally:
            subject.do(PLUG)
        must(not isinstance(error, ConfigurationError), "a passing error", said(error) if error else "")
        _open_patiently(device, subject)
        _must_serve(device, subject, within_s=subject.patience.service_s)


@_generic
def a_failing_self_test_does_not_raise(subject: Subject, _: KindSuite) -> None:
    """With the plug pulled the self-test still returns, and some step says that it failed."""
    with subject.opened() as device:
        subject.do(UNPLUG)
        try:
            running = subject.running(lambda: device.self_test(subject.control()))
            test = running.result(subject.patience.command_s + subject.patience.late_s)
        finally:
            subject.do(PLUG)
        _must_be_a_self_test(test)
        must(not test.passed, "a step that failed", "every step passed")


@_generic
def a_pulled_plug_ends_the_command_at_once(subject: Subject, suite: KindSuite) -> None:
    """Unplugged in mid-command: a typed error, at once. Where paper may have moved, the outcome is unknown."""
    long = _long_command(suite)
    begun = Event()
    with subject.opened() as device:
        long.prepare(subject)
        control = subject.control(long.deadline_s)
        running = subject.running(lambda: long.perform(subject, device, control, begun.set))
        subject.clock.wait(begun, _SHORT_S)
        subject.do(UNPLUG)
        pulled_s = subject.clock.monotonic_s()
        try:
            error = running.error(long.ends_unplugged_within_s + subject.patience.command_s)
        finally:
            subject.do(PLUG)
    if error is None and not long.waits and running.ended_s < pulled_s:
        raise Skip(SkipReason.NEEDS_HANDS, "quicker ones: it had ended before")
    must(error is not None, _names(long.unplugged), "no error")
    must(isinstance(error, long.unplugged), _names(long.unplugged), said(error) if error else "")
    late_s = running.ended_s - pulled_s
    most_s = long.ends_unplugged_within_s
    must(late_s <= most_s, f"an end within {most_s:g} s", f"{late_s:.2f} s")


@_generic
def serves_under_the_supervisor(subject: Subject, _: KindSuite) -> None:
    """Capabilities, self-test and reset as commands, as the kiosk and the bench ask for them."""
    with subject.supervised() as held:
        held.call(AskCapabilities())
        must(held.call(RunSelfTest()).passed, "a self-test that passes", "it failed")
        held.call(ResetDevice())
        held.wait_for_service(serves=True)


@_generic
def serves_again_when_plugged_in_again(subject: Subject, _: KindSuite) -> None:
    """Unplugged: told as gone, commands fail typed. Plugged in: told as there, and it serves, without a restart."""
    with subject.supervised() as held:
        subject.do(UNPLUG)
        try:
            held.wait_for_service(serves=False)
            told = held.supervisor.status(held.device_id)
        finally:
            subject.do(PLUG)
        must(told.state in _GONE, "offline, no_device or power_off", f"{told.state.value} {told.detail_code}")
        held.wait_for_service(serves=True)
        test = held.call(RunSelfTest())
        must(test.passed, "a self-test that passes", ", ".join(step.code for step in test.steps if not step.passed))


@_generic
def leaves_no_thread_behind(subject: Subject, _: KindSuite) -> None:
    """Opened, tested and closed, a driver leaves no thread of its own."""
    before = threads.now()
    with subject.opened() as device:
        device.self_test(subject.control())
    left = threads.left_since(before, patience_s=subject.patience.late_s)
    must(not left, "no thread", ", ".join(left))


def _long_command(suite: KindSuite) -> LongCommand:
    if suite.long_command is None:
        raise Skip(SkipReason.NOT_SUPPORTED, "a command that takes time")
    return suite.long_command


def _must_serve(device: Device, subject: Subject, *, within_s: float = 0.0) -> None:
    control = subject.control(within_s + _SHORT_S)
    status = device.status(subject.control())
    while not status.can_serve and control.remaining_s > _SHORT_S:
        control.pause(_SHORT_S)
        status = device.status(subject.control())
    must(status.can_serve, "a status that can serve", f"{status.state.value} {status.detail_code}".rstrip())


def _must_stop_serving(device: Device, subject: Subject) -> None:
    control = subject.control()
    while device.status(subject.control()).can_serve:
        must(control.remaining_s > _SHORT_S, "a status that cannot serve", "one that can")
        control.pause(_SHORT_S)


def _must_be_a_self_test(test: SelfTest) -> None:
    codes = [step.code for step in test.steps]
    must(bool(codes), "steps", "none")
    must(len(set(codes)) == len(codes), "a name of its own for each step", ", ".join(codes))
    must(
        all(step.duration_ms >= 0.0 for step in test.steps),
        "times from 0 ms",
        [step.duration_ms for step in test.steps],
    )


def _open_patiently(device: Device, subject: Subject) -> None:
    """Open what was plugged in a moment ago: a device may take a while until it answers."""
    control = subject.control()
    while True:
        try:
            device.open()
        except ConfigurationError:
            raise
        except DeviceError as error:
            if control.remaining_s <= _SHORT_S:
                broken("a device that opens once it is plugged in", said(error))
            control.pause(_SHORT_S)
        else:
            return


def _names(kinds: tuple[type[DeviceError], ...]) -> str:
    return " or ".join(kind.__name__ for kind in kinds)


def _nobody() -> None:
    """Nobody needs to know that it is under way."""
