"""What came out of the simulated printers, as pictures for the dock."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from devices.drivers.escpos_printer.simulator import CutReceipt
from devices.drivers.ipp_printer.simulator import PrintedJob
from kiosk.app.dock.thumbnail import first_page
from kiosk.app.simulation.world import SimulatedWorld

PROVIDER: Final = "paper"
_DPI: Final = 100


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper. `picture` is its name for the provider; `ratio` is height by width."""

    picture: str
    label: str
    ratio: float


class Pictures(QQuickImageProvider):
    """Answers ``image://paper/NAME``. Filled from the worker, asked on the GUI thread."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._lock = Lock()
        self._by_name: dict[str, QImage] = {}

    def keep(self, name: str, picture: QImage) -> None:
        """Have `picture` under `name`."""
        with self._lock:
            self._by_name[name] = picture

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803  Qt's names
        """Return the picture, no larger than it is shown."""
        with self._lock:
            picture = self._by_name.get(id, QImage())
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        if picture.isNull() or requestedSize.width() <= 0 or requestedSize.width() >= picture.width():
            return picture
        return picture.scaledToWidth(requestedSize.width(), Qt.TransformationMode.SmoothTransformation)


class Papers:
    """Looks what is new in the printers' trays."""

    def __init__(self, world: SimulatedWorld, pictures: Pictures) -> None:
        self._world = world
        self._pictures = pictures
        self._seen: tuple[object, ...] = ((), 0)
        self._ratios: dict[str, float] = {}
        self._rows: tuple[PaperRow, ...] = ()

    @property
    def rows(self) -> tuple[PaperRow, ...]:
        """All paper drawn so far: certificates, then receipts, the newest of each first. Any thread."""
        return self._rows

    def is_behind(self) -> bool:
        """Whether something has come out since `catch_up`. Any thread."""
        return self._seen != self._look()

    def catch_up(self) -> None:
        """Draw what is new. On the worker. Raises `PageUndrawn`."""
        # Remembered first: what cannot be drawn is not tried again each second.
        self._seen = self._look()
        certificates, receipts = [], []
        for number, job in enumerate(self._world.document_printer.printed, start=1):
            name = f"a4-{number}"
            ratio = self._drawn(name, partial(first_page, job.pdf, dpi=_DPI))
            certificates.append(PaperRow(name, _certificate_label(number, job), ratio))
        for number, receipt in enumerate(self._world.receipt_printer.receipts, start=1):
            name = f"receipt-{number}"
            receipts.append(PaperRow(name, f"Receipt {number}", self._drawn(name, partial(_png, receipt))))
        self._rows = (*reversed(certificates), *reversed(receipts))

    def _look(self) -> tuple[object, ...]:
        sheets = tuple((job.sheets, job.whole) for job in self._world.document_printer.printed)
        return sheets, len(self._world.receipt_printer.receipts)

    def _drawn(self, name: str, draw: Callable[[], bytes]) -> float:
        """Have a picture of that name; return its height by its width."""
        if name not in self._ratios:
            picture = QImage.fromData(draw())
            self._pictures.keep(name, picture)
            self._ratios[name] = picture.height() / max(1, picture.width())
        return self._ratios[name]


def _certificate_label(number: int, job: PrintedJob) -> str:
    sheets = "1 sheet" if job.sheets == 1 else f"{job.sheets} sheets"
    return f"A4 {number} · {sheets}{'' if job.whole else ' so far'}"


def _png(receipt: CutReceipt) -> bytes:
    png = BytesIO()
    receipt.picture().save(png, format="PNG")
    return png.getvalue()
