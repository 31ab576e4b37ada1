"""Frames, commands and packets, byte for byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.errors import ChecksumError, DeviceError, ProtocolError
from devices.drivers.serial_scanner.framing import MOST_BYTES, Framer, Framing, framed
from devices.drivers.serial_scanner.ssi import (
    HOST,
    MORE_FOLLOW,
    RETRANSMITTED,
    SCANNER,
    Opcode,
    Packet,
    PacketScanner,
    from_host,
    symbology_of,
)
from devices.drivers.serial_scanner.wire import (
    DIALECTS,
    GM65_CRC_WRONG,
    GM65_DONE,
    GM65_INVALID,
    DialectName,
    crc_ccitt,
    gm65_answer,
    is_answer,
    split_aim,
)

ENDED = [Framing.CR, Framing.LF, Framing.CRLF, Framing.STX_ETX]


def read_all(framer: Framer, now_s: float = 0.0) -> list[bytes]:
    """Return all payloads that are whole."""
    found = []
    while (payload := framer.next_payload(now_s)) is not None:
        found.append(payload)
    return found


@pytest.mark.parametrize(
    ("framing", "stream"),
    [
        (Framing.CR, b"A1\rB2\r"),
        (Framing.LF, b"A1\nB2\n"),
        (Framing.CRLF, b"A1\r\nB2\r\n"),
        (Framing.STX_ETX, b"\x02A1\x03\x02B2\x03"),
    ],
)
def test_codes_are_found_by_their_ends(framing: Framing, stream: bytes) -> None:
    """However the bytes arrive, and the simulator sends what the driver understands."""
    assert framed(b"A1", framing) + framed(b"B2", framing) == stream
    for size in range(1, len(stream) + 1):
        framer = Framer(framing, gap_s=0.1)
        found = []
        for at in range(0, len(stream), size):
            framer.feed(stream[at : at + size], 0.0)
            found += read_all(framer)
        assert found == [b"A1", b"B2"]
        assert framer.is_empty


def test_a_gap_ends_a_code_where_nothing_else_does() -> None:
    """Counted from the last byte, not from the first."""
    framer = Framer(Framing.IDLE_GAP, gap_s=0.1)
    framer.feed(b"A", 1.0)
    framer.feed(b"1\r\n", 1.08)
    assert framer.next_payload(1.17) is None
    assert framer.next_payload(1.181) == b"A1\r\n"
    assert framer.next_payload(9.0) is None


@pytest.mark.parametrize("framing", ENDED)
def test_a_code_that_ends_twice_is_one(framing: Framing) -> None:
    """Empty codes are none."""
    framer = Framer(framing, gap_s=0.1)
    framer.feed(framed(b"", framing) + framed(b"A1", framing) + framed(b"", framing), 0.0)
    assert read_all(framer) == [b"A1"]


def test_what_is_outside_of_stx_and_etx_is_no_code() -> None:
    """Noise before, between and behind."""
    framer = Framer(Framing.STX_ETX, gap_s=0.1)
    framer.feed(b"noise\x03\x02A1\x03noise\x02B2\x03noise", 0.0)
    assert read_all(framer) == [b"A1", b"B2"]


@pytest.mark.parametrize("framing", Framing)
def test_a_stream_without_end_is_an_error_once(framing: Framing) -> None:
    """And the next code is found again."""
    framer = Framer(framing, gap_s=0.1)
    framer.feed(b"\x02" + b"x" * MOST_BYTES, 0.0)
    with pytest.raises(ProtocolError):
        framer.next_payload(0.0)
    framer.feed(framed(b"A1", framing), 1.0)
    assert framer.next_payload(2.0) == b"A1"


@pytest.mark.parametrize(
    ("held", "left"),
    [
        (GM65_DONE, []),
        (GM65_DONE + b"A1\r", [b"A1"]),
        (b"\x00\xff" + GM65_DONE + b"A1\r", [b"A1"]),
        (b"A1\r" + GM65_DONE, [b"A1"]),
        (b"A1\r\x00" + GM65_DONE + b"B2\r", [b"A1", b"B2"]),
    ],
)
def test_an_acknowledgement_is_cut_out(held: bytes, left: list[bytes]) -> None:
    """With noise before it; whole codes around it stay."""
    framer = Framer(Framing.CR, gap_s=0.1)
    framer.feed(held, 0.0)
    assert framer.cut(GM65_DONE)
    assert not framer.cut(GM65_DONE)
    assert read_all(framer) == left
    assert framer.is_empty


def test_commands_are_those_of_the_manuals() -> None:
    """Byte for byte."""
    assert DIALECTS[DialectName.HONEYWELL].start.hex(" ") == "16 54 0d"
    assert DIALECTS[DialectName.HONEYWELL].stop.hex(" ") == "16 55 0d"
    assert DIALECTS[DialectName.NEWLAND].start.hex(" ") == "01 54 04"
    assert DIALECTS[DialectName.NEWLAND].question == b"?"
    assert DIALECTS[DialectName.GM65].start.hex(" ") == "7e 00 08 01 00 02 01 ab cd"
    assert DIALECTS[DialectName.GM65].stop.hex(" ") == "7e 00 08 01 00 02 00 ab cd"
    assert from_host(Opcode.START_SESSION).hex(" ") == "04 e4 04 00 ff 14"
    assert from_host(Opcode.STOP_SESSION).hex(" ") == "04 e5 04 00 ff 13"
    assert from_host(Opcode.ACK).hex(" ") == "04 d0 04 00 ff 28"
    assert from_host(Opcode.NAK, b"\x01").hex(" ") == "05 d1 04 00 01 ff 25"
    assert from_host(Opcode.REQUEST_REVISION).hex(" ") == "04 a3 04 00 ff 55"


def test_the_gm65_s_check_value_is_that_of_its_answers() -> None:
    """CRC-CCITT over type, length and data, as the three answers of the manuals show."""
    for answer in (GM65_DONE, GM65_CRC_WRONG, GM65_INVALID):
        assert crc_ccitt(answer[2:5]).to_bytes(2, "big") == answer[5:]
    assert gm65_answer(0) == GM65_DONE


@pytest.mark.parametrize(
    ("name", "came", "answered"),
    [
        (DialectName.GM65, gm65_answer(1), True),
        (DialectName.GM65, gm65_answer(1)[:-1], False),
        (DialectName.GM65, gm65_answer(1)[:-1] + b"\x00", False),
        (DialectName.GM65, GM65_INVALID, False),
        (DialectName.HONEYWELL, b"REVINF: X\x06.", True),
        (DialectName.HONEYWELL, b"REVINF: X\x15.", False),
        (DialectName.NEWLAND, b"!", True),
        (DialectName.NEWLAND, b"", False),
    ],
)
def test_answers_are_told_from_noise(name: DialectName, came: bytes, answered: bool) -> None:
    """Whole, and undamaged where that can be seen."""
    assert is_answer(DIALECTS[name], came) is answered


@pytest.mark.parametrize(
    ("payload", "split"),
    [
        (b"]Q1HELLO", (b"HELLO", "qr_code")),
        (b"]d2\xff\x00", (b"\xff\x00", "data_matrix")),
        (b"]C0", (b"", "code_128")),
        (b"]?0HELLO", (b"]?0HELLO", "unknown")),
        (b"HELLO", (b"HELLO", "unknown")),
        (b"]Q", (b"]Q", "unknown")),
        (b"]\xff1", (b"]\xff1", "unknown")),
    ],
)
def test_the_aim_prefix_names_the_kind_of_code(payload: bytes, split: tuple[bytes, str]) -> None:
    """What is none stays in the code."""
    assert split_aim(payload) == split


PACKET = Packet(Opcode.DECODE_DATA, SCANNER, 0, b"\x1cHELLO")


def test_packets_are_found_behind_noise() -> None:
    """What cannot begin a packet is passed over; what might is given up when nothing follows."""
    scanner = PacketScanner()
    scanner.feed(b"\x00\xff\xaa\xaa\x55" + PACKET.as_bytes())
    assert scanner.next_packet() == PACKET
    scanner.feed(b"\x40\xf3" + PACKET.as_bytes())
    found = scanner.next_packet()
    while found is None and scanner.give_up():
        found = scanner.next_packet()
    assert found == PACKET
    assert symbology_of(PACKET.data[0]) == "qr_code"
    assert symbology_of(0x99) == "unknown"


def test_a_damaged_packet_is_told() -> None:
    """Once; the next one is found."""
    scanner = PacketScanner()
    damaged = bytearray(PACKET.as_bytes())
    damaged[6] ^= 0x20
    scanner.feed(bytes(damaged) + PACKET.as_bytes())
    with pytest.raises(ChecksumError):
        scanner.next_packet()
    assert scanner.next_packet() == PACKET


def test_status_bits() -> None:
    """Sent again, and more to follow."""
    assert not PACKET.is_retransmitted
    assert not PACKET.more_follow
    both = Packet(Opcode.DECODE_DATA, SCANNER, RETRANSMITTED | MORE_FOLLOW)
    assert both.is_retransmitted
    assert both.more_follow


def test_a_packet_s_data_is_in_no_repr() -> None:
    """It may be a payment code."""
    assert "HELLO" not in repr(PACKET)


@given(st.lists(st.binary(max_size=300), max_size=5), st.sampled_from([HOST, SCANNER]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_packets_or_device_errors(pieces: list[bytes], source: int) -> None:
    """Never anything else, and never a hang."""
    scanner = PacketScanner(source)
    steps = 0
    for piece in [*pieces, PACKET.as_bytes()]:
        scanner.feed(piece)
        while True:
            steps += 1
            assert steps < 4000
            try:
                if scanner.next_packet() is None:
                    break
            except DeviceError:
                continue
    while scanner.give_up():
        steps += 1
        assert steps < 8000


@given(st.lists(st.binary(max_size=300), max_size=5), st.sampled_from(list(Framing)))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_codes_or_device_errors(pieces: list[bytes], framing: Framing) -> None:
    """A framer that is fed anything finds the whole code that follows a rest."""
    framer = Framer(framing, gap_s=0.1)
    for at, piece in enumerate(pieces):
        framer.feed(piece, float(at))
        read_all(framer, at + 0.05)
        framer.cut(GM65_DONE)
    framer.clear()
    framer.feed(framed(b"A1", framing), 100.0)
    assert read_all(framer, 101.0) == [b"A1"]
