"""IPP over HTTP as a recorder sees it: whole requests and replies, whose paper they carry taken out.

A document becomes a PDF's first line and blanks, of the same length. Other people's jobs, which a printer lists too,
keep their numbers and states and lose their names.
"""

import re
from dataclasses import replace
from typing import Final

from devices.api.errors import ProtocolError
from devices.api.wire_language import Direction, Piece
from devices.drivers.ipp_printer.values import Attribute, Group, Message, Value
from devices.drivers.ipp_printer.vocabulary import GroupTag, Operation
from devices.drivers.ipp_printer.wire import decode, encode

_HEAD_ENDS: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,9})")
_LENGTH_LINE: Final = re.compile(rb"(?im)^(content-length:[ \t]*)\d{1,9}")
_PDF: Final = b"%PDF-1.4\n"
_OURS: Final = re.compile(r"(contract-)?[0-9a-f-]{16,36}")
"""A job's name that is made of a random number says nothing of anybody."""
_NUMBER_BEGINS: Final = 4  # version and operation come before the request's number: RFC 8010, 3.1.1
_NUMBER_ENDS: Final = 8
_NAMES: Final = frozenset({"job-name", "document-name-supplied"})
_PEOPLE: Final = frozenset({"job-originating-user-name", "job-k-octets-supplied-by", "job-message-from-operator"})


class HttpSplitter:
    """Whole HTTP messages by their length. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return the messages that are whole."""
        self._held += came
        pieces: list[Piece] = []
        while (ends := _end(bytes(self._held))) is not None:
            pieces.append(Piece(bytes(self._held[:ends])))
            del self._held[:ends]
        return pieces

    def rest(self) -> bytes:
        """Return a message that broke off, and forget it."""
        rest = bytes(self._held)
        self._held.clear()
        return rest


class IppLanguage:
    """Meets `devices.api.wire_language.WireLanguage`."""

    def splitter(self, direction: Direction) -> HttpSplitter:
        """HTTP looks the same either way."""
        del direction
        return HttpSplitter()

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return the message without document and people, its length right."""
        del direction
        head, body = _parts(message)
        if not body:
            return message
        try:
            ipp = decode(body)
        except ProtocolError:
            return head + bytes(len(body))
        clean = encode(replace(ipp, groups=tuple(map(_nameless, ipp.groups)), data=_blank(ipp.data)))
        return _LENGTH_LINE.sub(rb"\g<1>%d" % len(clean), head) + clean

    def key(self, request: bytes) -> str:
        """Return the operation, and the job's name or number where it is about one."""
        _, body = _parts(request)
        try:
            message = decode(body)
        except ProtocolError:
            return "no_ipp"
        about = message.group(GroupTag.OPERATION)
        named = about.string("job-name") or about.integer("job-id") or about.string("which-jobs") or ""
        asked = ",".join(about.strings("requested-attributes"))
        return f"{_operation(message)}:{named}:{asked}"

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer with the request's number."""
        head, body = _parts(answer)
        _, asked = _parts(request)
        if len(body) < _NUMBER_ENDS or len(asked) < _NUMBER_ENDS:
            return answer
        return head + body[:_NUMBER_BEGINS] + asked[_NUMBER_BEGINS:_NUMBER_ENDS] + body[_NUMBER_ENDS:]


def _operation(message: Message) -> str:
    try:
        return Operation(message.code).name.lower()
    except ValueError:
        return str(message.code)


def _end(held: bytes) -> int | None:
    """Return where the first whole message ends."""
    begins = held.find(_HEAD_ENDS)
    if begins < 0:
        return None
    body_begins = begins + len(_HEAD_ENDS)
    length = _LENGTH.search(held[:begins])
    ends = body_begins + (int(length[1]) if length else 0)
    return ends if len(held) >= ends else None


def _parts(message: bytes) -> tuple[bytes, bytes]:
    head, ends, body = message.partition(_HEAD_ENDS)
    return head + ends, body


def _blank(document: bytes) -> bytes:
    if not document:
        return b""
    return (_PDF + b" " * len(document))[: len(document)]


def _nameless(group: Group) -> Group:
    return replace(group, attributes=tuple(map(_attribute, group.attributes)))


def _attribute(attribute: Attribute) -> Attribute:
    if attribute.name not in _NAMES | _PEOPLE:
        return attribute
    return replace(attribute, values=tuple(_value(attribute.name, value) for value in attribute.values))


def _value(name: str, value: Value) -> Value:
    if isinstance(value.content, str) and not (name in _NAMES and _OURS.fullmatch(value.content)):
        return replace(value, content="x" * len(value.content))
    return value


IPP_LANGUAGE: Final = IppLanguage()
