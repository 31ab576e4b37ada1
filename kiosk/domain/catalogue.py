"""Service items as the hall's catalogue brings them (domain.md 3), reduced to what a terminal shows and needs."""

from dataclasses import dataclass, field

from kiosk.domain.citizen import Assurance
from kiosk.domain.text import Bilingual


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the home page. `icon` names a drawing of ui/, `accent` is ``#rrggbb``."""

    theme_id: str
    title: Bilingual
    icon: str
    accent: str
    order: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a title or an alias is typed: `pinyin` with spaces (``wu fang zheng ming``), `initials` without."""

    text: str
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question the hall will put to a registry, and why: shown before it is asked."""

    registry: str
    title: Bilingual
    fields: tuple[Bilingual, ...]
    purpose: Bilingual
    legal_basis: Bilingual


@dataclass(frozen=True, slots=True)
class Item:
    """One service item.

    Attributes:
        version: pinned into a case, so that a case keeps the rules it began under.
        available_here: whether this terminal can do all of it; if not, `elsewhere` says where.
        spellings: title first, then aliases: what search goes through.
        gives_paper: whether a sheet comes of it, as a proof does and a query does not.
    """

    item_id: str
    version: int
    title: Bilingual
    summary: Bilingual
    theme_id: str
    department: Bilingual
    who: Bilingual
    bring: Bilingual
    time_limit: Bilingual
    fee_fen: int
    legal_basis: tuple[Bilingual, ...]
    lookups: tuple[Lookup, ...]
    assurance: Assurance
    available_here: bool
    elsewhere: Bilingual
    spellings: tuple[Spelling, ...]
    gives_paper: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the hall offers. `version` is the hall's, compared for equality only."""

    version: str
    themes: tuple[Theme, ...] = ()
    items: tuple[Item, ...] = field(default=(), repr=False)

    def item(self, item_id: str) -> Item | None:
        """Return the item of that id, or None."""
        return next((item for item in self.items if item.item_id == item_id), None)

    def of_theme(self, theme_id: str) -> tuple[Item, ...]:
        """Return a theme's items: those that this terminal can do first, otherwise in the hall's order."""
        found = [item for item in self.items if item.theme_id == theme_id]
        return tuple(sorted(found, key=lambda item: not item.available_here))
