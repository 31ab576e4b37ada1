"""A device's status as one line of English, for the person who plays with it."""

from devices.api.status import CheckState, DeviceState, Status, SupplyState
from kiosk.app.dock.actions import Health, Report

_UNREMARKABLE = (SupplyState.FULL, SupplyState.NOT_SUPPORTED, CheckState.OK, CheckState.NOT_SUPPORTED)


def report_on(status: Status) -> Report:
    """Say what the kiosk knows of the device: its state, then each part that is not simply right."""
    words = [_plain(status.state.value)]
    words += [
        f"{_plain(part.value)}: {_plain(found.value)}"
        for part, found in status.parts.items()
        if found not in _UNREMARKABLE
    ]
    if status.detail_code:
        words.append(status.detail_code)
    if status.can_serve:
        health = Health.GOOD
    elif status.state is DeviceState.UNKNOWN:
        health = Health.UNKNOWN
    else:
        health = Health.BAD
    return Report(" · ".join(words), health)


def _plain(value: str) -> str:
    return value.replace("_", " ")
