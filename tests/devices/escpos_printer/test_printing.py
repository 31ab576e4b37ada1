"""A receipt that goes well, and the device's own questions, over real ptys and sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from devices.api.errors import NotSupported
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage
from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.api.status import CheckState, DeviceState, PartName, SupplyState
from devices.drivers.escpos_printer.driver import EscPosReceiptPrinter
from devices.drivers.escpos_printer.simulator import Port, SimulatedReceiptPrinter
from devices.drivers.escpos_printer.simulator.command_stream import CommandStream
from devices.drivers.escpos_printer.simulator.commands import AskInformation, AskInOrder, AskNow, AskProcessId
from devices.simulators.connection import Connection
from devices.simulators.tcp_server import TcpServer
from tests.devices.escpos_printer.conftest import RASTER, Connect, MakePrinter, PrintOne, raster_of
from tests.support.printing_bench import PATIENCE_S, Mailbox, leash

ALL_STAGES = [PrintStage.SENDING, PrintStage.ACCEPTED, PrintStage.PRINTED]
BY_STATUS = PrintOutcome(PrintEvidence.STATUS_AFTER_DATA, 1)
BY_PROCESS_ID = PrintOutcome(PrintEvidence.PROCESS_ID_RETURNED, 1)


@pytest.fixture
def tape() -> Iterator[tuple[TcpServer, bytearray]]:
    """A printer in order that writes down every octet it is sent."""
    octets = bytearray()

    def session(connection: Connection) -> None:
        stream = CommandStream()
        while not connection.hung_up:
            came = connection.read()
            octets.extend(came)
            for command in stream.feed(came):
                match command:
                    case AskNow():
                        connection.write(b"\x12")
                    case AskInOrder():
                        connection.write(b"\x00")
                    case AskProcessId(identity):
                        connection.write(b"\x37\x22" + identity + b"\x00")
                    case AskInformation():
                        connection.write(b"_x\x00")
                    case _:
                        pass

    server = TcpServer(session, name="tape")
    server.plug()
    yield server, octets
    server.close()


ASK_ALL = "10 04 01 10 04 02 10 04 03 10 04 04 "


@pytest.mark.parametrize(
    ("options", "golden"),
    [
        (
            {},
            ASK_ALL + "1B 40 1D 61 0E 1D 72 01"  # in order? then initialise, status by itself, ask in order
            " 1D 76 30 00 02 00 02 00 80 00 00 01 1D 72 01"  # two rows, two octets wide, ask
            " 1B 4A 18 1D 56 42 00 1D 72 01 " + ASK_ALL,  # feed 24 dots, cut, ask; in order still?
        ),
        (
            {"process_id": True, "automatic_status": False, "feed_before_cut_dots": 0},
            ASK_ALL + "1B 40 1D 28 48 06 00 30 30 20 20 20 20"
            " 1D 76 30 00 02 00 02 00 80 00 00 01 1D 28 48 06 00 30 30 20 20 20 21"
            " 1B 4A 00 1D 56 42 00 1D 28 48 06 00 30 30 20 20 20 22 " + ASK_ALL,
        ),
        (
            {"cutter": False, "automatic_status": False, "band_rows": 1, "tear_feed_dots": 200},
            ASK_ALL + "1B 40 1D 72 01"
            " 1D 76 30 00 01 00 01 00 80 1D 72 01"
            " 1D 76 30 00 02 00 01 00 00 01 1D 72 01"
            " 1B 4A C8 1D 72 01 " + ASK_ALL,
        ),
    ],
)
def test_a_small_receipt_is_sent_octet_for_octet(
    tape: tuple[TcpServer, bytearray],
    connect: Connect,
    print_one: PrintOne,
    options: dict[str, bool | int],
    golden: str,
) -> None:
    """Two rows of dots and a cut: exactly these octets, and no others."""
    server, octets = tape
    driver = connect(server.address, **options)
    octets.clear()
    raster = ReceiptRaster(576, 2, b"\x80" + bytes(71) + b"\x00\x01" + bytes(70))
    print_one(driver, raster=raster)
    assert bytes(octets) == bytes.fromhex(golden)


@pytest.mark.parametrize("rows", [1, 23, 24, 25, 700])
@pytest.mark.parametrize("width_px", [576, 384])
def test_the_picture_is_the_raster_dot_for_dot(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne, width_px: int, rows: int
) -> None:
    """What is cut off is what was sent, and white paper below it."""
    printer = make_printer(width_px=width_px)
    raster = raster_of(rows, width_px=width_px, seed=rows)
    assert print_one(connect(printer.port, width_px=width_px), raster=raster) == BY_STATUS
    (receipt,) = printer.receipts
    assert (receipt.width_px, receipt.height_px) == (width_px, rows + 24)
    assert receipt.rows(0, rows) == raster.bits
    assert not any(receipt.rows(rows, 24))
    assert (printer.unknown, printer.texts, printer.lost_octets, printer.hanging_rows) == ((), (), 0, 0)


def test_a_receipt_over_either_port(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """Serial and network alike: printed, cut, proven by the answer after the data, every stage told in order."""
    assert print_one(driver) == BY_STATUS
    assert mailbox.stages == ALL_STAGES
    assert mailbox.statuses == []
    assert printer.receipts[0].rows(0, RASTER.height_px) == RASTER.bits


def test_a_model_with_process_ids_proves_more(
    printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """GS ( H comes back when the receipt is out."""
    assert print_one(connect(printer.port, process_id=True)) == BY_PROCESS_ID


def test_a_second_receipt_follows_the_first(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """Each is its own piece of paper."""
    other = raster_of(77, seed=9)
    print_one(driver)
    print_one(driver, job_name="job-2", raster=other)
    assert [receipt.height_px for receipt in printer.receipts] == [224, 101]
    assert printer.receipts[1].rows(0, 77) == other.bits


@pytest.mark.parametrize("plugged_into", list(Port))
@pytest.mark.parametrize("process_id", [False, True])
def test_a_small_buffer_is_never_overrun(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne, plugged_into: Port, process_id: bool
) -> None:
    """A slow printer with half a kilobyte of buffer loses nothing: no band is sent before it fits."""
    printer = make_printer(plugged_into=plugged_into, buffer_octets=512, seconds_per_row=0.0002)
    driver = connect(printer.port, buffer_bytes=512, process_id=process_id)
    assert print_one(driver, raster=raster_of(150)).sheets == 1
    assert printer.lost_octets == 0
    assert printer.receipts[0].rows(0, 150) == raster_of(150).bits


def test_a_printer_without_a_cutter_feeds_to_the_edge(
    serial_printer: SimulatedReceiptPrinter, connect: Connect, print_one: PrintOne
) -> None:
    """Nothing is cut; the receipt hangs out to be torn off, and the next one does not wait for that."""
    driver = connect(serial_printer.port, cutter=False, tear_feed_dots=100)
    print_one(driver)
    assert serial_printer.wait_until_idle(PATIENCE_S)
    assert (serial_printer.receipts, serial_printer.hanging_rows) == ((), RASTER.height_px + 100)
    assert driver.capabilities().features["cutter"] is False


def test_receipts_are_kept_as_pictures(
    make_printer: MakePrinter, connect: Connect, print_one: PrintOne, tmp_path: Path
) -> None:
    """With a folder, each cut receipt lies there as a PNG of the same dots."""
    printer = make_printer(folder=tmp_path / "receipts")
    raster = ReceiptRaster(576, 1, b"\x80" + bytes(70) + b"\x01")
    print_one(connect(printer.port, feed_before_cut_dots=1), raster=raster)
    (path,) = (tmp_path / "receipts").iterdir()
    with Image.open(path) as picture:
        assert (path.name, picture.size, picture.mode) == ("receipt-0001.png", (576, 2), "1")
        black = [(x, y) for y in range(2) for x in range(576) if picture.getpixel((x, y)) == 0]
    assert black == [(0, 0), (575, 0)]


def test_each_stage_is_told_before_the_next_step(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """What the caller's journal refuses is not printed, and may be printed later."""

    def refuse(stage: PrintStage) -> None:
        raise OSError(stage.name)

    mailbox.on_stage = refuse
    with pytest.raises(OSError, match="SENDING"):
        print_one(driver)
    assert (printer.receipts, printer.hanging_rows) == ((), 0)
    mailbox.on_stage = lambda stage: None
    assert print_one(driver) == BY_STATUS


@pytest.mark.parametrize(
    ("raster", "code"),
    [
        (raster_of(10, width_px=384), "width_px:384_not_576"),
        (ReceiptRaster(576, 0, b""), "height_px:0"),
        (ReceiptRaster(576, 20_001, bytes(72 * 20_001)), "height_px:20001"),
    ],
)
def test_a_raster_that_cannot_be_is_refused(
    serial_printer: SimulatedReceiptPrinter,
    connect: Connect,
    print_one: PrintOne,
    mailbox: Mailbox,
    raster: ReceiptRaster,
    code: str,
) -> None:
    """Another width than the paper's, or no height, or metres of it: NotSupported, nothing sent."""
    with pytest.raises(NotSupported, match=code):
        print_one(connect(serial_printer.port), raster=raster)
    assert (mailbox.stages, serial_printer.hanging_rows) == ([], 0)


def test_the_same_name_is_printed_once(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne, mailbox: Mailbox
) -> None:
    """Asked for three times, printed once; the first outcome comes back, marked as found."""
    first, *others = [print_one(driver) for _ in range(3)]
    assert first == BY_STATUS
    assert others == [PrintOutcome(PrintEvidence.STATUS_AFTER_DATA, 1, found_earlier=True)] * 2
    assert len(printer.receipts) == 1
    assert mailbox.stages.count(PrintStage.SENDING) == 1


def test_a_name_is_remembered_when_the_port_is_opened_again(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """The supervisor closes and opens a driver at will; that does not make it forget."""
    print_one(driver)
    driver.close()
    driver.open()
    assert print_one(driver).found_earlier
    assert len(printer.receipts) == 1


def test_what_it_is_and_can(driver: EscPosReceiptPrinter) -> None:
    """Maker, model and number by GS I, and the features of the kind."""
    known = driver.capabilities()
    assert (known.model, known.serial_number) == ("hallkiosk simulated receipt printer", "SIM-80-0001")
    assert known.features == {"width_px": 576, "cutter": True, "process_id": False}


def test_a_model_that_does_not_say_its_name(make_printer: MakePrinter, connect: Connect) -> None:
    """GS I unanswered: it opens, without a name."""
    printer = make_printer(answers_in_order=False)
    assert connect(printer.port, reply_timeout_s=0.05).capabilities().model == ""


@pytest.mark.parametrize(
    ("act", "part", "state", "device", "undo"),
    [
        ("take_paper_out", PartName.PAPER, SupplyState.OUT, DeviceState.USER_ERROR, "load_paper"),
        ("run_low", PartName.PAPER, SupplyState.LOW, DeviceState.ONLINE, "load_paper"),
        ("open_cover", PartName.COVER, CheckState.FAULT, DeviceState.USER_ERROR, "close_cover"),
        ("jam", PartName.FEED, CheckState.FAULT, DeviceState.USER_ERROR, "clear_jam"),
        ("overheat", PartName.FEED, CheckState.OK, DeviceState.BUSY, "cool_down"),
        ("break_down", PartName.FEED, CheckState.OK, DeviceState.HARDWARE_ERROR, "repair"),
        ("fall_silent", PartName.PAPER, SupplyState.UNKNOWN, DeviceState.POWER_OFF, "speak_again"),
    ],
)
def test_what_a_hand_does_to_it_is_seen(
    printer: SimulatedReceiptPrinter,
    connect: Connect,
    act: str,
    part: PartName,
    state: SupplyState | CheckState,
    device: DeviceState,
    undo: str,
) -> None:
    """Each fault of the dock is in the next status, and gone from the one after it is put right."""
    driver = connect(printer.port, reply_timeout_s=0.2)
    getattr(printer, act)()
    status = driver.status(leash())
    assert (status.state, status.parts[part]) == (device, state)
    getattr(printer, undo)()
    assert driver.status(leash()).state is DeviceState.ONLINE
    driver.poll(leash())


def test_the_self_test_prints_nothing(printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter) -> None:
    """Every step passes on a well printer, and no paper moves."""
    test = driver.self_test(leash())
    assert test.passed
    assert [step.code for step in test.steps] == [
        "answers",
        "paper",
        "cover",
        "feed",
        "cutter",
        "hardware",
        "answers_in_order",
    ]
    assert printer.hanging_rows == 0


def test_the_self_test_names_what_fails(serial_printer: SimulatedReceiptPrinter, connect: Connect) -> None:
    """An open cover fails its step and the answers in order; a dead printer fails the first."""
    driver = connect(serial_printer.port, reply_timeout_s=0.1)
    serial_printer.open_cover()
    steps = driver.self_test(leash()).steps
    assert [step.code for step in steps if not step.passed] == ["cover", "answers_in_order"]
    serial_printer.fall_silent()
    (only,) = driver.self_test(leash()).steps
    assert (only.code, only.passed, only.detail_code) == ("answers", False, "dle_eot_1")


def test_a_reset_leaves_a_well_printer_well(
    printer: SimulatedReceiptPrinter, driver: EscPosReceiptPrinter, print_one: PrintOne
) -> None:
    """Reset moves no paper and loses nothing."""
    driver.reset(leash())
    assert printer.hanging_rows == 0
    assert print_one(driver) == BY_STATUS
