"""Draw a journey as a Mermaid state diagram, for docs/journey.md (checked by a test to be up to date)."""

from kiosk.flow.events import Event
from kiosk.flow.states import StateName
from kiosk.flow.table import Journey, Waits


def _label(event: type[Event]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in event.__name__)
    return words.strip()


def mermaid(journey: Journey) -> str:
    """Return the diagram. Cancel and the idle time-out, which lead from everywhere to the end, are left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {journey.start.value}"]
    for name, spec in journey.states.items():
        arrows: dict[StateName, list[str]] = {}
        for rule in spec.rules:
            for target in rule.to:
                arrows.setdefault(target, []).append(_label(rule.event))
        for target in spec.detours:
            arrows.setdefault(target, []).append("cannot be done")
        if spec.back is not None:
            arrows.setdefault(spec.back, []).append("back chosen")
        if spec.waits is Waits.MACHINE and spec.on_timeout is not None:
            arrows.setdefault(spec.on_timeout, []).append("time out")
        lines += [f"    {name.value} --> {target.value}: {', '.join(labels)}" for target, labels in arrows.items()]
    return "\n".join(lines) + "\n"
