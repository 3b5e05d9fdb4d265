"""SVG paths as lines and cubic curves (SVG 1.1, chapter 8): what the icons of the screen are made of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
Segment = tuple[Point, ...]
"""One point: go there. Two: a line. Four: a cubic curve with its two handles."""

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_ARC = re.compile(r"[\s,]*".join([f"({NUMBER})"] * 3 + ["([01])"] * 2 + [f"({NUMBER})"] * 2))
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}


def path_segments(d: str) -> list[Segment]:
    """The segments of an SVG path (SVG 1.1, chapter 8), absolute; arcs and quadratic curves become cubic ones."""
    return list(_Pen().walk(d))


class _Pen:
    """Where the pen is, where its line started, and the handle that a smooth curve continues."""

    def __init__(self) -> None:
        self.at: Point = (0, 0)
        self.start: Point = (0, 0)
        self.handle: Point | None = None
        self.last = ""

    def walk(self, d: str) -> Iterator[Segment]:
        for letter, rest in _COMMAND.findall(d):
            for numbers in _arguments(letter, rest):
                yield from self._step(letter, numbers)
                self.last = letter.upper()
                letter = {"M": "L", "m": "l"}.get(letter, letter)  # more points after a move are lines

    def _step(self, letter: str, numbers: list[float]) -> Iterator[Segment]:
        kind, (x0, y0) = letter.upper(), self.at
        if kind == "Z":
            yield self.at, self.start
            self.at = self.start
            return
        dx, dy = (x0, y0) if letter.islower() else (0.0, 0.0)
        if kind in "HV":
            end = (numbers[0] + dx, y0) if kind == "H" else (x0, numbers[0] + dy)
            points = [end]
        else:
            flat = numbers[-2:] if kind == "A" else numbers
            points = [(x + dx, y + dy) for x, y in zip(flat[::2], flat[1::2], strict=True)]
            end = points[-1]
        yield from self._drawn(kind, points, numbers)
        self.at = end

    def _drawn(self, kind: str, points: list[Point], numbers: list[float]) -> Iterator[Segment]:
        if kind == "M":
            self.start = points[0]
            yield (points[0],)
        elif kind in "LHV":
            yield self.at, points[0]
        elif kind in "CS":
            handles = points if kind == "C" else [self._mirrored("CS"), *points]
            self.handle = handles[1]
            yield self.at, handles[0], handles[1], handles[2]
        elif kind in "QT":
            self.handle = points[0] if kind == "Q" else self._mirrored("QT")
            yield self.at, _towards(self.at, self.handle), _towards(points[-1], self.handle), points[-1]
        elif kind == "A":
            yield from _arc(self.at, points[0], *numbers[:5])

    def _mirrored(self, kinds: str) -> Point:
        if self.last not in kinds or self.handle is None:
            return self.at
        return 2 * self.at[0] - self.handle[0], 2 * self.at[1] - self.handle[1]


def _arguments(letter: str, rest: str) -> Iterator[list[float]]:
    """The numbers of a command, as many at a time as one step takes."""
    if letter.upper() == "Z":
        yield []
    elif letter.upper() == "A":
        for found in _ARC.findall(rest):
            yield [float(number) for number in found]
    else:
        numbers, n = [float(number) for number in re.findall(NUMBER, rest)], _TAKES[letter.upper()]
        for i in range(0, len(numbers), n):
            yield numbers[i : i + n]


def _towards(point: Point, handle: Point) -> Point:
    """Two thirds of the way: the handle of the cubic curve that equals a quadratic one."""
    return point[0] + 2 / 3 * (handle[0] - point[0]), point[1] + 2 / 3 * (handle[1] - point[1])


def _arc(a: Point, b: Point, rx: float, ry: float, tilt: float, large: float, sweep: float) -> Iterator[Segment]:
    """An elliptical arc as cubic curves of at most a quarter turn (SVG 1.1, appendix F.6)."""
    phi = math.radians(tilt)
    cos, sin = math.cos(phi), math.sin(phi)
    hx, hy = (a[0] - b[0]) / 2, (a[1] - b[1]) / 2
    px, py = cos * hx + sin * hy, cos * hy - sin * hx
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (1 if large != sweep else -1) if below else 0.0
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    middle = cos * qx - sin * qy + (a[0] + b[0]) / 2, sin * qx + cos * qy + (a[1] + b[1]) / 2
    begin = math.atan2((py - qy) / ry, (px - qx) / rx)
    turn = (math.atan2((-py - qy) / ry, (-px - qx) / rx) - begin) % (2 * math.pi)
    turn -= 0 if sweep else 2 * math.pi

    def on_ellipse(x: float, y: float) -> Point:
        return middle[0] + cos * rx * x - sin * ry * y, middle[1] + sin * rx * x + cos * ry * y

    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    k = 4 / 3 * math.tan(turn / pieces / 4)
    for i in range(pieces):
        u, v = begin + turn * i / pieces, begin + turn * (i + 1) / pieces
        cu, su, cv, sv = math.cos(u), math.sin(u), math.cos(v), math.sin(v)
        yield on_ellipse(cu, su), on_ellipse(cu - k * su, su + k * cu), on_ellipse(cv + k * sv, sv - k * cv), on_ellipse(cv, sv)
