"""Driver ``ups.nut``."""

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import (
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotOpened,
    NotSupported,
    ProtocolError,
)
from devices.api.kinds.ups import BatteryLow, BatteryRecovered, PowerFlag, PowerLost, PowerReading, PowerRestored
from devices.api.self_test_step import step
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.api.wire_language import WireLanguage
from devices.drivers.nut_ups.client import NutClient
from devices.drivers.nut_ups.options import NutOptions
from devices.drivers.nut_ups.wire import UpsLost, flags_of, reading_of
from devices.ports.line_language import LineLanguage
from devices.ports.text_connection import TextConnection

_OPEN_DEADLINE_S: Final = 6.0
_TOLD: Final = (
    PowerFlag.ON_BATTERY,
    PowerFlag.LOW_BATTERY,
    PowerFlag.REPLACE_BATTERY,
    PowerFlag.BYPASS,
    PowerFlag.OUTPUT_OFF,
    PowerFlag.OVERLOADED,
    PowerFlag.CALIBRATING,
    PowerFlag.FORCED_SHUTDOWN,
    PowerFlag.ALARM,
)
"""What a technician should know of; charging and trimming come and go by themselves."""

AnswerT = TypeVar("AnswerT")


class NutUps:
    """A UPS that a NUT server looks after. Meets `devices.api.kinds.ups.Ups`.

    It only reads: switching the machine off is `upsmon`'s work, which goes on when this program does not.
    Options: see `NutOptions` and the README.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.UPS
    wire_language: ClassVar[WireLanguage] = LineLanguage(ends=b"\n")

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationFaults."""
        self._options = NutOptions.from_binding(context.port, context.options, device_id=context.device_id)
        self._context = context
        self._connection: TextConnection | None = None
        self._client: NutClient | None = None
        self._variables: dict[str, str] = {}
        self._on_battery = False
        self._low = False
        self._in_doubt = False

    def open(self) -> None:
        """Connect, log in where the server wants it, and see that it knows the UPS.

        Raises:
            NotOpened, DeadlineExceeded: no server there.
            ConfigurationFaults: it knows no UPS of that name; those that it knows are listed.
            CommandRefused: it does not like who asks.
        """
        self.close()
        control = Control(self._context.clock, device_id=self._context.device_id, deadline_s=_OPEN_DEADLINE_S)
        self._connection = TextConnection(self._options.host, self._options.port, control)
        self._client = NutClient(self._connection)
        try:
            if self._options.user:
                user, password = self._options.user, self._options.password
                self._ask(lambda client, leash: client.log_in(user, password, leash), control)
            names = self._ask(NutClient.names, control)
            if self._options.ups not in names:
                fault = Fault(
                    f"device.{self._context.device_id}.port", Wrong.NOT_ALLOWED, self._options.ups, ", ".join(names)
                )
                raise ConfigurationFaults([fault], device_id=self._context.device_id)
            self._variables = self._variables_if_told(control)
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the connection back. What was told last is kept: mains that come back meanwhile are told afterwards."""
        connection, self._connection, self._client = self._connection, None, None
        self._in_doubt = False
        if connection is not None:
            connection.close()

    def reset(self, control: Control) -> None:
        """Connect anew; nothing is done to the UPS, which may be all that carries this machine."""
        control.check()
        self.open()

    def status(self, control: Control) -> Status:
        """Ask the server. One that has lost the UPS itself is `OFFLINE`."""
        try:
            status = self._ask(self._status_of, control)
        except UpsLost as error:
            return Status(DeviceState.OFFLINE, detail_code=error.detail_code)
        flags, _ = flags_of(status)
        told = ",".join(flag.value for flag in _TOLD if flag in flags)
        if not flags & {PowerFlag.ON_MAINS, PowerFlag.ON_BATTERY, PowerFlag.BYPASS, PowerFlag.FORCED_SHUTDOWN}:
            state = DeviceState.POWER_OFF if PowerFlag.OUTPUT_OFF in flags else DeviceState.UNKNOWN
            return Status(state, detail_code=told or "no_flag_known")
        return Status(DeviceState.ONLINE, {PartName.BATTERY: _battery(flags)}, told)

    def capabilities(self) -> Capabilities:
        """Model and serial number as the UPS reports them; features as `Ups` says."""
        reading = reading_of({"ups.status": "", **self._variables})
        named = (self._variables.get(f"device.{key}", "").strip() for key in ("mfr", "model"))
        return Capabilities(
            model=" ".join(filter(None, named)),
            serial_number=self._variables.get("device.serial", "").strip(),
            features={
                "runtime": reading.runtime_s is not None,
                "charge": reading.charge_percent is not None,
                "load": reading.load_percent is not None,
            },
        )

    def self_test(self, control: Control) -> SelfTest:
        """Ask the server, ask for the UPS, and hear whether its battery is to be replaced."""
        clock = self._context.clock
        return SelfTest(
            (
                step(clock, "server", lambda: self._ask(NutClient.version, control)),
                step(clock, "ups", lambda: self.reading(control)),
                step(clock, "battery", lambda: self._see_battery(control)),
            )
        )

    def poll(self, control: Control) -> None:
        """Look whether the mains have gone or come, and how much is left."""
        try:
            status = self._ask(self._status_of, control)
        except UpsLost:  # `status` tells of it; nobody knows how the mains are
            return
        flags, _ = flags_of(status)
        seen = PowerReading(flags)
        if (seen.on_battery, seen.is_low) in ((self._on_battery, self._low), (None, self._low)):
            return
        try:
            seen = self.reading(control)
        except UpsLost:
            return
        self._tell(seen)

    def reading(self, control: Control) -> PowerReading:
        """See `Ups.reading`."""
        self._variables = self._ask(lambda client, leash: client.variables(self._options.ups, leash), control)
        return reading_of(self._variables)

    def _tell(self, seen: PowerReading) -> None:
        """Post what has changed, in the order in which it matters."""
        post, device_id = self._context.post, self._context.device_id
        was_on_battery, was_low = self._on_battery, self._low
        if seen.on_battery is not None:
            self._on_battery = seen.on_battery
        self._low = seen.is_low
        if self._on_battery and not was_on_battery:
            post(PowerLost(device_id, seen))
        if self._low and not was_low:
            post(BatteryLow(device_id, seen))
        if was_on_battery and not self._on_battery:
            post(PowerRestored(device_id, seen))
        if was_low and not self._low:
            post(BatteryRecovered(device_id, seen))

    def _see_battery(self, control: Control) -> None:
        if PowerFlag.REPLACE_BATTERY in self.reading(control).flags:
            raise CommandRefused(detail_code="replace_battery")

    def _variables_if_told(self, control: Control) -> dict[str, str]:
        """Return what the UPS says of itself; a server that has lost it says so in `status`."""
        try:
            return self._ask(lambda client, leash: client.variables(self._options.ups, leash), control)
        except (UpsLost, NotSupported):
            return {}

    def _status_of(self, client: NutClient, control: Control) -> str:
        return client.status(self._options.ups, control)

    def _ask(self, question: Callable[[NutClient, Control], AnswerT], control: Control) -> AnswerT:
        """Ask within the time that one answer may take.

        A connection on which an answer broke off or broke the rules is not used again: what comes next on it would
        answer the wrong question. `Disconnected` has the supervisor connect anew.
        """
        if self._client is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        if self._in_doubt:
            raise Disconnected(detail_code="answer_missing")
        self._in_doubt = True
        try:
            answer = question(self._client, _Bounded(control, self._context, self._options.answer_s))
        except ProtocolError as error:
            raise Disconnected(detail_code=f"{error.code} {error.detail_code}") from error
        except DeadlineExceeded as error:
            control.check()
            raise Disconnected(detail_code="no_answer") from error
        except (CommandRefused, NotSupported, UpsLost):  # a whole answer
            self._in_doubt = False
            raise
        self._in_doubt = False
        return answer


class _Bounded(Control):
    """The command's leash, and beside it the time that one answer may take."""

    def __init__(self, control: Control, context: DriverContext, answer_s: float) -> None:
        super().__init__(context.clock, device_id=context.device_id, deadline_s=answer_s)
        self._outer = control

    def check(self) -> None:
        """See `Control.check`, of either."""
        self._outer.check()
        super().check()


def _battery(flags: frozenset[PowerFlag]) -> SupplyState:
    if PowerFlag.FORCED_SHUTDOWN in flags:
        return SupplyState.OUT
    return SupplyState.LOW if PowerFlag.LOW_BATTERY in flags else SupplyState.FULL
