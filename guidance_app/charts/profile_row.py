"""One row of the profile: its marks and intervals on the axis, and what stands at the right and is spoken.

Where marks or intervals of several people would cover each other, each person has a line of his own within the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist
from typing import Literal

from guidance_app.base.i18n import t
from guidance_app.charts.primitives import Spot
from guidance_app.charts.sheet import BODY, SMALL, Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.charts.voices import STYLES, Voice, earlier_and_later

LIMIT = 3.0
DOTS = 20
TOUCHING = 0.2
"""Standard deviations: marks nearer to each other than this would cover each other."""
ABOVE, BELOW = -6, 3
"""Where the interval of an earlier score lies from the middle of its line, and where the later one."""
MORE = 0.6
"""How much higher a row gets for each further line."""
Mode = Literal["words", "numbers", "dots"]
MANY = 2
"""So many intervals side by side do not fit on one line."""
Person = tuple[Voice, str]


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """One value on the common axis. `number` is the score as printed in its own scale, `who` the informant or moment.

    low and high: the interval, in z; `level`: how sure it is (0.95). `earlier`: an older value of the same row, by the same
    person (`by`).
    """

    z: float
    number: str
    voice: Voice = "assessment"
    who: str = ""
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    earlier: bool = False
    by: str = ""

    @property
    def person(self) -> Person:
        """Who speaks in it."""
        return self.voice, self.by

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends, when both are known."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What was looked at, its points, and the word for it ("gewoon", "juf en mama verschillen"); `score`: a score without a
    place on the axis, as it was reported. `when`: its month, where that differs from row to row."""

    id: str
    label: str
    points: tuple[ProfilePoint, ...]
    word: str
    score: str = ""
    when: str = ""

    @property
    def weight(self) -> float:
        """How many times as high as a row with one line."""
        return 1 + MORE * (len(self.lines()) - 1)

    def lines(self) -> list[list[ProfilePoint]]:
        """The points line by line: all on one, or each person on a line of his own where they would cover each other."""
        now = sorted(point.z for point in self.points if not point.earlier)
        close = any(b - a < TOUCHING for a, b in pairwise(now))
        if not close and sum(point.interval is not None and not point.earlier for point in self.points) < MANY:
            return [list(self.points)]
        people = dict.fromkeys(point.person for point in self.points)
        return [[point for point in self.points if point.person == person] for person in people]


def across(axis: Area, z: float) -> float:
    """Where a z-value lies on the axis; beyond three it stays at the end."""
    return axis.x + axis.w * (min(max(z, -LIMIT), LIMIT) + LIMIT) / (2 * LIMIT)


def draw_row(row: ProfileRow, mode: Mode, area: Area, axis: Area, sheet: Sheet) -> None:
    """Label, hairline, marks, and the word or number; the whole row can be chosen."""
    y = area.y + area.h / 2
    sheet.text(area.x + 8, y, row.label, size=BODY, room=axis.x - area.x - 16)
    lines = row.lines()
    each = area.h / (len(lines) + (len(lines) > 1) * 0.4)
    for place, points in enumerate(lines):
        middle = y + (place - (len(lines) - 1) / 2) * each
        if row.points:
            sheet.line(axis.x, middle, axis.right, middle, "line")
        _draw_line(points, mode, middle, Area(area.x, 0, area.w, each), axis, sheet, named=len(lines) > 1)
        if mode == "numbers" and len(lines) > 1:
            _draw_right(_numbers(points), middle, area, axis, sheet)
    if mode != "numbers" or len(lines) == 1:
        words = at_right(row, mode)
        fits = sheet.measure(words, BODY, "Semibold") <= area.right - axis.right - 16
        _draw_right(words if fits else _at_right(row, mode), y, area, axis, sheet)  # the month is told in the table all the same
    sheet.points.append(Spot(area.x + area.w / 2, y, row_words(row, mode), row.id, area.w, area.h))


def _draw_right(words: str, y: float, area: Area, axis: Area, sheet: Sheet) -> None:
    sheet.text(axis.right + 16, y, words, size=BODY, face="Semibold", room=area.right - axis.right - 16)


def _draw_line(points: list[ProfilePoint], mode: Mode, y: float, area: Area, axis: Area, sheet: Sheet, *, named: bool) -> None:
    """The intervals, over them the marks; an earlier mark is joined to the later one of the same person by an arrow."""
    later = {point.person: point for point in points if not point.earlier}
    before = {point.person: point for point in points if point.earlier}
    apart = any(point.interval for point in before.values()) and bool(later)
    alike = named or len({voice for voice, _ in later}) < len(later)

    def at(point: ProfilePoint) -> float:
        return y + (0 if not apart else ABOVE if point.earlier else BELOW)

    for point in points:
        if point.interval and not (point.earlier and mode == "dots"):
            _draw_interval(point, mode, at(point), area.h, axis, sheet)
    for person, point in before.items():
        if apart or person not in later:
            style = STYLES[point.voice]
            sheet.dot(across(axis, point.z), at(point), 3.6, style.shape, style.colour, GROUND, 1.6)
    for person, point in later.items():
        older = None if apart else before.get(person)
        if not (mode == "dots" and point.interval):
            _draw_mark(point, older, at(point), axis, sheet)
        if alike and point.by:
            _draw_name(point, mode, at(point), axis, sheet)


def _draw_mark(point: ProfilePoint, older: ProfilePoint | None, y: float, axis: Area, sheet: Sheet) -> None:
    style = STYLES[point.voice]
    earlier_and_later(sheet, across(axis, older.z) if older else None, across(axis, point.z), y, style)
    if abs(point.z) > LIMIT:
        sheet.arrow_head(axis.right + 12 if point.z > 0 else axis.x - 12, y, point.z > 0, style.colour)


def _draw_name(point: ProfilePoint, mode: Mode, y: float, axis: Area, sheet: Sheet) -> None:
    """Who it is, beside mark and interval on its own ground: at the right, or at the left where there is no room."""
    width = sheet.measure(point.by, SMALL, "Regular")
    dots = quantiles(point) if mode == "dots" and point.interval else []
    low, high = (dots[0], dots[-1]) if dots else point.interval or (point.z, point.z)
    right, left = across(axis, high) + 9, across(axis, low) - 13 - width
    start = right if right + width + 4 < axis.right else left
    sheet.rect(Area(start, y - 7, width + 4, 14), 3, fill=GROUND)
    sheet.text(start + 2, y, point.by, colour="text", room=width + 1)


def _draw_interval(point: ProfilePoint, mode: Mode, y: float, height: float, axis: Area, sheet: Sheet) -> None:
    """A white capsule with an ink edge (narrow and grey for an earlier score), or twenty dots of one chance in twenty each."""
    low, high = point.interval or (point.z, point.z)
    if mode == "dots":
        for x, dot_y, r in _dots(point, y, height, axis):
            sheet.dot(x, dot_y, r, "circle", "text", "text", 0)
        return
    a, b = across(axis, low), across(axis, high)
    if point.earlier:
        sheet.rect(Area(min(a, b), y - 3, abs(b - a), 6), 3, fill=GROUND, colour="mute", width=1)
        return
    sheet.rect(Area(min(a, b), y - 5, abs(b - a), 10), 5, fill="surface", colour="text", width=1.3)


def quantiles(point: ProfilePoint) -> list[float]:
    """Twenty z-values at equal chance, for a normal distribution with the point's interval."""
    low, high = point.interval or (point.z, point.z)
    sd = (high - low) / 2 / NormalDist().inv_cdf(0.5 + point.level / 2)
    centre = (low + high) / 2
    return [centre + sd * NormalDist().inv_cdf((i + 0.5) / DOTS) for i in range(DOTS)]


def _dots(point: ProfilePoint, y: float, height: float, axis: Area) -> list[tuple[float, float, float]]:
    """(x, y, r) of twenty dots, stacked from below, as large as the row allows."""
    xs = [across(axis, z) for z in quantiles(point)]
    size = 7.0
    while size > 1:
        stacks: dict[int, int] = {}
        for x in xs:
            stacks[int(x // size)] = stacks.get(int(x // size), 0) + 1
        if max(stacks.values()) * size <= height - 4:
            break
        size -= 0.5
    foot = y + max(stacks.values()) * size / 2
    return [
        ((column + 0.5) * size, foot - (level + 0.5) * size, size * 0.42)
        for column, count in stacks.items()
        for level in range(min(count, int((height - 4) // size)))
    ]


def zone_words(z: float) -> str:
    """kost moeite (at or below -1), sterk (above 1), gewoon between."""
    return t("takes effort") if z <= -1 else t("strong") if z > 1 else t("usual")


def at_right(row: ProfileRow, mode: Mode) -> str:
    """The row's word, or its numbers, or how many of the twenty dots lie where most of them lie; and its month."""
    return ", ".join(part for part in (_at_right(row, mode), row.when) if part)


def _at_right(row: ProfileRow, mode: Mode) -> str:
    if mode == "numbers":
        return _numbers(row.points) or row.score or row.word
    now = [point for point in row.points if not point.earlier]
    if mode == "dots" and len(now) == 1 and now[0].interval:
        spread = now[0]
        zones = [zone_words(z) for z in quantiles(spread)]
        most = max([zone_words(spread.z), *zones], key=zones.count)
        return t("{n} of 20 {zone}", n=zones.count(most), zone=most)
    return row.word


def _numbers(points: Iterable[ProfilePoint]) -> str:
    """The scores; an earlier one with its interval would be too long, and stands in the table and in what is spoken."""
    return ", ".join(point.number for point in points if not (point.earlier and point.interval))


def row_words(row: ProfileRow, mode: Mode = "words") -> str:
    """Taal en uitleggen, sterk; with numbers also 116 (107 tot 123). Who gave a score is told with or without its number."""
    told = [" ".join(part for part in (point.who, _number(point, mode)) if part) for point in row.points]
    words = row.score if mode == "numbers" and row.score else _at_right(row, mode) if mode == "dots" else row.word
    return ", ".join(part for part in (row.label, words, row.when, *told) if part)


def _number(point: ProfilePoint, mode: Mode) -> str:
    """The score, or where it lies in words while numbers are hidden and several points must be told apart."""
    if mode == "numbers":
        return point.number
    return zone_words(point.z) if point.who else ""
