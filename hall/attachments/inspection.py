"""Say what an attachment is by its content, never by its name: it is read as whoever opens it will read it.

Loads Pillow and pyHanko: import it where something is uploaded, so that the hall starts without them.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from hall.attachments.models import AttachmentKind
from hall.problems.errors import AttachmentRefused

# An A4 page at 600 dpi has 35 million pixels; a picture that unpacks to more is not a picture of a paper.
MOST_PIXELS: Final = 50_000_000
MOST_PAGES: Final = 100
MOST_OBJECTS: Final = 20_000
_MAGIC: Final = {
    b"%PDF-": AttachmentKind.PDF,
    b"\xff\xd8\xff": AttachmentKind.JPEG,
    b"\x89PNG\r\n\x1a\n": AttachmentKind.PNG,
}
# What makes a PDF do something, hide something or fetch something when it is opened (ISO 32000-2, 12.6 and 7.11.4).
_ACTIVE: Final = frozenset(
    {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFiles",
        "/EmbeddedFile",
        "/RichMedia",
        "/XFA",
        "/SubmitForm",
        "/ImportData",
    }
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What an attachment is."""

    kind: AttachmentKind
    pages: int


def inspect(content: bytes) -> Inspected:
    """Return what `content` is. Raises `AttachmentRefused` unless it is whole, does nothing and is of a known kind."""
    kind = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if kind is None:
        raise AttachmentRefused
    return Inspected(kind, _pages_of(content) if kind is AttachmentKind.PDF else _picture(content, kind))


def _picture(content: bytes, kind: AttachmentKind) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind.name]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise AttachmentRefused
                picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AttachmentRefused from error
    return 1


def _pages_of(content: bytes) -> int:
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            raise AttachmentRefused
        pages = int(reader.root["/Pages"]["/Count"])
        for node in _nodes(reader):
            if isinstance(node, generic.DictionaryObject) and _is_active(node):
                raise AttachmentRefused
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError, OSError) as error:
        raise AttachmentRefused from error
    if not 1 <= pages <= MOST_PAGES:
        raise AttachmentRefused
    return pages


def _is_active(node: generic.DictionaryObject) -> bool:
    kinds = {node.get("/S"), node.get("/Type"), node.get("/Subtype")}
    return not _ACTIVE.isdisjoint({*node.keys(), *(kind for kind in kinds if isinstance(kind, str))})


def _nodes(reader: PdfFileReader) -> Iterator[Any]:
    """Yield every object that is reached from the document's root, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, generic.IndirectObject):
            place = (node.idnum, node.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > MOST_OBJECTS:
                raise AttachmentRefused
            node = cast("Any", node).get_object()
        yield node
        if isinstance(node, generic.DictionaryObject):
            waiting += [node.raw_get(key) for key in node]
        elif isinstance(node, generic.ArrayObject):
            waiting += [node.raw_get(number) for number in range(len(node))]
