"""IPP messages to octets and back, and any octets at all."""

from dataclasses import astuple
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    boolean,
    charset,
    collection,
    integer,
    keyword,
    language,
    named,
    uri,
)
from devices.drivers.ipp_printer.vocabulary import GroupTag, ValueTag
from devices.drivers.ipp_printer.wire import MOST_DEPTH, decode, encode

# The Print-Job request of RFC 8010, appendix A.1, octet by octet.
PRINT_JOB = bytes.fromhex("0101 0002 00000001 01".replace(" ", "")) + b"".join(
    (
        b"\x47\x00\x12attributes-charset\x00\x05utf-8",
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us",
        b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree",
        b"\x42\x00\x08job-name\x00\x06foobar",
        b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01",
        b"\x02",
        b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14",
        b"\x44\x00\x05sides\x00\x13two-sided-long-edge",
        b"\x03",
        b"%!PDF...",
    )
)
PRINT_JOB_MESSAGE = Message(
    (1, 1),
    0x0002,
    1,
    (
        Group(
            GroupTag.OPERATION,
            (
                charset("attributes-charset", "utf-8"),
                language("attributes-natural-language", "en-us"),
                uri("printer-uri", "ipp://printer.example.com/ipp/print/pinetree"),
                named("job-name", "foobar"),
                boolean("ipp-attribute-fidelity", True),
            ),
        ),
        Group(GroupTag.JOB, (integer("copies", 20), keyword("sides", "two-sided-long-edge"))),
    ),
    b"%!PDF...",
)


def test_the_standards_own_example_is_written_octet_for_octet() -> None:
    """RFC 8010 A.1: what we send is what the standard shows."""
    assert encode(PRINT_JOB_MESSAGE) == PRINT_JOB


def test_the_standards_own_example_is_read() -> None:
    """The same octets give the same values back, the document with them."""
    assert decode(PRINT_JOB) == PRINT_JOB_MESSAGE


def test_a_collection_is_written_octet_for_octet() -> None:
    """RFC 8010 A.4: media-col with a size in it."""
    size = Collection((integer("x-dimension", 21000), integer("y-dimension", 29700)))
    attribute = collection("media-col", Collection((collection("media-size", size), keyword("media-type", "plain"))))
    expected = (
        b"\x34\x00\x09media-col\x00\x00"
        b"\x4a\x00\x00\x00\x0amedia-size\x34\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x52\x08"
        b"\x4a\x00\x00\x00\x0by-dimension\x21\x00\x00\x00\x04\x00\x00\x74\x04"
        b"\x37\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0amedia-type\x44\x00\x00\x00\x05plain"
        b"\x37\x00\x00\x00\x00"
    )
    message = Message((2, 0), 0x0002, 7, (Group(GroupTag.JOB, (attribute,)),))
    assert encode(message) == b"\x02\x00\x00\x02\x00\x00\x00\x07\x02" + expected + b"\x03"
    assert decode(encode(message)) == message


def test_further_values_have_no_name() -> None:
    """A set of values repeats the tag with an empty name, and comes back as one attribute."""
    attribute = keyword("printer-state-reasons", "media-empty-error", "toner-low-warning")
    octets = encode(Message((2, 0), 0, 1, (Group(GroupTag.PRINTER, (attribute,)),)))
    assert octets.count(b"printer-state-reasons") == 1
    assert decode(octets).group(GroupTag.PRINTER).strings("printer-state-reasons") == (
        "media-empty-error",
        "toner-low-warning",
    )


def test_a_text_that_is_no_utf_8_does_not_stop_a_printer() -> None:
    """Firmware that sends GBK in a name gives replacement characters, not an error."""
    octets = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x42\x00\x0cprinter-name\x00\x04\xb4\xf2\xd3\xa1\x03"
    name = decode(octets).group(GroupTag.PRINTER).string("printer-name")
    assert name is not None
    assert "\ufffd" in name


def test_tags_that_nobody_knows_are_kept_as_octets() -> None:
    """A value tag of some later standard does not stop the reading."""
    octets = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x3e\x00\x01x\x00\x02ab\x7f\x00\x01y\x00\x05\x00\x00\x00\x99z\x03"
    group = decode(octets).group(GroupTag.PRINTER)
    assert group.attributes == (Attribute("x", (Value(0x3E, b"ab"),)), Attribute("y", (Value(0x7F, b"\0\0\0\x99z"),)))


@pytest.mark.parametrize("cut", range(len(PRINT_JOB) - len(b"\x03%!PDF...") + 1))
def test_a_message_cut_anywhere_is_refused(cut: int) -> None:
    """Every beginning of a message that lacks its end is `truncated`, never a value."""
    with pytest.raises(ProtocolError, match="ipp:truncated"):
        decode(PRINT_JOB[:cut])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x00", "ipp:reserved_tag"),
        (b"\x21\x00\x01a\x00\x04\0\0\0\0", "ipp:value_outside_group"),
        (b"\x01\x21\x00\x00\x00\x04\0\0\0\0\x03", "ipp:value_without_name"),
        (b"\x01\x21\x00\x01a\x00\x03\0\0\0\x03", "ipp:length_3_not_4"),
        (b"\x01\x22\x00\x01a\x00\x02\0\0\x03", "ipp:length_of_boolean"),
        (b"\x01\x35\x00\x01a\x00\x07\x00\x02en\x00\x00x\x03", "ipp:length_of_localised"),
        (b"\x01\x4a\x00\x00\x00\x01a\x03", "ipp:member_outside_collection"),
        (b"\x01\x37\x00\x00\x00\x00\x03", "ipp:member_outside_collection"),
        (b"\x01\x34\x00\x01a\x00\x00\x03", "ipp:collection_not_ended"),
        (b"\x01\x34\x00\x01a\x00\x00\x21\x00\x00\x00\x04\0\0\0\0\x37\0\0\0\0\x03", "ipp:value_without_name"),
        (b"\x01\x34\x00\x01a\x00\x00\x4a\x00\x01b\x00\x00\x37\0\0\0\0\x03", "ipp:named_member_value"),
    ],
)
def test_each_way_of_being_wrong_has_its_code(body: bytes, code: str) -> None:
    """A technician reads which rule the printer broke."""
    with pytest.raises(ProtocolError, match=code):
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01" + body)


def test_collections_nested_without_end_are_refused() -> None:
    """A message cannot make the reader recurse deeper than `MOST_DEPTH`."""
    nest = b"\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * (MOST_DEPTH + 1)
    with pytest.raises(ProtocolError, match="ipp:nested_too_deep"):
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01\x01" + nest)


def test_what_ipp_cannot_carry_is_refused_when_written() -> None:
    """Too long a value, too great a number, a value no tag has: ValueError, never wrong octets."""
    for attribute in (
        keyword("a", "x" * 65536),
        integer("a", 2**31),
        Attribute("a", (Value(ValueTag.DATE_TIME, DateAndTime(70000, 1, 1, 0, 0, 0, 0, 43, 0, 0)),)),
    ):
        with pytest.raises(ValueError, match="IPP"):
            encode(Message((2, 0), 2, 1, (Group(GroupTag.JOB, (attribute,)),)))


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=9, minutes=30))])
def test_a_moment_survives_as_date_and_time(zone: timezone) -> None:
    """RFC 2579 DateAndTime, to a tenth of a second, west of Greenwich too."""
    moment = datetime(2026, 11, 23, 9, 41, 7, 300_000, zone)
    assert DateAndTime.of(moment).as_datetime() == moment


def test_a_clock_never_set_is_no_moment() -> None:
    """A dateTime of zeros is read, and is no date; a naive moment is refused."""
    assert DateAndTime(0, 0, 0, 0, 0, 0, 0, 0, 0, 0).as_datetime() is None
    with pytest.raises(ValueError, match="naive"):
        DateAndTime.of(datetime(2026, 11, 23))  # noqa: DTZ001 - the point of the test


SOME = settings(max_examples=40, derandomize=True, deadline=None)
MANY = settings(max_examples=300, derandomize=True, deadline=None)

_NUMBERS = st.integers(-(2**31), 2**31 - 1)
_TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
_OCTET = st.integers(0, 255)
_SCALARS: st.SearchStrategy[Value] = st.one_of(
    st.builds(Value, st.sampled_from([ValueTag.INTEGER, ValueTag.ENUM]), _NUMBERS),
    st.builds(Value, st.just(ValueTag.BOOLEAN), st.booleans()),
    st.builds(Value, st.sampled_from([ValueTag.TEXT, ValueTag.NAME, ValueTag.KEYWORD, ValueTag.URI]), _TEXTS),
    st.builds(Value, st.sampled_from([ValueTag.OCTET_STRING, 0x3E, 0x7F]), st.binary(max_size=20)),
    st.builds(Value, st.sampled_from([0x10, 0x12, 0x13, 0x15, 0x16, 0x17]), st.none()),
    st.builds(Value, st.just(ValueTag.RANGE_OF_INTEGER), st.builds(IntegerRange, _NUMBERS, _NUMBERS)),
    st.builds(Value, st.just(ValueTag.RESOLUTION), st.builds(Resolution, _NUMBERS, _NUMBERS, st.sampled_from([3, 4]))),
    st.builds(
        Value,
        st.just(ValueTag.DATE_TIME),
        st.builds(DateAndTime, st.integers(0, 65535), *([_OCTET] * 9)),
    ),
    st.builds(
        Value,
        st.sampled_from([ValueTag.TEXT_WITH_LANGUAGE, ValueTag.NAME_WITH_LANGUAGE]),
        st.builds(Localised, _TEXTS, _TEXTS),
    ),
)


def _attributes(values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Attribute, ...]]:
    names = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=9)
    attribute = st.builds(Attribute, names, st.lists(values, min_size=1, max_size=3).map(tuple))
    return st.lists(attribute, max_size=3).map(tuple)


def _collections(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(Value, st.just(ValueTag.BEGIN_COLLECTION), st.builds(Collection, _attributes(values)))


_VALUES = st.recursive(_SCALARS, _collections, max_leaves=6)
_MESSAGES = st.builds(
    Message,
    st.tuples(_OCTET, _OCTET),
    st.integers(0, 65535),
    _NUMBERS,
    st.lists(st.builds(Group, st.sampled_from([1, 2, 4, 5, 6, 9, 11]), _attributes(_VALUES)), max_size=3).map(tuple),
    st.binary(max_size=30),
)


@SOME
@given(_MESSAGES)
def test_every_message_comes_back_as_it_was(message: Message) -> None:
    """Whatever can be written is read back the same: all tags, sets, collections, the document."""
    assert decode(encode(message)) == message


@MANY
@given(st.binary(max_size=400))
def test_any_octets_are_a_message_or_a_protocol_error(octets: bytes) -> None:
    """Nothing a network can bring raises anything else."""
    try:
        message = decode(octets)
    except ProtocolError:
        return
    assert isinstance(message, Message)


@SOME
@given(_MESSAGES, st.data())
def test_a_damaged_message_is_a_message_or_a_protocol_error(message: Message, data: st.DataObject) -> None:
    """One octet turned over anywhere in a real message: the same promise, and what is read can be written."""
    octets = bytearray(encode(message))
    octets[data.draw(st.integers(0, len(octets) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        read = decode(bytes(octets))
    except ProtocolError:
        return
    assert isinstance(encode(read), bytes)


@SOME
@given(_VALUES)
def test_what_has_no_such_value_says_none(value: Value) -> None:
    """Typed questions to an attribute of any type give the type asked for, or nothing."""
    group = Group(GroupTag.PRINTER, (Attribute("a", (value,)),))
    assert group.integer("a") is None or isinstance(group.integer("a"), int)
    assert group.string("a") is None or isinstance(group.string("a"), str)
    assert group.boolean("a") in (None, True, False)
    contents: tuple[Content, ...] = (group.integer("b"), group.string("b"), group.boolean("b"))
    assert contents == (None, None, None)
    assert astuple(group)[0] == GroupTag.PRINTER
