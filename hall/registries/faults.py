"""A switch that makes a registry stop answering, for the device dock and for tests. Never wired otherwise."""

from dataclasses import dataclass, field
from threading import Lock

from hall.registries.ports import (
    BusinessRegistry,
    Firm,
    Holding,
    HouseholdMember,
    HouseholdRegistry,
    PopulationRegistry,
    PropertyRegistry,
    Question,
    Record,
    RecordsRegistry,
    RegistryDown,
    RegistryName,
    Resident,
    Scope,
)


@dataclass(slots=True)
class FaultSwitch:
    """Which registries are down on purpose. Safe from any thread."""

    _down: set[RegistryName] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def set_down(self, registry: RegistryName, *, down: bool) -> None:
        """Make `registry` stop answering, or answer again."""
        with self._lock:
            if down:
                self._down.add(registry)
            else:
                self._down.discard(registry)

    def check(self, registry: RegistryName) -> None:
        """Raise `RegistryDown` while `registry` is down on purpose."""
        with self._lock:
            if registry in self._down:
                raise RegistryDown(registry.value)


@dataclass(frozen=True, slots=True)
class SwitchedPopulationRegistry:
    """Passes on to `inner` unless the switch says down."""

    inner: PopulationRegistry
    switch: FaultSwitch

    def find(self, number: str) -> Resident | None:
        """See the port."""
        self.switch.check(RegistryName.POPULATION)
        return self.inner.find(number)

    def find_by_mobile(self, mobile: str) -> Resident | None:
        """See the port."""
        self.switch.check(RegistryName.POPULATION)
        return self.inner.find_by_mobile(mobile)


@dataclass(frozen=True, slots=True)
class SwitchedHouseholdRegistry:
    """Passes on to `inner` unless the switch says down."""

    inner: HouseholdRegistry
    switch: FaultSwitch

    def household_of(self, number: str) -> tuple[HouseholdMember, ...]:
        """See the port."""
        self.switch.check(RegistryName.HOUSEHOLD)
        return self.inner.household_of(number)


@dataclass(frozen=True, slots=True)
class SwitchedBusinessRegistry:
    """Passes on to `inner` unless the switch says down."""

    inner: BusinessRegistry
    switch: FaultSwitch

    def firms_of(self, number: str) -> tuple[Firm, ...]:
        """See the port."""
        self.switch.check(RegistryName.BUSINESS)
        return self.inner.firms_of(number)


@dataclass(frozen=True, slots=True)
class SwitchedRecords:
    """Passes on to `inner` unless the switch says down."""

    inner: RecordsRegistry
    switch: FaultSwitch

    def records_of(self, question: Question, number: str) -> tuple[Record, ...]:
        """See the port."""
        self.switch.check(question.registry)
        return self.inner.records_of(question, number)


@dataclass(frozen=True, slots=True)
class SwitchedPropertyRegistry:
    """Passes on to `inner` unless the switch says down."""

    inner: PropertyRegistry
    switch: FaultSwitch

    def scope(self) -> Scope:
        """See the port."""
        return self.inner.scope()

    def holdings_of(self, number: str) -> tuple[Holding, ...]:
        """See the port."""
        self.switch.check(RegistryName.PROPERTY)
        return self.inner.holdings_of(number)
