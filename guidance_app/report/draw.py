"""A chart on paper: the primitives of a Scene as vectors and selectable text, in the light colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from guidance_app.charts.primitives import Dot, Line, Path, Primitive, Rect, Scene, Text
from guidance_app.charts.tokens import LIGHT, colour
from guidance_app.report.fonts import NAMES, register_fonts


def draw(scene: Scene, canvas: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """Draw the scene with its lower left corner at (x, y), in points; a scale of 0.85 prints small text at 11 points."""
    register_fonts()
    canvas.saveState()
    canvas.translate(x, y + scene.height * scale)
    canvas.scale(scale, scale)
    canvas.setLineJoin(1)
    for primitive in scene.primitives:
        _draw(primitive, canvas)
    canvas.restoreState()


def _draw(primitive: Primitive, canvas: Canvas) -> None:
    match primitive:
        case Line():
            _pen(canvas, primitive.colour, primitive.width, primitive.dash)
            canvas.line(primitive.x1, -primitive.y1, primitive.x2, -primitive.y2)
        case Path():
            _pen(canvas, primitive.colour, primitive.width, primitive.dash)
            _polygon(canvas, primitive.points, closed=primitive.fill, stroke=not primitive.fill, fill=_brush(canvas, primitive))
        case Dot():
            _dot(primitive, canvas)
        case Rect():
            _pen(canvas, primitive.colour, primitive.width, primitive.dash)
            fill = _fill(canvas, primitive.fill)
            box = (primitive.x, -primitive.y - primitive.h, primitive.w, primitive.h)
            radius = min(primitive.radius, primitive.w / 2, primitive.h / 2)
            canvas.roundRect(*box, radius, stroke=int(bool(primitive.colour)), fill=fill)
        case Text():
            _text(primitive, canvas)


def _dot(dot: Dot, canvas: Canvas) -> None:
    _pen(canvas, dot.colour, dot.width, dot.dash)
    fill, stroke = _fill(canvas, dot.fill), int(dot.width > 0)
    if corners := dot.corners():
        _polygon(canvas, corners, closed=True, stroke=stroke, fill=fill)
    else:
        canvas.circle(dot.x, -dot.y, dot.r, stroke=stroke, fill=fill)


def _text(text: Text, canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillColor(_colour(text.colour))
    canvas.setFont(NAMES[text.face], text.size)
    canvas.translate(text.x, -text.y)
    canvas.rotate(text.rot)
    write = {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}[text.align]
    write(0, 0, text.text)
    canvas.restoreState()


def _polygon(canvas: Canvas, points: Iterable[tuple[float, float]], closed: bool, stroke: int, fill: int) -> None:
    (first_x, first_y), *rest = points
    path = canvas.beginPath()
    path.moveTo(first_x, -first_y)
    for x, y in rest:
        path.lineTo(x, -y)
    if closed:
        path.close()
    canvas.drawPath(path, stroke=int(stroke), fill=fill)


def _pen(canvas: Canvas, name: str, width: float, dash: tuple[float, ...]) -> None:
    if name:
        canvas.setStrokeColor(_colour(name))
        canvas.setLineWidth(width)
        canvas.setDash(list(dash))


def _brush(canvas: Canvas, path: Path) -> int:
    return _fill(canvas, path.colour) if path.fill else 0


def _fill(canvas: Canvas, name: str) -> int:
    """Set the fill colour; 1 when there is something to fill with."""
    if name:
        canvas.setFillColor(_colour(name))
    return int(bool(name))


def _colour(name: str) -> Any:
    return HexColor(colour(name, LIGHT))
