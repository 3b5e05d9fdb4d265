"""The profile of a pupil as a chart, the same on screen and on paper."""

from __future__ import annotations

from guidance_app.charts.profile import Mode, Profile, ProfileGroup, ProfilePoint, ProfileRow
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.queries.profile import ProfileView
from guidance_app.queries.profile_axis import Group, Line, Mark


def profile_chart(view: ProfileView, mode: Mode = "words") -> ChartSpec:
    """The axis with all groups; what stands at the right is `mode`, and only "numbers" lets a score through."""
    drawn = Profile(tuple(_group(group, mode) for group in view.groups), mode)
    return make_chart("profile", drawn, title=view.sentence)


def _group(group: Group, mode: Mode) -> ProfileGroup:
    return ProfileGroup(group.heading, group.source, tuple(_row(line, mode) for line in group.lines))


def _row(line: Line, mode: Mode) -> ProfileRow:
    points = tuple(point for mark in line.marks if (point := _point(mark, mode)) is not None)
    return ProfileRow(line.id, line.label, points, line.plain, line.word if mode == "numbers" and not points else "", line.when)


def _point(mark: Mark, mode: Mode) -> ProfilePoint | None:
    if mark.z is None:
        return None
    number = mark.words if mode == "numbers" else ""
    return ProfilePoint(mark.z, number, mark.voice, mark.who, mark.low, mark.high, mark.level, mark.earlier, mark.by)
