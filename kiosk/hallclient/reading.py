"""Strict reading of JSON: every value is asked for by name and type, and what breaks the contract is named by place.

Fields that the contract does not name yet are passed over, so that the hall may grow.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from kiosk.domain.text import Bilingual
from kiosk.hallclient.errors import HallBrokenReply

ValueT = TypeVar("ValueT")
EnumT = TypeVar("EnumT", bound=Enum)


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """One JSON object and its place in the reply. All methods raise `HallBrokenReply` with that place."""

    fields: dict[str, Any]
    place: str = ""

    def text(self, name: str, *, pattern: str = "") -> str:
        """Return a text, which meets `pattern` as a whole where one is given."""
        value = self._get(name, str)
        if pattern and not re.fullmatch(pattern, value):
            raise self._broken(name)
        return value

    def whole(self, name: str, *, minimum: int = 0) -> int:
        """Return a whole number of at least `minimum`."""
        value = self._get(name, int)
        if value < minimum:
            raise self._broken(name)
        return value

    def flag(self, name: str) -> bool:
        """Return true or false."""
        return self._get(name, bool)

    def instant(self, name: str) -> datetime:
        """Return a time with its offset (RFC 3339)."""
        try:
            instant = datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise self._broken(name) from error
        if instant.tzinfo is None:
            raise self._broken(name)
        return instant

    def one_of(self, name: str, kind: type[EnumT]) -> EnumT:
        """Return the member of `kind` with that value."""
        value = self.text(name)
        for member in kind:
            if member.value == value:
                return member
        raise self._broken(name)

    def base64(self, name: str, *, length: int) -> bytes:
        """Return `length` bytes from base64."""
        try:
            value = base64.b64decode(self.text(name), validate=True)
        except binascii.Error as error:
            raise self._broken(name) from error
        if len(value) != length:
            raise self._broken(name)
        return value

    def bilingual(self, name: str) -> Bilingual:
        """Return a text in both languages; English may be missing."""
        return self.inner(name).words()

    def words(self) -> Bilingual:
        """Return this object itself as a text in both languages."""
        return Bilingual(zh=self.text("zh"), en=self.text("en") if "en" in self.fields else "")

    def inner(self, name: str) -> "Reader":
        """Return the object of that name."""
        return Reader(self._get(name, dict), self._at(name))

    def each(self, name: str, read: Callable[["Reader"], ValueT]) -> tuple[ValueT, ...]:
        """Return what `read` makes of each object of a list."""
        values: list[Any] = self._get(name, list)
        readers: list[Reader] = []
        for index, value in enumerate(values):
            if not isinstance(value, dict):
                raise HallBrokenReply(f"{self._at(name)}[{index}]")
            readers.append(Reader(value, f"{self._at(name)}[{index}]"))
        return tuple(map(read, readers))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        values: list[Any] = self._get(name, list)
        if not all(isinstance(value, str) for value in values):
            raise self._broken(name)
        return tuple(values)

    def rows(self, name: str, *, width: int) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of `width` texts."""
        values: list[Any] = self._get(name, list)
        for row in values:
            if type(row) is not list or len(row) != width or not all(isinstance(cell, str) for cell in row):
                raise self._broken(name)
        return tuple(map(tuple, values))

    def _get(self, name: str, kind: type[ValueT]) -> ValueT:
        value = self.fields.get(name)
        # Exactly that type: true is an int to Python, and 1.0 is no whole number to us.
        if type(value) is not kind:
            raise self._broken(name)
        return value

    def _at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _broken(self, name: str) -> HallBrokenReply:
        return HallBrokenReply(self._at(name))


def read_object(body: bytes) -> Reader:
    """Parse a reply's body, which must be one JSON object.

    Raises:
        HallBrokenReply: it is not.
    """
    try:
        value = json.loads(body)
    # RecursionError: a body of brackets alone.
    except (ValueError, RecursionError) as error:
        raise HallBrokenReply("not_json") from error
    if not isinstance(value, dict):
        raise HallBrokenReply("not_an_object")
    return Reader(value)
