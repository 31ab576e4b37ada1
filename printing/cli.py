"""The command ``printing``: documents from JSON files, samples, and the check of a code.

Exit codes: 0 done (verify: genuine); 1 verify: altered; 2 wrong usage; 3 the data cannot become a document;
4 a file cannot be read or written; 5 verify: revoked; 6 verify: superseded; 7 verify: unknown.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Final, get_args

from printing.authenticity.keys import PublishedKeys
from printing.authenticity.revocations import read_list
from printing.authenticity.verdict import Outcome
from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.daily_report import DailyReport
from printing.documents.json_form import from_json, to_json
from printing.documents.kinds import Document, IssuedPaper, RollDocument
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import MediationAgreement
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.property_listing import PropertyListing
from printing.documents.queue_ticket import QueueTicket
from printing.documents.registry_proof import RegistryProof
from printing.documents.service_receipt import ServiceReceipt
from printing.errors import PrintingError
from printing.explaining import explain_error
from printing.layouts.receipt.dots import raster_image
from printing.layouts.receipt.items import DOTS_PER_INCH
from printing.raster_preview import pages_to_png
from printing.rendered import RenderedPdf
from printing.rendering import render_pdf, render_receipt, render_receipt_pdf
from printing.samples import SAMPLE_NAMES, sample
from printing.verifying import check_anything

_STDIN: Final = "-"
_PREVIEW_DPI: Final = 150


@dataclass(frozen=True, slots=True)
class _Command:
    """A command that lays out one kind of document: its class, its sample, and what it is."""

    kind: type[Document]
    sample: str
    what: str


_COMMANDS: Final = {
    "certificate": _Command(NoHouseProof, "no-house-proof", "a no-house proof (不动产登记信息查询证明), A4"),
    "listing": _Command(
        PropertyListing, "property-listing", "a listing of registered rights (不动产登记信息查询结果), A4"
    ),
    "proof": _Command(RegistryProof, "registry-proof", "a proof of any registry's fields (各类证明), A4"),
    "licence": _Command(LicenceCopy, "licence-copy", "a print of an electronic licence (电子证照打印件), A4"),
    "agreement": _Command(
        MediationAgreement, "mediation-agreement", "a mediation agreement with signatures (人民调解协议书), A4"
    ),
    "report": _Command(DailyReport, "daily-report", "a terminal's daily report (日清日报), A4"),
    "application": _Command(
        ApplicationReceipt, "application-receipt", "a receipt for an application (收件回执), A4, 80 mm or 58 mm"
    ),
    "receipt": _Command(ServiceReceipt, "service-receipt", "a service receipt (办件回执), 80 mm or 58 mm"),
    "ticket": _Command(QueueTicket, "queue-ticket", "a queue ticket (排队号票), 80 mm or 58 mm"),
    "voucher": _Command(PaymentVoucher, "payment-voucher", "a payment voucher (缴费凭证), 80 mm or 58 mm"),
}
_DOTS: Final = {80: 576, 58: 384}


class ExitCode(IntEnum):
    """What the command's status means."""

    DONE = 0
    ALTERED = 1
    USAGE = 2
    DATA = 3
    FILE = 4
    REVOKED = 5
    SUPERSEDED = 6
    UNKNOWN = 7


_OF_OUTCOME: Final = {
    Outcome.GENUINE: ExitCode.DONE,
    Outcome.ALTERED: ExitCode.ALTERED,
    Outcome.REVOKED: ExitCode.REVOKED,
    Outcome.SUPERSEDED: ExitCode.SUPERSEDED,
    Outcome.UNKNOWN: ExitCode.UNKNOWN,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. `arguments` are those of the process unless given."""
    options = _parser().parse_args(arguments)
    try:
        return int(_run(options))
    except PrintingError as error:
        print(f"printing: {explain_error(error)}", file=sys.stderr)
        if options.command in _COMMANDS:
            print(f"printing: `printing example {options.command}` prints data that works.", file=sys.stderr)
        return ExitCode.DATA
    except (OSError, UnicodeDecodeError) as error:
        print(f"printing: cannot use a file: {error}", file=sys.stderr)
        return ExitCode.FILE


def _run(options: argparse.Namespace) -> ExitCode:
    match options.command:
        case "example":
            print(to_json(sample(_COMMANDS[options.kind].sample)), end="")
        case "samples":
            _samples(options.out)
        case "verify":
            return _verify(options)
        case _:
            _lay_out(options)
    return ExitCode.DONE


def _lay_out(options: argparse.Namespace) -> None:
    document = from_json(_read(options.data), _COMMANDS[options.command].kind)
    width_mm = getattr(options, "width", None)
    if width_mm is None:
        rendered = render_pdf(document)
        _write(options.out, rendered.pdf)
        _write_preview(options.png, rendered)
        print(f"{options.out}: {rendered.pages} page(s), sha256 {rendered.sha256}")
        return
    assert isinstance(document, RollDocument)
    rendered = render_receipt_pdf(document, width_mm=width_mm)
    _write(options.out, rendered.pdf)
    if options.png is not None:
        _write_dots(options.png, document, width_mm)
    print(f"{options.out}: {width_mm} mm, sha256 {rendered.sha256}")


def _samples(folder: Path) -> None:
    """Write every sample document as PDF, PNG and JSON, and those for a roll as dots for both papers."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLE_NAMES:
        document = sample(name)
        rendered = render_pdf(document)
        _write(folder / f"{name}.pdf", rendered.pdf)
        (folder / f"{name}.json").write_text(to_json(document), encoding="utf-8")
        if isinstance(document, RollDocument):
            for width_mm in _DOTS:
                _write_dots(folder / f"{name}-{width_mm}mm.png", document, width_mm)
                _write(folder / f"{name}-{width_mm}mm.pdf", render_receipt_pdf(document, width_mm=width_mm).pdf)
        if not _only_on_a_roll(type(document)):
            for number, png in enumerate(pages_to_png(rendered.pdf, dpi=_PREVIEW_DPI), start=1):
                _write(folder / f"{name}-page{number}.png", png)
        print(f"{folder / name}.pdf: {rendered.pages} page(s)")


def _verify(options: argparse.Namespace) -> ExitCode:
    now = datetime.now(UTC)  # noqa: TID251 - a command has no other clock than the machine's
    keys = PublishedKeys.from_json(_read(options.keys)) if options.keys else PublishedKeys([])
    revocations = read_list(_read(options.revocations), keys) if options.revocations else None
    found = check_anything(options.paper, keys, revocations, now=now)
    if options.json:
        print(json.dumps(found.facts, ensure_ascii=False))
    else:
        print(found.words)
    return _OF_OUTCOME[found.outcome]


def _read(name: str) -> str:
    return sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8")


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _write_dots(file: Path, document: RollDocument, width_mm: int) -> None:
    picture = raster_image(render_receipt(document, width_px=_DOTS[width_mm]))
    picture.save(file, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))


def _only_on_a_roll(kind: type[Document]) -> bool:
    return kind in get_args(RollDocument) and kind not in get_args(IssuedPaper)


def _write_preview(file: Path | None, rendered: RenderedPdf) -> None:
    """Write the pages as PNG: the first as `file`, the others beside it with their number."""
    if file is None:
        return
    for number, png in enumerate(pages_to_png(rendered.pdf, dpi=_PREVIEW_DPI), start=1):
        _write(file if number == 1 else file.with_stem(f"{file.stem}-{number}"), png)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="printing",
        description="Lay out documents for paper from JSON, and check papers.",
        epilog="Exit status: 0 done/genuine, 1 altered, 2 usage, 3 data, 4 file, 5 revoked, 6 superseded, 7 unknown.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, laid_out in _COMMANDS.items():
        command = commands.add_parser(name, help=laid_out.what, description=f"Lay out {laid_out.what}.")
        command.add_argument("--data", required=True, metavar="FILE", help="the document as JSON; - reads stdin")
        command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF to write")
        command.add_argument("--png", type=Path, metavar="FILE", help="write a picture too (on a roll: its dots)")
        if laid_out.kind in get_args(RollDocument):
            only = _only_on_a_roll(laid_out.kind)
            default, else_ = (80, "80") if only else (None, "A4")
            said = f"the roll's width in mm; {else_} if not given"
            command.add_argument("--width", type=int, choices=sorted(_DOTS), default=default, help=said)
    example = commands.add_parser("example", help="print JSON that --data takes")
    example.add_argument("kind", choices=sorted(_COMMANDS))
    samples = commands.add_parser("samples", help="write every document with ordinary and extreme content")
    samples.add_argument("--out", required=True, type=Path, metavar="DIR", help="where; made if it is not there")
    verify = commands.add_parser("verify", help="check a paper: its PDF, a picture of it, or the text of its code")
    verify.add_argument("paper", metavar="FILE|TEXT", help="a PDF, a photo or scan, or the code's text (HK1:...)")
    verify.add_argument("--keys", metavar="FILE", help="published keys, as GET /v1/keys returns them")
    verify.add_argument("--revocations", metavar="FILE", help="the signed list, as GET /v1/revocations returns it")
    verify.add_argument("--json", action="store_true", help="print the facts as JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
