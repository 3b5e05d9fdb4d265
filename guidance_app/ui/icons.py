"""Icons: line drawings (Lucide, SVG) in the colour of a token, sharp at every scaling because they are drawn when painted.

Every icon has one meaning: house = thuis, school = op school, smile = the pupil, lightbulb = idea or finding,
key-round = consent, shield-check = safe, eye-off = not shown, flask-conical = proefje, target = doel, presentation = gesprek.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from guidance_app.base.machine import resource
from guidance_app.ui.look import look

STROKE = 1.75
_BRICKS = (("school", 0, 14, 11), ("home", 13, 14, 11), ("accent", 5.5, 3, 13))


@cache
def _drawing(name: str, colour: str) -> QByteArray:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"').encode())


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw the icon as large as fits, at the left of the rectangle."""
    side = min(rect.width(), rect.height())
    QSvgRenderer(_drawing(name, colour.name())).render(painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side))


class _Engine(QIconEngine):
    """Draws one icon in the colour its token has at that moment; `on` is the token while its button is chosen."""

    _clones: list[_Engine] = []  # PySide does not keep what clone() returns

    def __init__(self, name: str, tone: str, on: str) -> None:
        super().__init__()
        self._name, self._tone, self._on = name, tone, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "edge" if mode == QIcon.Mode.Disabled else self._on if state == QIcon.State.On else self._tone
        paint_icon(painter, QRectF(rect), self._name, look.colour(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        self._clones.append(_Engine(self._name, self._tone, self._on))
        return self._clones[-1]


@cache
def icon(name: str, tone: str = "text", on: str = "") -> QIcon:
    """An icon for buttons and menus, recoloured by itself when the look changes."""
    return QIcon(_Engine(name, tone, on or tone))


class Icon(QWidget):
    """An icon beside words. It has no name of its own: the words say it."""

    def __init__(self, name: str, tone: str = "mute", size: float = 18) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(look.icon(self._size), look.icon(self._size))
        self.update()

    def show_icon(self, name: str, tone: str = "") -> None:
        """Draw another icon from now on."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, look.colour(self._tone))
        painter.end()


def paint_brand(painter: QPainter, side: float) -> None:
    """The mark of the program: three bricks."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = side / 24
    for token, x, y, width in _BRICKS:
        painter.setBrush(look.colour(token))
        painter.drawRoundedRect(QRectF(x * unit, y * unit, width * unit, 9 * unit), 2 * unit, 2 * unit)


class Brand(Icon):
    """The three bricks as a widget."""

    def __init__(self, size: float = 24) -> None:
        super().__init__("blocks", "accent", size)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_brand(painter, self.width())
        painter.end()


def brand_icon() -> QIcon:
    """The three bricks for windows and taskbar."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_brand(painter, side)
        painter.end()
        made.addPixmap(picture)
    return made
