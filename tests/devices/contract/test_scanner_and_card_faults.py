"""Every fault of the scanners' and the card reader's simulators: what follows it.

How the command ends, what status is told, and that the device serves again once the fault is over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Command, DeviceKind
from devices.api.errors import DeviceError
from devices.api.events import StatusChanged
from devices.api.kinds.code_scanner import ScanCode
from devices.api.kinds.smart_card_reader import ReadSocialSecurityCard
from devices.api.status import DeviceState
from devices.contract.subject import Supervised
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from devices.simulators.stand import Stand
from devices.stands import stand_of
from tests.support.devices_core import PATIENCE_S
from tests.support.stands import standing, subject_of

ONLINE, OFFLINE, NO_DEVICE = DeviceState.ONLINE, DeviceState.OFFLINE, DeviceState.NO_DEVICE


@dataclass(frozen=True, slots=True)
class Row:
    """One fault.

    Attributes:
        driver: whose simulator has it.
        fault: what goes wrong, always.
        on: with which reply.
        ends: the error's code that the command ends with, or "" where it ends well all the same.
        state: the status that is told at the end, the fault still there.
    """

    driver: str
    fault: Fault
    on: str
    ends: str
    state: DeviceState

    def __str__(self) -> str:
        """For the test's name."""
        name = self.fault.name if isinstance(self.fault, Own) else type(self.fault).__name__
        return f"{self.driver}-{name}-{self.on}"


TABLE = (
    # A scanner on a serial line (GM65): a code that comes without an acknowledgement is not believed, for a damaged one
    # might be a part of it; its silence shows in its status.
    Row("serial", Late(0.1), "code", "", ONLINE),
    Row("serial", Partial(4), "code", "deadline_exceeded", ONLINE),
    Row("serial", Silent(), "code", "deadline_exceeded", ONLINE),
    Row("serial", WrongChecksum(), "code", "deadline_exceeded", ONLINE),
    Row("serial", DeadInMidCommand(4), "code", "deadline_exceeded", OFFLINE),
    Row("serial", Unplugged(4), "code", "disconnected", NO_DEVICE),
    Row("serial", GarbageBefore(), "start", "", ONLINE),
    Row("serial", Silent(), "start", "protocol_error", ONLINE),
    Row("serial", WrongChecksum(), "start", "protocol_error", ONLINE),
    Row("serial", Own("refuse"), "start", "command_refused", ONLINE),
    Row("serial", Silent(), "stop", "", ONLINE),
    Row("serial", Silent(), "question", "", OFFLINE),
    Row("serial", WrongChecksum(), "question", "", OFFLINE),
    # A scanner that types: what it types by half, or as slowly as a person, is no code.
    Row("keyboard-wedge", Late(0.1), "code", "", ONLINE),
    Row("keyboard-wedge", GarbageBefore(), "code", "", ONLINE),
    Row("keyboard-wedge", Partial(9), "code", "deadline_exceeded", ONLINE),
    Row("keyboard-wedge", Silent(), "code", "deadline_exceeded", ONLINE),
    Row("keyboard-wedge", WrongChecksum(), "code", "deadline_exceeded", ONLINE),
    Row("keyboard-wedge", Own("slow"), "code", "deadline_exceeded", ONLINE),
    Row("keyboard-wedge", DeadInMidCommand(9), "code", "deadline_exceeded", ONLINE),
    Row("keyboard-wedge", Unplugged(9), "code", "disconnected", NO_DEVICE),
    # A card reader: the card's troubles are not the reader's.
    Row("pcsc", Late(0.1), "select", "", ONLINE),
    Row("pcsc", WrongChecksum(), "select", "command_refused", ONLINE),
    Row("pcsc", Own("refuse", {"sw": 0x6581}), "read", "card_unreadable", ONLINE),
    Row("pcsc", Own("refuse", {"sw": 0x6A82}), "select", "application_missing", ONLINE),
    Row("pcsc", Unplugged(), "read", "disconnected", NO_DEVICE),
)


def command_of(row: Row) -> Command[Any, Any]:
    """What is asked of the device."""
    return ReadSocialSecurityCard() if row.driver == "pcsc" else ScanCode()


@contextmanager
def shown(stand: Stand) -> Iterator[None]:
    """Have hands show a code, or put a card in, a moment after the command has begun."""

    def show() -> None:
        Control(SystemClock(), device_id="hands", deadline_s=PATIENCE_S).pause(0.2)
        stand.deeds["show" if "show" in stand.deeds else "insert"]()

    thread = Thread(target=show)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        stand.deeds["hide" if "hide" in stand.deeds else "remove"]()


def wait_for_state(held: Supervised, state: DeviceState) -> None:
    """Wait until this is what was told last."""

    def told() -> bool:
        status = held.mailbox.latest_statuses.get(held.device_id)
        return status is not None and status.state is state

    assert held.mailbox.wait_until(told, PATIENCE_S), held.mailbox.of(StatusChanged)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_follows_a_fault(row: Row) -> None:
    """The command's end and the status, as the table says; the fault over, it serves and the status says so."""
    kind = DeviceKind.SMART_CARD_READER if row.driver == "pcsc" else DeviceKind.CODE_SCANNER
    with standing(stand_of(kind, row.driver)) as stand, subject_of(stand).supervised() as held:
        stand.simulator.scenario.add(row.fault, on=row.on, times=None)
        ended = ""
        with shown(stand):
            try:
                held.call(command_of(row), 1.2)
            except DeviceError as error:
                ended = error.code
        assert ended == row.ends
        wait_for_state(held, row.state)
        stand.simulator.scenario.clear()
        if isinstance(row.fault, Unplugged | DeadInMidCommand):
            stand.simulator.unplug()
            held.wait_for_service(serves=False)
            stand.simulator.plug()
        held.wait_for_service(serves=True)
        with shown(stand):
            held.call(command_of(row), PATIENCE_S)


def test_no_fault_of_ours_is_left_out() -> None:
    """Each simulator's own faults stand in the table (SSI's ``deaf`` has a test of its own), and every shared one."""
    stands = {
        "serial": stand_of(DeviceKind.CODE_SCANNER, "serial"),
        "keyboard-wedge": stand_of(DeviceKind.CODE_SCANNER, "keyboard-wedge"),
        "pcsc": stand_of(DeviceKind.SMART_CARD_READER, "pcsc"),
    }
    for driver, stand in stands.items():
        tried = {row.fault.name for row in TABLE if row.driver == driver and isinstance(row.fault, Own)}
        assert tried == set(stand.own_faults) - {"deaf"}
        assert {row.on for row in TABLE if row.driver == driver} <= set(stand.commands)
    shared = {Late, Partial, WrongChecksum, GarbageBefore, Silent, Unplugged, DeadInMidCommand}
    assert {type(row.fault) for row in TABLE} - {Own} == shared
