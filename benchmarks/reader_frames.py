"""Mutated frames of an ID card reader: a parser of ours may refuse them by a `DeviceError`, and nothing else.

The benchmark feeds a million (`benchmarks.devices`); tests feed a sample.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Final

from devices.api.errors import DeviceError
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.drivers.sam_serial.framing import FrameScanner
from devices.drivers.sam_serial.text_block import decode_text, encode_text
from devices.drivers.sam_serial.wire import (
    Reply,
    SamCommand,
    StatusWord,
    answers,
    base_data,
    command_frame,
    encode_address,
    encode_sam_id,
    error_of,
    parse_address,
    parse_base,
    parse_command,
    parse_reply,
    parse_sam_id,
    reply_frame,
)

MOST_HELD_BYTES: Final = 2404
"""A scanner holds a preamble and the longest frame, and never more."""
_STEPS_A_BYTE: Final = 8
"""More steps than this for each byte that came would be a parser that does not end."""

_TEXT: Final = CardText(
    variant=CardVariant.CITIZEN,
    name="张样一",
    sex=Sex.FEMALE,
    ethnicity_code="01",
    born=date(1990, 1, 1),
    address="云江市样板区",
    number="430124199001010014",
    issuer="云江市公安局样板分局",
    valid_from=date(2020, 1, 1),
    valid_until=None,
)
_SAM_ID: Final = (5, 1, 20130101, 1234567, 987654321)
FRAMES: Final = (
    *(command_frame(command) for command in SamCommand),
    *(reply_frame(word) for word in StatusWord),
    reply_frame(StatusWord.OK, encode_sam_id(_SAM_ID)),
    reply_frame(StatusWord.OK, encode_address("云江市样板区")),
    reply_frame(StatusWord.OK, base_data(encode_text(_TEXT), bytes(1024))),
    reply_frame(StatusWord.OK, base_data(encode_text(_TEXT), bytes(1024), bytes(512))),
)
_LONG_BYTES: Final = 200
_SHORT_FRAMES: Final = tuple(frame for frame in FRAMES if len(frame) <= _LONG_BYTES)
_LONG_FRAMES: Final = tuple(frame for frame in FRAMES if len(frame) > _LONG_BYTES)
_LONG_SHARE: Final = 0.2


def mutated(dice: random.Random) -> bytes:
    """Return one frame, or two run together, with bytes changed, lost, doubled, put in, or its end cut off."""
    stream = bytearray(dice.choice(_LONG_FRAMES if dice.random() < _LONG_SHARE else _SHORT_FRAMES))
    if dice.random() < 0.15:
        stream += dice.choice(_SHORT_FRAMES)
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3, 6))):
        at = dice.randrange(len(stream)) if dice.random() < 0.5 else dice.randrange(min(14, len(stream)))
        match dice.randrange(6):
            case 0:
                stream[at] = dice.randrange(256)
            case 1:
                stream[at] ^= 1 << dice.randrange(8)
            case 2:
                del stream[at : at + dice.randrange(1, 12)]
            case 3:
                stream[at:at] = dice.randbytes(dice.randrange(1, 12))
            case 4:
                stream[at:at] = stream[at : at + dice.randrange(1, 40)]
            case _:
                del stream[at:]
        if not stream:
            return b""
    if dice.random() < 0.3:
        _mend_checksum(stream)
    return bytes(stream)


def _mend_checksum(stream: bytearray) -> None:
    """Make the check byte right again, so that what lies behind it is reached."""
    if len(stream) > 8:
        check = 0
        for byte in stream[5:-1]:
            check ^= byte
        stream[-1] = check


def understand(body: bytes) -> None:
    """Do with a frame's body all that driver and simulator may do. Raises `DeviceError` only."""
    parse_command(body)
    reply = parse_reply(body)
    error = error_of(reply)
    for command in SamCommand:
        answers(command, reply)
    if error is not None:
        raise error
    _take_apart(reply)


def _take_apart(reply: Reply) -> None:
    for parse in (parse_sam_id, parse_address):
        try:
            parse(reply.data)
        except DeviceError:
            continue
    decode_text(parse_base(reply.data).text)


def feed(stream: bytes) -> int:
    """Give one stream to a scanner and understand what it finds; return how many bodies were whole and right.

    Raises:
        AssertionError: it takes more steps than its bytes allow, or holds more than a frame.
        Exception: whatever else a parser raised: that is a bug.
    """
    scanner = FrameScanner()
    scanner.feed(stream)
    right = 0
    for _ in range(_STEPS_A_BYTE * len(stream) + 20):
        try:
            body = scanner.next_body()
            if body is not None:
                understand(body)
                right += 1
            elif not scanner.give_up_frame():
                break
        except DeviceError:
            continue
    else:
        raise AssertionError(f"no end after {len(stream)} bytes: {stream.hex()}")
    return right


def streams(seed: int, count: int) -> Iterator[bytes]:
    """Return `count` mutated streams, the same for a same seed."""
    dice = random.Random(seed)
    for _ in range(count):
        yield mutated(dice)


def feed_many(seed: int, count: int) -> int:
    """Feed `count` streams; return how many bodies were whole and right all the same."""
    return sum(feed(stream) for stream in streams(seed, count))
