"""Finds simulators by the entry point group ``hallkiosk.simulators``, as `devices.registry` finds drivers."""

from importlib.metadata import EntryPoint, entry_points
from typing import cast

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.simulators.stand import StandType

ENTRY_POINT_GROUP = "hallkiosk.simulators"


def stand_names() -> tuple[str, ...]:
    """Return ``KIND.NAME`` of every simulator installed here, in order."""
    return tuple(sorted({entry.name for entry in entry_points(group=ENTRY_POINT_GROUP)}))


def simulated_kinds() -> tuple[str, ...]:
    """Return the kinds of which there is a simulator."""
    return tuple(sorted({name.partition(".")[0] for name in stand_names()}))


def stand_of(kind: DeviceKind, driver: str = "") -> StandType:
    """Return the stand of a driver; of the only driver of its kind if none is named.

    Raises:
        ConfigurationFaults: there is none, or there are several and none was named; those that are are listed.
    """
    of_kind = [name for name in stand_names() if name.partition(".")[0] == kind.value]
    wanted = f"{kind.value}.{driver}" if driver else of_kind[0] if len(of_kind) == 1 else ""
    found = [entry for entry in entry_points(group=ENTRY_POINT_GROUP) if entry.name == wanted]
    if not found:
        known = ", ".join(name.partition(".")[2] for name in of_kind) or "none of this kind"
        if driver or not of_kind:
            raise ConfigurationFaults([Fault("simulator", Wrong.NOT_INSTALLED, driver or kind.value, known)])
        raise ConfigurationFaults([Fault("--driver", Wrong.SEVERAL, kind.value, known)])
    return _load(found[0])


def every_stand() -> tuple[StandType, ...]:
    """Return the stand of every simulator installed here."""
    found = {entry.name: entry for entry in entry_points(group=ENTRY_POINT_GROUP)}
    return tuple(_load(found[name]) for name in sorted(found))


def _load(entry: EntryPoint) -> StandType:
    return cast("StandType", entry.load())
