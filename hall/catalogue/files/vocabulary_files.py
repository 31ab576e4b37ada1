"""The vocabularies that a catalogue's files share: CATALOGUE/vocabulary/*.toml."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from hall.catalogue.files.faults import CatalogueFilesWrong, Fault, faults_of
from hall.catalogue.files.shapes import ContactFile, DepartmentFile, LookupFile, MaterialWords, ThemeFile, Words
from hall.catalogue.vocabulary import ItemKind

FOLDER: Final = "vocabulary"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that items name by a word.

    Attributes:
        everyday: a formal word -> how people say it; titles are found by either.
        steps: what happens, by kind of item.
    """

    themes: Mapping[str, ThemeFile]
    departments: Mapping[str, DepartmentFile]
    audiences: Mapping[str, Words]
    contact: ContactFile
    fields: Mapping[str, Mapping[str, Any]]
    materials: Mapping[str, MaterialWords]
    lookups: Mapping[str, LookupFile]
    steps: Mapping[ItemKind, list[Words]]
    everyday: Mapping[str, list[str]]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read and check CATALOGUE/vocabulary. Raises `CatalogueFilesWrong` with everything that is wrong in it."""
    faults: list[Fault] = []

    def read(name: str, shape: Any) -> Any:
        return read_toml(folder, f"{FOLDER}/{name}.toml", TypeAdapter(shape).validate_python, faults)

    said = {
        "themes": read("themes", dict[str, ThemeFile]),
        "departments": read("departments", dict[str, DepartmentFile]),
        "audiences": read("audiences", dict[str, Words]),
        "contact": read("contact", ContactFile),
        "fields": read("fields", dict[str, dict[str, Any]]),
        "materials": read("materials", dict[str, MaterialWords]),
        "lookups": read("lookups", dict[str, LookupFile]),
        "steps": read("steps", dict[ItemKind, list[Words]]),
        "everyday": read("everyday", dict[str, list[str]]),
    }
    if faults:
        raise CatalogueFilesWrong(faults)
    return Vocabulary(**said)


def read_toml(folder: Path, name: str, take: Callable[[Any], T], faults: list[Fault]) -> T | None:
    """Read one file and have `take` check it; note what is wrong in `faults` and return None there."""
    try:
        return take(tomllib.loads((folder / name).read_text(encoding="utf-8")))
    except FileNotFoundError:
        faults.append(Fault(name, "", "the file is missing", "write it, or take the seed's as a start"))
    except UnicodeDecodeError:
        faults.append(Fault(name, "", "not UTF-8", "save it in UTF-8"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(name, "", f"not TOML: {error}", "mend it at that line"))
    except ValidationError as error:
        faults += faults_of(error, name, _keys_of(take))
    return None


def _keys_of(take: Callable[[Any], Any]) -> frozenset[str]:
    model = getattr(take, "__self__", None)
    return frozenset(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else frozenset()
