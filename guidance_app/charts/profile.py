"""The assessment profile: groups of rows on one common axis of z-values, the middle band "as most children".

Rows are never connected: they are not a sequence. Words come first, numbers on demand. A point may carry an interval
(a capsule: the true value probably lies here), an earlier value, or the views of several people side by side.
"""

from __future__ import annotations

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
HEADER, GROUP, ROW, LEAST_ROW = 30, 34, 29.5, 18
DOTS = 20
LANE, TOUCHING = 7, 11
"""How far marks that would cover each other lie from the middle of the row, and how near that is."""
Mode = Literal["words", "numbers", "dots"]


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
    def interval(self) -> tuple[float, float] | None:
        """Both ends, when both are known."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What was looked at, its points, and the word for it ("gewoon", "juf en mama verschillen"); `score`: a score without a
    place on the axis, as it was reported."""

    id: str
    label: str
    points: tuple[ProfilePoint, ...]
    word: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """Rows from one source, which is told beside the heading (instrument, date, "omgekeerd getekend")."""

    heading: str
    source: str
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All groups, and what stands at the right: words, numbers, or words with the intervals as dots."""

    groups: tuple[ProfileGroup, ...]
    mode: Mode = "words"


def profile_height(profile: Profile) -> float:
    """The height at which the rows have their normal distance."""
    return _height(profile, ROW)


def profile_least(profile: Profile) -> tuple[float, float]:
    """The size below which labels would touch."""
    return 380, _height(profile, LEAST_ROW)


def _height(profile: Profile, row: float) -> float:
    return HEADER + sum(GROUP + row * len(group.rows) for group in profile.groups) + 4


def draw_profile(profile: Profile, area: Area, sheet: Sheet) -> float:
    """Draw the profile into the area; returns where it ends below."""
    rows = [row for group in profile.groups for row in group.rows]
    left = min(_widest(sheet, [row.label for row in rows], "Regular") + 36, area.w * 0.3)
    right = min(_widest(sheet, [_at_right(row, profile.mode) for row in rows], "Semibold") + 18, area.w * 0.3)
    axis = Area(area.x + left, area.y, area.w - left - right, area.h)
    _draw_zones(axis, sheet)
    free = area.h - HEADER - 4 - GROUP * len(profile.groups)
    row_height = max(min(free / max(len(rows), 1), ROW * 1.4), LEAST_ROW)
    y = area.y + HEADER
    for i, group in enumerate(profile.groups):
        if i:
            sheet.line(area.x, y + 1, area.right, y + 1, "line")
        _draw_heading(group, profile.mode, Area(area.x, y, area.w, GROUP), axis, sheet)
        y += GROUP
        for row in group.rows:
            _draw_row(row, profile.mode, Area(area.x, y, area.w, row_height), axis, sheet)
            y += row_height
    return area.bottom


def across(axis: Area, z: float) -> float:
    """Where a z-value lies on the axis; beyond three it stays at the end."""
    return axis.x + axis.w * (min(max(z, -LIMIT), LIMIT) + LIMIT) / (2 * LIMIT)


def _widest(sheet: Sheet, texts: list[str], face: Literal["Regular", "Semibold"]) -> float:
    return max((sheet.measure(text, BODY, face) for text in texts), default=0)


def _draw_zones(axis: Area, sheet: Sheet) -> None:
    """The band of what is usual, with both edges, and the three words above."""
    a, b, top = across(axis, -1), across(axis, 1), axis.y + 26
    sheet.rect(Area(a, top, b - a, axis.bottom - top), fill="band")
    sheet.line(a, top, a, axis.bottom, "bandEdge")
    sheet.line(b, top, b, axis.bottom, "bandEdge")
    zones = ((axis.x, a, t("takes effort")), (a, b, t("usual")), (b, axis.right, t("strong")))
    fits = all(sheet.measure(word, BODY, "Semibold") <= end - start - 4 for start, end, word in zones)
    for start, end, word in zones:
        size = BODY if fits else SMALL
        sheet.text((start + end) / 2, axis.y + 11, word, size=size, align="centre", face="Semibold", room=end - start - 4)


def _draw_heading(group: ProfileGroup, mode: Mode, row: Area, axis: Area, sheet: Sheet) -> None:
    """Heading, source on its own ground (it may lie over the band), and the group's own legend at the right."""
    y = row.y + 20
    legend = _legend(group, mode)
    width = sum(26 + sheet.measure(text, SMALL, "Regular") for _, _, text in legend)
    taken = sheet.text(row.x, y, group.heading, size=BODY, face="Bold", room=row.w * 0.5)
    start = max(min(axis.right + 16, row.right - width), row.x + taken + 14)
    x, room = row.x + taken + 10, start - row.x - taken - 24
    said = min(sheet.measure(group.source, SMALL, "Regular"), max(room, 0))
    if group.source and said > 20:
        sheet.rect(Area(x - 4, y - 10, said + 8, 20), 4, fill=GROUND)
        sheet.text(x, y, group.source, colour="mute", room=said + 0.5)
    if legend and start < axis.right:
        sheet.rect(Area(start - 4, y - 10, min(width, row.right - start) + 4, 20), 4, fill=GROUND)
    for voice, earlier, text in legend:
        if start + 30 > row.right:
            break
        style = STYLES[voice]
        sheet.dot(start + 5, y, 3.6 if earlier else 4.6, style.shape, style.colour, GROUND if earlier else style.fill)
        sheet.text(start + 16, y, text, colour="mute", room=row.right - start - 16)
        start += 26 + sheet.measure(text, SMALL, "Regular")


def _legend(group: ProfileGroup, mode: Mode) -> list[tuple[Voice, bool, str]]:
    """Each kind of mark in the group once, by who gave it or when; before them what an interval is."""
    points = [point for row in group.rows for point in row.points]
    kinds = list(dict.fromkeys((p.voice, p.earlier, p.who) for p in points if p.who))
    if not any(point.interval for point in points):
        return kinds
    bar = t("one chance in 20 each") if mode == "dots" else t("probably within the bar")
    return [*kinds, ("assessment", False, bar)] if any(p.earlier for p in points) else [("assessment", False, bar)]


def _draw_row(row: ProfileRow, mode: Mode, area: Area, axis: Area, sheet: Sheet) -> None:
    """Label, hairline, marks, and the word or number; the whole row can be chosen."""
    y = area.y + area.h / 2
    sheet.text(area.x + 8, y, row.label, size=BODY, room=axis.x - area.x - 16)
    if row.points:
        sheet.line(axis.x, y, axis.right, y, "line")
    sheet.text(axis.right + 16, y, _at_right(row, mode), size=BODY, face="Semibold", room=area.right - axis.right - 16)
    lanes = _lanes(row, axis)
    for point, lane in zip(row.points, lanes, strict=True):
        if point.interval and not (point.earlier and mode == "dots"):
            _draw_interval(point, mode, y + lane, area.h, axis, sheet)
    _draw_points(row, mode, y, lanes, axis, sheet)
    sheet.points.append(Spot(area.x + area.w / 2, y, row_words(row, mode), row.id, area.w, area.h))


def _lanes(row: ProfileRow, axis: Area) -> list[float]:
    """How far each point lies under the middle of the row: apart where their marks or intervals would cover each other."""
    if any(p.earlier and p.interval for p in row.points) and any(not p.earlier for p in row.points):
        return [-LANE if p.earlier else LANE - 2 for p in row.points]
    now = sorted((across(axis, p.z), i) for i, p in enumerate(row.points) if not p.earlier)
    close = any(b[0] - a[0] < TOUCHING for a, b in pairwise(now)) or sum(p.interval is not None for p in row.points) > 1
    found = [0.0] * len(row.points)
    for place, (_, i) in enumerate(now if close else ()):
        found[i] = LANE * (2 * place / max(len(now) - 1, 1) - 1) * 0.8
    return found


def _draw_points(row: ProfileRow, mode: Mode, y: float, lanes: list[float], axis: Area, sheet: Sheet) -> None:
    """Every point's mark; an earlier point is joined to the later one of the same person by an arrow."""
    before = {(point.voice, point.by): point for point in row.points if point.earlier}
    later = {(point.voice, point.by) for point in row.points if not point.earlier}
    alike = len({p.voice for p in row.points if not p.earlier}) < len(later)
    for point, lane in zip(row.points, lanes, strict=True):
        key, style = (point.voice, point.by), STYLES[point.voice]
        if point.earlier and (lane or key not in later):
            sheet.dot(across(axis, point.z), y + lane, 3.6, style.shape, style.colour, GROUND, 1.6)
        if point.earlier or (mode == "dots" and point.interval):
            continue
        older = None if lane and point.interval else before.get(key)
        earlier_and_later(sheet, across(axis, older.z) if older else None, across(axis, point.z), y + lane, style)
        if alike and point.by:
            _draw_name(point.by, across(axis, point.z), y + lane, axis, sheet)
        if abs(point.z) > LIMIT:
            end = axis.right + 12 if point.z > 0 else axis.x - 12
            sheet.arrow_head(end, y + lane, point.z > 0, style.colour)


def _draw_name(name: str, x: float, y: float, axis: Area, sheet: Sheet) -> None:
    """Who it is beside the mark, on its own ground, where two people of one voice have the same mark."""
    width = sheet.measure(name, SMALL, "Regular")
    start = x + 9 if x + 13 + width < axis.right else x - 13 - width
    sheet.rect(Area(start, y - 7, width + 4, 14), 3, fill=GROUND)
    sheet.text(start + 2, y, name, colour="text", room=width + 1)


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


def _at_right(row: ProfileRow, mode: Mode) -> str:
    """The row's word, or its numbers, or how many of the twenty dots lie where most of them lie."""
    if mode == "numbers":
        told = [point.number for point in row.points if not (point.earlier and point.interval)]  # else there is no room
        return ", ".join(told) or row.score or row.word
    spread = next((point for point in row.points if point.interval), None)
    if mode == "dots" and spread:
        zones = [zone_words(z) for z in quantiles(spread)]
        most = max([zone_words(spread.z), *zones], key=zones.count)
        return t("{n} of 20 {zone}", n=zones.count(most), zone=most)
    return row.word


def row_words(row: ProfileRow, mode: Mode = "words") -> str:
    """Taal en uitleggen, sterk; with numbers also 116 (107 tot 123). Who gave a score is told with or without its number."""
    told = [" ".join(part for part in (point.who, _number(point, mode)) if part) for point in row.points]
    words = row.score if mode == "numbers" and row.score else _at_right(row, mode) if mode == "dots" else row.word
    return ", ".join(part for part in (row.label, words, *told) if part)


def _number(point: ProfilePoint, mode: Mode) -> str:
    """The score, or where it lies in words while numbers are hidden and several points must be told apart."""
    if mode == "numbers":
        return point.number
    return zone_words(point.z) if point.who else ""


def profile_summary(profile: Profile) -> str:
    """Every row with its word, group by group."""
    groups = [f"{group.heading}, " + ", ".join(f"{row.label} {row.word}" for row in group.rows) for group in profile.groups]
    return ". ".join(groups) + "." if groups else ""


def profile_table(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """A header and one row per point, or per row without one; a column with numbers only while they are shown."""
    numbers = profile.mode == "numbers"
    rows = [
        (group.heading, row.label, point.who or group.source, *((point.number,) if numbers else ()), _in_words(row, point))
        for group in profile.groups
        for row in group.rows
        for point in row.points
    ]
    rows += [_unplaced(group, row, numbers) for group in profile.groups for row in group.rows if not row.points]
    head = (t("Group"), t("Part"), t("Who or when"), *((t("Number"),) if numbers else ()), t("In words"))
    return (head, *rows)


def _in_words(row: ProfileRow, point: ProfilePoint) -> str:
    """The word of the row; where it has several points, where this one lies."""
    return zone_words(point.z) if len(row.points) > 1 else row.word


def _unplaced(group: ProfileGroup, row: ProfileRow, numbers: bool) -> tuple[str, ...]:
    return (group.heading, row.label, group.source, *((row.score,) if numbers else ()), row.word)
