"""Another driver or port for a device: tried alive, kept only when it is wanted, the old one back otherwise."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from types import MappingProxyType
from typing import Protocol

from devices.api.commands import RunSelfTest
from devices.api.device import SelfTest
from devices.api.errors import DeviceError
from devices.bindings import Binding
from kiosk.effects.ports import DeviceCalls
from kiosk.flow.desk import ChangeSeen

_TEST_S = 30.0


class RebindableDevices(DeviceCalls, Protocol):
    """`devices.supervisor.Supervisor`, as far as the desk uses it. Safe from any thread."""

    def bindings(self) -> tuple[Binding, ...]:
        """Return what is bound."""
        ...

    def rebind(self, binding: Binding) -> None:
        """Serve a device otherwise from now on. Raises `DeviceError`."""
        ...

    def reopen(self, device_id: str) -> None:
        """Try a device that is lost again now. Raises `ConfigurationError`."""
        ...


class Rebinding:
    """At most one change at a time. Safe from any thread; all but `change` wait for devices."""

    def __init__(self, devices: RebindableDevices, keep: Callable[[Binding], None] | None) -> None:
        """Change the bindings of `devices`; `keep` writes one down for good (None: only until the program ends)."""
        self._devices = devices
        self._keep = keep
        self._lock = Lock()
        self._kept: Binding | None = None
        self._change: ChangeSeen | None = None

    @property
    def change(self) -> ChangeSeen | None:
        """What is tried now."""
        return self._change

    def attempt(self, device_id: str, driver: str, port: str) -> SelfTest | None:
        """Serve the device this way and test it; return the test, or None where it never got so far.

        Another driver begins with its own defaults: the options of the old one mean nothing to it. What fails is
        taken back at once; what passes stays until `settle`.
        """
        with self._lock:
            self._take_back()
            old = self._binding(device_id)
            if old is None:
                return None
            new = replace(old, driver=driver, port=port)
            if driver != old.driver:
                new = replace(new, options=MappingProxyType({}))
            self._change = ChangeSeen(device_id, driver, port)
            self._kept = old
            try:
                self._devices.rebind(new)
                test = self._devices.call(device_id, RunSelfTest(), _TEST_S)
            except DeviceError as error:
                self._fail(f"{error.code} {error.detail_code}".rstrip())
                return None
            failed = next((step.code for step in test.steps if not step.passed), "")
            if failed:
                self._fail(failed)
            else:
                self._change = replace(self._change, tested=True, passed=True)
            return test

    def settle(self, *, keep: bool) -> str:
        """Keep what is tried and passed, or take it back; return a code, "" where that went well.

        ``kept_until_restart`` where nothing keeps bindings (simulated devices), ``not_written`` where the file refused.
        """
        with self._lock:
            change = self._change
            if change is None:
                return ""
            if not keep or not change.passed:
                self._take_back()
                return ""
            kept = self._binding(change.device_id)
            self._kept, self._change = None, None
            if self._keep is None or kept is None:
                return "kept_until_restart"
            try:
                self._keep(kept)
            except (OSError, DeviceError):
                return "not_written"
            return ""

    def _binding(self, device_id: str) -> Binding | None:
        return next((binding for binding in self._devices.bindings() if binding.device_id == device_id), None)

    def _fail(self, code: str) -> None:
        """Take back at once what did not pass; what was tried and why it failed stays to be read."""
        assert self._change is not None, "something was tried"
        failed = replace(self._change, tested=True, code=code)
        self._take_back()
        self._change = failed

    def _take_back(self) -> None:
        """Have the old binding serve again, if it does not."""
        kept, self._kept, self._change = self._kept, None, None
        if kept is not None:
            self._devices.rebind(kept)
