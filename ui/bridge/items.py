"""Lists of themes and items: home, one theme, search."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.catalogue import Catalogue, Item, Theme
from kiosk.domain.text import Language
from kiosk.flow.state import State
from ui.bridge.rows import Rows

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_OFFERS = 2
"""How many items the home page offers before any theme is opened."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme's tile. `here` counts the items that this terminal can do, `total` all of them."""

    theme_id: str
    title: str
    icon_name: str
    accent: str
    here: int
    total: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list. `here`: this terminal can do it."""

    item_id: str
    title: str
    summary: str
    icon_name: str
    accent: str
    here: bool


def theme_rows(catalogue: Catalogue, language: Language) -> tuple[ThemeRow, ...]:
    """Return the themes in the hall's order."""
    rows = []
    for theme in sorted(catalogue.themes, key=lambda theme: theme.order):
        items = catalogue.of_theme(theme.theme_id)
        here = sum(item.available_here for item in items)
        title = theme.title.in_language(language)
        rows.append(ThemeRow(theme.theme_id, title, theme.icon, theme.accent, here, len(items)))
    return tuple(rows)


def item_rows(items: tuple[Item, ...], catalogue: Catalogue, language: Language) -> tuple[ItemRow, ...]:
    """Return the items as rows, each with its theme's icon."""
    themes = {theme.theme_id: theme for theme in catalogue.themes}
    return tuple(_item_row(item, themes.get(item.theme_id), language) for item in items)


def _item_row(item: Item, theme: Theme | None, language: Language) -> ItemRow:
    return ItemRow(
        item_id=item.item_id,
        title=item.title.in_language(language),
        summary=item.summary.in_language(language),
        icon_name=theme.icon if theme else "document",
        accent=theme.accent if theme else "#1557d0",
        here=item.available_here,
    )


@QmlElement
class HomeView(QObject):
    """The home page: who is here, what can be done at once, and all themes. Also what the attract page advertises."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._citizen = ""
        self._themes = Rows(ThemeRow, self)
        self._offers = Rows(ItemRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        language = state.preferences.language
        here = tuple(item for item in state.catalogue.items if item.available_here)
        self._themes.replace(theme_rows(state.catalogue, language))
        self._offers.replace(item_rows(here[:_OFFERS], state.catalogue, language))
        citizen = state.session.citizen if state.session else None
        name = citizen.masked_name if citizen else ""
        if name != self._citizen:
            self._citizen = name
            self.changed.emit()

    @Property(str, notify=changed)
    def citizen(self) -> str:
        """The masked name, or ""."""
        return self._citizen

    @Property(Rows, constant=True)
    def themes(self) -> Rows:
        """`ThemeRow` each."""
        return self._themes

    @Property(Rows, constant=True)
    def offers(self) -> Rows:
        """`ItemRow` of the first items that this terminal can do."""
        return self._offers


@QmlElement
class ThemeView(QObject):
    """One theme and its items."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._row = ThemeRow("", "", "document", "#1557d0", 0, 0)
        self._items = Rows(ItemRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        theme_id = state.session.theme_id if state.session else None
        language = state.preferences.language
        rows = theme_rows(state.catalogue, language)
        row = next((row for row in rows if row.theme_id == theme_id), None)
        if row is None:
            self._items.replace(())
            return
        self._items.replace(item_rows(state.catalogue.of_theme(row.theme_id), state.catalogue, language))
        if row != self._row:
            self._row = row
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """The theme's name."""
        return self._row.title

    @Property(str, notify=changed)
    def icon(self) -> str:
        """The theme's icon."""
        return self._row.icon_name

    @Property(str, notify=changed)
    def accent(self) -> str:
        """The theme's colour, ``#rrggbb``."""
        return self._row.accent

    @Property(int, notify=changed)
    def total(self) -> int:
        """How many items it has."""
        return self._row.total

    @Property(int, notify=changed)
    def here(self) -> int:
        """How many of them this terminal can do."""
        return self._row.here

    @Property(Rows, constant=True)
    def items(self) -> Rows:
        """`ItemRow` each: those that this terminal can do first."""
        return self._items


@QmlElement
class SearchView(QObject):
    """What was typed and what answers it; before anything is typed, what this terminal can do."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._query = ""
        self._found = 0
        self._hits = Rows(ItemRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        query = state.session.query if state.session else ""
        hits = state.session.hits if state.session else ()
        suggested = tuple(item for item in state.catalogue.items if item.available_here) if state.session else ()
        rows = hits if query.strip() else suggested
        self._hits.replace(item_rows(rows, state.catalogue, state.preferences.language))
        if (query, len(hits)) != (self._query, self._found):
            self._query, self._found = query, len(hits)
            self.changed.emit()

    @Property(str, notify=changed)
    def query(self) -> str:
        """What the flow searched for."""
        return self._query

    @Property(int, notify=changed)
    def found(self) -> int:
        """How many items answer it."""
        return self._found

    @Property(Rows, constant=True)
    def hits(self) -> Rows:
        """`ItemRow` each."""
        return self._hits
