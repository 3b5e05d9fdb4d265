"""The line icons of the screen as pictograms on paper: the same SVG files, drawn as vectors.

Reads what those files use: path, line, circle, rect, polyline, and stroke only.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from guidance_app.base.machine import resource
from guidance_app.charts.tokens import LIGHT
from guidance_app.report.svg import NUMBER, Segment, path_segments

GRID: Final = 24
"""The icons are drawn on a square of this size, y down."""

STROKE: Final = 1.75


def draw_icon(name: str, canvas: Canvas, x: float, y: float, size: float, colour: str = "text") -> None:
    """Draw an icon with its lower left corner at (x, y), in points and in a colour of the tokens."""
    canvas.saveState()
    canvas.translate(x, y + size)
    canvas.scale(size / GRID, -size / GRID)
    canvas.setStrokeColor(HexColor(LIGHT[colour]))
    canvas.setLineWidth(STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setDash([])
    path = canvas.beginPath()
    for segment in icon(name):
        _add(path, segment)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _add(path: Any, segment: Segment) -> None:
    if len(segment) == 1:
        path.moveTo(*segment[0])
    elif len(segment) == 2:
        path.lineTo(*segment[1])
    else:
        path.curveTo(*(number for point in segment[1:] for number in point))


@cache
def icon(name: str) -> tuple[Segment, ...]:
    """The lines and curves of an icon."""
    root = ET.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    return tuple(segment for node in root.iter() for segment in _segments(node))


def _segments(node: ET.Element) -> Iterator[Segment]:
    shape = node.tag.rpartition("}")[2]
    get = {name: float(value) for name, value in node.attrib.items() if re.fullmatch(NUMBER, value)}
    if shape == "path":
        yield from path_segments(node.attrib["d"])
    elif shape == "line":
        yield from path_segments(f"M{get['x1']} {get['y1']}L{get['x2']} {get['y2']}")
    elif shape == "polyline":
        yield from path_segments("M" + node.attrib["points"])
    elif shape == "circle":
        x, y, r = get.get("cx", 0), get.get("cy", 0), get["r"]
        yield from path_segments(f"M{x - r} {y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0z")
    elif shape == "rect":
        x, y, w, h = (get.get(name, 0) for name in ("x", "y", "width", "height"))
        yield from path_segments(_rounded(x, y, w, h, get.get("rx", get.get("ry", 0))))
    elif shape not in ("svg", "g", "title", "desc"):
        raise ValueError(f"an icon with <{shape}> cannot be drawn")


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    """A rectangle with rounded corners as a path."""
    turn = f"a{r} {r} 0 0 1" if r else "l"
    right, left = f"h{w - 2 * r}{turn} {r} {r}v{h - 2 * r}", f"h{2 * r - w}{turn} {-r} {-r}v{2 * r - h}"
    return f"M{x + r} {y}{right}{turn} {-r} {r}{left}{turn} {r} {-r}z"
