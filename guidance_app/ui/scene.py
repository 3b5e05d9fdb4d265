"""A chart on the screen without any plotting library: the painter of a Scene, and a light widget that shows one.

Light uses (tiny charts, the pupil's own marks, the profile) need no more than this; `chart_view` adds pan and zoom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from guidance_app.charts.primitives import Dash, Dot, Face, Line, Path, Primitive, Rect, Scene, Spot, Text
from guidance_app.charts.spec import ChartSpec, natural_height, resolve
from guidance_app.charts.tokens import LIGHT, colour
from guidance_app.ui.look import add_font

FAMILIES = ["Source Sans 3", "Segoe UI"]
RING = 2
SHARES = {"left": 0.0, "centre": 0.5, "right": 1.0}
NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_Up)


def paint(scene: Scene, painter: QPainter, colours: Mapping[str, str], ground: str = "surface") -> None:
    """Paint every primitive in order; `ground` is the token of what the chart lies on."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    brush = _Painter(painter, colours, ground)
    for primitive in scene.primitives:
        brush.paint(primitive)


class _Painter:
    """One painting: the QPainter and the meaning of its colour names."""

    def __init__(self, painter: QPainter, colours: Mapping[str, str], ground: str) -> None:
        self.painter, self.colours, self.ground = painter, colours, ground
        self.pens: dict[tuple[str, float, Dash], QPen] = {}

    def paint(self, primitive: Primitive) -> None:
        p = self.painter
        match primitive:
            case Line(x1, y1, x2, y2):
                p.setPen(self.pen(primitive.colour, primitive.width, primitive.dash))
                p.drawLine(QPointF(x1, y1), QPointF(x2, y2))
            case Path():
                self.paint_path(primitive)
            case Dot():
                self.paint_dot(primitive)
            case Rect():
                p.setPen(self.pen(primitive.colour, primitive.width, primitive.dash))
                p.setBrush(self.brush(primitive.fill))
                p.drawRoundedRect(QRectF(primitive.x, primitive.y, primitive.w, primitive.h), primitive.radius, primitive.radius)
            case Text():
                self.paint_text(primitive)

    def paint_path(self, path: Path) -> None:
        polygon = QPolygonF([QPointF(x, y) for x, y in path.points])
        if path.fill:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(self.brush(path.colour))
            self.painter.drawPolygon(polygon)
        else:
            self.painter.setPen(self.pen(path.colour, path.width, path.dash))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPolyline(polygon)

    def paint_dot(self, dot: Dot) -> None:
        self.painter.setPen(self.pen(dot.colour if dot.width else "", dot.width, dot.dash))
        self.painter.setBrush(self.brush(dot.fill))
        if corners := dot.corners():
            self.painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        else:
            self.painter.drawEllipse(QPointF(dot.x, dot.y), dot.r, dot.r)

    def paint_text(self, text: Text) -> None:
        p = self.painter
        p.setFont(chart_font(text))
        p.setPen(QColor(colour(text.colour, self.colours, self.ground)))
        left = -SHARES[text.align] * QFontMetricsF(p.font()).horizontalAdvance(text.text) if text.align != "left" else 0
        if not text.rot:
            p.drawText(QPointF(text.x + left, text.y), text.text)
            return
        p.save()
        p.translate(text.x, text.y)
        p.rotate(-text.rot)
        p.drawText(QPointF(left, 0), text.text)
        p.restore()

    def pen(self, name: str, width: float, dash: Dash) -> QPen:
        """A pen without caps, so that dashes keep the length they have on paper; made once for each painting."""
        if (name, width, dash) not in self.pens:
            self.pens[name, width, dash] = self.new_pen(name, width, dash)
        return self.pens[name, width, dash]

    def new_pen(self, name: str, width: float, dash: Dash) -> QPen:
        if not name:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(QColor(colour(name, self.colours, self.ground)), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([part / width for part in dash])
        return pen

    def brush(self, name: str) -> QBrush:
        return QBrush(QColor(colour(name, self.colours, self.ground))) if name else QBrush(Qt.BrushStyle.NoBrush)


def chart_font(text: Text) -> QFont:
    """The face a text asks for."""
    return _font(round(text.size), text.face)


@cache
def _font(size: int, face: Face) -> QFont:
    font = QFont(FAMILIES)
    font.setPixelSize(size)
    weights = {"Semibold": QFont.Weight.DemiBold, "Bold": QFont.Weight.Bold}
    font.setWeight(weights.get(face, QFont.Weight.Normal))
    if face == "It":
        add_font("It")
        font.setItalic(True)
    return font


def paint_ring(spot: Spot, painter: QPainter, colours: Mapping[str, str]) -> None:
    """The visible place of the keyboard: a 2 px accent ring around a mark, or around a whole row."""
    painter.setPen(QPen(QColor(colours["accent"]), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if spot.w:
        painter.drawRoundedRect(QRectF(spot.x - spot.w / 2 + 1, spot.y - spot.h / 2 + 1, spot.w - 2, spot.h - 2), 6, 6)
    else:
        painter.drawEllipse(QPointF(spot.x, spot.y), 9, 9)


def step(key: int, at: int | None, points: Sequence[Spot]) -> int | None:
    """Where a key leads among these points; None when it is no walking key or there is nothing to walk.

    Left and right go through all of them; up and down do so too, except that among several panels they go to the next panel.
    """
    last = len(points) - 1
    if last < 0 or key not in (*NEXT, *PREVIOUS, Qt.Key.Key_Home, Qt.Key.Key_End):
        return None
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return 0 if key == Qt.Key.Key_Home else last
    if at is None:
        return 0 if key in NEXT else last
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and points[0].panel != points[-1].panel:
        return _beside(1 if key == Qt.Key.Key_Down else -1, at, points)
    return min(at + 1, last) if key in NEXT else max(at - 1, 0)


def _beside(by: int, at: int, points: Sequence[Spot]) -> int:
    """The point of the next panel that lies nearest under or above this one, or that whole panel where it can be chosen."""
    here = points[at]
    ahead = [i for i, spot in enumerate(points) if (spot.panel - here.panel) * by > 0]
    if not ahead:
        return at
    panel = points[ahead[0] if by > 0 else ahead[-1]].panel
    there = [i for i in ahead if points[i].panel == panel]
    return there[0] if points[there[0]].w else min(there, key=lambda i: abs(points[i].x - here.x))


def speak(widget: QWidget, sentence: str) -> None:
    """Give a sentence to a screen reader: as the widget's description, and announced at once."""
    widget.setAccessibleDescription(sentence)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class SceneWidget(QWidget):
    """Shows one chart and lets a person walk its points (or rows) with arrow keys or choose one with the mouse."""

    chosen = Signal(str)

    def __init__(
        self,
        spec: ChartSpec,
        colours: Mapping[str, str] = LIGHT,
        ground: str = "bg",
        *,
        titled: bool = True,
        text_scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._colours, self._ground, self._titled, self._text_scale = colours, ground, titled, text_scale
        self._at: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_spec(spec)

    def set_spec(self, spec: ChartSpec) -> None:
        """Show another chart; the chosen row stays chosen when the new chart has it too."""
        kept = self.chosen_id
        self._spec = spec
        self.setAccessibleName(spec.title or spec.summary)
        self.setAccessibleDescription(spec.summary)
        self._resolve()
        self._at = next((i for i, spot in enumerate(self.scene.points) if spot.row_id == kept), None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.scene.points else Qt.FocusPolicy.NoFocus)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Follow the theme."""
        self._colours = colours
        self.update()

    def set_text_scale(self, text_scale: float) -> None:
        """Follow the text size: 2.0 draws everything at 200 %."""
        self._text_scale = text_scale
        self._resolve()
        self.updateGeometry()

    @property
    def chosen_id(self) -> str:
        """The id of the chosen point or row, or nothing."""
        return "" if self._at is None else self.scene.points[self._at].row_id

    def choose(self, row_id: str) -> None:
        """Show this row as chosen, without telling anyone."""
        self._at = next((i for i, spot in enumerate(self.scene.points) if spot.row_id == row_id), None)
        self.update()

    def sizeHint(self) -> QSize:
        width = self.width() / self._text_scale
        return QSize(320, round(natural_height(self._spec, width, titled=self._titled) * self._text_scale))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._resolve()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        factor = self._factor()
        painter.scale(factor, factor)
        paint(self.scene, painter, self._colours, self._ground)
        if self._at is not None:
            paint_ring(self.scene.points[self._at], painter, self._colours)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = step(event.key(), self._at, self.scene.points)
        if at is None:
            super().keyPressEvent(event)
        else:
            self._go(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.scene.nearest(event.position().x() / self._factor(), event.position().y() / self._factor())
        if at is not None:
            self._go(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._at is None and self.scene.points and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(0)
        super().focusInEvent(event)

    def _go(self, at: int) -> None:
        self._at = at
        speak(self, self.scene.points[at].spoken)
        self.update()
        self.chosen.emit(self.chosen_id)

    def _resolve(self) -> None:
        size = self.size() / self._text_scale
        self.scene = resolve(self._spec, size.width(), size.height(), titled=self._titled)
        self.update()

    def _factor(self) -> float:
        """Text size, less where the widget is smaller than the least size of its chart."""
        return min(self.width() / self.scene.width, self.height() / self.scene.height, self._text_scale)
