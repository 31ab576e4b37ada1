"""Where somebody signs: strokes go to the signature pad's driver and are drawn here, in memory only.

The touch screen is the pad: this item feeds the `devices.ports.touch_surface` that ``signature_pad.screen`` listens to,
in millimetres of it. What is drawn is forgotten when the item is hidden, and with everything else at a session's end.
"""

from typing import Final

from PySide6.QtCore import Property, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QTouchEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from devices.ports.touch_surface import Pen, PenEvent, Surface, TouchSurface, touch_surface

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

SURFACE_NAME: Final = "screen"
"""What a binding's port says: ``[device.signature_pad] driver = "screen", port = "screen"``."""
SURFACE: Final = Surface(width_mm=120.0, height_mm=50.0)
"""The area's size; touch screens of halls feel no pressure."""
_MILLISECONDS: Final = 1000.0
_LINE_PART: Final = 0.006
"""How wide the line is drawn, as a part of the area's width; the signature itself is drawn finer, by its speed."""


@QmlElement
class SignatureArea(QQuickPaintedItem):
    """One finger at a time; a second one is a hand that rests."""

    inkChanged = Signal()  # noqa: N815  a QML name
    colourChanged = Signal()  # noqa: N815  a QML name

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._touch: TouchSurface = touch_surface(SURFACE_NAME)
        self._strokes: list[list[QPointF]] = []
        self._colour = QColor(Qt.GlobalColor.black)
        self._finger: int | None = None
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAcceptTouchEvents(True)
        self.setAntialiasing(True)
        self.visibleChanged.connect(self._forget_if_hidden)

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        if colour != self._colour:
            self._colour = colour
            self.colourChanged.emit()
            self.update()

    colour = Property(QColor, _get_colour, _set_colour, notify=colourChanged)

    @Property(bool, notify=inkChanged)
    def hasInk(self) -> bool:  # noqa: N802  a QML name
        """Whether anything is written."""
        return bool(self._strokes)

    @Slot()
    def undo(self) -> None:
        """Take the last stroke back."""
        self._touch.feed(PenEvent(Pen.UNDO))
        del self._strokes[-1:]
        self._changed()

    @Slot()
    def clear(self) -> None:
        """Begin anew."""
        self._touch.feed(PenEvent(Pen.CLEAR))
        self.forget()

    @Slot()
    def done(self) -> None:
        """Say that this is the signature."""
        self._touch.feed(PenEvent(Pen.DONE))
        self.forget()

    @Slot()
    def forget(self) -> None:
        """Draw nothing any more."""
        self._finger = None
        self._strokes.clear()
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A stroke begins."""
        self._pen(Pen.DOWN, event.position(), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """It goes on."""
        self._pen(Pen.MOVE, event.position(), event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """It ends."""
        self._pen(Pen.UP, event.position(), event.timestamp())

    def touchEvent(self, event: QTouchEvent) -> None:  # noqa: N802  Qt's name
        """The same with a finger; further ones are left out until it is lifted."""
        for point in event.points():
            if self._finger not in (None, point.id()):
                continue
            match point.state():
                case point.State.Pressed:
                    self._finger = point.id()
                    self._pen(Pen.DOWN, point.position(), event.timestamp())
                case point.State.Updated:
                    self._pen(Pen.MOVE, point.position(), event.timestamp())
                case point.State.Released:
                    self._finger = None
                    self._pen(Pen.UP, point.position(), event.timestamp())
        event.accept()

    def paint(self, painter: QPainter) -> None:
        """Draw what is written so far."""
        painter.setPen(
            QPen(
                self._colour,
                self.width() * _LINE_PART,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            painter.drawPolyline(stroke)

    def _pen(self, pen: Pen, at: QPointF, milliseconds: int) -> None:
        x_mm, y_mm = at.x() / self.width() * SURFACE.width_mm, at.y() / self.height() * SURFACE.height_mm
        self._touch.feed(PenEvent(pen, x_mm, y_mm, milliseconds / _MILLISECONDS))
        inside = self.contains(at)
        if pen is Pen.DOWN or (pen is Pen.MOVE and inside and not self._strokes):
            self._strokes.append([at])
        elif pen is Pen.MOVE and inside:
            self._strokes[-1].append(at)
        self._changed()

    def _forget_if_hidden(self) -> None:
        if not self.isVisible():
            self.forget()

    def _changed(self) -> None:
        self.inkChanged.emit()
        self.update()
