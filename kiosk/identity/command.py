"""``kiosk face``: compare two pictures, or measure how often the engine errs on many."""

import argparse
import json
import sys
import time
from dataclasses import asdict
from typing import Any, Final

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kiosk.identity.engine import FaceEngine
from kiosk.identity.engines.choosing import choose_engine, chosen_thresholds
from kiosk.identity.errors import IdentityError, NoFaceInPicture
from kiosk.identity.evaluation.measuring import PictureUnreadable, Rates, measure, read_picture
from kiosk.identity.evaluation.pairs import PairsFault, read_pairs
from kiosk.identity.evaluation.rates import CONFIDENCE, RESAMPLES, Interval
from kiosk.identity.memory import Memory
from kiosk.identity.still import StillFace, still_face
from kiosk.settings.model import FaceSettings

LABEL: Final = "assistive, not certified"
"""Goes with every result: nobody has certified the engine, and the default one's training data is unknown."""

WORKED, FAILED, WRONG_INPUT, NO_FACE = 0, 1, 2, 3


def run(arguments: argparse.Namespace, face: FaceSettings) -> int:
    """Carry the command out by the engine of `face`.

    Returns:
        0 it worked (whatever the verdict), 1 the engine failed, 2 wrong input, 3 a picture shows no face.
    """
    try:
        engine = choose_engine(face)
        if arguments.face_command == "compare":
            return _compare(arguments, engine, face)
        return _evaluate(arguments, engine)
    except NoFaceInPicture as error:
        print(f"kiosk face: no face found in {error.subject}", file=sys.stderr)
        return NO_FACE
    except (PairsFault, PictureUnreadable) as error:
        print(f"kiosk face: {error}", file=sys.stderr)
        return WRONG_INPUT
    except IdentityError as error:
        print(f"kiosk face: {error} (kiosk/identity/errors.py says who can do what)", file=sys.stderr)
        return FAILED


def _compare(arguments: argparse.Namespace, engine: FaceEngine, face: FaceSettings) -> int:
    thresholds = chosen_thresholds(face) or engine.thresholds
    memory = Memory()
    try:
        sides: dict[str, StillFace] = {}
        times_ms: dict[str, float] = {}
        for side, file in (("a", arguments.a), ("b", arguments.b)):
            pixels = memory.keep(read_picture(file))
            begun = time.perf_counter()
            found = still_face(engine, pixels, memory)
            times_ms[side] = round((time.perf_counter() - begun) * 1000, 1)
            if found is None:
                raise NoFaceInPicture(str(file))
            sides[side] = found
        score = round(engine.compare(sides["a"].vector, sides["b"].vector), 4)
        told: dict[str, Any] = {
            "verdict": _verdict(score, thresholds.match, thresholds.unsure),
            "score": score,
            "threshold": thresholds.match,
            "unsure_threshold": thresholds.unsure,
            "engine": engine.name,
            "label": LABEL,
            "quality": {side: {**asdict(found.quality), "faces": found.faces} for side, found in sides.items()},
            "times_ms": times_ms,
        }
    finally:
        memory.wipe()
    if arguments.json:
        print(json.dumps(_rounded(told), indent=1))
    else:
        print(f"{told['verdict']}: score {score:.3f}, threshold {thresholds.match:.2f} ({engine.name}; {LABEL})")
    return WORKED


def _verdict(score: float, match: float, unsure: float) -> str:
    if score >= match:
        return "match"
    return "unsure" if score >= unsure else "no_match"


def _evaluate(arguments: argparse.Namespace, engine: FaceEngine) -> int:
    pairs = read_pairs(arguments.pairs)
    results = []
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        for degraded in (False, True) if arguments.degrade else (False,):
            task = progress.add_task("card side degraded" if degraded else "as is", total=None)

            def on_progress(done: int, of: int, task: Any = task) -> None:
                progress.update(task, completed=done, total=of)

            results.append(measure(engine, pairs, degraded=degraded, on_progress=on_progress))
    if arguments.json:
        print(
            json.dumps(
                _rounded(
                    {
                        "engine": engine.name,
                        "label": LABEL,
                        "confidence": CONFIDENCE,
                        "resamples": RESAMPLES,
                        "conditions": [
                            {"card_side": "degraded" if rates.degraded else "as_is", **asdict(rates)}
                            for rates in results
                        ],
                    }
                ),
                indent=1,
            )
        )
    else:
        _print_table(engine, results)
    return WORKED


def _print_table(engine: FaceEngine, results: list[Rates]) -> None:
    table = Table(title=f"{engine.name} ({LABEL}), {CONFIDENCE:.0%} intervals", title_justify="left")
    table.add_column("")
    for rates in results:
        table.add_column("card side degraded" if rates.degraded else "as is", justify="right")
    first = results[0]
    table.add_row("pairs: same / different", *(f"{rates.same} / {rates.different}" for rates in results))
    table.add_row(
        "of them without a face", *(f"{rates.same_not_found} / {rates.different_not_found}" for rates in results)
    )
    table.add_row("AUC", *(_interval(rates.auc) for rates in results))
    table.add_row("EER", *(_interval(rates.eer) for rates in results))
    for index, at in enumerate(first.at_fmrs):
        cells = []
        for rates in results:
            here = rates.at_fmrs[index]
            cells.append(
                f"needs {here.pairs_needed} different pairs"
                if here.fnmr is None
                else f"{_interval(here.fnmr)} from {here.threshold:.3f}"
            )
        table.add_row(f"FNMR at FMR {at.fmr:g}", *cells)
    table.add_row(
        f"at threshold {first.threshold:.2f}: FMR / FNMR",
        *(f"{rates.fmr_at_threshold:.4f} / {rates.fnmr_at_threshold:.4f}" for rates in results),
    )
    Console().print(table)


def _interval(rate: Interval) -> str:
    return f"{rate.value:.4f} ({rate.low:.4f} to {rate.high:.4f})"


def _rounded(told: Any) -> Any:
    """Return the same with numbers cut to what they mean."""
    if isinstance(told, dict):
        return {key: _rounded(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [_rounded(value) for value in told]
    return round(told, 5) if isinstance(told, float) else told
