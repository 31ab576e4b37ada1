"""``hall report --terminal NAME [--day DAY] --out FILE``: a terminal's day, laid out for whoever closes it."""

import argparse
import sys
from datetime import date
from pathlib import Path

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("--terminal", required=True, metavar="NAME", help="the terminal's name")
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="today if not given")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF to write")


def run(chosen: argparse.Namespace) -> int:
    """Write the report. Status 1 where there is no such terminal or the file cannot be written."""
    open_state()
    from hall.papers.day_report import daily_report  # noqa: PLC0415 - needs Django set up
    from hall.project.hall_time import now  # noqa: PLC0415 - needs Django set up
    from hall.terminals.models import Terminal  # noqa: PLC0415 - needs Django set up
    from printing import render_pdf  # noqa: PLC0415 - brings fonts, which no other command needs
    from printing.errors import PrintingError  # noqa: PLC0415 - see above
    from printing.explaining import explain_error  # noqa: PLC0415 - see above

    terminal = Terminal.objects.filter(name=chosen.terminal).first()
    if terminal is None:
        print("hall: no such terminal", file=sys.stderr)
        return 1
    try:
        rendered = render_pdf(daily_report(terminal, chosen.day or now().date()))
        chosen.out.write_bytes(rendered.pdf)
    except PrintingError as error:
        print(f"hall: {explain_error(error)}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"hall: cannot write the report: {error}", file=sys.stderr)
        return 1
    print(f"{chosen.out}: {rendered.pages} page(s)")
    return 0
