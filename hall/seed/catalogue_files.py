"""Read the catalogue's files (hall/seed/catalogue/*.toml) and complete what is worked out, not written: pinyin, codes.

A file holds one theme and its items, in the order they are shown. Every field of the contract is there in the open,
but for `code` (office's credit code + level + base), `pinyin`, `initials` and `alias_pinyin`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from hall.catalogue.pinyin import Spelling, spell
from hall.catalogue.publication import Draft
from hall.catalogue.schemas import ItemContent, ThemeGiven
from hall.registries.ports import RegistryName
from hall.seed.freshness import CATALOGUE_FOLDER, HALL_FILE

_WRITTEN_ONLY: Final = frozenset({"item_id", "office", "level", "base"})


class SeedWrong(Exception):
    """A seed file does not say what it must; the message names file, item and field, for whoever edits it."""


@dataclass(frozen=True, slots=True)
class SeedCatalogue:
    """Everything the files say."""

    themes: tuple[ThemeGiven, ...]
    drafts: tuple[Draft, ...]


def read_catalogue(offices: Mapping[str, Mapping[str, str]], folder: Path = CATALOGUE_FOLDER) -> SeedCatalogue:
    """Read and check every file of `folder`, in the order of their names.

    Raises:
        SeedWrong: see there.
    """
    themes: list[ThemeGiven] = []
    drafts: list[Draft] = []
    for order, file in enumerate(sorted(folder.glob("*.toml")), start=1):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        theme = _checked(ThemeGiven, {**content["theme"], "order": order}, where=file.name)
        themes.append(theme)
        drafts += _drafts(file, theme.theme_id, content["items"], offices)
    if len({draft.item_id for draft in drafts}) != len(drafts):
        raise SeedWrong("two items share an item_id")
    return SeedCatalogue(tuple(themes), tuple(drafts))


def _drafts(
    file: Path, theme_id: str, items: list[dict[str, Any]], offices: Mapping[str, Mapping[str, str]]
) -> Iterator[Draft]:
    for order, item in enumerate(items, start=1):
        where = f"{file.name}, {item['item_id']}"
        if item["office"] not in offices:
            raise SeedWrong(f"{where}: no office {item['office']} in {HALL_FILE.name}")
        content = _checked(ItemContent, _completed(item, offices[item["office"]]), where=where)
        unknown = {lookup.registry for lookup in content.lookups} - {name.value for name in RegistryName}
        if unknown:
            raise SeedWrong(f"{where}: no registry {', '.join(sorted(unknown))}")
        if not content.available_here and not (content.elsewhere.zh and content.elsewhere.en):
            raise SeedWrong(f"{where}: an item that cannot be done here says where it can")
        yield Draft(item["item_id"], theme_id, order, content)


def _completed(item: Mapping[str, Any], office: Mapping[str, str]) -> dict[str, Any]:
    title = spell(item["title"]["zh"])
    return {
        **{name: value for name, value in item.items() if name not in _WRITTEN_ONLY},
        "code": office["uscc"] + item["level"] + item["base"],
        "department": {"zh": office["zh"], "en": office["en"]},
        "pinyin": title.pinyin,
        "initials": title.initials,
        "alias_pinyin": [_spelling(spell(alias)) for alias in item["aliases"]],
        "purposes": item.get("purposes", []),
        "lookups": item.get("lookups", []),
    }


def _spelling(spelling: Spelling) -> dict[str, str]:
    return {"pinyin": spelling.pinyin, "initials": spelling.initials}


def _checked(model: Any, content: Mapping[str, Any], *, where: str) -> Any:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, entry['loc']))}: {entry['msg']}" for entry in error.errors())
        raise SeedWrong(f"{where}: {wrong}") from error
