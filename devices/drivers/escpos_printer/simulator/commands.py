"""ESC/POS commands as the printer understands them. `length` is how many octets each took in the buffer.

Source: Epson, ESC/POS Command Reference.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AskNow:
    """DLE EOT n."""

    number: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class RecoverNow:
    """DLE ENQ n: 1 goes on where it stopped, 2 forgets what it has received."""

    number: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class ClearNow:
    """DLE DC4 fn 8."""

    length: int = 10


@dataclass(frozen=True, slots=True)
class Initialise:
    """ESC @."""

    length: int = 2


@dataclass(frozen=True, slots=True)
class Raster:
    """GS v 0: `rows` rows of `width_octets`, 1 = black; `mode` bit 0 doubles the width, bit 1 the height."""

    mode: int
    width_octets: int
    rows: int
    bits: bytes = field(repr=False)
    length: int = 0


@dataclass(frozen=True, slots=True)
class FeedDots:
    """ESC J n, or n lines as dots."""

    dots: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class LineFeed:
    """LF, or ESC d n: `lines` lines at the present line spacing."""

    lines: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """ESC 3 n; None for ESC 2, the usual."""

    dots: int | None
    length: int = 3


@dataclass(frozen=True, slots=True)
class Justify:
    """ESC a n: 0 left, 1 centre, 2 right."""

    where: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """GS V: feed `dots` and cut, wholly or but for a bridge."""

    partial: bool
    dots: int = 0
    length: int = 3


@dataclass(frozen=True, slots=True)
class AskInOrder:
    """GS r n."""

    number: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class AskProcessId:
    """GS ( H, function 48."""

    identity: bytes
    length: int = 11


@dataclass(frozen=True, slots=True)
class AskInformation:
    """GS I n."""

    number: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class AutomaticStatusMask:
    """GS a n."""

    mask: int
    length: int = 3


@dataclass(frozen=True, slots=True)
class Text:
    """Characters to print. They are recorded, not drawn: the driver prints pictures."""

    octets: bytes = field(repr=False)
    length: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """A command that is known and has no effect on a picture: fonts, code pages, margins."""

    octets: bytes
    length: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """The beginning of a command that nobody knows; its parameters will look like text."""

    octets: bytes
    length: int = 0


AtOnce = AskNow | RecoverNow | ClearNow
InOrder = (
    Initialise
    | Raster
    | FeedDots
    | LineFeed
    | LineSpacing
    | Justify
    | Cut
    | AskInOrder
    | AskProcessId
    | AskInformation
    | AutomaticStatusMask
    | Text
    | Setting
    | Unknown
)
Command = AtOnce | InOrder
