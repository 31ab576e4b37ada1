"""One button of the dock: what it says and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from devices.simulators.people.cards import SyntheticPerson


class Lane(Enum):
    """Which worker a button's work is done on: nobody wants to wait with a paper jam until a face is drawn."""

    HANDS = "hands"
    DRAWING = "drawing"


class Manner(Enum):
    """What kind of button it is; the value is what QML compares."""

    PLAIN = "plain"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Action:
    """One button.

    Attributes:
        key: unique in the dock; also the button's object name.
        label: what stands on it.
        do: what it does to the simulated world, for the person chosen when it was pressed. Runs on a worker; raises
            `PhoneOffline` where it needs the hall and the hall does not answer.
        holds: whether what it did still holds, so that the button is lit. GUI thread, must not block.
        manner: how it looks.
        lane: where it is done; all buttons of one device share theirs, so that they act in the order of touch.
    """

    key: str
    label: str
    do: Callable[[SyntheticPerson], None]
    holds: Callable[[], bool] = lambda: False
    manner: Manner = Manner.PLAIN
    lane: Lane = Lane.HANDS


@dataclass(frozen=True, slots=True)
class Panel:
    """The buttons of one device, or of the hall.

    Attributes:
        key: unique; also the card's object name.
        title: what stands above it.
        report: the status line now, and whether it can serve. GUI thread.
        actions: the buttons, in order.
    """

    key: str
    title: str
    report: Callable[[], "Report"]
    actions: tuple[Action, ...]


class Health(Enum):
    """The colour of a status line; the value is what QML compares."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A status line."""

    text: str
    health: Health
