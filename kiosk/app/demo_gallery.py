"""The gallery of a demo: one page of HTML with every journey's pictures, touches, durations and papers. No network."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Final

from kiosk.app.player import Moment

_STYLE: Final = """
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 1400px; color: #14233c; background: #f4f7fb; }
section { background: #fff; border-radius: 12px; padding: 1rem 1.5rem; margin: 1rem 0; }
h2 { margin: 0; font-size: 1.15rem; } .stuck h2 { color: #b3261e; } p { margin: .3rem 0 .8rem; color: #4a5b78; }
.row { display: flex; gap: 12px; overflow-x: auto; } figure { margin: 0; } img { height: 320px; border-radius: 6px;
border: 1px solid #d5deec; } figcaption { font-size: .8rem; color: #4a5b78; max-width: 200px; }
"""


@dataclass(frozen=True, slots=True)
class Played:
    """A journey that was played.

    Attributes:
        ended: how, in words.
        well: whether it went as it should.
        moments: its steps.
        papers, receipts: the numbers of the sheets and receipts that came out, as `keep_papers` names them.
    """

    journey_id: str
    title: str
    ended: str
    well: bool
    moments: tuple[Moment, ...]
    papers: tuple[int, ...]
    receipts: tuple[int, ...]

    @property
    def touches(self) -> int:
        """How often the screen was touched."""
        return sum(moment.touches for moment in self.moments)

    @property
    def seconds(self) -> float:
        """How long it took from page to page."""
        return sum(moment.duration_ms for moment in self.moments) / 1000


def write_gallery(out: Path, played: Sequence[Played], leftovers: Sequence[str]) -> None:
    """Write index.html and journeys.json to `out`; pictures and papers are there already."""
    (out / "index.html").write_text("\n".join(_page(played, leftovers)) + "\n", "utf-8")
    journeys = [{**asdict(each), "touches": each.touches, "seconds": round(each.seconds, 1)} for each in played]
    written = {"journeys": journeys, "personal_data_left_in": list(leftovers)}
    (out / "journeys.json").write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _page(played: Sequence[Played], leftovers: Sequence[str]) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Every journey</title>'
    yield f"<style>{_STYLE}</style><h1>Every journey</h1>"
    stuck = sum(not each.well for each in played)
    yield f"<p>{len(played)} journeys, {stuck} stuck, {sum(each.touches for each in played)} touches.</p>"
    for leftover in leftovers:
        yield f"<p>Personal data left in {escape(leftover)}.</p>"
    for each in played:
        yield from _section(each)


def _section(each: Played) -> Iterator[str]:
    yield f'<section id="{escape(each.journey_id)}"{"" if each.well else " class=stuck"}>'
    yield f"<h2>{escape(each.title)}</h2>"
    yield f"<p>{escape(each.ended)} · {each.touches} touches · {each.seconds:.1f} s</p><div class=row>"
    for moment in each.moments:
        words = f"{moment.step}, {moment.duration_ms:.0f} ms"
        yield _figure(f"pictures/{moment.picture}", words)
    for number in each.papers:
        yield _figure(f"certificate-{number}.png", "paper")
    for number in each.receipts:
        yield _figure(f"receipt-{number}.png", "receipt")
    yield "</div></section>"


def _figure(file: str, words: str) -> str:
    return (
        f'<figure><a href="{escape(file)}"><img loading="lazy" src="{escape(file)}" alt="{escape(words)}"></a>'
        f"<figcaption>{escape(words)}</figcaption></figure>"
    )
