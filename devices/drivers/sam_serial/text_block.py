"""The chip's 256 bytes of text, for all four documents: bytes to `CardText` and back. Source: domain.md 1.

UTF-16LE, each field at its offset, padded with spaces. The document is told by the code unit at offset 248.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from devices.api.errors import CardUnreadable
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.drivers.sam_serial.wire import TEXT_BYTES

NO_END = "长期"
_PADDING = " \x00"
_NAME_1_CHARACTERS = 35
_DAY = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a field lies, in bytes."""

    name: str
    offset: int
    length: int


_VARIANT = _Field("variant", 248, 2)
_SIGNS = {
    CardVariant.CITIZEN: "",
    CardVariant.HMT_RESIDENCE: "J",
    CardVariant.PERMANENT_RESIDENCE_2017: "I",
    CardVariant.PERMANENT_RESIDENCE_2023: "Y",
}
_VALIDITY = (_Field("valid_from", 188, 16), _Field("valid_until", 204, 16))

_CITIZEN = (
    _Field("name", 0, 30),
    _Field("sex", 30, 2),
    _Field("ethnicity", 32, 4),
    _Field("born", 36, 16),
    _Field("address", 52, 70),
    _Field("number", 122, 36),
    _Field("issuer", 158, 30),
    *_VALIDITY,
)
_HMT_RESIDENCE = (
    *(item for item in _CITIZEN if item.name != "ethnicity"),
    _Field("pass_number", 220, 18),
    _Field("times_issued", 238, 4),
)
_PERMANENT_2017 = (
    _Field("english_name", 0, 120),
    _Field("sex", 120, 2),
    _Field("number", 122, 30),
    _Field("nationality", 152, 6),
    _Field("chinese_name", 158, 30),
    *_VALIDITY,
    _Field("born", 220, 16),
    _Field("version", 236, 4),
    _Field("issuer", 240, 8),
)
_PERMANENT_2023 = (
    _Field("chinese_name", 0, 30),
    _Field("sex", 30, 2),
    _Field("times_renewed", 32, 4),
    _Field("born", 36, 16),
    _Field("english_name_1", 52, 70),
    _Field("number", 122, 36),
    *_VALIDITY,
    _Field("english_name_2", 220, 22),
    _Field("nationality", 242, 6),
)
_LAYOUTS = {
    CardVariant.CITIZEN: _CITIZEN,
    CardVariant.HMT_RESIDENCE: _HMT_RESIDENCE,
    CardVariant.PERMANENT_RESIDENCE_2017: _PERMANENT_2017,
    CardVariant.PERMANENT_RESIDENCE_2023: _PERMANENT_2023,
}
_SEXES = {sex.value: sex for sex in Sex}


def decode_text(block: bytes) -> CardText:
    """Return what the block says.

    Raises:
        CardUnreadable: not 256 bytes, or a field that cannot be right; `detail_code` names the field.
    """
    if len(block) != TEXT_BYTES:
        raise CardUnreadable(detail_code="text_length")
    sign = _slice(block, _VARIANT).strip(_PADDING)
    variant = next((variant for variant, known in _SIGNS.items() if known == sign), None)
    if variant is None:
        raise CardUnreadable(detail_code="text_variant")
    fields = _Fields({item.name: _slice(block, item) for item in _LAYOUTS[variant]})
    match variant:
        case CardVariant.CITIZEN:
            return _card(variant, fields, name=fields.filled("name"))
        case CardVariant.HMT_RESIDENCE:
            return _card(variant, fields, name=fields.filled("name"), extra=("pass_number", "times_issued"))
        case CardVariant.PERMANENT_RESIDENCE_2017:
            english_name = fields.filled("english_name")
            return _card(
                variant,
                fields,
                name=fields.text("chinese_name") or english_name,
                english_name=english_name,
                extra=("nationality", "version"),
            )
        case CardVariant.PERMANENT_RESIDENCE_2023:
            # The second part goes on where the first is full; a name may be cut at a space, so join, then trim.
            english_name = " ".join((fields.raw["english_name_1"] + fields.raw["english_name_2"]).split())
            name = fields.text("chinese_name") or english_name
            if not name:
                raise CardUnreadable(detail_code="text_name")
            return _card(
                variant,
                fields,
                name=name,
                english_name=english_name,
                extra=("nationality", "times_renewed"),
            )
        case _:
            assert_never(variant)


def encode_text(text: CardText) -> bytes:
    """Return the block that says `text`; `decode_text` of it gives `text` again.

    Raises:
        ValueError: a field does not fit, or the variant has no such field.
    """
    english_name = text.extra.get("english_name", "")
    values = {
        **text.extra,
        "name": text.name,
        "chinese_name": text.name if text.name != english_name else "",
        "english_name_1": english_name[:_NAME_1_CHARACTERS],
        "english_name_2": english_name[_NAME_1_CHARACTERS:],
        "sex": text.sex.value,
        "ethnicity": text.ethnicity_code,
        "born": _digits(text.born),
        "address": text.address,
        "number": text.number,
        "issuer": text.issuer,
        "valid_from": _digits(text.valid_from),
        "valid_until": NO_END if text.valid_until is None else _digits(text.valid_until),
    }
    layout = _LAYOUTS[text.variant]
    places = {"english_name" if item.name == "english_name_1" else item.name for item in layout}
    homeless = [name for name in (*text.extra, "ethnicity", "address", "issuer") if values[name] and name not in places]
    if homeless:
        raise ValueError(f"{text.variant.value} has no {homeless[0]}")
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    for item in (*layout, _VARIANT):
        coded = (_SIGNS[text.variant] if item is _VARIANT else values.get(item.name, "")).encode("utf-16-le")
        if len(coded) > item.length:
            raise ValueError(f"{item.name}: {len(coded)} bytes where {item.length} fit")
        block[item.offset : item.offset + len(coded)] = coded
    return bytes(block)


class _Fields:
    """One block's fields as text; `raw` still has its padding."""

    def __init__(self, raw: dict[str, str]) -> None:
        self.raw = raw

    def text(self, name: str) -> str:
        return self.raw.get(name, "").strip(_PADDING)

    def filled(self, name: str) -> str:
        text = self.text(name)
        if not text:
            raise CardUnreadable(detail_code=f"text_{name}")
        return text

    def day(self, name: str) -> date:
        digits = _DAY.fullmatch(self.text(name))
        if digits is None:
            raise CardUnreadable(detail_code=f"text_{name}")
        try:
            return date(*map(int, digits.groups()))
        except ValueError:  # a day that the calendar does not have
            raise CardUnreadable(detail_code=f"text_{name}") from None

    def sex(self) -> Sex:
        sex = _SEXES.get(self.text("sex") or Sex.UNKNOWN.value)
        if sex is None:
            raise CardUnreadable(detail_code="text_sex")
        return sex


def _card(
    variant: CardVariant, fields: _Fields, *, name: str, english_name: str = "", extra: tuple[str, ...] = ()
) -> CardText:
    further = {key: fields.text(key) for key in extra}
    if english_name:
        further["english_name"] = english_name
    return CardText(
        variant=variant,
        name=name,
        sex=fields.sex(),
        ethnicity_code=fields.text("ethnicity"),
        born=fields.day("born"),
        address=fields.text("address"),
        number=fields.filled("number"),
        issuer=fields.text("issuer"),
        valid_from=fields.day("valid_from"),
        valid_until=None if fields.text("valid_until") == NO_END else fields.day("valid_until"),
        extra=further,
    )


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _slice(block: bytes, item: _Field) -> str:
    try:
        return block[item.offset : item.offset + item.length].decode("utf-16-le")
    except UnicodeDecodeError:
        raise CardUnreadable(detail_code=f"text_{item.name}") from None
