"""What a chart is made of: six frozen primitives in plain units (a pixel at 100 %, or a point on paper), y down.

Colours are names of `charts.tokens`, never values, so one Scene serves light, dark and paper. The screen paints it
(`ui.scene`), paper draws it (`report.draw`); neither decides anything, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Dash = tuple[float, ...]
Face = Literal["Regular", "Semibold", "Bold", "It"]
Shape = Literal["circle", "triangle", "square"]


@dataclass(frozen=True, slots=True)
class Line:
    """One straight line; `dash` is in units, not in line widths."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "line"
    width: float = 1.0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A broken line through points; with `fill` a closed, filled shape without edge."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.8
    dash: Dash = ()
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: its shape, its edge and what it is filled with (the ground: an open mark)."""

    x: float
    y: float
    r: float
    shape: Shape
    colour: str
    fill: str
    width: float = 1.8
    dash: Dash = ()

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The corners of a triangle or square, none for a circle. Sized so that all shapes look equally heavy."""
        if self.shape == "triangle":
            a, b, c = self.r * 1.15, self.r * 1.25, self.r * 0.85
            return ((self.x, self.y - b), (self.x + a, self.y + c), (self.x - a, self.y + c))
        if self.shape == "square":
            a = self.r * 0.92
            return (self.x - a, self.y - a), (self.x + a, self.y - a), (self.x + a, self.y + a), (self.x - a, self.y + a)
        return ()


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, rounded by `radius`, filled, edged or both."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 0
    fill: str = ""
    colour: str = ""
    width: float = 1.0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One line of plain text on its baseline; `rot` turns it counter-clockwise about (x, y), in degrees."""

    x: float
    y: float
    text: str
    size: float = 13
    align: Literal["left", "centre", "right"] = "left"
    colour: str = "text"
    face: Face = "Regular"
    rot: float = 0


Primitive = Line | Path | Dot | Rect | Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a person can walk to or click: a mark (its centre), or a whole row when it has a width and height.

    `panel`: in which of several small charts it lies; up and down go from one to the next.
    """

    x: float
    y: float
    spoken: str
    row_id: str
    w: float = 0
    h: float = 0
    panel: int = 0

    def distance(self, x: float, y: float) -> float:
        """How far (x, y) lies from this spot; 0 inside a row."""
        dx, dy = abs(x - self.x) - self.w / 2, abs(y - self.y) - self.h / 2
        return float((max(dx, 0) ** 2 + max(dy, 0) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished drawing: what to paint, in painting order, and what can be pointed at, in reading order."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    points: tuple[Spot, ...] = ()

    def nearest(self, x: float, y: float, within: float = 12) -> int | None:
        """The number of the spot at (x, y), or None when none is near. A mark comes before the row it lies in."""
        near = [i for i, spot in enumerate(self.points) if spot.distance(x, y) <= within]
        return min(near, key=lambda i: (self.points[i].w > 0, self.points[i].distance(x, y)), default=None)
