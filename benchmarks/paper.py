"""What laying out a paper costs, and how large it gets, against ReportLab alone on the same words in the same run.

The budget is 150 ms and 250 KB for a certificate with guilloche, seal and code, and 50 ms for a receipt's dots with a
code of at least five dots a module. Warm: fonts are open and ornament is drawn, as before a terminal's first citizen.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Final

from benchmarks import plain_paper
from benchmarks.harness import Figure, figure, report
from benchmarks.signing import check_samples_ms, sign_samples_ms
from printing import render_pdf, render_receipt, warm_up
from printing.codes import make_code
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.service_receipt import ServiceReceipt
from printing.layouts.receipt.parts import MODULE
from printing.samples import sample, sample_receipt

_TIMES: Final = 60
_COLD: Final = (
    "import time; t = time.perf_counter(); import printing; printing.warm_up(); print(time.perf_counter() - t)"
)
_COLD_TIMES: Final = 3
_FRAMES: Final = 240
_FRAME_S: Final = 0.016


def samples_ms(make: Callable[[], object], times: int) -> list[float]:
    """Call `make` so often; return how long each call took."""
    make()
    samples = []
    for _ in range(times):
        start = perf_counter()
        make()
        samples.append((perf_counter() - start) * 1000)
    return samples


def alternating_ms(
    make: Callable[[], object], plain: Callable[[], object], times: int
) -> tuple[list[float], list[float]]:
    """Call both in turn, so that whatever else the machine does falls on both; return how long each call took."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(times):
        ours += samples_ms(make, 1)
        theirs += samples_ms(plain, 1)
    return ours, theirs


def cold_ms() -> list[float]:
    """From nothing imported to everything warm, in a fresh process each time."""
    took = []
    for _ in range(_COLD_TIMES):
        done = subprocess.run([sys.executable, "-c", _COLD], check=True, capture_output=True, text=True)
        took.append(float(done.stdout) * 1000)
    return took


def lateness_ms(work: Callable[[], object] | None) -> list[float]:
    """How late a thread wakes that wants to, each 16 ms, as a screen does; beside `work` going on and on, or alone."""
    over = Event()

    def go_on() -> None:
        while work is not None and not over.is_set():
            work()

    beside = Thread(target=go_on)
    beside.start()
    late = []
    due = perf_counter()
    for _ in range(_FRAMES):
        due += _FRAME_S
        sleep(max(0.0, due - perf_counter()))
        late.append((perf_counter() - due) * 1000)
        due = max(due, perf_counter())
    over.set()
    beside.join()
    return late


def two(name: str, ours: Sequence[float], plain: Sequence[float]) -> list[Figure]:
    """Median and p99 of a time."""
    return [
        figure(name, ours, "ms", baseline=plain),
        figure(f"{name}, p99", ours, "ms", percent=99, baseline=plain),
    ]


def main() -> None:
    """Measure and report."""
    warm_up()
    plain_paper.prepare()
    proof = sample("no-house-proof")
    assert isinstance(proof, NoHouseProof)
    receipt = sample_receipt()
    assert isinstance(receipt, ServiceReceipt)
    certificate = alternating_ms(lambda: render_pdf(proof), lambda: plain_paper.plain_proof(proof), _TIMES)
    dots = alternating_ms(lambda: render_receipt(receipt), lambda: plain_paper.plain_receipt(receipt), _TIMES)
    narrow = samples_ms(lambda: render_receipt(receipt, width_px=384), _TIMES)

    def drawing() -> object:
        return render_receipt(receipt)

    any_proof = samples_ms(lambda: render_pdf(sample("registry-proof")), _TIMES // 3)
    listing = sample("property-listing-extreme")
    long_ms = samples_ms(lambda: render_pdf(listing), _TIMES // 6)
    signing, signed = sign_samples_ms()
    code = make_code(proof.issue.code)
    report(
        "paper",
        [
            *two("A4 certificate: guilloche, seal, code", *certificate),
            figure(
                "its size",
                [len(render_pdf(proof).pdf) / 1000],
                "KB",
                baseline=[len(plain_paper.plain_proof(proof)) / 1000],
            ),
            figure("a proof whose fields are data", any_proof, "ms", baseline=certificate[1]),
            figure("a listing of seven pages", long_ms, "ms"),
            figure("its size", [len(render_pdf(listing).pdf) / 1000], "KB"),
            figure("sign it (PAdES, P-256)", signing, "ms"),
            figure("check the signature", check_samples_ms(signed.pdf), "ms"),
            *two("receipt's dots, 80 mm", *dots),
            figure("receipt's dots, 58 mm", narrow, "ms"),
            figure("dots a module of its code", [float(MODULE)], "dots"),
            figure("version of a certificate's code, level M", [float(code.version)], ""),
            figure("from nothing to warm", cold_ms(), "ms"),
            *two("a screen's frame, late beside receipts being drawn", lateness_ms(drawing), lateness_ms(None)),
        ],
    )


if __name__ == "__main__":
    main()
