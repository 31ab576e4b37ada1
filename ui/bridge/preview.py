"""The live picture of the face page: the latest frame, mirrored, in memory only, overwritten when it is left.

A `QVideoSink` is black and a Python scene-graph node crashes on the software renderer, so this paints.
"""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Property, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from devices.api.kinds.camera import FrameSource

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_INTERVAL_MS = 40
"""25 pictures a second: enough for a mirror, and a third of the work of what the camera delivers at best."""


@QmlElement
class PreviewFeed(QObject):
    """Where frames come from: a source that was handed over, or, until then, a provider that is asked."""

    wiped = Signal()

    def __init__(self, provider: Callable[[], FrameSource | None] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._provider = provider
        self._source: FrameSource | None = None

    def use(self, source: FrameSource | None) -> None:
        """Take frames from `source` from now on; with None, forget the last one too."""
        self._source = source
        if source is None:
            self.wiped.emit()

    def square(self, newer_than: int) -> tuple[int, np.ndarray] | None:
        """Return number and pixels of a newer frame, cut square and mirrored, or None. Contiguous BGR, a copy."""
        source = self._source or (self._provider() if self._provider else None)
        frame = source.latest(newer_than) if source else None
        if frame is None:
            return None
        height, width = frame.pixels.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        square = frame.pixels[top : top + side, left : left + side]
        return frame.sequence, np.ascontiguousarray(square[:, ::-1])


@QmlElement
class FacePreview(QQuickPaintedItem):
    """A round mirror, or a square one. Asks its feed while it is visible, and keeps one frame at most."""

    feedChanged = Signal()  # noqa: N815  a QML name
    seenChanged = Signal()  # noqa: N815  a QML name
    squareChanged = Signal()  # noqa: N815  a QML name

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: PreviewFeed | None = None
        self._pixels: np.ndarray | None = None
        self._sequence = -1
        self._square = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_INTERVAL_MS)
        self._ticks.timeout.connect(self._look)
        self.visibleChanged.connect(self._run)
        self.setOpaquePainting(False)

    def _get_feed(self) -> PreviewFeed | None:
        return self._feed

    def _set_feed(self, feed: PreviewFeed | None) -> None:
        if feed is not self._feed:
            if self._feed is not None:
                self._feed.wiped.disconnect(self.wipe)
            self._feed = feed
            if feed is not None:
                feed.wiped.connect(self.wipe)
            self.feedChanged.emit()
            self._run()

    feed = Property(PreviewFeed, _get_feed, _set_feed, notify=feedChanged)

    def _is_square(self) -> bool:
        return self._square

    def _set_square(self, square: bool) -> None:
        if square != self._square:
            self._square = square
            self.squareChanged.emit()
            self.update()

    square = Property(bool, _is_square, _set_square, notify=squareChanged)

    @Property(bool, notify=seenChanged)
    def seen(self) -> bool:
        """Whether there is a picture."""
        return self._pixels is not None

    def wipe(self) -> None:
        """Overwrite the frame and show none."""
        if self._pixels is not None:
            self._pixels[:] = 0
            self._pixels = None
            self._sequence = -1
            self.seenChanged.emit()
            self.update()

    def _run(self) -> None:
        if self._feed is not None and self.isVisible():
            self._ticks.start()
        else:
            self._ticks.stop()
            self.wipe()

    def _look(self) -> None:
        found = self._feed.square(self._sequence) if self._feed else None
        if found is None:
            return
        before = self._pixels
        self._sequence, self._pixels = found
        if before is None:
            self.seenChanged.emit()
        else:
            before[:] = 0
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the frame; where it is round, the ring that the page draws above it covers its rough edge."""
        if self._pixels is None:
            return
        side = self._pixels.shape[0]
        image = QImage(self._pixels.data, side, side, side * 3, QImage.Format.Format_BGR888)
        target = QRectF(0, 0, self.width(), self.height())
        if not self._square:
            circle = QPainterPath()
            circle.addEllipse(target)
            painter.setClipPath(circle, Qt.ClipOperation.ReplaceClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)
