"""Exit status of every command, and which error leads to which."""

from enum import IntEnum

from devices.api.configuration import ConfigurationFaults
from devices.api.errors import DeviceError, NoCard


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    USAGE = 2
    NOTHING = 3
    DEVICE = 4


def exit_for(error: DeviceError) -> Exit:
    """Return the status that says `error`."""
    match error:
        case ConfigurationFaults():
            return Exit.USAGE
        case NoCard():
            return Exit.NOTHING
        case _:
            return Exit.DEVICE
