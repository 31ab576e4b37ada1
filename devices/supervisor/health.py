"""What an error that a driver raised says about the device."""

from devices.api.errors import (
    CommandCancelled,
    ConfigurationError,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotOpened,
    UserError,
)
from devices.api.status import DeviceState, Status


def status_after(error: DeviceError) -> Status | None:
    """Return the status of a device that could not say it itself, or None where the error says nothing about it."""
    match error:
        case CommandCancelled():
            return None
        case ConfigurationError() | NotOpened():
            state = DeviceState.NO_DEVICE
        case Disconnected() | DeadlineExceeded():
            state = DeviceState.OFFLINE
        case UserError():
            state = DeviceState.USER_ERROR
        case _:
            state = DeviceState.HARDWARE_ERROR
    return Status(state, detail_code=f"{error.code} {error.detail_code}".rstrip())


def is_lost(error: DeviceError) -> bool:
    """Whether the port must be given back and opened again after `error`."""
    return isinstance(error, Disconnected | NotOpened)
