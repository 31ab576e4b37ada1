"""The one harness of all benchmarks: samples in, a table on the terminal and `out/bench/NAME.json` out."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

OUT = Path(__file__).resolve().parent.parent / "out" / "bench"


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of the samples do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a result.

    Attributes:
        baseline: the same quantity of the baseline in the same run and unit, or None where there is none.
        ratio: value / baseline, or None.
        samples: what the value was made of.
    """

    name: str
    value: float
    unit: str
    baseline: float | None
    ratio: float | None
    samples: tuple[float, ...]


def figure(
    name: str, samples: Sequence[float], unit: str, *, percent: float = 50, baseline: Sequence[float] | None = None
) -> Figure:
    """Make a figure: a percentile of `samples`, held against the same percentile of `baseline`."""
    value = percentile(samples, percent)
    other = percentile(baseline, percent) if baseline else None
    return Figure(
        name=name,
        value=round(value, 3),
        unit=unit,
        baseline=None if other is None else round(other, 3),
        ratio=None if not other else round(value / other, 3),
        samples=tuple(round(sample, 3) for sample in samples),
    )


def report(name: str, figures: Sequence[Figure]) -> None:
    """Print the table and write `out/bench/NAME.json`."""
    table = Table(title=f"bench-{name}")
    for heading in ("what", "value", "unit", "baseline", "ratio", "samples", "spread"):
        table.add_column(heading, justify="left" if heading in ("what", "unit") else "right")
    for line in figures:
        spread = f"{min(line.samples):.1f} .. {max(line.samples):.1f}" if len(line.samples) > 1 else ""
        table.add_row(
            line.name,
            f"{line.value:.2f}",
            line.unit,
            "" if line.baseline is None else f"{line.baseline:.2f}",
            "" if line.ratio is None else f"{line.ratio:.2f}",
            str(len(line.samples)),
            spread,
        )
    Console(width=120).print(table)
    OUT.mkdir(parents=True, exist_ok=True)
    target = OUT / f"{name}.json"
    target.write_text(json.dumps([asdict(line) for line in figures], ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"written: {target.relative_to(OUT.parent.parent)}")
