"""Which adapter answers for each port. The only place that chooses."""

from functools import cache
from typing import Final, cast

from django.conf import settings
from django.utils.module_loading import import_string

from hall.registries.faults import (
    FaultSwitch,
    SwitchedBusinessRegistry,
    SwitchedHouseholdRegistry,
    SwitchedPopulationRegistry,
    SwitchedPropertyRegistry,
    SwitchedRecords,
)
from hall.registries.ports import (
    BusinessRegistry,
    HouseholdRegistry,
    PopulationRegistry,
    PropertyRegistry,
    RecordsRegistry,
    RegistryName,
)

FAULTS: Final = FaultSwitch()


@cache
def population_registry() -> PopulationRegistry:
    """Return this hall's population registry."""
    registry = cast("PopulationRegistry", _adapter(RegistryName.POPULATION))
    return SwitchedPopulationRegistry(registry, FAULTS) if settings.HALL_DOCK else registry


@cache
def property_registry() -> PropertyRegistry:
    """Return this hall's property registry."""
    registry = cast("PropertyRegistry", _adapter(RegistryName.PROPERTY))
    return SwitchedPropertyRegistry(registry, FAULTS) if settings.HALL_DOCK else registry


@cache
def household_registry() -> HouseholdRegistry:
    """Return this hall's register of households."""
    registry = cast("HouseholdRegistry", _adapter(RegistryName.HOUSEHOLD))
    return SwitchedHouseholdRegistry(registry, FAULTS) if settings.HALL_DOCK else registry


@cache
def business_registry() -> BusinessRegistry:
    """Return this hall's register of firms."""
    registry = cast("BusinessRegistry", _adapter(RegistryName.BUSINESS))
    return SwitchedBusinessRegistry(registry, FAULTS) if settings.HALL_DOCK else registry


@cache
def records_of(registry: RegistryName) -> RecordsRegistry:
    """Return what answers the catalogue's questions to `registry`."""
    path = settings.HALL_RECORDS.get(registry.value, settings.HALL_RECORDS["*"])
    records = cast("RecordsRegistry", import_string(path)())
    return SwitchedRecords(records, FAULTS) if settings.HALL_DOCK else records


def _adapter(name: RegistryName) -> object:
    return import_string(settings.HALL_REGISTRIES[name.value])()
