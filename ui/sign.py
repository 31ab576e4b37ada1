"""What stands over the door: the hall's and the terminal's own names."""

from dataclasses import dataclass

from kiosk.domain.text import Bilingual


@dataclass(frozen=True, slots=True)
class HallSign:
    """Names that every page shows.

    Attributes:
        help_line: whom to ask, as it is shown: a telephone number or a window.
    """

    name: Bilingual
    terminal: Bilingual
    help_line: str
