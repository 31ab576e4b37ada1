"""A terminal as staff see it: one printer out of paper, one driver on trial."""

from datetime import UTC, datetime, timedelta
from typing import Final

from devices.api.device import DeviceKind, SelfTestStep
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from kiosk.domain.staff import Order
from kiosk.flow.desk import (
    BytesSeen,
    ChangeSeen,
    Desk,
    DeviceSeen,
    LatencySeen,
    LineSeen,
    PortSeen,
    PrintSeen,
    PrintStanding,
    TestSeen,
)

_NOON: Final = datetime(2026, 3, 18, 9, 41, tzinfo=UTC)
_ONLINE: Final = Status(DeviceState.ONLINE)
_SERIAL: Final = "/dev/serial/by-id/usb-Sample_Reader_0001-if00-port0"

_TEST: Final = TestSeen(
    _NOON - timedelta(hours=3),
    passed=True,
    steps=(SelfTestStep("port", True, 3.2), SelfTestStep("sam_id", True, 41.7, "05.03")),
)

_ON_PHONE: Final = 7
"""The print whose paper a phone was given."""
DESK: Final = Desk(
    at=_NOON,
    started_at=_NOON - timedelta(days=2, hours=5),
    devices=(
        DeviceSeen(
            "card_reader",
            DeviceKind.ID_CARD_READER,
            "sam-serial",
            _SERIAL,
            _ONLINE,
            _NOON,
            counters=(("card_presented", 86), ("command_done", 211), ("command_failed", 3)),
            last_error="card_unreadable 41",
            ended=Order.SELF_TEST,
            test=_TEST,
            latencies=(LatencySeen("status", 10, 12.4, 15.0, 0), LatencySeen("sam_id", 10, 40.9, 44.2, 0)),
        ),
        DeviceSeen(
            "camera", DeviceKind.CAMERA, "opencv", "/dev/v4l/by-id/usb-Sample_Camera-video-index0", _ONLINE, _NOON
        ),
        DeviceSeen("code_scanner", DeviceKind.CODE_SCANNER, "camera", "camera", Status(DeviceState.UNKNOWN)),
        DeviceSeen(
            "document_printer",
            DeviceKind.DOCUMENT_PRINTER,
            "ipp",
            "ipp://192.0.2.7/ipp/print",
            Status(
                DeviceState.ONLINE,
                {PartName.PAPER: SupplyState.OUT, PartName.TONER: SupplyState.LOW, PartName.COVER: CheckState.OK},
                "media-empty-error",
            ),
            _NOON,
        ),
        DeviceSeen(
            "receipt_printer", DeviceKind.RECEIPT_PRINTER, "escpos", _SERIAL, _ONLINE, _NOON, doing=Order.TEST_PRINT
        ),
        DeviceSeen("ups", DeviceKind.UPS, "nut", "nut://127.0.0.1/ups", Status(DeviceState.OFFLINE), _NOON),
    ),
    lines=tuple(
        LineSeen(number, _NOON - timedelta(minutes=9 - number), device, what, detail, is_fault)
        for number, (device, what, detail, is_fault) in enumerate(
            (
                ("card_reader", "card_presented", "", False),
                ("card_reader", "command_done", "CardRead", False),
                ("card_reader", "card_removed", "", False),
                ("document_printer", "command_done", "PrintOutcome", False),
                ("document_printer", "status_changed", "online, paper out, media-empty-error", True),
                ("ups", "status_changed", "offline, disconnected", True),
            )
        )
    ),
    drivers=(
        (DeviceKind.ID_CARD_READER, ("sam-serial",)),
        (DeviceKind.CODE_SCANNER, ("camera", "serial", "wedge")),
        (DeviceKind.DOCUMENT_PRINTER, ("ipp",)),
    ),
    ports=(PortSeen(_SERIAL, "ttyUSB0"), PortSeen("/dev/serial/by-id/usb-Sample_Scanner_77-if00", "ttyACM0")),
    change=ChangeSeen(
        "card_reader", "sam-serial", "/dev/serial/by-id/usb-Sample_Scanner_77-if00", True, False, "no_answer"
    ),
    traced=BytesSeen(
        "card_reader",
        (
            "    0.412 → aa aa aa 96 69 00 03 20 01 22",
            "    0.436 ← aa aa aa 96 69 00 08 00 00 9f 00 00 00 00 97",
            "    0.437 → aa aa aa 96 69 00 03 20 02 21",
        ),
        "/var/lib/hallkiosk/wire-card_reader.trace.jsonl",
    ),
    prints=tuple(
        PrintSeen(
            number,
            standing,
            is_paper,
            copy,
            case_number,
            "document_printer",
            _NOON - timedelta(minutes=minutes),
            on_phone=number == _ON_PHONE,
        )
        for number, standing, is_paper, copy, case_number, minutes in (
            (7, PrintStanding.UNKNOWN, True, 1, "99990120260318000407", 50),
            (9, PrintStanding.COMPLAINED, True, 1, "99990120260318000409", 35),
            (5, PrintStanding.SPOILED, True, 1, "99990120260318000405", 70),
            (12, PrintStanding.CAME_OUT, True, 2, "99990120260318000412", 8),
            (11, PrintStanding.CAME_OUT, True, 1, "99990120260318000411", 20),
        )
    ),
    disk_free_bytes=18_400_000_000,
    disk_bytes=64_000_000_000,
    hall_url="https://hall.example",
    versions=(("hallkiosk", "0.1.0"), ("Python", "3.11.2"), ("Linux", "6.1.0")),
)
