"""What staff do at a terminal, as values that flow, journal and pages share."""

from enum import Enum


class StaffRole(Enum):
    """Who is at the staff door."""

    HALL = "hall"
    TECHNICIAN = "technician"


class PauseReason(Enum):
    """Why staff closed the terminal; the public reads it."""

    MAINTENANCE = "maintenance"
    CLEANING = "cleaning"
    SUPPLIES = "supplies"
    HOURS = "hours"


class Restart(Enum):
    """What is to begin anew."""

    PROGRAM = "program"
    MACHINE = "machine"


class Order(Enum):
    """What staff can have done with one device. The value names it in the journal and on the page."""

    SELF_TEST = "self_test"
    REOPEN = "reopen"
    SUPPLIES_FILLED = "supplies_filled"
    JAM_CLEARED = "jam_cleared"
    TEST_PRINT = "test_print"
    MEASURE = "measure"
    TRY_SIGNATURE = "try_signature"
    SHOW_CAMERA = "show_camera"
    HIDE_CAMERA = "hide_camera"
    TRACE_BYTES = "trace_bytes"
    END_TRACE = "end_trace"
    KEEP_CHANGE = "keep_change"
    DROP_CHANGE = "drop_change"


BENCH_ORDERS = frozenset(
    {
        Order.TEST_PRINT,
        Order.MEASURE,
        Order.TRY_SIGNATURE,
        Order.SHOW_CAMERA,
        Order.HIDE_CAMERA,
        Order.TRACE_BYTES,
        Order.END_TRACE,
    }
)
"""The technician's bench: what hall staff are not offered, and the flow does not take from them."""


class PrintFinding(Enum):
    """What staff find when they look for a print. The value names it in the journal."""

    CAME_OUT = "came_out"
    NOT_PRINTED = "not_printed"
    SPOILED = "spoiled"


class StaffAct(Enum):
    """What is written down of staff. The value names it in the journal."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"
    PAUSED = "paused"
    OPENED = "opened"
    ORDERED = "ordered"
    TRIED = "tried"
    RESTARTED = "restarted"
    SETTLED = "settled"
    REPRINTED = "reprinted"
