"""The sheet a chart is drawn on: collects primitives and spots, knows text widths and which places are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from guidance_app.charts.primitives import Dash, Dot, Face, Line, Path, Primitive, Rect, Scene, Shape, Spot, Text
from guidance_app.charts.text import Measure, fit

SMALL, BODY, HEAD = 13, 15, 18
"""Text sizes: axis labels and captions, names of phases and rows, the sentence above a chart."""

LABEL = 160
"""A label inside a plot is cut at this width."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the sheet."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.h

    def holds(self, other: Area) -> bool:
        """Whether the other lies wholly inside."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom

    def meets(self, other: Area) -> bool:
        """Whether both overlap."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(slots=True)
class Sheet:
    """What is drawn so far, in painting order."""

    measure: Measure
    primitives: list[Primitive] = field(default_factory=list)
    points: list[Spot] = field(default_factory=list)
    taken: list[Area] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: Dash = ()) -> None:
        """One straight line."""
        self.primitives.append(Line(x1, y1, x2, y2, colour, width, dash))

    def path(self, points: Iterable[tuple[float, float]], colour: str, width: float = 1.8, dash: Dash = ()) -> None:
        """A line through two or more points; one point alone has no line."""
        if len(through := tuple(points)) > 1:
            self.primitives.append(Path(through, colour, width, dash))

    def arrow_head(self, x: float, y: float, right: bool, colour: str) -> None:
        """A small filled head with its tip at (x, y)."""
        back = x - 6 if right else x + 6
        self.primitives.append(Path(((x, y), (back, y - 3.5), (back, y + 3.5)), colour, fill=True))

    def dot(
        self, x: float, y: float, r: float, shape: Shape, colour: str, fill: str, width: float = 1.8, dash: Dash = ()
    ) -> None:
        """A mark; its place is taken for words from now on."""
        self.primitives.append(Dot(x, y, r, shape, colour, fill, width, dash))
        self.taken.append(Area(x - r - 2, y - r - 2, 2 * r + 4, 2 * r + 4))

    def rect(self, area: Area, radius: float = 0, fill: str = "", colour: str = "", width: float = 1) -> None:
        """A rectangle over an area."""
        self.primitives.append(Rect(area.x, area.y, area.w, area.h, radius, fill, colour, width))

    def text(
        self,
        x: float,
        middle: float,
        text: str,
        *,
        size: float = SMALL,
        align: Literal["left", "centre", "right"] = "left",
        colour: str = "text",
        face: Face = "Regular",
        room: float = float("inf"),
    ) -> float:
        """One line of text with its letters centred on the height `middle`, cut to `room`. Returns its width."""
        text = fit(text, room, size, face, self.measure)
        if text:
            self.primitives.append(Text(x, middle + size * 0.35, text, size, align, colour, face))
        return self.measure(text, size, face)

    def label(
        self,
        text: str,
        places: Iterable[tuple[float, float, Literal["left", "right"]]],
        within: Area,
        face: Face = "Regular",
        room: float = LABEL,
    ) -> bool:
        """Small text at the first of these places (x, middle, align) that is free and within the area; False if none is. It is
        cut to `room`."""
        text = fit(text, room, SMALL, face, self.measure)
        width = self.measure(text, SMALL, face)
        for x, middle, align in places:
            box = Area(x if align == "left" else x - width, middle - 9, width, 18)
            if within.holds(box) and not any(box.meets(other) for other in self.taken):
                self.text(x, middle, text, align=align, colour="mute", face=face)
                self.taken.append(box)
                return True
        return False

    def scene(self, width: float, height: float) -> Scene:
        """The finished drawing."""
        return Scene(width, height, tuple(self.primitives), tuple(self.points))
