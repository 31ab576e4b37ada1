"""IPP messages to octets and back. Source: RFC 8010, 3 (encoding) and 3.9 (values).

Reading never raises anything but `ProtocolError`, whatever came, and never nests deeper than `MOST_DEPTH`.
Strings are UTF-8, the only charset we ask for; octets that are none become replacement characters, because a
printer with one broken name must still print.
"""

import struct
from typing import Final

from devices.api.errors import ProtocolError
from devices.drivers.ipp_printer.values import (
    Attribute,
    Collection,
    Content,
    DateAndTime,
    Group,
    IntegerRange,
    Localised,
    Message,
    Resolution,
    Value,
)
from devices.drivers.ipp_printer.vocabulary import OUT_OF_BAND, STRINGS, GroupTag, ValueTag

MOST_DEPTH: Final = 16
"""Collections within collections; printers use three."""
_MOST_LENGTH: Final = 0xFFFF
_FIRST_VALUE_TAG: Final = 0x10
_HEADER: Final = struct.Struct(">BBHi")
_INTEGER: Final = struct.Struct(">i")
_RANGE: Final = struct.Struct(">ii")
_RESOLUTION: Final = struct.Struct(">iib")
_DATE_TIME: Final = struct.Struct(">HBBBBBBBBB")
_LANGUAGE: Final = frozenset({ValueTag.TEXT_WITH_LANGUAGE, ValueTag.NAME_WITH_LANGUAGE})


def encode(message: Message) -> bytes:
    """Return the message's octets, its document last.

    Raises:
        ValueError: a value that its tag cannot carry, or one longer than 65535 octets.
    """
    try:
        out = bytearray(_HEADER.pack(*message.version, message.code, message.request_id))
        for group in message.groups:
            out.append(group.tag)
            for attribute in group.attributes:
                _put_attribute(out, attribute)
    except struct.error as error:
        raise ValueError(f"IPP cannot carry this: {error}") from error
    out.append(GroupTag.END)
    return bytes(out) + message.data


def decode(octets: bytes) -> Message:
    """Read a message; whatever follows its end is `Message.data`.

    Raises:
        ProtocolError: `detail_code` says what is wrong with it.
    """
    reader = _Reader(octets)
    major, minor, code, request_id = _HEADER.unpack(reader.take(_HEADER.size))
    groups: list[Group] = []
    while (tag := reader.byte()) != GroupTag.END:
        if tag == GroupTag.RESERVED or tag >= _FIRST_VALUE_TAG:
            raise _broken("value_outside_group" if tag else "reserved_tag")
        groups.append(Group(tag, _group(reader)))
    return Message((major, minor), code, request_id, tuple(groups), reader.rest())


def _put_attribute(out: bytearray, attribute: Attribute) -> None:
    name = attribute.name
    for value in attribute.values:
        _put_value(out, name, value)
        name = ""  # further values have an empty name


def _put_value(out: bytearray, name: str, value: Value) -> None:
    out.append(value.tag)
    _put_counted(out, name.encode())
    content = value.content
    if isinstance(content, Collection):
        _put_counted(out, b"")
        for member in content.members:
            out.append(ValueTag.MEMBER_NAME)
            _put_counted(out, b"")
            _put_counted(out, member.name.encode())
            for member_value in member.values:
                _put_value(out, "", member_value)
        out.append(ValueTag.END_COLLECTION)
        _put_counted(out, b"")
        _put_counted(out, b"")
    else:
        _put_counted(out, _octets(value.tag, content))


def _put_counted(out: bytearray, octets: bytes) -> None:
    if len(octets) > _MOST_LENGTH:
        raise ValueError(f"{len(octets)} octets are too long for an IPP name or value")
    out += len(octets).to_bytes(2, "big")
    out += octets


def _octets(tag: int, content: Content) -> bytes:
    match content:
        case None:
            return b""
        case bool():
            return b"\x01" if content else b"\x00"
        case int():
            return _INTEGER.pack(content)
        case str():
            return content.encode()
        case bytes():
            return content
        case Resolution(cross_feed, feed, unit):
            return _RESOLUTION.pack(cross_feed, feed, unit)
        case IntegerRange(lower, upper):
            return _RANGE.pack(lower, upper)
        case DateAndTime():
            return _DATE_TIME.pack(*(getattr(content, name) for name in DateAndTime.__slots__))
        case Localised(language, text):
            out = bytearray()
            _put_counted(out, language.encode())
            _put_counted(out, text.encode())
            return bytes(out)
        case _:
            raise ValueError(f"tag 0x{tag:02x} cannot carry {type(content).__name__}")


class _Reader:
    """Octets with a place in them."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._at = 0

    def byte(self) -> int:
        return self.take(1)[0]

    def peek(self) -> int:
        if self._at >= len(self._octets):
            raise _broken("truncated")
        return self._octets[self._at]

    def take(self, length: int) -> bytes:
        taken = self._octets[self._at : self._at + length]
        if len(taken) < length:
            raise _broken("truncated")
        self._at += length
        return taken

    def counted(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))

    def string(self) -> str:
        return self.counted().decode("utf-8", "replace")

    def rest(self) -> bytes:
        return self._octets[self._at :]


def _group(reader: _Reader) -> tuple[Attribute, ...]:
    """Read attributes up to the next delimiter, which is left where it is."""
    names: list[str] = []
    values: list[list[Value]] = []
    while reader.peek() >= _FIRST_VALUE_TAG:
        tag = reader.byte()
        name = reader.string()
        if tag in (ValueTag.MEMBER_NAME, ValueTag.END_COLLECTION):
            raise _broken("member_outside_collection")
        if name:
            names.append(name)
            values.append([])
        elif not names:
            raise _broken("value_without_name")
        values[-1].append(_value(reader, tag, depth=1))
    return tuple(Attribute(name, tuple(listed)) for name, listed in zip(names, values, strict=True))


def _value(reader: _Reader, tag: int, *, depth: int) -> Value:
    """Read the value that follows a tag and a name."""
    octets = reader.counted()
    if tag == ValueTag.BEGIN_COLLECTION:
        return Value(tag, Collection(_members(reader, depth=depth)))
    return Value(tag, _content(tag, octets))


def _members(reader: _Reader, *, depth: int) -> tuple[Attribute, ...]:
    """Read a collection's members and its end."""
    if depth > MOST_DEPTH:
        raise _broken("nested_too_deep")
    names: list[str] = []
    values: list[list[Value]] = []
    while (tag := reader.byte()) != ValueTag.END_COLLECTION:
        if tag < _FIRST_VALUE_TAG:
            raise _broken("collection_not_ended")
        if reader.counted():
            raise _broken("named_member_value")
        if tag == ValueTag.MEMBER_NAME:
            names.append(reader.string())
            values.append([])
        elif not names:
            raise _broken("value_without_name")
        else:
            values[-1].append(_value(reader, tag, depth=depth + 1))
    reader.counted()
    reader.counted()
    return tuple(Attribute(name, tuple(listed)) for name, listed in zip(names, values, strict=True))


def _content(tag: int, octets: bytes) -> Content:
    if tag in OUT_OF_BAND:
        return None
    if tag in STRINGS:
        return octets.decode("utf-8", "replace")
    if tag in _LANGUAGE:
        return _localised(octets)
    match tag:
        case ValueTag.INTEGER | ValueTag.ENUM:
            return _unpack(_INTEGER, octets)[0]
        case ValueTag.BOOLEAN:
            if len(octets) != 1:
                raise _broken("length_of_boolean")
            return octets != b"\x00"
        case ValueTag.RANGE_OF_INTEGER:
            return IntegerRange(*_unpack(_RANGE, octets))
        case ValueTag.RESOLUTION:
            return Resolution(*_unpack(_RESOLUTION, octets))
        case ValueTag.DATE_TIME:
            return DateAndTime(*_unpack(_DATE_TIME, octets))
        case _:
            return octets


def _unpack(layout: struct.Struct, octets: bytes) -> tuple[int, ...]:
    if len(octets) != layout.size:
        raise _broken(f"length_{len(octets)}_not_{layout.size}")
    return layout.unpack(octets)


def _localised(octets: bytes) -> Localised:
    reader = _Reader(octets)
    language, text = reader.string(), reader.string()
    if reader.rest():
        raise _broken("length_of_localised")
    return Localised(language, text)


def _broken(what: str) -> ProtocolError:
    return ProtocolError(detail_code=f"ipp:{what}")
