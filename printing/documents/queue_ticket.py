"""排队号票: a number to be called by. It proves nothing and names nobody."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from printing.documents.fields import check_count, check_moment, check_text, check_texts
from printing.errors import FieldError, FieldRule

_NUMBER: Final = re.compile(r"[A-Z]{0,2}[0-9]{1,4}", re.ASCII)
_MOST_AHEAD: Final = 9_999


@dataclass(frozen=True, slots=True, repr=False)
class QueueTicket:
    """A place in a queue.

    Attributes:
        hall: the hall's name, at the head.
        number: what is called: A017.
        business: what the queue is for.
        place: where to wait and where to go when called: 二楼B区 11-16号窗口; may be empty.
        ahead: how many stand before; None where the queue is not known.
        wait: how long that will take, in words: 约15分钟; may be empty.
        taken_at: when the number was taken.
        terminal_id: at which terminal.
        materials: what to have at hand at the window.
        priority: 老年人优先, 军人优先; empty for everybody else.
        link: the text of a code that shows the queue on a phone; empty prints none. It is not signed.
        notes: what else to say.
        specimen: whether this is a sample (样张).
    """

    hall: str
    number: str
    business: str
    taken_at: datetime
    terminal_id: str
    place: str = ""
    ahead: int | None = None
    wait: str = ""
    materials: tuple[str, ...] = ()
    priority: str = ""
    link: str = ""
    notes: tuple[str, ...] = ("过号请到导服台重新排队。",)
    title: str = "排队号票"
    specimen: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("hall", self.hall, at_most=40)
        if not _NUMBER.fullmatch(self.number):
            raise FieldError("number", FieldRule.PATTERN, "up to 2 capital letters, then 1 to 4 digits")
        check_text("business", self.business, at_most=60)
        check_moment("taken_at", self.taken_at)
        check_text("terminal_id", self.terminal_id, at_most=30)
        check_text("place", self.place, at_most=60, required=False)
        if self.ahead is not None:
            if self.ahead < 0:
                raise FieldError("ahead", FieldRule.NOT_NEGATIVE, "0 or more")
            check_count("ahead", self.ahead, least=0, most=_MOST_AHEAD)
        check_text("wait", self.wait, at_most=20, required=False)
        check_texts("materials", self.materials, at_most=60, how_many=8)
        check_text("priority", self.priority, at_most=16, required=False)
        check_text("link", self.link, at_most=200, required=False)
        check_texts("notes", self.notes, at_most=80, how_many=3)
        check_text("title", self.title, at_most=10)

    def __repr__(self) -> str:
        """The number, which everybody in the hall hears."""
        return f"QueueTicket({self.number})"
