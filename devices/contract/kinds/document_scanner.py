"""Document scanners. The protocol is `devices.api.kinds.document_scanner`."""

from typing import Final

import cv2
import numpy as np

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import NoPage
from devices.api.kinds.document_scanner import (
    DocumentScanner,
    Enhancement,
    PageAdvice,
    PageOrder,
    PageSize,
    ScannedPage,
    ScanPage,
)
from devices.api.kinds.scanned_pdf import pdf_of
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import broken, must
from devices.contract.quiet import kept_logs, leaks
from devices.contract.subject import Subject

LAY: Final = Deed("lay", "Lay an A4 page under the camera, take the hands away")
HOLD: Final = Deed("hold", "Lay an A4 page under the camera and keep a hand over its edge")
CLEAR: Final = Deed("clear", "Take everything from the desk")

_check = Checks()
_SHORT_S: Final = 1.5


def _with_nothing_laid(subject: Subject) -> None:
    subject.do(CLEAR)


def _wait_for_a_page(subject: Subject, scanner: DocumentScanner, control: Control, begun: Begun) -> ScannedPage:
    del subject
    begun()
    return scanner.scan(PageOrder(), on_advice=lambda _: None, control=control)


def scan_one(subject: Subject, scanner: DocumentScanner, order: PageOrder) -> ScannedPage:
    """Have a page laid, and scan it."""
    subject.do(LAY)
    return scanner.scan(order, on_advice=lambda _: None, control=subject.control(ScanPage().deadline_s))


@_check
def scans_a_page(subject: Subject) -> None:
    """A JPEG of the size that is told, upright, A4 by its shape; in colour, grey, and as it is seen."""
    with subject.opened() as device:
        for enhancement in Enhancement:
            page = scan_one(subject, _scanner(device), PageOrder(PageSize.A4, enhancement))
            must(isinstance(page, ScannedPage), "ScannedPage", type(page).__name__)
            seen = cv2.imdecode(np.frombuffer(page.jpeg, np.uint8), cv2.IMREAD_UNCHANGED)
            if seen is None:
                broken("a JPEG", "none")
            channels = () if enhancement is Enhancement.GREY else (3,)
            wanted = (page.height_px, page.width_px, *channels)
            must(seen.shape == wanted, str(wanted), seen.shape)
            must(page.grey is (enhancement is Enhancement.GREY), "grey as ordered", page.grey)
            must((page.width_mm, page.height_mm) == (210.0, 297.0), "210 x 297 mm", (page.width_mm, page.height_mm))
            least = int(str(device.capabilities().features["dots_per_inch"]))
            must(page.dots_per_inch >= least - 1, f"{least} dots an inch", round(page.dots_per_inch))
            must(pdf_of([page, page]).startswith(b"%PDF-"), "a PDF of it", "none")


@_check
def says_what_is_missing(subject: Subject) -> None:
    """Nothing laid, or a hand over the page: NoPage with that advice, told before as well."""
    with subject.opened() as device:
        for deed, wanted in ((CLEAR, PageAdvice.NO_PAGE), (HOLD, PageAdvice.COVERED)):
            subject.do(deed)
            told: list[PageAdvice | None] = []
            control = subject.control(_SHORT_S)
            error = subject.error_of(lambda: _scanner(device).scan(PageOrder(), on_advice=told.append, control=control))  # noqa: B023  called at once
            must(isinstance(error, NoPage), "NoPage", type(error).__name__)
            must(error.detail_code == wanted.value, wanted.value, error.detail_code)
            must(wanted in told, f"{wanted.value} told", told)


@_check
def refuses_another_size(subject: Subject) -> None:
    """An A4 page where a card was ordered is not taken."""
    with subject.opened() as device:
        subject.do(LAY)
        order, control = PageOrder(PageSize.ID_CARD), subject.control(_SHORT_S)
        error = subject.error_of(lambda: _scanner(device).scan(order, on_advice=lambda _: None, control=control))
    must(isinstance(error, NoPage), "NoPage", type(error).__name__)
    must(error.detail_code == PageAdvice.WRONG_SIZE.value, PageAdvice.WRONG_SIZE.value, error.detail_code)


@_check
def keeps_the_page_to_itself(subject: Subject) -> None:
    """Nothing of it in logs or reprs."""
    with kept_logs() as logs, subject.opened() as device:
        page = scan_one(subject, _scanner(device), PageOrder())
    found = leaks([page.jpeg.hex(), repr(page.jpeg)[2:200]], [*logs, repr(page)])
    must(not found, "nothing of the page in logs and reprs", f"{found} forms of it")


def _scanner(device: object) -> DocumentScanner:
    must(hasattr(device, "scan"), "DocumentScanner", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.DOCUMENT_SCANNER,
    checks=_check,
    features={"sizes": str, "dots_per_inch": int},
    long_command=LongCommand(_wait_for_a_page, prepare=_with_nothing_laid, late=(NoPage,)),
)
