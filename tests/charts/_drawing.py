"""What the tests ask of a drawing: how far it reaches, and which parts of it are data."""

from __future__ import annotations

from collections.abc import Iterator

from guidance_app.charts.primitives import Dot, Line, Path, Primitive, Rect, Scene, Text
from guidance_app.charts.text import measure

VOICES = {"school", "home", "pupil"}
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


def corners(p: Primitive) -> list[tuple[float, float]]:
    """Points that span a primitive, edges and letters included."""
    match p:
        case Line():
            return [(p.x1, p.y1), (p.x2, p.y2)]
        case Path():
            return list(p.points)
        case Dot():
            r = p.r * 1.25 + p.width / 2
            return [(p.x - r, p.y - r), (p.x + r, p.y + r)]
        case Rect():
            return [(p.x, p.y), (p.x + p.w, p.y + p.h)]
        case Text():
            width = measure(p.text, p.size, p.face)
            left = p.x - SHARE[p.align] * width
            return [(left, p.y - p.size * 0.75), (left + width, p.y + p.size * 0.25)]


def paths(scene: Scene) -> list[Path]:
    """The lines through measurements."""
    return [p for p in scene.primitives if isinstance(p, Path) and p.colour in VOICES and not p.fill]


def marks(scene: Scene) -> list[Dot]:
    return [p for p in scene.primitives if isinstance(p, Dot) and p.colour in VOICES]


def rings(scene: Scene) -> list[Dot]:
    """The marks of missed sessions."""
    return [p for p in scene.primitives if isinstance(p, Dot) and p.colour == "mute"]


def phase_lines(scene: Scene) -> list[Line]:
    """The solid upright lines of phase changes."""
    return [p for p in scene.primitives if isinstance(p, Line) and p.x1 == p.x2 and p.width == 1.4 and not p.dash]


def texts(scene: Scene) -> list[str]:
    return [p.text for p in scene.primitives if isinstance(p, Text)]


def crossed(scene: Scene, xs: list[float]) -> Iterator[tuple[Path, float]]:
    """Every path that runs over one of these places."""
    for path in paths(scene):
        for x in xs:
            if min(px for px, _ in path.points) < x < max(px for px, _ in path.points):
                yield path, x
