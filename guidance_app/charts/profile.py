"""The assessment profile: groups of rows on one common axis of z-values, the middle band "as most children".

Rows are never connected: they are not a sequence. Words come first, numbers on demand. A point may carry an interval
(a capsule: the true value probably lies here), an earlier value, or the views of several people side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guidance_app.base.i18n import t
from guidance_app.charts.profile_row import Mode, ProfilePoint, ProfileRow, across, at_right, draw_row, quantiles, zone_words
from guidance_app.charts.sheet import BODY, SMALL, Area, Sheet
from guidance_app.charts.tokens import GROUND
from guidance_app.charts.voices import STYLES, Voice

__all__ = ["Mode", "Profile", "ProfileGroup", "ProfilePoint", "ProfileRow", "draw_profile", "quantiles", "zone_words"]

HEADER, GROUP, ROW, LEAST_ROW = 30, 34, 29.5, 18


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
    return HEADER + sum(GROUP + row * sum(one.weight for one in group.rows) for group in profile.groups) + 4


def draw_profile(profile: Profile, area: Area, sheet: Sheet) -> float:
    """Draw the profile into the area; returns where it ends below."""
    rows = [row for group in profile.groups for row in group.rows]
    left = min(_widest(sheet, [row.label for row in rows], "Regular") + 36, area.w * 0.3)
    right = min(_widest(sheet, [at_right(row, profile.mode) for row in rows], "Semibold") + 18, area.w * 0.3)
    axis = Area(area.x + left, area.y, area.w - left - right, area.h)
    _draw_zones(axis, sheet)
    free = area.h - HEADER - 4 - GROUP * len(profile.groups)
    row_height = max(min(free / max(sum(row.weight for row in rows), 1), ROW * 1.4), LEAST_ROW)
    y = area.y + HEADER
    for i, group in enumerate(profile.groups):
        if i:
            sheet.line(area.x, y + 1, area.right, y + 1, "line")
        _draw_heading(group, profile.mode, Area(area.x, y, area.w, GROUP), axis, sheet)
        y += GROUP
        for row in group.rows:
            draw_row(row, profile.mode, Area(area.x, y, area.w, row_height * row.weight), axis, sheet)
            y += row_height * row.weight
    return area.bottom


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
    kinds = list(dict.fromkeys((p.voice, p.earlier, _meaning(p, points)) for p in points if p.who))
    if not any(point.interval for point in points):
        return kinds
    bar = t("one chance in 20 each") if mode == "dots" else t("probably within the bar")
    return [*kinds, ("assessment", False, bar)] if any(p.earlier for p in points) else [("assessment", False, bar)]


def _meaning(point: ProfilePoint, points: list[ProfilePoint]) -> str:
    """Who gave it or when; where the same mark is of another day in another row only that it is the newest, or an earlier one."""
    same = {p.who for p in points if (p.voice, p.earlier, p.by) == (point.voice, point.earlier, "")}
    if point.by or len(same) == 1:
        return point.who
    return t("an earlier score") if point.earlier else t("the newest score")


def profile_summary(profile: Profile) -> str:
    """Every row with its word, group by group."""
    groups = [f"{group.heading}, " + ", ".join(f"{row.label} {row.word}" for row in group.rows) for group in profile.groups]
    return ". ".join(groups) + "." if groups else ""


def profile_table(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """A header and one row per point, or per row without one; a column with numbers only while they are shown."""
    numbers = profile.mode == "numbers"
    rows = [
        (group.heading, row.label, point.who or _when(row, group), *((point.number,) if numbers else ()), _in_words(row, point))
        for group in profile.groups
        for row in group.rows
        for point in row.points
    ]
    rows += [_unplaced(group, row, numbers) for group in profile.groups for row in group.rows if not row.points]
    head = (t("Group"), t("Part"), t("Who or when"), *((t("Number"),) if numbers else ()), t("In words"))
    return (head, *rows)


def _when(row: ProfileRow, group: ProfileGroup) -> str:
    return row.when or group.source


def _in_words(row: ProfileRow, point: ProfilePoint) -> str:
    """The word of the row; where it has several points, where this one lies."""
    return zone_words(point.z) if len(row.points) > 1 else row.word


def _unplaced(group: ProfileGroup, row: ProfileRow, numbers: bool) -> tuple[str, ...]:
    return (group.heading, row.label, group.source, *((row.score,) if numbers else ()), row.word)
