"""`bench-ui`: start, taps, memory, idle load and stalls of the screen, against a bare PySide6 Quick program."""

import sys
import tempfile
from typing import Any, Final

from benchmarks import offscreen
from benchmarks.harness import Figure, figure, report
from benchmarks.programs import Program, start_ms

_BARE: Final = "benchmarks.bare_page"
_PAGE: Final = "benchmarks.kiosk_page"
_TERMINAL: Final = "benchmarks.kiosk_terminal"
_STARTS: Final = 4
_TERMINAL_STARTS: Final = 3
_MIB: Final = 2**20


def main() -> int:
    """Measure everything and report."""
    offscreen.prepare()
    # The visit comes first: what it reads from the disk is then warm for every start that is timed.
    visit = Program(_TERMINAL, "visit").finish()[1]
    lines = _starts()
    bare = Program(_BARE, "taps").finish()[1]
    page = Program(_PAGE, "taps").finish()[1]
    lines += _taps(page, bare) + _memory(page, bare, visit) + _load(page, bare, visit)
    report("ui", lines)
    for name, gap_ms in sorted(visit["gaps_ms"].items(), key=lambda pair: -pair[1])[:3]:
        print(f"longest stalls: {gap_ms:.0f} ms around the page {name}")
    return 0


def _starts() -> list[Figure]:
    """Start programs in turn (bare, kiosk, bare, kiosk), so that the machine's moods meet both alike."""
    start_ms(_BARE, "start")
    bare: list[float] = []
    page: list[float] = []
    terminal: list[float] = []
    with tempfile.TemporaryDirectory(prefix="hallkiosk-bench-") as state:
        first = [start_ms(_TERMINAL, "start", state)]
        for turn in range(_STARTS):
            bare.append(start_ms(_BARE, "start"))
            page.append(start_ms(_PAGE, "start"))
            if turn < _TERMINAL_STARTS:
                terminal.append(start_ms(_TERMINAL, "start", state))
    return [
        figure("start to the first page, median", page, "ms", baseline=bare),
        figure("start to the first page, worst", page, "ms", percent=100, baseline=bare),
        figure("start to the attract page, median", terminal, "ms", baseline=bare),
        figure("start to the attract page, worst", terminal, "ms", percent=100, baseline=bare),
        figure("the very first start of a terminal", first, "ms", baseline=bare),
    ]


def _taps(page: dict[str, Any], bare: dict[str, Any]) -> list[Figure]:
    press = [
        figure(f"press to its frame, p{percent}", page["press_ms"], "ms", percent=percent, baseline=bare["press_ms"])
        for percent in (50, 99)
    ]
    turned = [
        figure(f"tap to the new page, p{percent}", page["page_ms"], "ms", percent=percent, baseline=bare["page_ms"])
        for percent in (50, 95, 99)
    ]
    return press + turned


def _memory(page: dict[str, Any], bare: dict[str, Any], visit: dict[str, Any]) -> list[Figure]:
    def mib(facts: dict[str, Any], name: str, less: str = "") -> list[float]:
        return [(facts[name] - (facts[less] if less else 0)) / _MIB]

    return [
        figure("memory at the first page", mib(page, "start_bytes"), "MiB", baseline=mib(bare, "start_bytes")),
        figure("memory after 500 page changes", mib(page, "end_bytes"), "MiB", baseline=mib(bare, "end_bytes")),
        figure(
            "growth over 500 page changes",
            mib(page, "end_bytes", "start_bytes"),
            "MiB",
            baseline=mib(bare, "end_bytes", "start_bytes"),
        ),
        figure("of it once every page was seen", mib(page, "end_bytes", "seen_all_bytes"), "MiB"),
        figure("memory after a visit, simulators included", mib(visit, "rss_bytes"), "MiB"),
    ]


def _load(page: dict[str, Any], bare: dict[str, Any], visit: dict[str, Any]) -> list[Figure]:
    def percent(facts: dict[str, Any], name: str) -> list[float]:
        return [max(0.0, facts[name])]

    gaps_ms = list(visit["gaps_ms"].values())
    idle = percent(bare, "idle_percent")
    return [
        figure("idle on the attract page", percent(page, "attract_percent"), "% CPU", baseline=idle),
        figure("longest stall of the GUI thread in a visit", gaps_ms, "ms", percent=100),
    ]


if __name__ == "__main__":
    sys.exit(main())
