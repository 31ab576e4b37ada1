"""Adapters anew by the settings of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from hall.registries import wiring
from hall.registries.http.client import configured_client

_CHOSEN = (
    wiring.population_registry,
    wiring.household_registry,
    wiring.business_registry,
    wiring.property_registry,
    wiring.records_of,
)


@contextmanager
def fresh_adapters() -> Iterator[None]:
    """While the block runs, ports are answered as the settings say now; its connections are closed behind it."""
    for chosen in _CHOSEN:
        chosen.cache_clear()
    try:
        yield
    finally:
        if configured_client.cache_info().currsize:
            configured_client().close()
        configured_client.cache_clear()
        for chosen in _CHOSEN:
            chosen.cache_clear()
