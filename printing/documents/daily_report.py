"""日清日报: what one terminal did on one day, for whoever closes it. It names nobody and is signed by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from printing.documents.fields import check_count, check_moment, check_number, check_text, check_texts
from printing.documents.money import check_fen
from printing.errors import FieldError, FieldRule

MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class ServiceTally:
    """How many cases of an item were begun, and how many of them are finished, under way, broken off."""

    item: str
    begun: int
    finished: int
    under_way: int = 0
    broken_off: int = 0

    def __post_init__(self) -> None:
        """Check the fields, and that each case is counted once."""
        check_text("item", self.item, at_most=60)
        for name in ("begun", "finished", "under_way", "broken_off"):
            _check_tally(name, getattr(self, name))
        if self.finished + self.under_way + self.broken_off != self.begun:
            raise FieldError("begun", FieldRule.ORDER, "the finished, those under way and the broken off together")


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper that was printed: its title, number, copy, sheets, when, and what became of it (已打印, 结果不明)."""

    at: datetime
    title: str
    paper_number: str
    copy_number: int
    sheets: int
    outcome: str

    def __post_init__(self) -> None:
        """Check the fields."""
        check_moment("at", self.at)
        check_text("title", self.title, at_most=40)
        check_number("paper_number", self.paper_number)
        _check_tally("copy_number", self.copy_number)
        _check_tally("sheets", self.sheets)
        check_text("outcome", self.outcome, at_most=12)


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """A payment: when, its order number, item, method and amount.

    Attributes:
        refunded_fen: how much of it went back.
        confirmed: whether whoever moves the money says that it moved; if not, it counts as nothing and is open.
    """

    at: datetime
    order_number: str
    item: str
    method: str
    amount_fen: int
    refunded_fen: int = 0
    confirmed: bool = True

    def __post_init__(self) -> None:
        """Check the fields."""
        check_moment("at", self.at)
        check_number("order_number", self.order_number)
        check_text("item", self.item, at_most=60)
        check_text("method", self.method, at_most=20)
        check_fen("amount_fen", self.amount_fen)
        check_fen("refunded_fen", self.refunded_fen)
        if self.refunded_fen > (self.amount_fen if self.confirmed else 0):
            raise FieldError("refunded_fen", FieldRule.TOO_LONG, "no more than was paid and confirmed")


@dataclass(frozen=True, slots=True)
class Incident:
    """What went wrong with which device, and what was done about it; may be empty where nothing was."""

    at: datetime
    device: str
    what: str
    done: str = ""

    def __post_init__(self) -> None:
        """Check the fields."""
        check_moment("at", self.at)
        check_text("device", self.device, at_most=30)
        check_text("what", self.what, at_most=120)
        check_text("done", self.done, at_most=120, required=False)


@dataclass(frozen=True, slots=True)
class DailyReport:
    """One terminal's day.

    Attributes:
        hall: the hall's name.
        terminal_id: which terminal.
        day: which day.
        made_at: when the report was made.
        services, papers, payments, incidents: what happened, each in the order it is printed. Payments and incidents
            are None where whoever makes the report does not know of them: that is not a day without any.
        open_points: what whoever closes the day has to see to, a line each.
        specimen: whether this is a sample (样张).
    """

    hall: str
    terminal_id: str
    day: date
    made_at: datetime
    services: tuple[ServiceTally, ...] = ()
    papers: tuple[PaperEntry, ...] = ()
    payments: tuple[PaymentEntry, ...] | None = ()
    incidents: tuple[Incident, ...] | None = ()
    open_points: tuple[str, ...] = ()
    title: str = "自助终端日清日报"
    specimen: bool = False

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_text("hall", self.hall, at_most=40)
        check_text("terminal_id", self.terminal_id, at_most=30)
        check_moment("made_at", self.made_at)
        for name in ("services", "papers", "payments", "incidents"):
            check_count(name, len(getattr(self, name) or ()), least=0, most=MOST_ROWS)
        check_texts("open_points", self.open_points, at_most=200, how_many=30)
        check_text("title", self.title, at_most=24)

    def __repr__(self) -> str:
        """Terminal, day and how much there is."""
        parts = (self.services, self.papers, self.payments or (), self.incidents or ())
        return f"DailyReport({self.terminal_id}, {self.day}, {sum(map(len, parts))} rows)"


def _check_tally(field: str, value: int) -> None:
    if value < 0:
        raise FieldError(field, FieldRule.NOT_NEGATIVE, "0 or more")
