"""One step of a self-test: a question that is asked, timed, and never raises."""

from collections.abc import Callable

from devices.api.clock import Clock
from devices.api.device import SelfTestStep
from devices.api.errors import CommandCancelled, DeviceError


def try_step(code: str, question: Callable[[], object], clock: Clock) -> SelfTestStep:
    """Ask `question`; a `DeviceError` of it is a step that failed, with its codes as the detail.

    Raises:
        CommandCancelled: somebody called the whole test back, which says nothing about the device.
    """
    begun_s = clock.monotonic_s()
    detail_code = ""
    try:
        question()
    except CommandCancelled:
        raise
    except DeviceError as error:
        detail_code = f"{error.code} {error.detail_code}".rstrip()
    return SelfTestStep(code, not detail_code, (clock.monotonic_s() - begun_s) * 1000, detail_code)
