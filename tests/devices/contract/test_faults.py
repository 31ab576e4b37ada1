"""Every fault of every simulator: what follows it.

How the command ends, what status is told, and that the device serves again once the fault is over. The printers and
the signature pad have tables of their own, with paper and ink in them (see `ELSEWHERE`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Command, DeviceKind
from devices.api.errors import DeviceError
from devices.api.events import StatusChanged
from devices.api.kinds.code_scanner import ScanCode
from devices.api.kinds.document_scanner import ScanPage
from devices.api.kinds.guide_lights import GuideModule, Light, LightColour, ShowLights
from devices.api.kinds.id_card_reader import ReadCard
from devices.api.kinds.presence_sensor import ReadPresence
from devices.api.kinds.smart_card_reader import ReadSocialSecurityCard
from devices.api.kinds.ups import ReadPower
from devices.api.status import DeviceState
from devices.bench.latency import FirstFrame
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
from devices.stands import every_stand, stand_of
from tests.support.devices_core import PATIENCE_S
from tests.support.stands import standing, subject_of

ONLINE, OFFLINE, NO_DEVICE = DeviceState.ONLINE, DeviceState.OFFLINE, DeviceState.NO_DEVICE
HARDWARE = DeviceState.HARDWARE_ERROR
DEADLINE_S = 0.8
AT_THE_DEADLINE = ("deadline_exceeded", "no_page")
"""Ends that come when the command's time is over; for any other there is time enough on the slowest machine."""


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
    Row("code_scanner.serial", Late(0.1), "code", "", ONLINE),
    Row("code_scanner.serial", Partial(4), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.serial", Silent(), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.serial", WrongChecksum(), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.serial", DeadInMidCommand(4), "code", "deadline_exceeded", OFFLINE),
    Row("code_scanner.serial", Unplugged(4), "code", "disconnected", NO_DEVICE),
    Row("code_scanner.serial", GarbageBefore(), "start", "", ONLINE),
    Row("code_scanner.serial", Silent(), "start", "protocol_error", ONLINE),
    Row("code_scanner.serial", WrongChecksum(), "start", "protocol_error", ONLINE),
    Row("code_scanner.serial", Own("refuse"), "start", "command_refused", ONLINE),
    Row("code_scanner.serial", Silent(), "stop", "", ONLINE),
    Row("code_scanner.serial", Silent(), "question", "", OFFLINE),
    Row("code_scanner.serial", WrongChecksum(), "question", "", OFFLINE),
    # A scanner that types: what it types by half, or as slowly as a person, is no code.
    Row("code_scanner.keyboard-wedge", Late(0.1), "code", "", ONLINE),
    Row("code_scanner.keyboard-wedge", GarbageBefore(), "code", "", ONLINE),
    Row("code_scanner.keyboard-wedge", Partial(9), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.keyboard-wedge", Silent(), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.keyboard-wedge", WrongChecksum(), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.keyboard-wedge", Own("slow"), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.keyboard-wedge", DeadInMidCommand(9), "code", "deadline_exceeded", ONLINE),
    Row("code_scanner.keyboard-wedge", Unplugged(9), "code", "disconnected", NO_DEVICE),
    # A card reader: the card's troubles are not the reader's.
    Row("smart_card_reader.pcsc", Late(0.1), "select", "", ONLINE),
    Row("smart_card_reader.pcsc", WrongChecksum(), "select", "command_refused", ONLINE),
    Row("smart_card_reader.pcsc", Own("refuse", {"sw": 0x6581}), "read", "card_unreadable", ONLINE),
    Row("smart_card_reader.pcsc", Own("refuse", {"sw": 0x6A82}), "select", "application_missing", ONLINE),
    Row("smart_card_reader.pcsc", Unplugged(), "read", "disconnected", NO_DEVICE),
    # An ID-card reader: a frame is whole and right or it is none, and what is damaged is asked for again by the caller.
    Row("id_card_reader.sam-serial", Late(0.1), "read_base", "", ONLINE),
    Row("id_card_reader.sam-serial", GarbageBefore(), "read_base", "", ONLINE),
    Row("id_card_reader.sam-serial", Partial(4), "read_base", "deadline_exceeded", ONLINE),
    Row("id_card_reader.sam-serial", Silent(), "read_base", "deadline_exceeded", ONLINE),
    Row("id_card_reader.sam-serial", WrongChecksum(), "read_base", "checksum_error", ONLINE),
    Row("id_card_reader.sam-serial", Own("refuse"), "read_base", "card_unreadable", ONLINE),
    Row("id_card_reader.sam-serial", Unplugged(4), "read_base", "disconnected", NO_DEVICE),
    Row("id_card_reader.sam-serial", DeadInMidCommand(4), "read_base", "deadline_exceeded", OFFLINE),
    # A presence sensor: whatever it answers wrong, nobody has come and nobody has left.
    Row("presence_sensor.serial", Late(0.1), "look", "", ONLINE),
    Row("presence_sensor.serial", GarbageBefore(), "look", "", ONLINE),
    Row("presence_sensor.serial", Partial(4), "look", "deadline_exceeded", OFFLINE),
    Row("presence_sensor.serial", Silent(), "look", "deadline_exceeded", OFFLINE),
    Row("presence_sensor.serial", WrongChecksum(), "look", "deadline_exceeded", HARDWARE),
    Row("presence_sensor.serial", Own("refuse"), "look", "command_refused", HARDWARE),
    Row("presence_sensor.serial", Unplugged(4), "look", "disconnected", NO_DEVICE),
    Row("presence_sensor.serial", DeadInMidCommand(4), "look", "deadline_exceeded", OFFLINE),
    # Guide lights: dark or lit wrongly, nothing else suffers.
    Row("guide_lights.serial", Late(0.1), "show", "", ONLINE),
    Row("guide_lights.serial", GarbageBefore(), "show", "", ONLINE),
    Row("guide_lights.serial", Partial(4), "show", "deadline_exceeded", ONLINE),
    Row("guide_lights.serial", Silent(), "show", "deadline_exceeded", ONLINE),
    Row("guide_lights.serial", WrongChecksum(), "show", "deadline_exceeded", ONLINE),
    Row("guide_lights.serial", Own("refuse"), "show", "command_refused", HARDWARE),
    Row("guide_lights.serial", Unplugged(4), "show", "disconnected", NO_DEVICE),
    Row("guide_lights.serial", DeadInMidCommand(4), "show", "deadline_exceeded", OFFLINE),
    # A UPS behind its server: a server that talks nonsense knows nothing of the mains.
    Row("ups.nut", Late(0.1), "list_var", "", ONLINE),
    Row("ups.nut", GarbageBefore(), "list_var", "disconnected", OFFLINE),
    Row("ups.nut", Partial(4), "list_var", "deadline_exceeded", ONLINE),
    Row("ups.nut", Silent(), "list_var", "deadline_exceeded", ONLINE),
    Row("ups.nut", WrongChecksum(), "list_var", "deadline_exceeded", ONLINE),
    Row("ups.nut", Own("refuse"), "list_var", "command_refused", ONLINE),
    Row("ups.nut", Unplugged(4), "list_var", "disconnected", NO_DEVICE),
    Row("ups.nut", DeadInMidCommand(4), "list_var", "deadline_exceeded", OFFLINE),
    # A camera: a picture that is damaged is left out, a stream that is not one is no camera.
    Row("camera.opencv", Late(0.1), "frame", "", ONLINE),
    Row("camera.opencv", WrongChecksum(), "frame", "", ONLINE),
    Row("camera.opencv", GarbageBefore(), "frame", "disconnected", NO_DEVICE),
    Row("camera.opencv", Partial(4), "frame", "deadline_exceeded", ONLINE),
    Row("camera.opencv", Silent(), "frame", "deadline_exceeded", ONLINE),
    Row("camera.opencv", Unplugged(4), "frame", "disconnected", NO_DEVICE),
    Row("camera.opencv", DeadInMidCommand(4), "frame", "deadline_exceeded", ONLINE),
    # What looks through a camera has the camera's faults.
    Row("camera.pair", Silent(), "frame", "deadline_exceeded", ONLINE),
    Row("camera.pair", Unplugged(4), "frame", "disconnected", NO_DEVICE),
    Row("code_scanner.camera", Late(0.1), "frame", "", ONLINE),
    Row("code_scanner.camera", Silent(), "frame", "deadline_exceeded", ONLINE),
    Row("code_scanner.camera", Unplugged(4), "frame", "disconnected", NO_DEVICE),
    Row("document_scanner.camera", Silent(), "frame", "no_page", ONLINE),
    Row("document_scanner.camera", Unplugged(4), "frame", "disconnected", NO_DEVICE),
)
ELSEWHERE = {
    "document_printer.ipp": ("ipp_printer/test_faults.py", "ipp_printer/test_once.py"),
    "receipt_printer.escpos": ("escpos_printer/test_faults.py",),
    "signature_pad.screen": ("screen_signature_pad/test_pad.py",),
}
"""Where the faults of the other simulators are tried, below ``tests/devices``."""
THROUGH_A_CAMERA = ("camera.pair", "code_scanner.camera", "document_scanner.camera")


COMMANDS: dict[DeviceKind, Command[Any, Any]] = {
    DeviceKind.SMART_CARD_READER: ReadSocialSecurityCard(),
    DeviceKind.CODE_SCANNER: ScanCode(),
    DeviceKind.ID_CARD_READER: ReadCard(),
    DeviceKind.PRESENCE_SENSOR: ReadPresence(),
    DeviceKind.GUIDE_LIGHTS: ShowLights({GuideModule.CARD_READER: Light(LightColour.GREEN)}),
    DeviceKind.UPS: ReadPower(),
    DeviceKind.CAMERA: FirstFrame(),
    DeviceKind.DOCUMENT_SCANNER: ScanPage(),
}
"""What is asked of a device of each kind."""
SHOW, HIDE = ("show", "insert", "lay"), ("hide", "remove", "lift", "clear")


@contextmanager
def shown(stand: Stand) -> Iterator[None]:
    """Have hands show a code, or put a card in, a moment after the command has begun; nothing where none is needed."""
    deed = next((stand.deeds[name] for name in SHOW if name in stand.deeds), None)

    def show() -> None:
        Control(SystemClock(), device_id="hands", deadline_s=PATIENCE_S).pause(0.1)
        if deed is not None:
            deed()

    thread = Thread(target=show)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        for name in HIDE:
            stand.deeds.get(name, lambda: None)()


def wait_for_state(held: Supervised, state: DeviceState) -> None:
    """Wait until this is what was told last."""

    def told() -> bool:
        status = held.mailbox.latest_statuses.get(held.device_id)
        return status is not None and status.state is state

    assert held.mailbox.wait_until(told, PATIENCE_S), held.mailbox.of(StatusChanged)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_follows_a_fault(row: Row) -> None:
    """The command's end and the status, as the table says; the fault over, it serves and the status says so."""
    kind_name, _, driver = row.driver.partition(".")
    kind = DeviceKind(kind_name)
    with standing(stand_of(kind, driver)) as stand, subject_of(stand).supervised() as held:
        held.wait_for_service(serves=True)
        stand.simulator.scenario.add(row.fault, on=row.on, times=None)
        ended = ""
        with shown(stand):
            try:
                held.call(COMMANDS[kind], DEADLINE_S if row.ends in AT_THE_DEADLINE else PATIENCE_S)
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
            held.call(COMMANDS[kind], PATIENCE_S)


def test_no_simulator_and_no_fault_is_left_out() -> None:
    """Each simulator has rows or a table of its own; its own faults and every shared one are tried."""
    stands = {f"{stand.kind.value}.{stand.driver}": stand for stand in every_stand()}
    assert {row.driver for row in TABLE} | set(ELSEWHERE) == set(stands)
    shared = {Late, Partial, WrongChecksum, GarbageBefore, Silent, Unplugged, DeadInMidCommand}
    for driver, stand in stands.items():
        rows = [row for row in TABLE if row.driver == driver]
        if driver in ELSEWHERE:
            texts = [(Path(__file__).parents[1] / file).read_text("utf-8") for file in ELSEWHERE[driver]]
            said = "".join(texts)
            assert not [name for name in stand.own_faults if f'"{name}"' not in said and name.upper() not in said]
            continue
        assert {row.on for row in rows} <= set(stand.commands)
        # SSI's ``deaf`` has a test of its own.
        assert {row.fault.name for row in rows if isinstance(row.fault, Own)} == set(stand.own_faults) - {"deaf"}
        if driver not in (*THROUGH_A_CAMERA, "smart_card_reader.pcsc"):
            assert {type(row.fault) for row in rows} - {Own} == shared, driver
