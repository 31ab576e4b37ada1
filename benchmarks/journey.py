"""`bench-journey`: whole visits on one running terminal, the machine's time split by part; medians over the visits."""

import sys
from typing import Final

from benchmarks import offscreen
from benchmarks.harness import Figure, figure, percentile, report

VISITS: Final = 3
_HALL_CALLS: Final = {
    "SIGN_IN": 1,
    "CASE": 1,
    "ISSUE": 2,
}
"""Requests to the hall in each part: the paper is issued, then fetched."""


def main() -> int:
    """Play the visits and report."""
    offscreen.prepare()
    # Qt is loaded only now that its environment is set.
    from benchmarks.bare_exchanges import bare_card_ms, bare_health_ms
    from benchmarks.frames import run_until
    from benchmarks.rig import SECONDS_PER_SHEET, standing
    from benchmarks.stopwatch import Part, Stopwatch, timed
    from benchmarks.visit import Visit
    from devices.drivers.sam_serial.simulator import SimulatedCard
    from devices.simulators.people.cards import card_photo, people
    from kiosk.flow.states import StateName

    watch = Stopwatch()
    sums: dict[Part, list[float]] = {part: [] for part in Part}
    walls_ms: list[float] = []
    machine_ms: list[float] = []
    with timed(watch), standing() as rig:
        loop = rig.terminal.loop
        run_until("the attract page", lambda: loop.state.name is StateName.ATTRACT, within_ms=60_000)
        visit = Visit(rig, card_laid=watch.card_laid)
        watch.take()
        for _ in range(VISITS):
            wall_ms = visit.play() * 1000
            walls_ms.append(wall_ms)
            machine_ms.append(wall_ms - visit.waited_s * 1000)
            for part, spans in watch.take().items():
                if not spans:
                    raise RuntimeError(f"nothing was timed for: {part.value}")
                sums[part].append(sum(spans))
        hall = rig.terminal.embedded_hall
        assert hall is not None, "the default settings start one"
        health_ms = percentile(bare_health_ms(hall.address.url), 50)
    person = people()[0]
    card = SimulatedCard(person.text, card_photo(person), newest_address=person.newest_address)
    baselines = {Part.CARD: bare_card_ms(card), Part.DOCUMENT: [SECONDS_PER_SHEET * 1000]}
    baselines |= {Part[name]: [health_ms * calls] for name, calls in _HALL_CALLS.items()}
    lines: list[Figure] = [
        figure("a visit, from touch to attract page", walls_ms, "ms"),
        figure("the same without the citizen's pauses", machine_ms, "ms"),
    ]
    lines += [figure(part.value, sums[part], "ms", baseline=baselines.get(part)) for part in Part]
    report("journey", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
