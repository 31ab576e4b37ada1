"""Every parser of bytes from outside: whatever comes, it gives an answer or one of our own errors, and ends.

A wire module that this table does not know fails `test_every_wire_is_in_the_table`. What is mutated are messages of
recorded wires (tests/devices/traces), so that mutations get past the first byte.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import devices
from devices.api.device import DeviceKind
from devices.api.errors import DeviceError
from devices.api.wire_language import Direction
from devices.contract.traces import driver_language
from devices.drivers.camera_document_scanner.wire import find_page
from devices.drivers.camera_scanner.wire import Pipeline
from devices.drivers.escpos_printer.wire import ReplyReader
from devices.drivers.ipp_printer import reports
from devices.drivers.ipp_printer import wire as ipp
from devices.drivers.keyboard_wedge.wire import EventScanner, Typist
from devices.drivers.nut_ups import wire as nut
from devices.drivers.opencv_camera import wire as camera
from devices.drivers.pcsc_reader import tlv
from devices.drivers.pcsc_reader import wire as pcsc
from devices.drivers.pcsc_reader.vpcd_wire import MessageScanner
from devices.drivers.sam_serial import wire as sam
from devices.drivers.sam_serial.framing import FrameScanner
from devices.drivers.sam_serial.text_block import decode_text
from devices.drivers.serial_lights import wire as lights
from devices.drivers.serial_presence import wire as presence
from devices.drivers.serial_scanner import wire as scanner
from devices.drivers.serial_scanner.framing import Framer, Framing
from devices.drivers.serial_scanner.ssi import PacketScanner
from devices.recording.trace import read_trace
from devices.sentences import Sentence, SentenceScanner

Parser = Callable[[bytes], Any]
MUTATIONS: Final = 1500
MOST_STEPS: Final = 20_000
"""A scanner that has not come to an end of so many bytes after so many calls never will."""
TRACES: Final = Path(__file__).parents[1] / "traces"


def drained(take: Callable[[], object | None]) -> None:
    """Call `take` until it has nothing more, through its errors."""
    for _ in range(MOST_STEPS):
        try:
            if take() is None:
                return
        except DeviceError:
            continue
    raise AssertionError("no end")


def frames(octets: bytes) -> None:
    """Frames of the reader, and all that is in them."""
    found = FrameScanner()
    found.feed(octets)

    def take() -> object | None:
        body = found.next_body()
        if body is not None:
            reply_of(body)
        return body

    drained(take)
    reply_of(octets)


def reply_of(body: bytes) -> None:
    """One frame's body, read as anything it could be."""
    sam.parse_command(body)
    for read in (sam.parse_base, sam.parse_address, sam.parse_sam_id, decode_text):
        ignoring(lambda read=read: read(body))  # type: ignore[misc]  # mypy cannot infer a lambda's default
    reply = sam.parse_reply(body)
    sam.error_of(reply)
    for command in sam.SamCommand:
        sam.answers(command, reply)
    sam.parse_base(reply.data)


def ignoring(read: Callable[[], object]) -> None:
    """Read; an error of ours is an answer."""
    try:
        read()
    except DeviceError:
        return


def sentences(octets: bytes) -> None:
    """Sentences of boards, read as those of either board."""
    found = SentenceScanner()
    found.feed(octets)

    def take() -> Sentence | None:
        sentence = found.next_sentence()
        if sentence is not None:
            words = sentence.words
            for read in (lights.parse_hello, lights.parse_lamps, lights.parse_beat):
                ignoring(lambda read=read: read(words))  # type: ignore[misc]  # as above
            ignoring(lambda: presence.parse_hello(words))
            ignoring(lambda: presence.parse_look(words))
        return sentence

    drained(take)


def words(octets: bytes) -> None:
    """Any words, as boards would be answered by them."""
    said = tuple(octets.decode("latin-1").split(","))
    for read in (lights.parse_hello, lights.parse_lamps, lights.parse_beat):
        ignoring(lambda read=read: read(said))  # type: ignore[misc]  # as above
    ignoring(lambda: presence.parse_hello(said))
    ignoring(lambda: presence.parse_look(said))


def nut_lines(octets: bytes) -> None:
    """Lines of a NUT server."""
    for line in octets.decode("latin-1").split("\n"):
        said = nut.words_of(line)
        nut.error_of(said)
        ignoring(lambda said=said: nut.value_of(said, ups="hall", name="ups.status"))  # type: ignore[misc]  # as above
        nut.flags_of(line)
        nut.reading_of({"ups.status": line, "battery.charge": line, "battery.runtime": line, "ups.load": line})


def ipp_message(octets: bytes) -> None:
    """An IPP message, and what printers say in it of themselves and of jobs."""
    for group in ipp.decode(octets).groups:
        ignoring(lambda group=group: reports.read_printer_report(group))  # type: ignore[misc]  # as above
        ignoring(lambda group=group: reports.read_description(group))  # type: ignore[misc]  # as above
        ignoring(lambda group=group: reports.read_job(group))  # type: ignore[misc]  # as above


def http_message(octets: bytes) -> None:
    """An IPP message behind HTTP's head, as a trace has it."""
    ipp_message(octets.partition(b"\r\n\r\n")[2])


def codes(octets: bytes) -> None:
    """What a scanner sends, however it frames."""
    for framing in Framing:
        framer = Framer(framing, gap_s=0.1)
        framer.feed(octets, 0.0)
        drained(lambda framer=framer: framer.next_payload(1.0))  # type: ignore[misc]  # as above
    packets = PacketScanner()
    packets.feed(octets)
    drained(packets.next_packet)
    scanner.split_aim(octets)
    scanner.is_gm65_answer(octets)
    for dialect in scanner.DIALECTS.values():
        scanner.is_answer(dialect, octets)


def key_events(octets: bytes) -> None:
    """Events of a keyboard, and what they type."""
    typist = Typist()
    for event in EventScanner().feed(octets):
        typist.strike(event)


def escpos_replies(octets: bytes) -> None:
    """What a receipt printer answers."""
    ReplyReader().feed(octets)


def apdus(octets: bytes) -> None:
    """What a card answers, and what is sent to one."""
    ignoring(lambda: pcsc.decode(octets))
    ignoring(lambda: tlv.parse(octets))
    found = MessageScanner()
    found.feed(octets)
    drained(found.next_message)
    response = pcsc.parse_response(octets)
    pcsc.error_of(response.status_word)
    pcsc.tries_in(response.status_word)


def pictures(octets: bytes) -> None:
    """Any picture, for what is looked for in pictures."""
    pixels = np.resize(np.frombuffer(octets or b"\0", np.uint8), (48, 64, 3))
    Pipeline().read_picture(pixels)
    find_page(pixels)
    camera.judge(camera.measure(pixels))


def addresses(octets: bytes) -> None:
    """A camera's port as a bindings file may spell it."""
    camera.parse_port(octets.decode("latin-1"))


TABLE: Final[dict[str, tuple[tuple[Parser, str], ...]]] = {
    "sam_serial": ((frames, "id_card_reader.sam-serial"),),
    "ipp_printer": ((ipp_message, ""), (http_message, "document_printer.ipp")),
    "escpos_printer": ((escpos_replies, "receipt_printer.escpos"),),
    "serial_scanner": ((codes, "code_scanner.serial"),),
    "serial_lights": ((sentences, "guide_lights.serial"), (words, "")),
    "serial_presence": ((sentences, "presence_sensor.serial"), (words, "")),
    "nut_ups": ((nut_lines, "ups.nut"),),
    "keyboard_wedge": ((key_events, ""),),
    "pcsc_reader": ((apdus, ""),),
    "opencv_camera": ((pictures, ""), (addresses, "")),
    "camera_scanner": ((pictures, ""),),
    "camera_document_scanner": ((pictures, ""),),
}
"""By driver: what parses, and whose recorded messages are mutated for it."""
CASES: Final = [
    pytest.param(parser, seeds, id=f"{driver}-{parser.__name__}")
    for driver, parsers in TABLE.items()
    for parser, seeds in parsers
]


def test_every_wire_is_in_the_table() -> None:
    """A driver with a ``wire.py`` of its own says here how it is tried; one that is gone is gone here too."""
    drivers = Path(devices.__file__).parent / "drivers"
    assert {path.parent.name for path in drivers.glob("*/wire.py")} == set(TABLE)


def test_every_language_of_a_wire_is_tried() -> None:
    """What may be recorded has recordings, which are what is mutated."""
    assert {folder.name for folder in TRACES.iterdir()} == {seeds for _, seeds in sum(TABLE.values(), ()) if seeds}


def messages_of(name: str) -> list[bytes]:
    """The different messages of a driver's recordings, longest left out: they are one big picture or document."""
    found = {
        happening.octets
        for path in sorted((TRACES / name).iterdir())
        for happening in read_trace(path).happenings
        if 0 < len(happening.octets) < 4096
    }
    return sorted(found)


def mutated(dice: random.Random, seeds: list[bytes]) -> bytes:
    """One message with a few bytes changed, lost, doubled, or with another's end."""
    octets = bytearray(dice.choice(seeds))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(octets) + 1)
        match dice.randrange(5):
            case 0:
                octets[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del octets[at : at + dice.randint(1, 8)]
            case 2:
                octets[at:at] = octets[at : at + dice.randint(1, 8)]
            case 3:
                octets[at:at] = dice.randbytes(dice.randint(1, 6))
            case _:
                octets[at:] = dice.choice(seeds)[at:]
    return bytes(octets)


@pytest.mark.parametrize(("parser", "seeds"), CASES)
def test_any_bytes(parser: Parser, seeds: str) -> None:
    """Drawn at random, from nothing to a few kilobytes."""
    del seeds
    slow = parser is pictures

    @settings(max_examples=15 if slow else 80, deadline=None)
    @given(octets=st.binary(max_size=3000))
    def tried(octets: bytes) -> None:
        ignoring(lambda: parser(octets))

    tried()


@pytest.mark.parametrize(
    ("parser", "seeds"), [case for case in CASES if case.values[1]], ids=[case.id for case in CASES if case.values[1]]
)
def test_mutated_messages(parser: Parser, seeds: str) -> None:
    """Nearly right, which is what a bad cable makes of them."""
    dice = random.Random(seeds)
    known = messages_of(seeds)
    for _ in range(MUTATIONS):
        octets = mutated(dice, known)
        ignoring(lambda octets=octets: parser(octets))  # type: ignore[misc]  # mypy cannot infer a lambda's default


@pytest.mark.parametrize("name", sorted(folder.name for folder in TRACES.iterdir()))
def test_a_recorder_bears_them_too(name: str) -> None:
    """Whatever passes a tap is split, redacted and matched without a word, and nothing is lost between pieces."""
    kind, _, driver = name.partition(".")
    language = driver_language(DeviceKind(kind), driver)
    dice = random.Random(name)
    known = messages_of(name)
    for direction in Direction:
        splitter = language.splitter(direction)
        for _ in range(MUTATIONS // 2):
            octets = mutated(dice, known)
            pieces = splitter.feed(octets)
            for piece in pieces:
                if piece.whole:
                    redacted = language.redacted(direction, piece.octets)
                    language.fitted(redacted, piece.octets)
                    language.key(piece.octets)
        splitter.rest()
