"""The shipped driver over TCP against the simulated server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.errors import CommandRefused, Disconnected, NotOpened
from devices.api.kinds.ups import BatteryLow, BatteryRecovered, PowerLost, PowerRestored, ReadPower
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.drivers.nut_ups.driver import NutUps
from devices.drivers.nut_ups.options import NutOptions
from devices.drivers.nut_ups.simulator import REFUSE, Power, SimulatedNutServer
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
from tests.support.devices_core import Mailbox, context

Make = Callable[..., tuple[NutUps, SimulatedNutServer, Mailbox]]


@pytest.fixture
def make() -> Iterator[Make]:
    """Make an open driver and the server it talks to."""
    with ExitStack() as stack:

        def build(user: str = "", password: str = "", **options: Any) -> tuple[NutUps, SimulatedNutServer, Mailbox]:
            server, mailbox = SimulatedNutServer(user=user, password=password), Mailbox()
            stack.callback(server.stop)
            server.start()
            login = {"user": user, "password": password} if user else {}
            driver = NutUps(context(server.port, mailbox, device_id="ups", **{"answer_s": 0.3, **login, **options}))
            stack.callback(driver.close)
            driver.open()
            return driver, server, mailbox

        yield build


def control(deadline_s: float = 10.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="ups", deadline_s=deadline_s)


def test_every_figure_is_read(make: Make) -> None:
    """Charge, load, runtime, voltage, and who made it."""
    driver, _, _ = make()
    reading = ReadPower().perform(driver, control())
    assert (reading.charge_percent, reading.load_percent, reading.runtime_s, reading.input_v) == (100, 18, 1800, 229.5)
    capabilities = driver.capabilities()
    assert (capabilities.model, capabilities.serial_number) == ('Example Smart "1000"', "SIM-0001")


def test_a_power_cut_is_told_from_its_begin_to_its_end(make: Make) -> None:
    """Lost, low, restored, recovered: each once, in this order, whatever is polled between."""
    driver, server, mailbox = make()
    for change in (server.lose_mains, server.drain, server.restore_mains):
        change()
        driver.poll(control())
        driver.poll(control())
    assert [type(event) for event in mailbox.events] == [PowerLost, BatteryLow, PowerRestored, BatteryRecovered]
    (lost,) = mailbox.of(PowerLost)
    assert (lost.reading.on_battery, lost.reading.runtime_s) == (True, 1800)


def test_mains_that_come_back_while_the_server_is_away_are_told_afterwards(make: Make) -> None:
    """Nobody is left believing that the machine still runs on battery."""
    driver, server, mailbox = make()
    server.lose_mains()
    driver.poll(control())
    server.unplug()
    with pytest.raises(Disconnected):
        driver.poll(control())
    server.restore_mains()
    server.plug()
    driver.open()
    driver.poll(control())
    assert len(mailbox.of(PowerRestored)) == 1


@pytest.mark.parametrize(
    ("power", "status"),
    [
        (Power(), Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.FULL})),
        (Power(mains=False), Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.FULL}, "on_battery")),
        (
            Power(mains=False, charge_percent=5),
            Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.LOW}, "on_battery,low_battery"),
        ),
        (Power(worn=True), Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.FULL}, "replace_battery")),
        (
            Power(mains=False, charge_percent=2, ordered_off=True),
            Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.OUT}, "on_battery,low_battery,forced_shutdown"),
        ),
        (
            Power(extra_flags=("OVER", "BYPASS", "NEWFLAG")),
            Status(DeviceState.ONLINE, {PartName.BATTERY: SupplyState.FULL}, "bypass,overloaded"),
        ),
        (Power(lost=True), Status(DeviceState.OFFLINE, detail_code="DATA-STALE")),
    ],
)
def test_the_status_follows_the_ups(make: Make, power: Power, status: Status) -> None:
    """A forced shutdown stops service; a UPS that the server has lost is offline, whatever it said before."""
    driver, server, mailbox = make()
    server.set(power)
    assert driver.status(control()) == status
    if power.lost:
        driver.poll(control())
        assert not mailbox.events


def test_a_worn_battery_fails_the_self_test(make: Make) -> None:
    """And says why; the other steps pass."""
    driver, server, _ = make()
    server.wear_battery()
    failed = [(step.code, step.detail_code) for step in driver.self_test(control()).steps if not step.passed]
    assert failed == [("battery", "command_refused replace_battery")]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (Partial(8), "no_answer"),
        (Silent(), "no_answer"),
        (Late(0.6), "no_answer"),
        (DeadInMidCommand(3), "no_answer"),
        (WrongChecksum(), "no_answer"),
        (GarbageBefore(b"\xff\xfe noise\n"), "protocol_error no_utf_8"),
        (GarbageBefore(b"VAR other ups.status OL\n"), "protocol_error another_answer"),
        (Unplugged(4), "EOF"),
    ],
)
def test_an_answer_that_fails_has_the_connection_made_anew(make: Make, fault: Fault, detail: str) -> None:
    """A typed error that the supervisor reconnects after: no later answer is taken for another question's."""
    driver, server, _ = make()
    server.scenario.add(fault, on="get_var")
    with pytest.raises(Disconnected) as raised:
        driver.status(control())
    assert raised.value.detail_code in (detail, "ECONNRESET")
    server.plug()
    driver.open()
    assert driver.status(control()).state is DeviceState.ONLINE


def test_a_server_that_wants_a_password_gets_it(make: Make) -> None:
    """It is told who asks; the password stands in no repr."""
    driver, _, _ = make(user="kiosk", password="hall-secret")
    assert driver.reading(control()).on_battery is False
    options = NutOptions.from_binding(
        "nut://127.0.0.1/hall", {"user": "kiosk", "password": "hall-secret"}, device_id="ups"
    )
    assert "hall-secret" not in repr(options)


def test_a_server_that_says_no_is_heard(make: Make) -> None:
    """Refused at opening: the technician reads the server's own code."""
    driver, server, _ = make()
    server.scenario.add(Own(REFUSE, {"code": "ACCESS-DENIED"}), on="list_ups")
    with pytest.raises(CommandRefused, match="ACCESS-DENIED"):
        driver.open()


def test_a_ups_that_the_server_does_not_know_is_a_fault_of_the_bindings(make: Make) -> None:
    """The error names those that it knows."""
    _, server, _ = make()
    driver = NutUps(context(server.port.replace("/hall", "/lobby"), Mailbox(), device_id="ups"))
    with pytest.raises(ConfigurationFaults, match=r"device.ups.port: not_allowed lobby \(allowed: hall\)"):
        driver.open()


def test_no_server_is_told_at_once() -> None:
    """Refused by the machine itself."""
    server = SimulatedNutServer()
    with pytest.raises(NotOpened, match="ECONNREFUSED"):
        NutUps(context(server.port, Mailbox(), device_id="ups")).open()


@pytest.mark.parametrize(
    "port",
    [
        "",
        "127.0.0.1",
        "tcp://127.0.0.1/hall",
        "nut://127.0.0.1",
        "nut://127.0.0.1:x/hall",
        "nut:///hall",
        "nut://a/b/c",
    ],
)
def test_a_port_that_is_none_is_refused(port: str) -> None:
    """When the driver is built."""
    with pytest.raises(ConfigurationFaults, match="nut://HOST"):
        NutUps(context(port, Mailbox(), device_id="ups"))


def test_a_user_without_a_password_is_refused() -> None:
    """Half of a login is a mistake."""
    with pytest.raises(ConfigurationFaults, match="user and password, or neither"):
        NutUps(context("nut://127.0.0.1/hall", Mailbox(), device_id="ups", user="kiosk"))


def test_a_calibration_is_no_power_cut(make: Make) -> None:
    """Flags that say nothing of the mains leave what was told as it was."""
    driver, server, mailbox = make()
    server.set(replace(Power(), extra_flags=("CAL",)))
    driver.poll(control())
    assert not mailbox.events
