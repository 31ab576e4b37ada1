"""The paper that came out of the simulated printers, as PDF and PNG side by side."""

from pathlib import Path
from typing import Final

from kiosk.app.simulation.world import SimulatedWorld
from printing.raster_preview import pages_to_png

_DPI: Final = 150
_RECEIPT_DPI: Final = 203


def keep_papers(world: SimulatedWorld, out: Path) -> tuple[Path, ...]:
    """Write every printed certificate and receipt to `out` as PDF and PNG; return the PDFs."""
    kept: list[Path] = []
    for number, job in enumerate(world.document_printer.printed, start=1):
        pdf = out / f"certificate-{number}.pdf"
        pdf.write_bytes(job.pdf)
        for page, png in enumerate(pages_to_png(job.pdf, dpi=_DPI), start=1):
            suffix = "" if page == 1 else f"-page-{page}"
            pdf.with_name(f"{pdf.stem}{suffix}.png").write_bytes(png)
        kept.append(pdf)
    for number, receipt in enumerate(world.receipt_printer.receipts, start=1):
        pdf = out / f"receipt-{number}.pdf"
        receipt.save(pdf.with_suffix(".png"))
        receipt.picture().save(pdf, format="PDF", resolution=_RECEIPT_DPI)
        kept.append(pdf)
    return tuple(kept)
