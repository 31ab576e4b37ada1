"""BER-TLV as cards use it. Pure. Source: ISO/IEC 7816-4:2020, 6.3; EMV Book 3, annex B."""

from dataclasses import dataclass, field
from typing import Final

from devices.api.errors import ProtocolError

_MOST_DEPTH: Final = 8
_MOST_OBJECTS: Final = 512


@dataclass(frozen=True, slots=True)
class DataObject:
    """One object: its tag as a number, its value, and what is in it where it is constructed."""

    tag: int
    value: bytes = field(repr=False)
    parts: tuple["DataObject", ...] = ()


def parse(data: bytes, *, depth: int = 0) -> tuple[DataObject, ...]:
    """Return the objects in `data`. Raises ProtocolError where their lengths do not fit, or they lie too deep."""
    if depth > _MOST_DEPTH:
        raise ProtocolError(detail_code="tlv_too_deep")
    found: list[DataObject] = []
    at = 0
    while at < len(data):
        if data[at] in (0x00, 0xFF):  # padding between objects
            at += 1
            continue
        first = data[at]
        tag, at = read_tag(data, at)
        length, at = _length(data, at)
        value = data[at : at + length]
        if len(value) < length:
            raise ProtocolError(detail_code="tlv_cut_short")
        at += length
        parts = parse(value, depth=depth + 1) if first & 0x20 else ()
        found.append(DataObject(tag, value, parts))
        if len(found) > _MOST_OBJECTS:
            raise ProtocolError(detail_code="tlv_too_many")
    return tuple(found)


def find(objects: tuple[DataObject, ...], tag: int) -> bytes | None:
    """Return the value of the first object of `tag`, at any depth, or None."""
    for one in objects:
        if one.tag == tag:
            return one.value
        inner = find(one.parts, tag)
        if inner is not None:
            return inner
    return None


def find_all(objects: tuple[DataObject, ...], tag: int) -> tuple[DataObject, ...]:
    """Return every object of `tag`, at any depth, in order."""
    found: list[DataObject] = []
    for one in objects:
        if one.tag == tag:
            found.append(one)
        found += find_all(one.parts, tag)
    return tuple(found)


def read_tag(data: bytes, at: int) -> tuple[int, int]:
    """Return the tag at `at` and where it ends. Raises ProtocolError."""
    tag = data[at]
    at += 1
    if tag & 0x1F == 0x1F:
        while True:
            if at >= len(data) or tag > 0xFFFFFF:
                raise ProtocolError(detail_code="tlv_tag")
            tag = tag << 8 | data[at]
            at += 1
            if not data[at - 1] & 0x80:
                break
    return tag, at


def encode(tag: int, value: bytes) -> bytes:
    """Return one object as it is sent."""
    tag_bytes = tag.to_bytes((tag.bit_length() + 7) // 8, "big")
    size = len(value)
    if size < 0x80:
        length = bytes([size])
    else:
        digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
        length = bytes([0x80 | len(digits)]) + digits
    return tag_bytes + length + value


def _length(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise ProtocolError(detail_code="tlv_cut_short")
    first = data[at]
    at += 1
    if first < 0x80:
        return first, at
    digits = first & 0x7F
    if not 1 <= digits <= 3 or at + digits > len(data):
        raise ProtocolError(detail_code="tlv_length")
    return int.from_bytes(data[at : at + digits], "big"), at + digits
