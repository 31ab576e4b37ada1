"""Whether the fonts have every character of a document, field by field: asked before anything is drawn or signed."""

from collections.abc import Iterator

from printing.documents.json_form import as_plain
from printing.documents.kinds import Document
from printing.errors import MissingGlyph
from printing.fonts.catalogue import Face, source


def check_characters(document: Document) -> None:
    """Return when every character of every field has a glyph. Takes well below a millisecond once fonts are open.

    Any text face may stand for all: their chains have the same characters.

    Raises:
        MissingGlyph: names the first character that no font has, and its field.
    """
    for field, text in texts_of(document):
        for character in text:
            try:
                source(character, Face.SERIF)
            except MissingGlyph as missing:
                raise MissingGlyph(missing.character, field) from None


def texts_of(document: Document) -> Iterator[tuple[str, str]]:
    """Every text of the document's data with its path, as ``issue.seal.purpose``; its kind and its times too."""
    return _texts("", as_plain(document))


def _texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in `value`, each with its path: ``records[2].location``."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, inner in value.items():
                yield from _texts(f"{path}.{key}" if path else str(key), inner)
        case list() | tuple():
            for index, inner in enumerate(value):
                yield from _texts(f"{path}[{index}]", inner)
        case _:
            return
