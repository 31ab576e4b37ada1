"""How long a device takes."""

from typing import Any

import pytest

from devices.api.device import Command, DeviceKind
from devices.api.errors import Disconnected
from devices.bench.latency import Latency, Probe, measure, probes_of
from tests.support.devices_core import Do, FakeClock


def test_each_probe_is_timed_and_failures_are_counted_apart() -> None:
    """By the injected clock; a refusal within a moment makes no device quick."""
    clock = FakeClock()
    probes = (Probe("quick", Do(lambda *_: None)), Probe("broken", Do(lambda *_: None)))
    heard: list[str] = []

    def call(command: Command[Any, Any]) -> object:
        if command is probes[1].command:
            raise Disconnected(detail_code="EIO")
        clock.advance(0.25)
        return None

    quick, broken = measure(probes, call, runs=3, clock=clock, on_run=heard.append)
    assert quick == Latency("quick", (250.0, 250.0, 250.0), {})
    assert broken == Latency("broken", (), {"disconnected": 3})
    assert broken.percentile_ms(50) is None
    assert heard == ["quick"] * 3 + ["broken"] * 3


@pytest.mark.parametrize(("percent", "value"), [(50, 50.0), (95, 95.0), (99, 99.0), (100, 100.0), (0, 1.0)])
def test_percentiles_are_of_the_nearest_rank(percent: float, value: float) -> None:
    """Of a hundred runs the 95th is the 95th."""
    samples = tuple(float(number) for number in range(100, 0, -1))
    assert Latency("any", samples, {}).percentile_ms(percent) == value


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_kind_has_something_to_repeat(kind: DeviceKind) -> None:
    """Names differ within a kind, and the status comes first: it is what waits for a device to be open."""
    names = [probe.name for probe in probes_of(kind)]
    assert names[0] == "status"
    assert len(set(names)) == len(names) >= 2
