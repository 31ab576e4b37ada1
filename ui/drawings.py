"""Our own drawings, rendered from SVG markup the moment QML asks for them.

A ``data:`` URL would do the same through the network layer, a few frames late: pages would appear without their icons.
"""

from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

NAME = "drawing"


class Drawings(QQuickImageProvider):
    """Answers ``image://drawing/SVG``, where SVG is a whole document, percent-encoded. Called on the GUI thread."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803  Qt's names
        """Return the drawing at the size it is shown."""
        renderer = QSvgRenderer(QByteArray(unquote(id).encode()))
        wanted = renderer.defaultSize() if requestedSize.isEmpty() else requestedSize
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return image
