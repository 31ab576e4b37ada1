"""Whatever comes over the line: a value or a `DeviceError`, never anything else, and never a hang."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.errors import DeviceError
from devices.drivers.sam_serial.framing import PREAMBLE, FrameScanner
from devices.drivers.sam_serial.text_block import decode_text, encode_text
from devices.drivers.sam_serial.wire import (
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
from tests.devices.sam_serial import cards

FRAMES = (
    *(command_frame(command) for command in SamCommand),
    *(reply_frame(word) for word in StatusWord),
    reply_frame(StatusWord.OK, encode_sam_id((5, 1, 20130101, 1234567, 987654321))),
    reply_frame(StatusWord.OK, encode_address("云江市样板区")),
    *(reply_frame(StatusWord.OK, base_data(encode_text(text), bytes(1024))) for text in cards.ALL),
    reply_frame(StatusWord.OK, base_data(encode_text(cards.CITIZEN), bytes(1024), bytes(512))),
)


def understand(body: bytes) -> None:
    """Do with a body everything that driver and simulator may do; only `DeviceError` may leave."""
    parse_command(body)
    reply = parse_reply(body)
    error = error_of(reply)
    for command in SamCommand:
        assert answers(command, reply) in (True, False)
    if error is not None:
        raise error
    for parse in (parse_sam_id, parse_address):
        try:
            parse(reply.data)
        except DeviceError:
            continue
    decode_text(parse_base(reply.data).text)


def scan(pieces: Iterator[bytes], total: int) -> int:
    """Feed the pieces, understand all bodies; return how many steps it took, and fail if they are not bounded."""
    scanner = FrameScanner()
    steps = 0
    for piece in pieces:
        scanner.feed(piece)
        while True:
            steps += 1
            assert steps <= 4 * total + 10
            try:
                body = scanner.next_body()
                if body is None:
                    break
                understand(body)
            except DeviceError:
                continue
    while scanner.give_up_frame():
        steps += 1
        assert steps <= 8 * total + 20
        try:
            scanner.next_body()
        except DeviceError:
            continue
    assert len(scanner._held) <= 4 + 2400
    return steps


def cut(stream: bytes, at: list[int]) -> Iterator[bytes]:
    """Cut a stream into the pieces in which it arrives."""
    begun = 0
    for end in sorted({position % (len(stream) + 1) for position in at}):
        yield stream[begun:end]
        begun = end
    yield stream[begun:]


CUTS = st.lists(st.integers(0, 5000), max_size=6)


@given(st.binary(max_size=3000), CUTS)
@settings(max_examples=120, deadline=None)
def test_random_bytes(stream: bytes, at: list[int]) -> None:
    """Noise of any kind."""
    scan(cut(stream, at), len(stream))


@given(
    st.lists(st.sampled_from([b"\xaa", PREAMBLE, b"\x00\x04", b"\x05\x08", b"\x96\x69", b"\x09\x0e"]), max_size=400),
    CUTS,
)
@settings(max_examples=80, deadline=None)
def test_preambles_without_end(parts: list[bytes], at: list[int]) -> None:
    """The most confusing noise there is: beginnings of frames within beginnings of frames."""
    stream = b"".join(parts)
    scan(cut(stream, at), len(stream))


@given(
    st.lists(st.sampled_from(FRAMES), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 20)), max_size=2),
    CUTS,
)
@settings(max_examples=150, deadline=None)
def test_mutated_frames(
    frames: list[bytes], changed: list[tuple[int, int]], lost: list[tuple[int, int]], at: list[int]
) -> None:
    """Bytes changed, bytes lost, frames run together."""
    stream = bytearray(b"".join(frames))
    for position, value in changed:
        stream[position % len(stream)] = value
    for position, count in lost:
        begun = position % (len(stream) + 1)
        del stream[begun : begun + count]
    scan(cut(bytes(stream), at), len(stream))


@given(st.binary(max_size=400), st.sampled_from(FRAMES), st.binary(max_size=50))
@settings(max_examples=150, deadline=None)
def test_a_whole_frame_is_always_found(before: bytes, frame: bytes, after: bytes) -> None:
    """Behind any noise: at once, or when what looked like a frame before it is given up."""
    scanner = FrameScanner()
    scanner.feed(before + frame + after)
    found = []
    while True:
        try:
            body = scanner.next_body()
        except DeviceError:
            continue
        if body is not None:
            found.append(body)
        elif not scanner.give_up_frame():
            break
    assert frame[7:-1] in found
