"""The shipped driver against the real `upsd`, whose UPS is NUT's own dummy."""

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.errors import DeviceError
from devices.api.kinds.ups import BatteryLow, PowerLost, PowerRestored
from devices.api.status import PartName, SupplyState
from devices.drivers.nut_ups.driver import NutUps
from tests.support.devices_core import PATIENCE_S, Mailbox, context

UPSD = shutil.which(
    "upsd", path="/lib/nut:/usr/libexec/nut:/usr/sbin"
)  # Debian wraps it in a script that asks /etc first
DUMMY = next((path for path in map(Path, ("/lib/nut/dummy-ups", "/usr/libexec/nut/dummy-ups")) if path.exists()), None)

pytestmark = pytest.mark.skipif(UPSD is None or DUMMY is None, reason="needs nut-server (deploy/test-programs.sh)")


class RealServer:
    """`upsd` and `dummy-ups` in a folder of their own, on loopback, in the foreground."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.number = int(probe.getsockname()[1])
        self.say("OL CHRG", charge=96)
        for name, text in {
            "ups.conf": f"maxretry = 1\npollinterval = 1\n[hall]\n  driver = dummy-ups\n  port = {folder}/hall.dev\n",
            "upsd.conf": f"LISTEN 127.0.0.1 {self.number}\nMAXAGE 10\n",
            "upsd.users": "[kiosk]\n  password = synthetic\n  upsmon secondary\n",
        }.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o600)

    def start(self) -> None:
        """Start both; the driver first, as its socket is what `upsd` looks for."""
        environment = {"NUT_CONFPATH": str(self._folder), "NUT_STATEPATH": str(self._folder), "PATH": "/usr/bin:/bin"}
        user = self._folder.owner()
        for command in ([str(DUMMY), "-a", "hall", "-F", "-u", user], [str(UPSD), "-F", "-u", user]):
            self._processes.append(
                subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
            until((self._folder / "dummy-ups-hall").exists)

    def stop(self) -> None:
        """End both by their process ids."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(PATIENCE_S)

    def say(self, status: str, *, charge: int) -> None:
        """Have the dummy UPS be so. A whole file at once: the dummy reads it whenever it has changed."""
        text = f"ups.status: {status}\nbattery.charge: {charge}\nbattery.runtime: 1200\nups.load: 21\n"
        fresh = self._folder / "fresh.dev"
        fresh.write_text(text)
        fresh.replace(self._folder / "hall.dev")


def until(happened: Callable[[], bool]) -> None:
    """Look every 20 ms whether it has happened."""
    clock, never = SystemClock(), Event()
    ends_s = clock.monotonic_s() + PATIENCE_S
    while not happened():
        assert clock.monotonic_s() < ends_s, "it does not happen"
        clock.wait(never, 0.02)


def control() -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="ups", deadline_s=PATIENCE_S)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """Started, and stopped behind."""
    folder = tmp_path_factory.mktemp("nut")
    real = RealServer(folder)
    try:
        real.start()
        yield real
    finally:
        real.stop()


def test_the_real_server_is_read_and_its_power_cut_is_told(server: RealServer) -> None:
    """Login, list, figures, and the events of a power cut down to a low battery and back."""
    mailbox = Mailbox()
    driver = NutUps(
        context(f"nut://127.0.0.1:{server.number}/hall", mailbox, device_id="ups", user="kiosk", password="synthetic")
    )

    def serves() -> bool:
        try:
            driver.open()
            return driver.status(control()).can_serve
        except DeviceError:
            return False

    def polled(kind: type[PowerLost] | type[BatteryLow] | type[PowerRestored]) -> Callable[[], bool]:
        def look() -> bool:
            driver.poll(control())
            return bool(mailbox.of(kind))

        return look

    try:
        until(serves)
        reading = driver.reading(control())
        assert (reading.on_battery, reading.charge_percent, reading.runtime_s, reading.load_percent) == (
            False, 96.0, 1200.0, 21.0,
        )  # fmt: skip
        assert "Dummy" in driver.capabilities().model
        server.say("OB DISCHRG", charge=60)
        until(polled(PowerLost))
        server.say("OB DISCHRG LB", charge=9)
        until(polled(BatteryLow))
        assert driver.status(control()).parts[PartName.BATTERY] is SupplyState.LOW
        server.say("OL CHRG", charge=10)
        until(polled(PowerRestored))
        assert driver.self_test(control()).passed
    finally:
        driver.close()
