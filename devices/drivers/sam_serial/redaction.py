"""The SAM protocol as a recorder sees it: frames, whose card they carry taken out, lengths and checks right.

A card's text becomes that of a synthetic card of the same kind, its photo and fingerprints zeros, an added address a
synthetic one. What is no whole frame is left to the recorder, which keeps its length alone.
"""

from datetime import date
from typing import Final

from devices.api.errors import DeviceError, ProtocolError
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.api.wire_language import Direction, Piece
from devices.drivers.sam_serial.framing import PREAMBLE, FrameScanner, frame
from devices.drivers.sam_serial.text_block import decode_text, encode_text
from devices.drivers.sam_serial.wire import (
    ADDRESS_BYTES,
    PHOTO_BYTES,
    TEXT_BYTES,
    StatusWord,
    encode_address,
    parse_base,
    parse_command,
    parse_reply,
)

_ADDRESS: Final = "云江市样板区样例路1号"
_NOBODY: Final = "SAMPLE, NOBODY"
_EXTRA: Final = {
    CardVariant.CITIZEN: {},
    CardVariant.HMT_RESIDENCE: {"pass_number": "H00000000", "times_issued": "01"},
    CardVariant.PERMANENT_RESIDENCE_2017: {"nationality": "XXX", "version": "01", "english_name": _NOBODY},
    CardVariant.PERMANENT_RESIDENCE_2023: {
        "nationality": "XXX",
        "times_renewed": "00",
        "english_name": _NOBODY,
    },
}
_NUMBERS: Final = {
    CardVariant.CITIZEN: "430124199001010014",
    CardVariant.HMT_RESIDENCE: "810000199001010014",
    CardVariant.PERMANENT_RESIDENCE_2017: "XXX430090010110",
    CardVariant.PERMANENT_RESIDENCE_2023: "932682199001010017",
}
_WITH_ETHNICITY: Final = (CardVariant.CITIZEN,)
_WITH_ADDRESS: Final = (CardVariant.CITIZEN, CardVariant.HMT_RESIDENCE)
_HEAD_BYTES: Final = 3  # SW1 SW2 SW3
_PLAIN_LENGTHS_BYTES: Final = 4  # of text and photo; a fingerprint's length makes it six
_PLAIN_BYTES: Final = _PLAIN_LENGTHS_BYTES + TEXT_BYTES + PHOTO_BYTES


class FrameSplitter:
    """Whole frames, and what lies between them. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return the whole frames in it, and the noise before each."""
        self._held += came
        pieces: list[Piece] = []
        while (found := _first_frame(bytes(self._held))) is not None:
            begins, ends = found
            if begins:
                pieces.append(Piece(bytes(self._held[:begins]), whole=False))
            pieces.append(Piece(bytes(self._held[begins:ends])))
            del self._held[:ends]
        return pieces

    def rest(self) -> bytes:
        """Return what is no whole frame yet, and forget it."""
        rest = bytes(self._held)
        self._held[:] = bytes(len(self._held))
        self._held.clear()
        return rest


class SamLanguage:
    """Meets `devices.api.wire_language.WireLanguage`."""

    def splitter(self, direction: Direction) -> FrameSplitter:
        """Frames look the same either way."""
        del direction
        return FrameSplitter()

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return the frame with a synthetic card's data in place of the card's."""
        if direction is Direction.TO_DEVICE:
            return message
        body = _body(message)
        return frame(body[:_HEAD_BYTES] + _anonymous(body))

    def key(self, request: bytes) -> str:
        """Return the command's name."""
        body = _body(request)
        command = parse_command(body)
        return command.label if command else body.hex()

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer: it repeats nothing of its request."""
        del request
        return answer


def _first_frame(held: bytes) -> tuple[int, int] | None:
    """Return where the first whole frame begins and ends."""
    begins = held.find(PREAMBLE)
    while begins >= 0:
        scanner = FrameScanner()
        length_ends = begins + len(PREAMBLE) + 2
        length = int.from_bytes(held[length_ends - 2 : length_ends], "big")
        scanner.feed(held[begins : length_ends + length])
        try:
            if scanner.next_body() is not None:
                return begins, length_ends + length
        except ProtocolError:
            pass  # what looked like a frame is none: there may be one behind its first byte
        begins = held.find(PREAMBLE, begins + 1)
    return None


def _body(message: bytes) -> bytes:
    scanner = FrameScanner()
    scanner.feed(message)
    return scanner.next_body() or b""


def _anonymous(body: bytes) -> bytes:
    """Return the data of a reply without its card's."""
    try:
        reply = parse_reply(body)
    except DeviceError:
        return bytes(max(0, len(body) - _HEAD_BYTES))
    data = reply.data
    if len(data) == ADDRESS_BYTES and reply.word is StatusWord.OK:
        return encode_address(_ADDRESS)
    try:
        text = parse_base(data).text
    except ProtocolError:
        return data if len(data) < ADDRESS_BYTES else bytes(len(data))
    lengths_bytes = _PLAIN_LENGTHS_BYTES if len(data) == _PLAIN_BYTES else _PLAIN_LENGTHS_BYTES + 2
    return data[:lengths_bytes] + _anonymous_text(text) + bytes(len(data) - lengths_bytes - TEXT_BYTES)


def _anonymous_text(block: bytes) -> bytes:
    """Return the text of a synthetic card of the same kind; zeros for what is no card's text."""
    try:
        variant = decode_text(block).variant
    except DeviceError:
        return bytes(TEXT_BYTES)
    return encode_text(
        CardText(
            variant=variant,
            name="张样一",
            sex=Sex.UNSTATED,
            ethnicity_code="01" if variant in _WITH_ETHNICITY else "",
            born=date(1990, 1, 1),
            address=_ADDRESS if variant in _WITH_ADDRESS else "",
            number=_NUMBERS[variant],
            issuer={CardVariant.PERMANENT_RESIDENCE_2017: "1500", CardVariant.PERMANENT_RESIDENCE_2023: ""}.get(
                variant, "云江市公安局"
            ),
            valid_from=date(2020, 1, 1),
            valid_until=None,
            extra=_EXTRA[variant],
        )
    )


SAM_LANGUAGE: Final = SamLanguage()
