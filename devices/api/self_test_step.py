"""One step of a self-test: a question that may fail, timed."""

from collections.abc import Callable

from devices.api.clock import Clock
from devices.api.device import SelfTestStep
from devices.api.errors import CommandCancelled, DeviceError


def step(clock: Clock, code: str, question: Callable[[], object]) -> SelfTestStep:
    """Ask `question`; the step fails with the code of the `DeviceError` that it raises.

    Raises:
        CommandCancelled: the self-test as a whole was called back.
    """
    begun_s = clock.monotonic_s()
    detail_code = ""
    try:
        question()
    except CommandCancelled:
        raise
    except DeviceError as error:
        detail_code = f"{error.code} {error.detail_code}".rstrip()
    return SelfTestStep(code, not detail_code, (clock.monotonic_s() - begun_s) * 1000.0, detail_code)
