"""Measured by `bench-ui`: a terminal, simulated devices, embedded hall. Arguments: see `main`."""

import sys
from pathlib import Path

from benchmarks.frames import FrameWatch, Heartbeat, run_until
from benchmarks.programs import FIRST_FRAME, tell
from benchmarks.rig import Rig, standing
from kiosk.flow.states import StateName

_START_WITHIN_MS = 60_000


def main(pipe: int, mode: str, state: Path | None) -> int:
    """Come to the attract page, report, and end; with mode `visit`, play one first and report stalls.

    Args:
        pipe: takes the reports.
        mode: `start` or `visit`.
        state: the terminal's state folder; a new one, if not given.
    """
    with standing(state) as rig:
        loop = rig.terminal.loop
        watch = FrameWatch(rig.terminal.screen.window)
        run_until("the attract page", lambda: loop.state.name is StateName.ATTRACT, within_ms=_START_WITHIN_MS)
        watch.expect()
        run_until("its frame", lambda: watch.seen_s > 0)
        tell(pipe, **{FIRST_FRAME: watch.seen_s})
        if mode == "visit":
            _visit(pipe, rig)
    return 0


def _visit(pipe: int, rig: Rig) -> None:
    import psutil

    from benchmarks.visit import Visit

    visit = Visit(rig)
    loop = rig.terminal.loop
    beats = Heartbeat(lambda: loop.state.name.value)
    beats.start()
    visit_s = visit.play()
    beats.stop()
    tell(pipe, gaps_ms=beats.gaps_ms, visit_s=visit_s, rss_bytes=psutil.Process().memory_info().rss)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None))
