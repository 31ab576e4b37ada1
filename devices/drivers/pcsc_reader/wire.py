"""APDUs and what their status words mean. Pure.

Source: ISO/IEC 7816-4:2020, 5.2 (command-response pairs), 5.6 (status bytes); 9302 and 9303 are PBOC 3.0's.
"""

from collections.abc import Mapping
from typing import Final

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
from devices.api.kinds.smart_card_reader import CommandApdu, ResponseApdu

OK: Final = 0x9000
MOST_SHORT_DATA: Final = 255
MOST_DATA: Final = 65535
_SHORT_LE: Final = 256

INS_VERIFY: Final = 0x20
INS_SELECT: Final = 0xA4
INS_READ_RECORD: Final = 0xB2
INS_GET_RESPONSE: Final = 0xC0
INS_GET_PROCESSING_OPTIONS: Final = 0xA8


def encode(command: CommandApdu) -> bytearray:
    """Return a command as it is sent, short where it can be, else extended; in memory that its caller can overwrite.

    Raises:
        ProtocolError: a header byte, the data or Le is out of range.
    """
    header = (command.cla, command.ins, command.p1, command.p2)
    le = command.le
    out_of_range = le is not None and not 0 <= le <= MOST_DATA
    if any(not 0 <= byte <= 0xFF for byte in header) or len(command.data) > MOST_DATA or out_of_range:
        raise ProtocolError(detail_code="command_out_of_range")
    sent = bytearray(header)
    is_extended = len(command.data) > MOST_SHORT_DATA or (le is not None and le > _SHORT_LE)
    if not is_extended:
        if command.data:
            sent.append(len(command.data))
            sent += command.data
        if le is not None:
            sent.append(le & 0xFF)
        return sent
    sent.append(0)
    if command.data:
        sent += len(command.data).to_bytes(2, "big")
        sent += command.data
    if le is not None:
        sent += le.to_bytes(2, "big")
    return sent


def decode(sent: bytes) -> CommandApdu:
    """Return the command that `sent` is, for cards that are not there. Raises ProtocolError."""
    if len(sent) < 4:
        raise ProtocolError(detail_code="command_cut_short")
    header, body = sent[:4], sent[4:]
    cla, ins, p1, p2 = header
    if not body:
        return CommandApdu(cla, ins, p1, p2)
    if len(body) == 1:
        return CommandApdu(cla, ins, p1, p2, le=body[0])
    if body[0]:
        width, length = 1, body[0]
    else:
        width, length = 3, int.from_bytes(body[1:3], "big")
        if len(body) == 3:
            return CommandApdu(cla, ins, p1, p2, le=length)
    rest = body[width + length :]
    if len(body) < width + length or len(rest) not in (0, 1 if width == 1 else 2):
        raise ProtocolError(detail_code="command_lengths")
    le = int.from_bytes(rest, "big") if rest else None
    return CommandApdu(cla, ins, p1, p2, body[width : width + length], le)


def parse_response(came: bytes) -> ResponseApdu:
    """Take an answer apart. Raises ProtocolError where there is no status word."""
    if len(came) < 2:
        raise ProtocolError(detail_code="answer_cut_short")
    return ResponseApdu(bytes(came[:-2]), int.from_bytes(came[-2:], "big"))


_REFUSALS: Final[Mapping[int, tuple[type[DeviceError], str]]] = {
    0x6283: (CardUnreadable, "file_deactivated"),
    0x6285: (CardUnreadable, "application_ended"),
    0x6400: (CardUnreadable, "execution_error"),
    0x6581: (CardUnreadable, "memory_failure"),
    0x6700: (CommandRefused, "wrong_length"),
    0x6881: (NotSupported, "logical_channel"),
    0x6882: (NotSupported, "secure_messaging"),
    0x6981: (CommandRefused, "wrong_file_structure"),
    0x6982: (CommandRefused, "security_status_not_satisfied"),
    0x6983: (PinBlocked, "authentication_blocked"),
    0x6984: (PinBlocked, "reference_data_not_usable"),
    0x6985: (CommandRefused, "conditions_not_satisfied"),
    0x6986: (CommandRefused, "no_current_file"),
    0x6A80: (CommandRefused, "wrong_data"),
    0x6A81: (NotSupported, "function"),
    0x6A82: (ApplicationMissing, "file_not_found"),
    0x6A83: (CommandRefused, "record_not_found"),
    0x6A86: (CommandRefused, "wrong_p1_p2"),
    0x6A88: (CommandRefused, "data_not_found"),
    0x6B00: (CommandRefused, "wrong_p1_p2"),
    0x6D00: (NotSupported, "instruction"),
    0x6E00: (NotSupported, "class"),
    0x6F00: (CardUnreadable, "no_precise_diagnosis"),
    0x9302: (CommandRefused, "mac_wrong"),
    0x9303: (CardUnreadable, "application_locked_for_good"),
}
_TRIES: Final = 0x63C0


def tries_in(status_word: int) -> int | None:
    """Return the tries that are left, where `status_word` says (63Cx)."""
    return status_word & 0x0F if status_word & 0xFFF0 == _TRIES else None


def error_of(status_word: int) -> DeviceError | None:
    """Return what `status_word` says is wrong, or None where all is well or only a warning is meant (62xx, 63xx)."""
    if status_word == OK:
        return None
    tries = tries_in(status_word)
    if tries is not None:
        detail_code = f"sw_{status_word:04x}"
        return PinWrong(detail_code=detail_code, tries_left=tries) if tries else PinBlocked(detail_code=detail_code)
    known = _REFUSALS.get(status_word)
    if known is not None:
        kind, name = known
        return kind(detail_code=f"sw_{status_word:04x} {name}")
    if status_word >> 8 in (0x62, 0x63):
        return None
    return CommandRefused(detail_code=f"sw_{status_word:04x}")


def select(aid: bytes) -> CommandApdu:
    """Return the command that selects an application by its name."""
    return CommandApdu(0x00, INS_SELECT, 0x04, 0x00, aid, le=0)


def read_record(number: int, file: int = 0) -> CommandApdu:
    """Return the command that reads a record by its number, of the file with that short identifier."""
    return CommandApdu(0x00, INS_READ_RECORD, number, file << 3 | 0x04, le=0)
