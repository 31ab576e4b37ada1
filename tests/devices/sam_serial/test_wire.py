"""Wire bytes of the SAM protocol, compared exactly with the documented ones."""

import pytest

from devices.api.errors import (
    CardUnreadable,
    ChecksumError,
    CommandRefused,
    DeviceError,
    NoCard,
    NotSupported,
    ProtocolError,
)
from devices.drivers.sam_serial.framing import FrameScanner, frame
from devices.drivers.sam_serial.wire import (
    FINGERPRINT_BYTES,
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

PREAMBLE = "AA AA AA 96 69 "

COMMANDS = {
    SamCommand.RESET_SAM: "00 03 10 FF EC",
    SamCommand.STATUS: "00 03 11 FF ED",
    SamCommand.SAM_ID: "00 03 12 FF EE",
    SamCommand.FIND_CARD: "00 03 20 01 22",
    SamCommand.SELECT_CARD: "00 03 20 02 21",
    SamCommand.READ_BASE: "00 03 30 01 32",
    SamCommand.READ_NEWEST_ADDRESS: "00 03 30 03 30",
    SamCommand.READ_BASE_FINGERPRINT: "00 03 30 10 23",
}
REPLIES = [
    (StatusWord.FOUND, bytes(4), "00 08 00 00 9F 00 00 00 00 97"),
    (StatusWord.FIND_FAILED, b"", "00 04 00 00 80 84"),
    (StatusWord.OK, bytes(8), "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"),
    (StatusWord.SELECT_FAILED, b"", "00 04 00 00 81 85"),
    (StatusWord.READ_FAILED, b"", "00 04 00 00 41 45"),
    (StatusWord.OK, b"", "00 04 00 00 90 94"),
    (StatusWord.NO_SUCH_CONTENT, b"", "00 04 00 00 91 95"),
    (StatusWord.CHECKSUM_ERROR, b"", "00 04 00 00 10 14"),
    (StatusWord.UNAUTHORISED, b"", "00 04 00 00 66 62"),
]
SAM_ID_FRAME = "AA AA AA 96 69 00 14 00 00 90 05 00 01 00 35 29 33 01 87 D6 12 00 B1 68 DE 3A D0 27"


def bodies(came: bytes) -> list[bytes | DeviceError]:
    """Return everything a scanner makes of `came`, given at once."""
    scanner = FrameScanner()
    scanner.feed(came)
    found: list[bytes | DeviceError] = []
    while True:
        try:
            body = scanner.next_body()
        except DeviceError as error:
            found.append(error)
            continue
        if body is None:
            return found
        found.append(body)


@pytest.mark.parametrize(("command", "after_preamble"), COMMANDS.items())
def test_command_frames_are_those_of_the_protocol(command: SamCommand, after_preamble: str) -> None:
    """Byte for byte, and the simulator knows them again."""
    sent = command_frame(command)
    assert sent == bytes.fromhex(PREAMBLE + after_preamble)
    assert bodies(sent) == [command.value]
    assert parse_command(command.value) is command


@pytest.mark.parametrize(("word", "data", "after_preamble"), REPLIES)
def test_reply_frames_are_those_of_the_protocol(word: StatusWord, data: bytes, after_preamble: str) -> None:
    """Byte for byte, and the driver takes them apart again."""
    came = bytes.fromhex(PREAMBLE + after_preamble)
    assert reply_frame(word, data) == came
    (body,) = bodies(came)
    assert isinstance(body, bytes)
    assert parse_reply(body) == Reply(word, data)


def test_every_command_is_tested_above() -> None:
    """A new one needs its bytes."""
    assert set(COMMANDS) == set(SamCommand)


def test_the_sam_s_identity_is_shown_as_the_makers_show_it() -> None:
    """The documented frame, both ways. Its example has a byte more than its own length: noise, as after any frame."""
    (body,) = bodies(bytes.fromhex(SAM_ID_FRAME))
    assert isinstance(body, bytes)
    assert parse_sam_id(parse_reply(body).data) == "05.01-20130101-0001234567-0987654321"
    data = encode_sam_id((5, 1, 20130101, 1234567, 987654321))
    assert reply_frame(StatusWord.OK, data) + b"\x27" == bytes.fromhex(SAM_ID_FRAME)


def test_base_frames_have_the_documented_lengths() -> None:
    """1295 bytes plain; 2321, 1809, 1297 with 1024, 512, 0 bytes of fingerprint; 81 for an address."""
    text, photo = bytes(256), bytes(range(256)) * 4
    plain = reply_frame(StatusWord.OK, base_data(text, photo))
    assert len(plain) == 1295
    assert plain[5:14] == bytes.fromhex("0508 000090 0100 0400")
    with_finger = [reply_frame(StatusWord.OK, base_data(text, photo, bytes(size))) for size in (1024, 512, 0)]
    assert [len(sent) for sent in with_finger] == [2321, 1809, 1297]
    address = reply_frame(StatusWord.OK, encode_address("云江市"))
    assert (len(address), address[5:7]) == (81, b"\x00\x4a")
    for sent in (plain, *with_finger):
        (body,) = bodies(sent)
        assert isinstance(body, bytes)
        content = parse_base(parse_reply(body).data)
        assert (content.text, content.photo) == (text, photo)


@pytest.mark.parametrize(
    ("word", "kind", "detail_code"),
    [
        (0x10, ChecksumError, "sent_frame_damaged"),
        (0x11, ProtocolError, "sent_frame_length"),
        (0x21, NotSupported, "bad_command"),
        (0x23, CommandRefused, "not_permitted"),
        (0x24, NotSupported, "unknown_command"),
        (0x31, CardUnreadable, "mutual_authentication_failed"),
        (0x32, CardUnreadable, "mutual_authentication_failed"),
        (0x33, CardUnreadable, "verification_failed"),
        (0x40, CardUnreadable, "unrecognised_card"),
        (0x41, CardUnreadable, "read_failed"),
        (0x47, CommandRefused, "random_number_failure"),
        (0x60, CommandRefused, "sam_self_test_failed"),
        (0x66, CommandRefused, "sam_unauthorised"),
        (0x80, NoCard, "find_failed"),
        (0x81, CardUnreadable, "select_failed"),
    ],
)
def test_every_status_word_is_an_error_of_its_own(word: int, kind: type[DeviceError], detail_code: str) -> None:
    """Only 31 and 32 share one, as nobody can act on the difference."""
    error = error_of(Reply(StatusWord(word)))
    assert type(error) is kind
    assert error.detail_code == detail_code


def test_success_is_no_error_and_all_words_are_covered() -> None:
    """OK, found, no such content; every other word of the protocol is in the test above."""
    successes = {word for word in StatusWord if error_of(Reply(word)) is None}
    assert successes == {StatusWord.OK, StatusWord.FOUND, StatusWord.NO_SUCH_CONTENT}
    assert len(StatusWord) == 15 + len(successes)


def test_a_word_nobody_knows_is_refused_by_its_number() -> None:
    """Firmware says more than manuals; the technician gets the number."""
    with pytest.raises(CommandRefused) as caught:
        parse_reply(bytes([0, 0, 0x77]))
    assert caught.value.detail_code == "sw3_77"
    for body in (b"", b"\0\0", b"\1\0\x90", b"\0\1\x90"):
        with pytest.raises(ProtocolError):
            parse_reply(body)


def test_a_late_reply_does_not_answer_the_next_question() -> None:
    """Success is told apart by word and size; a refusal may answer anything."""
    right = {
        SamCommand.RESET_SAM: Reply(StatusWord.OK),
        SamCommand.STATUS: Reply(StatusWord.OK),
        SamCommand.SAM_ID: Reply(StatusWord.OK, bytes(16)),
        SamCommand.FIND_CARD: Reply(StatusWord.FOUND, bytes(4)),
        SamCommand.SELECT_CARD: Reply(StatusWord.OK, bytes(8)),
        SamCommand.READ_BASE: Reply(StatusWord.OK, bytes(1284)),
        SamCommand.READ_NEWEST_ADDRESS: Reply(StatusWord.OK, bytes(70)),
        SamCommand.READ_BASE_FINGERPRINT: Reply(StatusWord.OK, bytes(2310)),
    }
    alike = [
        {SamCommand.RESET_SAM, SamCommand.STATUS},
        {SamCommand.READ_BASE, SamCommand.READ_BASE_FINGERPRINT},
    ]
    for asked in SamCommand:
        for meant, reply in right.items():
            same = asked is meant or {asked, meant} in alike
            assert answers(asked, reply) is same, (asked, meant)
        assert answers(asked, Reply(StatusWord.READ_FAILED))
    assert answers(SamCommand.READ_NEWEST_ADDRESS, Reply(StatusWord.NO_SUCH_CONTENT))


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"\x00\xff\x55",
        b"\xaa",
        b"\xaa\xaa",
        b"\xaa\xaa\xaa\x96",
        b"\xaa\xaa\xaa\xaa\xaa",
        bytes.fromhex("AAAAAA9668"),
        bytes(5000),
    ],
)
def test_a_frame_is_found_behind_noise_and_byte_by_byte(noise: bytes) -> None:
    """Also noise that looks like the beginning of a preamble."""
    sent = reply_frame(StatusWord.FOUND, bytes(4))
    assert bodies(noise + sent + noise + sent) == [sent[7:-1], sent[7:-1]]
    scanner = FrameScanner()
    found = []
    for value in noise + sent:
        scanner.feed(bytes([value]))
        body = scanner.next_body()
        if body is not None:
            found.append(body)
    assert found == [sent[7:-1]]


def test_a_damaged_frame_is_reported_once_and_the_next_one_found() -> None:
    """Whichever byte is damaged, the good frame behind it arrives."""
    good = reply_frame(StatusWord.OK)
    bad = reply_frame(StatusWord.FOUND, bytes(4))
    for at in range(len(bad)):
        damaged = bytearray(bad)
        damaged[at] ^= 0x40
        # A frame whose length was made longer takes bytes from what follows: enough frames follow here.
        found = bodies(bytes(damaged) + good * 12)
        errors = [item for item in found if isinstance(item, DeviceError)]
        assert found[-1] == good[7:-1]
        assert len(errors) <= 1
        if at >= 5:
            assert bad[7:-1] not in found
            assert [type(error) for error in errors] in ([ChecksumError], [ProtocolError])


def test_a_preamble_in_the_noise_does_not_swallow_the_frame_behind_it() -> None:
    """Once the rest of the false frame does not come, it is given up and the true one found."""
    good = reply_frame(StatusWord.OK)
    scanner = FrameScanner()
    scanner.feed(bytes.fromhex("AAAAAA96690100") + good)
    assert scanner.next_body() is None
    assert scanner.in_frame
    assert scanner.give_up_frame()
    assert scanner.next_body() == good[7:-1]
    assert not scanner.give_up_frame()


def test_what_the_scanner_held_is_overwritten() -> None:
    """It may have been a card's text."""
    scanner = FrameScanner()
    scanner.feed(bytes.fromhex("AAAAAA96690100") + b"secret")
    held = scanner._held
    scanner.clear()
    assert not scanner.in_frame
    assert len(held) == 0


@pytest.mark.parametrize("size", [0, 1, 69, 71])
def test_content_of_the_wrong_size_is_a_protocol_error(size: int) -> None:
    """Addresses, identities, bases."""
    for parse in (parse_address, parse_base, parse_sam_id):
        with pytest.raises(ProtocolError):
            parse(bytes(size))
    with pytest.raises(ProtocolError):
        parse_address(b"\x00\xd8" * 35)


def test_values_that_fit_no_frame_are_refused_when_encoded() -> None:
    """By ValueError: it is the caller's mistake, not the line's."""
    with pytest.raises(ValueError, match="a body"):
        frame(b"")
    with pytest.raises(ValueError, match="a body"):
        frame(bytes(4000))
    with pytest.raises(ValueError, match="an address"):
        encode_address("长" * 36)
    with pytest.raises(ValueError, match="text of"):
        base_data(bytes(255), bytes(1024))
    with pytest.raises(ValueError, match="fingerprint of"):
        base_data(bytes(256), bytes(1024), bytes(3))
    assert FINGERPRINT_BYTES == (0, 512, 1024)


def test_an_address_is_given_back_without_its_padding() -> None:
    """Up to 35 characters."""
    for address in ("", "云江市例江区范水路2号", "长" * 35):
        assert parse_address(encode_address(address)) == address
