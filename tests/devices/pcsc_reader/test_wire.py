"""APDUs, status words, data objects, PIN blocks: byte for byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.errors import (
    ApplicationMissing,
    CardUnreadable,
    CommandRefused,
    DeviceError,
    NotSupported,
    PinBlocked,
    PinWrong,
    ProtocolError,
)
from devices.api.kinds.smart_card_reader import CommandApdu, Pin, VerifyPin
from devices.drivers.pcsc_reader import bank_card, social_security, tlv
from devices.drivers.pcsc_reader.channel import CardChannel
from devices.drivers.pcsc_reader.options import PinCoding
from devices.drivers.pcsc_reader.pin import pin_block
from devices.drivers.pcsc_reader.vpcd_wire import MessageScanner, Order, message
from devices.drivers.pcsc_reader.wire import decode, encode, error_of, parse_response, select


@pytest.mark.parametrize(
    ("command", "sent"),
    [
        (CommandApdu(0x00, 0xA4, 0x04, 0x00), "00a40400"),
        (CommandApdu(0x00, 0xB2, 0x01, 0x04, le=0), "00b2010400"),
        (CommandApdu(0x00, 0x20, 0x00, 0x00, bytes.fromhex("123456")), "0020000003123456"),
        (select(b"1PAY.SYS.DDF01"), "00a404000e315041592e5359532e444446303100"),
        (select(social_security.ENVIRONMENT), "00a404000f7378312e73682ec9e7bbe1b1a3d5cf00"),
        (CommandApdu(0x00, 0xB0, 0x00, 0x00, le=300), "00b0000000012c"),
        (CommandApdu(0x00, 0xD6, 0x00, 0x00, bytes(256), le=0), "00d60000000100" + "00" * 256 + "0000"),
    ],
)
def test_commands_are_sent_as_the_standard_says(command: CommandApdu, sent: str) -> None:
    """All four cases, short and extended; the virtual card understands the same."""
    assert encode(command).hex() == sent
    assert decode(bytes.fromhex(sent)) == command


@pytest.mark.parametrize(
    "command",
    [
        CommandApdu(256, 0, 0, 0),
        CommandApdu(0, -1, 0, 0),
        CommandApdu(0, 0, 0, 0, le=65536),
        CommandApdu(0, 0, 0, 0, bytes(65536)),
    ],
)
def test_a_command_out_of_range_is_refused(command: CommandApdu) -> None:
    """Before anything is sent."""
    with pytest.raises(ProtocolError):
        encode(command)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (0x9000, None),
        (0x6282, None),
        (0x6300, None),
        (0x63C2, PinWrong),
        (0x63C0, PinBlocked),
        (0x6983, PinBlocked),
        (0x6A82, ApplicationMissing),
        (0x6A83, CommandRefused),
        (0x6985, CommandRefused),
        (0x6D00, NotSupported),
        (0x6581, CardUnreadable),
        (0x6283, CardUnreadable),
        (0x9303, CardUnreadable),
        (0x1234, CommandRefused),
    ],
)
def test_status_words_are_typed_errors(word: int, kind: type[DeviceError] | None) -> None:
    """Each names its word; a wrong PIN says how many tries are left and is never safe to retry."""
    error = error_of(word)
    assert (type(error) if error else None) is kind
    if error is not None:
        assert f"{word:04x}" in error.detail_code
    if isinstance(error, PinWrong):
        assert (error.tries_left, error.retry_is_safe) == (2, False)


@given(st.integers(0, 0xFFFF))
def test_every_status_word_is_an_error_or_none(word: int) -> None:
    """Nothing else comes out."""
    error = error_of(word)
    assert error is None or isinstance(error, DeviceError)


def test_answers_in_pieces_are_put_together() -> None:
    """61xx is fetched, 6Cxx asked for again, and a card that never ends is an error."""
    answers = {
        "00b2010400": "6c05",
        "00b2010405": "6103",
        "00c0000003": "0102036102",
        "00c0000002": "04059000",
    }
    channel = CardChannel(lambda sent: bytes.fromhex(answers[sent.hex()]))
    assert channel.ask(CommandApdu(0x00, 0xB2, 0x01, 0x04, le=0)) == b"\x01\x02\x03\x04\x05"
    endless = CardChannel(lambda _: b"\x00\x61\x01")
    with pytest.raises(ProtocolError):
        endless.exchange(CommandApdu(0x00, 0xB2, 0x01, 0x04, le=0))


def test_an_answer_without_a_status_word_is_damaged() -> None:
    """One byte, or none."""
    for came in (b"", b"\x90"):
        with pytest.raises(ProtocolError):
            parse_response(came)


def test_data_objects_nest() -> None:
    """Found at any depth; padding is passed over; long forms are read."""
    inner = tlv.encode(0x9F38, b"\x01") + b"\x00\xff" + tlv.encode(0x50, bytes(200))
    objects = tlv.parse(tlv.encode(0x6F, tlv.encode(0xA5, inner)))
    assert tlv.find(objects, 0x9F38) == b"\x01"
    assert tlv.find(objects, 0x50) == bytes(200)
    assert tlv.find(objects, 0x5A) is None
    assert len(tlv.find_all(objects, 0x50)) == 1


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_objects_or_device_errors(data: bytes) -> None:
    """Never anything else, however they nest."""
    try:
        tlv.find_all(tlv.parse(data), 0x61)
    except DeviceError:
        return


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_card_that_answers_anything_is_read_or_refused(answer: bytes) -> None:
    """A `DeviceError` or a value, from both readings, and never a hang."""
    for read in (bank_card.read, social_security.read):
        for word in (b"\x90\x00", b""):
            channel = CardChannel(lambda _, word=word: answer + word)  # type: ignore[misc]  # bound for this round
            try:
                read(channel)
            except DeviceError:
                continue


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_command_or_a_device_error(sent: bytes) -> None:
    """To a virtual card."""
    try:
        decode(sent)
    except DeviceError:
        return


@pytest.mark.parametrize(
    ("coding", "digits", "block"),
    [
        (PinCoding.ASCII, b"123456", b"123456"),
        (PinCoding.BCD, b"123456", b"\x12\x34\x56"),
        (PinCoding.BCD, b"12345", b"\x12\x34\x5f"),
        (PinCoding.BCD_PADDED, b"123456", b"\x12\x34\x56\xff\xff\xff\xff\xff"),
    ],
)
def test_pin_blocks(coding: PinCoding, digits: bytes, block: bytes) -> None:
    """As the binding says."""
    assert pin_block(Pin(bytearray(digits)), coding) == block


def test_a_pin_shows_itself_to_nobody() -> None:
    """No repr, no equality, no hash; wiped, it is zeros; what is no PIN is wiped at once."""
    digits = bytearray(b"135790")
    pin = Pin(digits)
    assert "135790" not in f"{pin!r} {pin} {VerifyPin(pin)!r}"
    assert pin != Pin(bytearray(b"135790"))
    with pytest.raises(TypeError):
        hash(pin)
    pin.wipe()
    assert digits == bytes(6)
    wrong = bytearray(b"12a4")
    with pytest.raises(ValueError, match="not a PIN"):
        Pin(wrong)
    assert wrong == bytes(4)


def test_messages_of_a_virtual_reader() -> None:
    """Length first, however the bytes arrive."""
    stream = message(bytes([Order.POWER_ON])) + message(b"") + message(b"\x00\xa4\x04\x00")
    assert stream.hex() == "0001010000000400a40400"
    for size in range(1, len(stream) + 1):
        scanner = MessageScanner()
        found = []
        for at in range(0, len(stream), size):
            scanner.feed(stream[at : at + size])
            while (one := scanner.next_message()) is not None:
                found.append(one)
        assert found == [b"\x01", b"", b"\x00\xa4\x04\x00"]
