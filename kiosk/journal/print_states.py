"""How far a print can be known to have come. A state is on the disk before the step that it announces is taken.

    prepared ---> sending ---> accepted ---> printed ---> presented
        |            |            |             |             |
        |            |            |             +-------------+---> spoiled    what came out is no paper to keep
        |            |            |                                   ^
        |            +------------+--------> unknown -----------------+        staff found half a sheet, or a torn one
        |            |            |                                            its end was not seen: never sent again
        +------------+------------+--------> not_printed    nothing left the printer: a new attempt may begin

Nothing ever leads from here to another print by itself. `presented` rests on what the citizen did, and says what;
`spoiled` by a citizen's word waits for staff, and by staff's own it is settled (`Prints.reconcile`).
"""

from collections.abc import Mapping
from enum import Enum


class PrintState(Enum):
    """How far a print is known to have come."""

    PREPARED = "prepared"
    SENDING = "sending"
    ACCEPTED = "accepted"
    PRINTED = "printed"
    PRESENTED = "presented"
    UNKNOWN = "unknown"
    SPOILED = "spoiled"
    NOT_PRINTED = "not_printed"


UNDER_WAY = frozenset({PrintState.PREPARED, PrintState.SENDING, PrintState.ACCEPTED})
"""States that a print must not be left in: the next start settles what is found there."""

CAME_OUT = frozenset({PrintState.PRINTED, PrintState.PRESENTED})
"""States in which all sheets are known to have come out, and nobody has said that they are spoiled."""

FOLLOWING: Mapping[PrintState, frozenset[PrintState]] = {
    PrintState.PREPARED: frozenset({PrintState.SENDING, PrintState.NOT_PRINTED}),
    PrintState.SENDING: frozenset(
        {PrintState.ACCEPTED, PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED}
    ),
    PrintState.ACCEPTED: frozenset({PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED}),
    PrintState.PRINTED: frozenset({PrintState.PRESENTED, PrintState.SPOILED}),
    PrintState.PRESENTED: frozenset({PrintState.SPOILED}),
    PrintState.UNKNOWN: frozenset({PrintState.SPOILED}),
    PrintState.SPOILED: frozenset(),
    PrintState.NOT_PRINTED: frozenset(),
}
