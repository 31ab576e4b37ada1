"""Which ways out a page may offer, read from the journey's own table. Pure."""

from dataclasses import dataclass

from kiosk.flow.table import StateSpec, Waits
from kiosk.flow.touches import BackChosen


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What the page's footer offers: `back` one page, `end` the session."""

    back: bool
    end: bool


def ways_out(spec: StateSpec) -> WaysOut:
    """Return what the journey accepts in this state: nothing is offered that would be refused."""
    back = spec.back is not None or any(rule.event is BackChosen for rule in spec.rules)
    return WaysOut(back=back, end=spec.waits is not Waits.NOBODY and not spec.locked_because)
