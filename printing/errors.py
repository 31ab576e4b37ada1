"""What printing can refuse. Nothing is drawn, signed or returned once one of these is raised.

    PrintingError
    +-- DocumentError            the data cannot become a document
    |   +-- FieldError           one field breaks its rule: names the field and the rule
    |   +-- JsonError            a JSON text is not this document: names the path and what belongs there
    +-- MissingGlyph             no font has the character: names it, its code point and its field
    +-- FontFileError            a font file is not one that can be embedded
    +-- DoesNotFit               a block is taller than an empty page
    +-- CodeTooLong              the text needs a code bigger than version 10
    +-- ClaimError               a claim that cannot be signed
    +-- PublishedKeyError        a published key that cannot be read
    +-- RevocationListError      a revocation list that cannot be relied on
    +-- PdfUnreadable            bytes that are no PDF
    +-- PictureUnreadable        a file that is no picture

Errors carry facts, never a sentence of the document: a name or a number of a person is in none of them.
"""

from enum import Enum
from typing import ClassVar


class PrintingError(Exception):
    """Root of the tree. `code` names the error to translations, the journal and the command line."""

    code: ClassVar[str] = "printing_error"

    def __init__(self, message: str = "") -> None:
        """Keep the message, which is for technicians and holds no personal data."""
        super().__init__(message or self.code)


class FieldRule(Enum):
    """What a field has to be."""

    NOT_EMPTY = "not_empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    ONE_LINE = "one_line"
    PRINTABLE = "printable"
    AWARE_TIME = "aware_time"
    POSITIVE = "positive"
    NOT_NEGATIVE = "not_negative"
    DECIMAL = "decimal"
    MASKED = "masked"
    PATTERN = "pattern"
    ORDER = "order"


class DocumentError(PrintingError):
    """The data cannot become a document."""

    code = "document"


class FieldError(DocumentError):
    """One field breaks its rule.

    Attributes:
        field: dotted path inside the document, for example ``records[2].area_m2``.
        rule: which rule.
        fact: what the rule asks for, for example ``"at most 200"``; never the field's value.
    """

    code = "field"

    def __init__(self, field: str, rule: FieldRule, fact: str = "") -> None:
        """Name the field, the rule and what the rule asks for."""
        self.field = field
        self.rule = rule
        self.fact = fact
        super().__init__(f"{field}: {rule.value}{f' ({fact})' if fact else ''}")

    def inside(self, prefix: str) -> "FieldError":
        """Return the same error seen from a document that holds this part as `prefix`."""
        return FieldError(f"{prefix}.{self.field}", self.rule, self.fact)


class JsonError(DocumentError):
    """A JSON text is not the document that was asked for.

    Attributes:
        path: where, as ``$.records[2].area_m2``.
        expected: what belongs there, for a technician.
    """

    code = "json"

    def __init__(self, path: str, expected: str) -> None:
        """Name the place and what belongs there."""
        self.path = path
        self.expected = expected
        super().__init__(f"{path}: expected {expected}")


class MissingGlyph(PrintingError):
    """No font of the chain has the character.

    Attributes:
        character: the character itself.
        code_point: its number.
        field: dotted path of the field that holds it, as in `FieldError`; empty where only a line of text is known.
    """

    code = "missing_glyph"

    def __init__(self, character: str, field: str = "") -> None:
        """Name the character, its code point and where it stands."""
        self.character = character
        self.code_point = ord(character)
        self.field = field
        where = f" in {field}" if field else ""
        super().__init__(f"no font has {character!r} (U+{self.code_point:04X}){where}")


class FontFileError(PrintingError):
    """A font file is not a TrueType font with glyf outlines, or is damaged."""

    code = "font_file"


class DoesNotFit(PrintingError):
    """A block that may not be divided is taller than an empty page.

    Attributes:
        height_pt, room_pt: what it needs and what a page has, in points.
    """

    code = "does_not_fit"

    def __init__(self, *, height_pt: float, room_pt: float) -> None:
        """Keep both measures."""
        self.height_pt = height_pt
        self.room_pt = room_pt
        super().__init__(f"a block of {height_pt:.0f} pt does not fit a page of {room_pt:.0f} pt")


class CodeTooLong(PrintingError):
    """The text needs a QR code bigger than version 10, which a paper has no room for.

    Attributes:
        characters: how long the text is.
    """

    code = "code_too_long"

    def __init__(self, characters: int) -> None:
        """Keep the length only: the text may be a secret."""
        self.characters = characters
        super().__init__(f"a text of {characters} characters needs a code above version 10")


class ClaimError(PrintingError):
    """A claim that cannot be signed; the message names the field."""

    code = "claim"


class PublishedKeyError(PrintingError):
    """A published key that cannot be read; the message names its kid and what is wrong."""

    code = "published_key"


class RevocationListError(PrintingError):
    """A revocation list that cannot be read, or that nobody to be relied on signed; the message says which."""

    code = "revocation_list"


class PdfUnreadable(PrintingError):
    """The bytes are no PDF that can be shown."""

    code = "pdf_unreadable"


class PictureUnreadable(PrintingError):
    """The file is no picture, or too large a one."""

    code = "picture_unreadable"
