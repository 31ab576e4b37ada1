"""Read a catalogue's folder.

CATALOGUE/vocabulary/*.toml           what items name by a word: themes, departments, fields, materials, ...
CATALOGUE/items/THEME/ITEM-ID.toml    an item each; proofs are items too
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hall.catalogue.bundle_rules import bundle_faults
from hall.catalogue.files.bundle_composing import BundleComposer
from hall.catalogue.files.faults import CatalogueFilesWrong, Fault, unknown_word
from hall.catalogue.files.item_composing import ItemComposer
from hall.catalogue.files.shapes import BundleFile, ItemFile, Words
from hall.catalogue.files.vocabulary_files import FOLDER, Vocabulary, read_toml, read_vocabulary
from hall.catalogue.publication import BundleDraft, Draft, Publication
from hall.catalogue.rules import item_faults
from hall.catalogue.schemas import ItemContent, TermGiven, ThemeGiven
from hall.http.contract_types import BilingualGiven

ITEMS: Final = "items"
BUNDLES: Final = "bundles"
_ITEM_ID: Final = re.compile(r"[a-z][a-z0-9-]{1,59}")


@dataclass(frozen=True, slots=True)
class _Read:
    """An item's file, read and checked by itself."""

    name: str
    item_id: str
    theme_id: str
    item: ItemFile


def read_catalogue(folder: Path) -> Publication:
    """Return everything that the files say, ready to be published.

    Raises:
        CatalogueFilesWrong: with everything that is wrong in any of them.
    """
    if not folder.is_dir():
        raise CatalogueFilesWrong([Fault(str(folder), "", "there is no such folder", "name a catalogue's folder")])
    vocabulary = read_vocabulary(folder)
    faults: list[Fault] = []
    composer = ItemComposer(vocabulary, faults)
    drafts: list[Draft] = []
    codes: dict[str, str] = {}
    for read in _items(folder, vocabulary, faults):
        content = composer.compose(read.name, read.item)
        if content is None:
            continue
        faults += (Fault(read.name, place, what, remedy) for place, what, remedy in item_faults(content))
        other = codes.setdefault(content.code, read.name)
        if other != read.name:
            faults.append(Fault(read.name, "base", f"the same code as {other}", "take a base of its own"))
        drafts.append(Draft(read.item_id, read.theme_id, read.item.order, content))
    faults += _twice(drafts)
    if faults:
        # A bundle of items that are wrong would only add to the list.
        raise CatalogueFilesWrong(faults)
    bundles = list(_bundles(folder, vocabulary, {draft.item_id: draft.content for draft in drafts}, faults))
    if faults:
        raise CatalogueFilesWrong(faults)
    return Publication(
        themes=tuple(_themes(vocabulary)),
        departments=tuple(_terms(vocabulary.departments)),
        audiences=tuple(_terms(vocabulary.audiences)),
        items=tuple(drafts),
        bundles=tuple(bundles),
    )


def _items(folder: Path, vocabulary: Vocabulary, faults: list[Fault]) -> Iterator[_Read]:
    for path in sorted((folder / ITEMS).rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if path.parent.parent != folder / ITEMS:
            faults.append(Fault(name, "", "the file lies in no theme", f"move it to {ITEMS}/THEME"))
            continue
        theme_id, item_id = path.parent.name, path.stem
        if theme_id not in vocabulary.themes:
            faults.append(unknown_word(name, "", theme_id, list(vocabulary.themes), f"{FOLDER}/themes.toml"))
        if not _ITEM_ID.fullmatch(item_id):
            faults.append(Fault(name, "", "the file's name is no item's id", "use small letters, digits and -"))
            continue
        item = read_toml(folder, name, ItemFile.model_validate, faults)
        if item is not None:
            yield _Read(name, item_id, theme_id, item)


def _bundles(
    folder: Path, vocabulary: Vocabulary, items: Mapping[str, ItemContent], faults: list[Fault]
) -> Iterator[BundleDraft]:
    composer = BundleComposer(vocabulary, items, faults)
    for path in sorted((folder / BUNDLES).rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if not _ITEM_ID.fullmatch(path.stem) or path.parent != folder / BUNDLES:
            remedy = f"put it into {BUNDLES} under a name of small letters, digits and -"
            faults.append(Fault(name, "", "the file's name is no bundle's id", remedy))
            continue
        file = read_toml(folder, name, BundleFile.model_validate, faults)
        content = composer.compose(name, file) if file else None
        if file is not None and content is not None:
            faults += (Fault(name, place, what, remedy) for place, what, remedy in bundle_faults(content, items))
            yield BundleDraft(path.stem, file.theme, file.order, content)


def _twice(drafts: list[Draft]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for draft in drafts:
        file = f"{ITEMS}/{draft.theme_id}/{draft.item_id}.toml"
        other = seen.setdefault(draft.item_id, file)
        if other != file:
            yield Fault(file, "", f"the same item as {other}", "give one of them another name")


def _themes(vocabulary: Vocabulary) -> Iterator[ThemeGiven]:
    for order, (theme_id, theme) in enumerate(vocabulary.themes.items(), start=1):
        title = BilingualGiven(zh=theme.zh, en=theme.en)
        yield ThemeGiven(theme_id=theme_id, title=title, icon=theme.icon, accent=theme.accent, order=order)


def _terms(words: Mapping[str, Words]) -> Iterator[TermGiven]:
    for term_id, word in words.items():
        yield TermGiven(term_id=term_id, title=BilingualGiven(zh=word.zh, en=word.en))
