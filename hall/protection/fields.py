"""Model fields whose values are sealed in the database and plain in Python."""

import json
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from hall.protection.sealing import seal, unseal

if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:  # generic for the type checker only
    _BinaryField = models.BinaryField


class SealedField(_BinaryField):
    """Bytes, sealed. The place is ``app.Model.column``; look-ups other than `isnull` are refused."""

    def _place(self) -> str:
        return f"{self.model._meta.label}.{self.attname}"  # noqa: SLF001 - Django's documented Meta API

    def _encode(self, value: Any) -> bytes:
        return bytes(value)

    def _decode(self, content: bytes) -> Any:
        return content

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Seal on the way in."""
        if value is None:
            return None
        return super().get_db_prep_value(seal(self._encode(value), place=self._place()), connection, prepared)

    def from_db_value(self, value: Any, _expression: Expression, _connection: BaseDatabaseWrapper) -> Any:
        """Open on the way out. Raises `SealBroken`."""
        return None if value is None else self._decode(unseal(bytes(value), place=self._place()))

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: two seals of one value differ, so nothing else could ever find anything."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.attname} is sealed: look it up by its keyed digest")
        return super().get_lookup(lookup_name)


class SealedTextField(SealedField):
    """Text, sealed."""

    def _check_str_default_value(self) -> list[CheckMessage]:
        """Take a default that is text, which Django refuses for what it stores as bytes."""
        return []

    def _encode(self, value: Any) -> bytes:
        return str(value).encode()

    def _decode(self, content: bytes) -> Any:
        return content.decode()


class SealedJSONField(SealedField):
    """A JSON value, sealed."""

    def _encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def _decode(self, content: bytes) -> Any:
        return json.loads(content)
