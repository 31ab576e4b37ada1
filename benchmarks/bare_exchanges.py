"""Baselines of `bench-journey`: the same wire, with nothing of the kiosk around it."""

import time
from typing import Final

import requests
import serial

from devices.drivers.sam_serial.simulator import SimulatedCard, SimulatedSamReader
from devices.drivers.sam_serial.wire import SamCommand, command_frame

_TIMES: Final = 15
_BAUD: Final = 115200


def bare_health_ms(url: str) -> list[float]:
    """Return how long GET /v1/health takes over a kept connection, several times."""
    taken = []
    with requests.Session() as session:
        for _ in range(_TIMES):
            began_s = time.monotonic()
            session.get(f"{url}/v1/health", timeout=5).raise_for_status()
            taken.append((time.monotonic() - began_s) * 1000)
    return taken


def bare_card_ms(card: SimulatedCard) -> list[float]:
    """Return how long find, select and read take in bare bytes on a simulated reader's port, several times."""
    reader = SimulatedSamReader()
    reader.start()
    taken = []
    try:
        with serial.Serial(reader.port, _BAUD, timeout=2) as line:
            for _ in range(_TIMES):
                reader.lay(card)
                began_s = time.monotonic()
                for command in (SamCommand.FIND_CARD, SamCommand.SELECT_CARD, SamCommand.READ_BASE):
                    _exchange(line, command)
                taken.append((time.monotonic() - began_s) * 1000)
                reader.lift()
    finally:
        reader.stop()
    return taken


def _exchange(line: serial.Serial, command: SamCommand) -> None:
    line.write(command_frame(command))
    head = line.read(7)
    rest = line.read(int.from_bytes(head[5:7], "big"))
    if len(rest) != int.from_bytes(head[5:7], "big"):
        raise RuntimeError("the simulated reader did not answer in full")
