"""The chip's text, for the four documents."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api.errors import CardUnreadable, DeviceError
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.drivers.sam_serial.text_block import decode_text, encode_text
from tests.devices.sam_serial import cards


def at(block: bytes, offset: int, length: int) -> str:
    """Return what stands in the block at an offset."""
    return block[offset : offset + length].decode("utf-16-le")


def with_field(block: bytes, offset: int, text: str | bytes) -> bytes:
    """Return the block with something else at an offset."""
    coded = text if isinstance(text, bytes) else text.encode("utf-16-le")
    return block[:offset] + coded + block[offset + len(coded) :]


def test_a_citizen_s_fields_lie_where_the_standard_puts_them() -> None:
    """Each at its offset, padded with spaces to its length."""
    block = encode_text(cards.CITIZEN)
    assert len(block) == 256
    assert [at(block, offset, length) for offset, length in ((0, 30), (30, 2), (32, 4), (36, 16))] == [
        "张样一".ljust(15),
        "1",
        "01",
        "19900101",
    ]
    assert at(block, 52, 70) == "云江市样板区样例路1号".ljust(35)
    assert at(block, 122, 36) == "430124199001010014"
    assert at(block, 158, 30) == "云江市公安局样板分局".ljust(15)
    assert (at(block, 188, 16), at(block, 204, 16)) == ("20160503", "20360503")
    assert at(block, 220, 36) == " " * 18


def test_the_sign_of_each_document_lies_at_248() -> None:
    """Blank, J, I, Y."""
    assert [encode_text(text)[248:250] for text in cards.ALL] == [b" \0", b"J\0", b"I\0", b"Y\0"]


def test_the_other_documents_fields_lie_where_the_standard_puts_them() -> None:
    """Those that differ from a citizen's."""
    hmt = encode_text(cards.HMT_RESIDENCE)
    assert (at(hmt, 32, 4), at(hmt, 220, 18), at(hmt, 238, 4)) == ("  ", "H12345678", "01")
    old = encode_text(cards.PERMANENT_2017)
    assert at(old, 0, 120) == "SAMPLE, THREE".ljust(60)
    assert (at(old, 120, 2), at(old, 122, 30), at(old, 152, 6)) == ("1", "USA430081080310", "USA")
    assert at(old, 158, 30) == "样试三".ljust(15)
    assert (at(old, 220, 16), at(old, 236, 4), at(old, 240, 8)) == ("19810803", "01", "1500")
    new = encode_text(cards.PERMANENT_2023)
    assert (at(new, 0, 30), at(new, 32, 4), at(new, 242, 6)) == ("样范四".ljust(15), "00", "CAN")
    assert at(new, 52, 70) + at(new, 220, 22) == "SAMPLE, FOURTH OF A VERY LONG NAME THAT GOES".ljust(46)


def test_no_end_is_written_as_the_standard_writes_it() -> None:
    """长期, then spaces."""
    block = encode_text(replace(cards.CITIZEN, valid_until=None))
    assert block[204:220] == bytes.fromhex("7F951F67") + b" \0" * 6
    assert decode_text(block).valid_until is None


@pytest.mark.parametrize("text", cards.ALL)
def test_what_is_written_is_read_again(text: CardText) -> None:
    """All four documents."""
    assert decode_text(encode_text(text)) == text


@pytest.mark.parametrize("name", ["𬱖样一", "阿依·样例·古丽", "㛃"])
def test_rare_names_are_read_again(name: str) -> None:
    """Also beyond the basic plane, where a character takes two code units."""
    assert decode_text(encode_text(replace(cards.CITIZEN, name=name))).name == name


def test_a_foreigner_without_a_chinese_name_is_called_by_the_english_one() -> None:
    """In both documents."""
    for text in (cards.PERMANENT_2017, cards.PERMANENT_2023):
        english = text.extra["english_name"]
        assert decode_text(encode_text(replace(text, name=english))).name == english


def test_padding_by_zeros_is_padding_too() -> None:
    """Some chips are written so."""
    block = with_field(encode_text(cards.CITIZEN), 0, "张样一".encode("utf-16-le") + bytes(24))
    assert decode_text(block).name == "张样一"


@pytest.mark.parametrize(
    ("code", "sex"), [("1", Sex.MALE), ("2", Sex.FEMALE), ("0", Sex.UNKNOWN), ("9", Sex.UNSTATED), (" ", Sex.UNKNOWN)]
)
def test_sex_is_read_by_its_code(code: str, sex: Sex) -> None:
    """Blank is unknown."""
    assert decode_text(with_field(encode_text(cards.CITIZEN), 30, code)).sex is sex


@pytest.mark.parametrize(
    ("offset", "text", "detail_code"),
    [
        (0, " " * 15, "text_name"),
        (0, b"\x00\xd8" * 15, "text_name"),
        (30, "x", "text_sex"),
        (36, "19900230", "text_born"),
        (36, "1990 1 1", "text_born"),
        (36, "00000101", "text_born"),
        (36, "١٩٩٠٠١٠١", "text_born"),
        (122, " " * 18, "text_number"),
        (188, " " * 8, "text_valid_from"),
        (204, " " * 8, "text_valid_until"),
        (248, "Q", "text_variant"),
    ],
)
def test_a_text_that_cannot_be_right_is_unreadable_and_names_the_field(
    offset: int, text: str | bytes, detail_code: str
) -> None:
    """And nothing of what it said."""
    with pytest.raises(CardUnreadable) as caught:
        decode_text(with_field(encode_text(cards.CITIZEN), offset, text))
    assert caught.value.detail_code == detail_code


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "长" * 16}, "name: 32 bytes where 30 fit"),
        ({"address": "长" * 36}, "address: 72 bytes where 70 fit"),
        ({"extra": {"pass_number": "H12345678"}}, "citizen has no pass_number"),
    ],
)
def test_a_text_that_fits_no_chip_is_refused(change: dict[str, object], said: str) -> None:
    """Nothing is cut off in silence."""
    with pytest.raises(ValueError, match=said):
        encode_text(replace(cards.CITIZEN, **change))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="has no address"):
        encode_text(replace(cards.PERMANENT_2017, address="云江市"))


def test_repr_tells_the_document_and_nobody() -> None:
    """It can be logged."""
    for text in cards.ALL:
        assert repr(text) == f"CardText({text.variant.name})"


_LETTERS = st.characters(min_codepoint=0x21, exclude_categories=("Cs", "Zs", "Cc"))


@given(
    name=st.text(_LETTERS, min_size=1, max_size=7),
    address=st.text(_LETTERS, max_size=17),
    sex=st.sampled_from(Sex),
    born=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    until=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_any_citizen_is_read_again(name: str, address: str, sex: Sex, born: date, until: date | None) -> None:
    """Whatever the characters, if they fit."""
    text = replace(cards.CITIZEN, name=name, address=address, sex=sex, born=born, valid_until=until)
    assert decode_text(encode_text(text)) == text


@given(st.binary(min_size=256, max_size=256) | st.binary(max_size=300))
def test_any_block_is_a_text_or_a_device_error(block: bytes) -> None:
    """Nothing else leaves the decoder."""
    try:
        decode_text(block)
    except DeviceError:
        return


@given(st.sampled_from(cards.ALL), st.integers(0, 255), st.integers(0, 255))
def test_any_changed_byte_is_a_text_or_a_device_error(text: CardText, at: int, value: int) -> None:
    """A chip with one wrong byte."""
    block = bytearray(encode_text(text))
    block[at] = value
    try:
        decoded = decode_text(bytes(block))
    except DeviceError:
        return
    assert decoded.variant in CardVariant
