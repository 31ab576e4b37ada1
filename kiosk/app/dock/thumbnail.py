"""One page of a PDF as a PNG, in a process of its own.

    python -m kiosk.app.dock.thumbnail DPI < PDF > PNG

PDFium cannot be used from two threads, and the simulated printer of this very process counts pages with it.
"""

import subprocess
import sys

_WITHIN_S = 30.0


class PageUndrawn(Exception):
    """The other process gave no picture."""


def first_page(pdf: bytes, *, dpi: int) -> bytes:
    """Return the first page as a PNG. Blocks for about a second.

    Raises:
        PageUndrawn: it is no PDF, or drawing took too long.
    """
    command = [sys.executable, "-m", __name__, str(dpi)]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=_WITHIN_S)
    except (subprocess.SubprocessError, OSError) as error:
        raise PageUndrawn from error
    return done.stdout


def main() -> int:
    """Entry point of that process."""
    # Loaded here alone: whoever only asks for a page needs no PDFium.
    from printing.raster_preview import pages_to_png  # noqa: PLC0415

    sys.stdout.buffer.write(pages_to_png(sys.stdin.buffer.read(), dpi=int(sys.argv[1]))[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
