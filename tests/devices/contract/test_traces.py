"""Recorded wires: a tap takes them without anybody's data, and a driver keeps its promises against the recording.

The traces in ``tests/devices/traces`` were taken from simulators with synthetic people, one a check:
``devices conformance KIND --driver NAME --simulated --record FOLDER`` takes them anew.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.wire_language import Direction
from devices.contract.check import Check
from devices.contract.hands import StandHands
from devices.contract.outcome import Passed, Skipped, SkipReason
from devices.contract.subject import Patience, Subject
from devices.contract.suites import checks_of
from devices.contract.traces import (
    driver_language,
    record_check,
    recorded_binding,
    replay_check,
    replayed,
    trace_path,
)
from devices.drivers.sam_serial.driver import SamSerialIdCardReader
from devices.drivers.sam_serial.redaction import SAM_LANGUAGE
from devices.drivers.sam_serial.simulator import SimulatedCard
from devices.drivers.sam_serial.stand import SamReaderStand
from devices.drivers.sam_serial.text_block import decode_text, encode_text
from devices.drivers.sam_serial.wire import StatusWord, base_data, parse_base, parse_reply, reply_frame
from devices.recording.replay import Matching, ReplayedDevice
from devices.recording.trace import SUFFIX, What, read_trace
from devices.registry import Registry
from tests.devices.sam_serial import cards
from tests.support.devices_core import Mailbox, context
from tests.support.stands import QUICK, standing, subject_of

TRACES = Path(__file__).parent.parent / "traces"
RECORDED = sorted(folder for folder in TRACES.iterdir() if folder.is_dir())
TEXT = replace(cards.CITIZEN, issuer="例江市公安局范水分局", address="例江市范水区对照路9号")
CARD = SimulatedCard(TEXT, bytes(range(256)) * 4, "云江市例江区范水路2号")


def kind_and_driver(folder: Path) -> tuple[DeviceKind, str]:
    """Return what a folder of traces is of."""
    kind, _, driver = folder.name.partition(".")
    return DeviceKind(kind), driver


def check_named(name: str) -> Check:
    """Return one of the reader's checks."""
    return next(check for check in checks_of(DeviceKind.ID_CARD_READER) if check.name == name)


def replay_subject(folder: Path) -> Subject:
    """Return the shipped driver, bound as when it was recorded."""
    kind, driver = kind_and_driver(folder)
    return Subject(
        bindings=[recorded_binding(folder, kind, driver)],
        build=Registry().build,
        clock=SystemClock(),
        hands=StandHands({}),
        supervision=QUICK,
        patience=Patience(command_s=5.0, late_s=1.0, service_s=5.0),
    )


@pytest.mark.parametrize(
    ("folder", "check"),
    [
        pytest.param(folder, check, id=f"{folder.name}-{check.name}")
        for folder in RECORDED
        for check in checks_of(kind_and_driver(folder)[0])
        if trace_path(folder, check).is_file()
    ],
)
def test_the_shipped_driver_keeps_its_promises_against_a_recording(folder: Path, check: Check) -> None:
    """What was seen on the wire once is understood for ever."""
    result = replay_check(check, replay_subject(folder), folder)
    assert result.outcome == Passed()


def test_every_recording_is_of_a_check_that_exists() -> None:
    """A check that is renamed takes its recording along."""
    assert RECORDED
    for folder in RECORDED:
        names = {check.name for check in checks_of(kind_and_driver(folder)[0])}
        assert {path.name.removesuffix(SUFFIX) for path in folder.iterdir()} <= names


def test_a_recording_carries_nobody_s_data(tmp_path: Path) -> None:
    """The card's text, photo and address are a synthetic card's; the frames still read as a card."""
    check = check_named("reads_a_card")
    with standing(SamReaderStand) as stand:
        assert isinstance(stand, SamReaderStand)
        stand.card = CARD
        assert record_check(check, subject_of(stand), tmp_path).outcome == Passed()
    written = trace_path(tmp_path, check).read_text(encoding="utf-8")
    for secret in (CARD.text.address, CARD.newest_address, CARD.text.issuer):
        assert secret not in written
        assert secret.encode("utf-16-le").hex() not in written
    assert CARD.photo[:64].hex() not in written
    assert read_back(tmp_path, check) != CARD.text
    assert replay_check(check, subject_of(stand), tmp_path).outcome == Passed()


def read_back(folder: Path, check: Check) -> object:
    """Read the card of a trace with the driver."""
    trace = read_trace(trace_path(folder, check))
    binding = recorded_binding(folder, DeviceKind.ID_CARD_READER, "sam-serial")
    with replayed(trace, binding) as (device, bound):
        driver = SamSerialIdCardReader(context(bound.port, Mailbox(), **bound.options))
        driver.open()
        assert device.next_deed == "lay"
        assert not device.do("lift")
        assert device.do("lay")
        read = driver.read_card(Control(SystemClock(), device_id="reader", deadline_s=5.0))
        driver.close()
    assert read.photo == bytes(1024)
    return read.text


@pytest.mark.parametrize("text", cards.ALL)
@pytest.mark.parametrize("fingerprint", [None, b"", bytes(512)])
def test_all_four_documents_are_redacted_and_still_read(text: object, fingerprint: bytes | None) -> None:
    """Of the same kind and length, with a check value that is right; done twice, it changes nothing more."""
    whole = reply_frame(StatusWord.OK, base_data(encode_text(text), bytes(range(256)) * 4, fingerprint))  # type: ignore[arg-type]
    redacted = SAM_LANGUAGE.redacted(Direction.FROM_DEVICE, whole)
    assert len(redacted) == len(whole)
    (piece,) = SAM_LANGUAGE.splitter(Direction.FROM_DEVICE).feed(redacted)
    content = parse_base(parse_reply(piece.octets[7:-1]).data)
    assert decode_text(content.text).variant is text.variant  # type: ignore[attr-defined]
    assert (content.photo, decode_text(content.text) == text) == (bytes(1024), False)
    assert SAM_LANGUAGE.redacted(Direction.FROM_DEVICE, redacted) == redacted


def test_what_is_no_whole_frame_keeps_its_length_alone(tmp_path: Path) -> None:
    """Half a card is still somebody's card."""
    splitter = SAM_LANGUAGE.splitter(Direction.FROM_DEVICE)
    whole = reply_frame(StatusWord.OK)
    noise = b"\x00\xff\xaa\xaa"
    pieces = splitter.feed(noise + whole + whole[:5])
    assert [(piece.octets, piece.whole) for piece in pieces] == [(noise, False), (whole, True)]
    assert splitter.rest() == whole[:5]
    assert splitter.rest() == b""


def test_a_strict_replay_sees_where_the_driver_departs(tmp_path: Path) -> None:
    """Another order of questions is not what was recorded: silence, and the place is named."""
    check = check_named("names_its_sam")
    with standing(SamReaderStand) as stand:
        record_check(check, subject_of(stand), tmp_path)
    trace = read_trace(trace_path(tmp_path, check))
    requests = [one.octets for one in trace.happenings if one.what is What.TO_DEVICE]
    device = ReplayedDevice(trace, SAM_LANGUAGE, matching=Matching.STRICT)
    found = [device._find(request) for request in (requests[0], requests[0])]
    assert [exchange is not None for exchange in found] == [True, False]
    assert [(one.asked, one.recorded) for one in device.departures] == [("status", "sam_id")]


def test_a_check_that_was_not_recorded_is_skipped(tmp_path: Path) -> None:
    """Nothing is claimed of it."""
    with standing(SamReaderStand) as stand:
        outcome = replay_check(check_named("reads_a_card"), subject_of(stand), tmp_path).outcome
    assert outcome == Skipped(SkipReason.NOT_RECORDED, f"reads_a_card{SUFFIX}")


def test_a_driver_without_a_wire_language_is_not_recorded() -> None:
    """Nothing of its wire can be told from personal data; those that can be recorded are listed."""
    with pytest.raises(ConfigurationFaults, match=r"id_card_reader\.sam-serial"):
        driver_language(DeviceKind.CAMERA, "opencv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a head of format"),
        ('{"format": "other", "version": 1}\n', "x.trace.jsonl:1"),
        ("{", "x.trace.jsonl:1"),
        ("[]", "x.trace.jsonl:1"),
    ],
)
def test_a_file_that_is_no_trace_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With the line."""
    path = tmp_path / "x.trace.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationFaults, match=said):
        read_trace(path)
