"""The devices of a bindings file, opened for one command of the bench."""

import argparse
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from devices.api.clock import Clock, SystemClock
from devices.api.events import DeviceEvent, StatusChanged
from devices.bindings import Binding, load_bindings
from devices.registry import Registry
from devices.supervisor import Supervisor


def add_bindings_argument(parser: argparse.ArgumentParser) -> None:
    """Take ``--bindings FILE``."""
    parser.add_argument("--bindings", type=Path, required=True, metavar="FILE", help="the terminal's bindings, TOML")


@contextmanager
def supervised(bindings: Sequence[Binding]) -> Iterator[tuple[Supervisor, SimpleQueue[DeviceEvent]]]:
    """Open the devices of `bindings` and close them behind."""
    events: SimpleQueue[DeviceEvent] = SimpleQueue()
    supervisor = Supervisor(
        bindings,
        build=Registry().build,
        clock=SystemClock(),
        post=events.put,
        randomness=random.SystemRandom(),
    )
    with supervisor:
        yield supervisor, events


def bindings_of(chosen: argparse.Namespace) -> tuple[Binding, ...]:
    """Read the file that was named. Raises ConfigurationFaults."""
    return load_bindings(chosen.bindings)


def await_statuses(events: SimpleQueue[DeviceEvent], awaited: set[str], wait_s: float, clock: Clock) -> None:
    """Return once each device has told its status, or `wait_s` has passed."""
    ends_s = clock.monotonic_s() + wait_s
    while awaited:
        try:
            event = events.get(timeout=max(0.0, ends_s - clock.monotonic_s()))
        except Empty:
            return
        if isinstance(event, StatusChanged):
            awaited.discard(event.device_id)
