"""A list for QML whose roles are the fields of a frozen dataclass."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)


def role_name(field_name: str) -> str:
    """Return the QML name of a field: ``item_id`` -> ``itemId``."""
    head, *rest = field_name.split("_")
    return head + "".join(word.capitalize() for word in rest)


@QmlElement
class Rows(QAbstractListModel):
    """Rows of one dataclass; replaced as a whole where they differ."""

    def __init__(self, row: type, parent: QObject) -> None:
        super().__init__(parent)
        self._fields = tuple(field.name for field in fields(row))
        self._rows: tuple[object, ...] = ()

    def replace(self, rows: Sequence[object]) -> None:
        """Show `rows` from now on."""
        new = tuple(rows)
        if new != self._rows:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()

    def rowCount(  # noqa: N802  Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008  Qt's signature; never changed
    ) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802  Qt's name
        """One role for each field."""
        return {_FIRST_ROLE + n: QByteArray(role_name(name).encode()) for n, name in enumerate(self._fields)}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Return the field of that role, or None where there is none."""
        number = role - _FIRST_ROLE
        if index.isValid() and 0 <= number < len(self._fields):
            value = getattr(self._rows[index.row()], self._fields[number])
            # QML sees nothing in a tuple.
            return list(value) if isinstance(value, tuple) else value
        return None
