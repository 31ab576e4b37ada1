"""What came out of the simulated printers, as pictures for the dock."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.app.dock.thumbnail import first_page
from kiosk.app.simulation.world import SimulatedWorld

PROVIDER: Final = "paper"
_DPI: Final = 100


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper, newest first. `picture` is its name for the provider; `ratio` is height by width."""

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
        self._seen = (0, 0)
        self._rows: tuple[PaperRow, ...] = ()

    @property
    def rows(self) -> tuple[PaperRow, ...]:
        """All paper drawn so far, newest first. Any thread."""
        return self._rows

    def is_behind(self) -> bool:
        """Whether something has come out since `catch_up`. Any thread."""
        return self._seen != (len(self._world.document_printer.printed), len(self._world.receipt_printer.receipts))

    def catch_up(self) -> None:
        """Draw what is new. On the worker. Raises `PageUndrawn`."""
        jobs, receipts = self._world.document_printer.printed, self._world.receipt_printer.receipts
        new_jobs, new_receipts = jobs[self._seen[0] :], receipts[self._seen[1] :]
        # What cannot be drawn is not tried again each second.
        before, self._seen = self._seen, (len(jobs), len(receipts))
        for number, job in enumerate(new_jobs, start=before[0] + 1):
            whole = "" if job.whole else " · incomplete"
            plural = "" if job.sheets == 1 else "s"
            self._add(
                f"a4-{number}", f"A4 {number} · {job.sheets} sheet{plural}{whole}", first_page(job.pdf, dpi=_DPI)
            )
        for number, receipt in enumerate(new_receipts, start=before[1] + 1):
            png = BytesIO()
            receipt.picture().save(png, format="PNG")
            self._add(f"receipt-{number}", f"Receipt {number}", png.getvalue())

    def _add(self, name: str, label: str, png: bytes) -> None:
        picture = QImage.fromData(png)
        self._pictures.keep(name, picture)
        self._rows = (PaperRow(name, label, picture.height() / max(1, picture.width())), *self._rows)
