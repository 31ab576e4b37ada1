"""Do before the first citizen what would make the first citizen wait: open fonts, draw ornament, compress it."""

from threading import Lock
from typing import Final

from printing.rendering import render_pdf, render_receipt
from printing.samples import sample, sample_receipt

_WARMING: Final = Lock()
_DONE: Final[list[bool]] = []


def warm_up() -> None:
    """Lay out one sample of each kind. Takes about half a second the first time, nothing afterwards.

    Safe from any thread; a second caller waits for the first.
    """
    with _WARMING:
        if _DONE:
            return
        render_pdf(sample("no-house-proof"))
        render_pdf(sample("property-listing"))
        receipt = sample_receipt()
        render_receipt(receipt, width_px=576)
        render_receipt(receipt, width_px=384)
        _DONE.append(True)
