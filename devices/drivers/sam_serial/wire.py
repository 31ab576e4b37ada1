"""SAM serial protocol: what frames say, to values and back. Source: domain.md 1 (GA 450 readers).

A body from host to reader is CMD PARA DATA, from reader to host SW1 SW2 SW3 DATA. `framing` wraps bodies, and
`text_block` reads the chip's text. No function raises anything but `DeviceError` on bytes from the line, whatever
they are; encoders raise `ValueError` on values that do not fit.
"""

from dataclasses import dataclass, field
from enum import Enum

from devices.api.errors import (
    CardUnreadable,
    ChecksumError,
    CommandRefused,
    DeviceError,
    NoCard,
    NotSupported,
    ProtocolError,
)
from devices.drivers.sam_serial.framing import frame

TEXT_BYTES = 256
PHOTO_BYTES = 1024
ADDRESS_BYTES = 70
SAM_ID_BYTES = 16
FINGERPRINT_BYTES = (0, 512, 1024)


class SamCommand(Enum):
    """What the host can ask. The value is CMD and PARA; the name in lower case is what scenarios call it."""

    RESET_SAM = b"\x10\xff"
    STATUS = b"\x11\xff"
    SAM_ID = b"\x12\xff"
    FIND_CARD = b"\x20\x01"
    SELECT_CARD = b"\x20\x02"
    READ_BASE = b"\x30\x01"
    READ_NEWEST_ADDRESS = b"\x30\x03"
    READ_BASE_FINGERPRINT = b"\x30\x10"

    @property
    def label(self) -> str:
        """The command's name in scenarios and detail codes: ``find_card``."""
        return self.name.lower()


class StatusWord(Enum):
    """SW3, what the reader says of the command."""

    OK = 0x90
    FOUND = 0x9F
    NO_SUCH_CONTENT = 0x91
    CHECKSUM_ERROR = 0x10
    LENGTH_ERROR = 0x11
    BAD_COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNKNOWN_COMMAND = 0x24
    CARD_REFUSED_SAM = 0x31
    SAM_REFUSED_CARD = 0x32
    VERIFICATION_FAILED = 0x33
    UNRECOGNISED_CARD = 0x40
    READ_FAILED = 0x41
    RANDOM_NUMBER_FAILURE = 0x47
    SELF_TEST_FAILED = 0x60
    UNAUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81


SUCCESSES = frozenset({StatusWord.OK, StatusWord.FOUND, StatusWord.NO_SUCH_CONTENT})

# Sizes overlap nowhere. Bare answers may grow a little in some firmware; content is held to its size when parsed.
_OK_SIZES = {
    SamCommand.RESET_SAM: range(5),
    SamCommand.STATUS: range(5),
    SamCommand.SELECT_CARD: range(5, 13),
    SamCommand.SAM_ID: range(SAM_ID_BYTES, SAM_ID_BYTES + 1),
    SamCommand.READ_NEWEST_ADDRESS: range(ADDRESS_BYTES, ADDRESS_BYTES + 1),
    SamCommand.READ_BASE: range(TEXT_BYTES, 4096),
    SamCommand.READ_BASE_FINGERPRINT: range(TEXT_BYTES, 4096),
}

_ERRORS: dict[StatusWord, tuple[type[DeviceError], str]] = {
    StatusWord.CHECKSUM_ERROR: (ChecksumError, "sent_frame_damaged"),
    StatusWord.LENGTH_ERROR: (ProtocolError, "sent_frame_length"),
    StatusWord.BAD_COMMAND: (NotSupported, "bad_command"),
    StatusWord.NOT_PERMITTED: (CommandRefused, "not_permitted"),
    StatusWord.UNKNOWN_COMMAND: (NotSupported, "unknown_command"),
    # Either side may have refused the other; nobody can act on the difference, so both have one name.
    StatusWord.CARD_REFUSED_SAM: (CardUnreadable, "mutual_authentication_failed"),
    StatusWord.SAM_REFUSED_CARD: (CardUnreadable, "mutual_authentication_failed"),
    StatusWord.VERIFICATION_FAILED: (CardUnreadable, "verification_failed"),
    StatusWord.UNRECOGNISED_CARD: (CardUnreadable, "unrecognised_card"),
    StatusWord.READ_FAILED: (CardUnreadable, "read_failed"),
    StatusWord.RANDOM_NUMBER_FAILURE: (CommandRefused, "random_number_failure"),
    StatusWord.SELF_TEST_FAILED: (CommandRefused, "sam_self_test_failed"),
    StatusWord.UNAUTHORISED: (CommandRefused, "sam_unauthorised"),
    StatusWord.FIND_FAILED: (NoCard, "find_failed"),
    StatusWord.SELECT_FAILED: (CardUnreadable, "select_failed"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status word that the protocol knows, and data."""

    word: StatusWord
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class BaseContent:
    """What `READ_BASE` and `READ_BASE_FINGERPRINT` bring: the text block and the coded photo."""

    text: bytes
    photo: bytes


def command_frame(command: SamCommand) -> bytes:
    """Return the frame that the host sends."""
    return frame(command.value)


def reply_frame(word: StatusWord, data: bytes = b"") -> bytes:
    """Return the frame that the reader answers."""
    return frame(bytes([0, 0, word.value]) + data)


def base_data(text: bytes, photo: bytes, fingerprint: bytes | None = None) -> bytes:
    """Return the data of a base reply; with `fingerprint`, even an empty one, that of the fingerprint command."""
    if len(text) != TEXT_BYTES or len(photo) != PHOTO_BYTES:
        raise ValueError(f"text of {len(text)} bytes, photo of {len(photo)}")
    if fingerprint is not None and len(fingerprint) not in FINGERPRINT_BYTES:
        raise ValueError(f"fingerprint of {len(fingerprint)} bytes")
    parts = [text, photo] if fingerprint is None else [text, photo, fingerprint]
    return b"".join(len(part).to_bytes(2, "big") for part in parts) + b"".join(parts)


def parse_command(body: bytes) -> SamCommand | None:
    """Return which command a body is, or None."""
    try:
        return SamCommand(body)
    except ValueError:
        return None


def parse_reply(body: bytes) -> Reply:
    """Take a reply's body apart.

    Raises:
        ProtocolError: too short, or SW1 SW2 are not zero.
        CommandRefused: a status word that the protocol does not know.
    """
    if len(body) < 3:
        raise ProtocolError(detail_code="reply_too_short")
    if body[:2] != b"\x00\x00":
        raise ProtocolError(detail_code=f"sw1_sw2_{body[:2].hex()}")
    try:
        word = StatusWord(body[2])
    except ValueError:
        raise CommandRefused(detail_code=f"sw3_{body[2]:02x}") from None
    return Reply(word, body[3:])


def error_of(reply: Reply) -> DeviceError | None:
    """Return the error that a reply reports, or None where it reports success."""
    if reply.word in SUCCESSES:
        return None
    kind, detail_code = _ERRORS[reply.word]
    return kind(detail_code=detail_code)


def answers(command: SamCommand, reply: Reply) -> bool:
    """Return whether `reply` can be the answer to `command`, and not a late one to an earlier command.

    Replies do not name their command, so that success is told by its word and size; an error answers anything.
    """
    size = len(reply.data)
    match reply.word:
        case StatusWord.FOUND:
            return command is SamCommand.FIND_CARD
        case StatusWord.NO_SUCH_CONTENT:
            return command is SamCommand.READ_NEWEST_ADDRESS
        case StatusWord.OK:
            return size in _OK_SIZES.get(command, range(0))
        case _:
            return True


def parse_base(data: bytes) -> BaseContent:
    """Take the data of either base reply apart; a fingerprint is checked for its length and left behind.

    Raises:
        ProtocolError: the lengths do not add up.
    """
    text_bytes = int.from_bytes(data[0:2], "big")
    photo_bytes = int.from_bytes(data[2:4], "big")
    if len(data) < 4 or text_bytes != TEXT_BYTES or photo_bytes != PHOTO_BYTES:
        raise ProtocolError(detail_code="base_lengths")
    begins = 4
    if len(data) != begins + text_bytes + photo_bytes:
        fingerprint_bytes = int.from_bytes(data[4:6], "big")
        begins = 6
        if len(data) != begins + text_bytes + photo_bytes + fingerprint_bytes:
            raise ProtocolError(detail_code="base_lengths")
    ends = begins + text_bytes
    return BaseContent(data[begins:ends], data[ends : ends + photo_bytes])


def encode_address(address: str) -> bytes:
    """Return an added address as the chip holds it. Raises ValueError if it is longer than 35 code units."""
    coded = address.encode("utf-16-le")
    if len(coded) > ADDRESS_BYTES:
        raise ValueError(f"an address of {len(coded)} bytes")
    return coded + b" \x00" * ((ADDRESS_BYTES - len(coded)) // 2)


def parse_address(data: bytes) -> str:
    """Return the newest added address without its padding. Raises ProtocolError if it is none."""
    if len(data) != ADDRESS_BYTES:
        raise ProtocolError(detail_code="address_length")
    try:
        return data.decode("utf-16-le").strip(" \x00")
    except UnicodeDecodeError:
        raise ProtocolError(detail_code="address_text") from None


def encode_sam_id(parts: tuple[int, int, int, int, int]) -> bytes:
    """Return the 16 bytes of a SAM id from its five numbers."""
    return b"".join(part.to_bytes(size, "little") for part, size in zip(parts, (2, 2, 4, 4, 4), strict=True))


def parse_sam_id(data: bytes) -> str:
    """Return the SAM's identity as it is shown: ``05.01-20130101-0001234567-0987654321``.

    Raises:
        ProtocolError: not 16 bytes.
    """
    if len(data) != SAM_ID_BYTES:
        raise ProtocolError(detail_code="sam_id_length")
    kind, series = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2))
    day, first, second = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12))
    return f"{kind:02d}.{series:02d}-{day:08d}-{first:010d}-{second:010d}"
