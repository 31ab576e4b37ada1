"""What IPP attributes hold, as frozen values. Sources: RFC 8010 3.9, RFC 8011 5.1; dateTime is RFC 2579 DateAndTime."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from devices.drivers.ipp_printer.vocabulary import ValueTag


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unit` 3 is dots per inch, 4 dots per centimetre."""

    cross_feed: int
    feed: int
    unit: int = 3


@dataclass(frozen=True, slots=True)
class IntegerRange:
    """From `lower` to `upper`, both included."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class DateAndTime:
    """A dateTime as it came, for a printer whose clock was never set sends dates that do not exist."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    decisecond: int
    utc_direction: int
    utc_hours: int
    utc_minutes: int

    @classmethod
    def of(cls, moment: datetime) -> "DateAndTime":
        """Return `moment`, which is aware."""
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("moment is naive")
        behind = offset < timedelta(0)
        minutes = int(abs(offset).total_seconds()) // 60
        return cls(
            moment.year,
            moment.month,
            moment.day,
            moment.hour,
            moment.minute,
            moment.second,
            moment.microsecond // 100_000,
            ord("-" if behind else "+"),
            minutes // 60,
            minutes % 60,
        )

    def as_datetime(self) -> datetime | None:
        """Return the moment, or None where there is no such moment."""
        try:
            offset = timedelta(hours=self.utc_hours, minutes=self.utc_minutes)
            zone = timezone(-offset if self.utc_direction == ord("-") else offset)
            return datetime(
                self.year,
                self.month,
                self.day,
                self.hour,
                self.minute,
                min(self.second, 59),  # 60 is a leap second
                self.decisecond * 100_000,
                zone,
            )
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Localised:
    """A text or name with its natural language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A value made of attributes."""

    members: tuple["Attribute", ...]

    def member(self, name: str) -> "Attribute | None":
        """Return the member of that name."""
        return next((member for member in self.members if member.name == name), None)


Content = int | bool | str | bytes | Resolution | IntegerRange | DateAndTime | Localised | Collection | None
"""None for an out-of-band value, octets for a tag without a rule of its own."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag (`ValueTag` or a number of its own) and what it holds."""

    tag: int
    content: Content


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name with one value or more."""

    name: str
    values: tuple[Value, ...]

    def integers(self) -> tuple[int, ...]:
        """Return the values that are integers or enums."""
        wanted = (ValueTag.INTEGER, ValueTag.ENUM)
        return tuple(value.content for value in self.values if value.tag in wanted and isinstance(value.content, int))

    def strings(self) -> tuple[str, ...]:
        """Return the values that are strings, without their language."""
        return tuple(_strings(value.content for value in self.values))


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes under one delimiter tag (`GroupTag` or a number of its own)."""

    tag: int
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """Return the first attribute of that name."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)

    def integer(self, name: str) -> int | None:
        """Return the first integer or enum of the attribute, or None."""
        attribute = self.attribute(name)
        return next(iter(attribute.integers()), None) if attribute else None

    def integers(self, name: str) -> tuple[int, ...]:
        """Return the integers and enums of the attribute."""
        attribute = self.attribute(name)
        return attribute.integers() if attribute else ()

    def string(self, name: str) -> str | None:
        """Return the first string of the attribute, or None."""
        attribute = self.attribute(name)
        return next(iter(attribute.strings()), None) if attribute else None

    def strings(self, name: str) -> tuple[str, ...]:
        """Return the strings of the attribute."""
        attribute = self.attribute(name)
        return attribute.strings() if attribute else ()

    def boolean(self, name: str) -> bool | None:
        """Return the attribute's truth, or None."""
        attribute = self.attribute(name)
        content = attribute.values[0].content if attribute and attribute.values else None
        return content if isinstance(content, bool) else None


@dataclass(frozen=True, slots=True)
class Message:
    """A request (`code` is the operation) or a reply (`code` is the status) and the document after it."""

    version: tuple[int, int]
    code: int
    request_id: int
    groups: tuple[Group, ...] = ()
    data: bytes = field(default=b"", repr=False)

    def group(self, tag: int) -> Group:
        """Return the first group of that tag, or an empty one."""
        return next((group for group in self.groups if group.tag == tag), Group(tag))

    def groups_of(self, tag: int) -> tuple[Group, ...]:
        """Return all groups of that tag."""
        return tuple(group for group in self.groups if group.tag == tag)


def _strings(contents: Iterable[Content]) -> Iterator[str]:
    for content in contents:
        if isinstance(content, str):
            yield content
        elif isinstance(content, Localised):
            yield content.text


def integer(name: str, *numbers: int) -> Attribute:
    """Make an integer attribute."""
    return _attribute(name, ValueTag.INTEGER, numbers)


def enum(name: str, *numbers: int) -> Attribute:
    """Make an enum attribute."""
    return _attribute(name, ValueTag.ENUM, numbers)


def boolean(name: str, truth: bool) -> Attribute:
    """Make a boolean attribute."""
    return _attribute(name, ValueTag.BOOLEAN, (truth,))


def keyword(name: str, *keywords: str) -> Attribute:
    """Make a keyword attribute."""
    return _attribute(name, ValueTag.KEYWORD, keywords)


def text(name: str, *texts: str) -> Attribute:
    """Make a text attribute, in the message's language."""
    return _attribute(name, ValueTag.TEXT, texts)


def named(name: str, *names: str) -> Attribute:
    """Make a name attribute, in the message's language."""
    return _attribute(name, ValueTag.NAME, names)


def uri(name: str, *uris: str) -> Attribute:
    """Make a URI attribute."""
    return _attribute(name, ValueTag.URI, uris)


def charset(name: str, *charsets: str) -> Attribute:
    """Make a charset attribute."""
    return _attribute(name, ValueTag.CHARSET, charsets)


def language(name: str, *languages: str) -> Attribute:
    """Make a natural language attribute."""
    return _attribute(name, ValueTag.NATURAL_LANGUAGE, languages)


def mime_type(name: str, *types: str) -> Attribute:
    """Make a MIME media type attribute."""
    return _attribute(name, ValueTag.MIME_MEDIA_TYPE, types)


def resolution(name: str, *resolutions: Resolution) -> Attribute:
    """Make a resolution attribute."""
    return _attribute(name, ValueTag.RESOLUTION, resolutions)


def integer_range(name: str, lower: int, upper: int) -> Attribute:
    """Make a range attribute."""
    return _attribute(name, ValueTag.RANGE_OF_INTEGER, (IntegerRange(lower, upper),))


def collection(name: str, *collections: Collection) -> Attribute:
    """Make a collection attribute."""
    return _attribute(name, ValueTag.BEGIN_COLLECTION, collections)


def octets(name: str, *strings: bytes) -> Attribute:
    """Make an octetString attribute."""
    return _attribute(name, ValueTag.OCTET_STRING, strings)


def date_time(name: str, moment: datetime) -> Attribute:
    """Make a dateTime attribute."""
    return _attribute(name, ValueTag.DATE_TIME, (DateAndTime.of(moment),))


def no_value(name: str) -> Attribute:
    """Make an attribute that is known to have no value."""
    return _attribute(name, ValueTag.NO_VALUE, (None,))


def _attribute(name: str, tag: ValueTag, contents: Iterable[Content]) -> Attribute:
    return Attribute(name, tuple(Value(tag, content) for content in contents))
