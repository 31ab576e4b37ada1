"""One item: what it is, what will be looked up and why, or where else it can be done."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.domain.catalogue import Item, Lookup
from kiosk.domain.health import Part
from kiosk.domain.text import Bilingual, Language
from kiosk.flow.state import State
from ui.bridge.rows import Rows
from ui.words.parts import printer_warning

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One question to a registry. `fields` is a readable list."""

    title: str
    fields: str
    purpose: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact about the item: `icon_name` says the same as `label`."""

    icon_name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """The page's words."""

    title: str = ""
    icon: str = "document"
    accent: str = "#1453cc"
    summary: str = ""
    department: str = ""
    here: bool = False
    elsewhere: str = ""
    legal_basis: str = ""
    asks: str = ""
    warning: str = ""


def fee_words(fee_fen: int) -> str:
    """Return the fee: 1250 -> ``¥12.50``."""
    if fee_fen == 0:
        return translate("Item", "免费")
    return f"¥{fee_fen // 100}.{fee_fen % 100:02d}"


def _joined(texts: tuple[Bilingual, ...], language: Language) -> str:
    comma = "、" if language is Language.CHINESE else ", "
    return comma.join(text.in_language(language) for text in texts)


def item_shown(state: State) -> ItemShown:
    """Return the words of the session's item; blank where there is none."""
    item = state.session.item if state.session else None
    if item is None:
        return ItemShown()
    language = state.preferences.language
    health = state.health.of(Part.DOCUMENT_PRINTER)
    theme = next((theme for theme in state.catalogue.themes if theme.theme_id == item.theme_id), None)
    return ItemShown(
        title=item.title.in_language(language),
        icon=theme.icon if theme else "document",
        accent=theme.accent if theme else "#1453cc",
        summary=item.summary.in_language(language),
        department=item.department.in_language(language),
        here=item.available_here,
        elsewhere=item.elsewhere.in_language(language),
        legal_basis="\n".join(basis.in_language(language) for basis in item.legal_basis),
        asks=_joined(tuple(lookup.title for lookup in item.lookups), language),
        warning=printer_warning(health) if item.available_here and item.gives_paper else "",
    )


def fact_rows(item: Item, language: Language) -> tuple[FactRow, ...]:
    """Return who can, what to bring, how long, how much; a fact the hall never wrote is left out."""
    facts = (
        FactRow("user", translate("Item", "谁可以办"), item.who.in_language(language)),
        FactRow("id", translate("Item", "带什么"), item.bring.in_language(language)),
        FactRow("clock", translate("Item", "多久办好"), item.time_limit.in_language(language)),
        FactRow("coin", translate("Item", "费用"), fee_words(item.fee_fen)),
    )
    return tuple(fact for fact in facts if fact.text)


def lookup_rows(lookups: tuple[Lookup, ...], language: Language) -> tuple[LookupRow, ...]:
    """Return what will be asked of whom, and why."""
    return tuple(
        LookupRow(
            title=lookup.title.in_language(language),
            fields=_joined(lookup.fields, language),
            purpose=lookup.purpose.in_language(language),
            legal_basis=lookup.legal_basis.in_language(language),
        )
        for lookup in lookups
    )


@QmlElement
class ItemView(QObject):
    """`ItemShown` and its lists for QML."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = ItemShown()
        self._facts = Rows(FactRow, self)
        self._lookups = Rows(LookupRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        item = state.session.item if state.session else None
        language = state.preferences.language
        self._facts.replace(fact_rows(item, language) if item else ())
        self._lookups.replace(lookup_rows(item.lookups, language) if item and item.available_here else ())
        shown = item_shown(state)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """The item's name."""
        return self._shown.title

    @Property(str, notify=changed)
    def icon(self) -> str:
        """The icon of its theme."""
        return self._shown.icon

    @Property(str, notify=changed)
    def accent(self) -> str:
        """The colour of its theme, ``#rrggbb``."""
        return self._shown.accent

    @Property(str, notify=changed)
    def summary(self) -> str:
        """What it is for."""
        return self._shown.summary

    @Property(str, notify=changed)
    def department(self) -> str:
        """Who is responsible."""
        return self._shown.department

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Whether this terminal can do it."""
        return self._shown.here

    @Property(str, notify=changed)
    def elsewhere(self) -> str:
        """Where else it can be done."""
        return self._shown.elsewhere

    @Property(str, notify=changed)
    def legalBasis(self) -> str:  # noqa: N802  a QML name
        """The law, one a line."""
        return self._shown.legal_basis

    @Property(str, notify=changed)
    def asks(self) -> str:
        """What is asked of the registries, as one list."""
        return self._shown.asks

    @Property(str, notify=changed)
    def warning(self) -> str:
        """What will not work at the end, said before anything is asked; "" where all works."""
        return self._shown.warning

    @Property(Rows, constant=True)
    def facts(self) -> Rows:
        """`FactRow` each."""
        return self._facts

    @Property(Rows, constant=True)
    def lookups(self) -> Rows:
        """`LookupRow` each."""
        return self._lookups
