"""When was measured: weeks down, days across, each day with the approach of that day and whether it was measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.domain.session_days import CAUGHT_UP, place_of

Shade = Literal["", "a", "b", "later"]
SCHOOL_DAYS, ALL_DAYS = 5, 7


@dataclass(frozen=True)
class Day:
    """One day: the shade of its approach, and "measured", "missed", "planned" or nothing.

    `word`: why it was missed, or the letter of the approach that is planned.
    """

    date: dt.date
    shade: Shade = ""
    mark: Literal["", "measured", "missed", "planned"] = ""
    word: str = ""


@dataclass(frozen=True)
class Week:
    """One row; without days it says that weeks without anything are left out."""

    monday: str
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Schedule:
    """The grid, its column heads, and how often was measured of how often was planned."""

    heads: tuple[str, ...]
    weeks: tuple[Week, ...]
    measured: int
    planned: int

    @property
    def words(self) -> str:
        """18 van 19 keer gemeten"""
        return t("measured {n} of {planned} times", n=self.measured, planned=self.planned)


Planned = Mapping[dt.date, str | None]
"""Planned days, each with the code of the phase or approach of that day; None when it is not drawn yet."""


def schedule(series: Series, planned: Planned = MappingProxyType({})) -> Schedule:
    """The grid of one series; planned days ahead are in it too."""
    by_day = {one.day: one for one in series.observations}
    ahead = {day: code for day, code in planned.items() if day not in by_day}
    across = ALL_DAYS if any(day.weekday() >= SCHOOL_DAYS for day in (*by_day, *ahead)) else SCHOOL_DAYS
    edges = [*by_day, *ahead, *(day for p in series.phases for day in (p.from_day, p.to_day) if day)]
    heads = tuple(formats.weekday(dt.date(2024, 1, 1) + dt.timedelta(i))[:2] for i in range(across))
    weeks = _weeks(series, by_day, ahead, (min(edges), max(edges)), across) if edges else ()
    return Schedule(heads, weeks, len(series.measured), len(series.observations) + len(ahead))


def _weeks(
    series: Series, by_day: dict[dt.date, Observation], ahead: Planned, edges: tuple[dt.date, dt.date], across: int
) -> tuple[Week, ...]:
    found: list[Week] = []
    monday = edges[0] - dt.timedelta(edges[0].weekday())
    while monday <= edges[1]:
        days = tuple(_day(series, by_day, ahead, monday + dt.timedelta(i)) for i in range(across))
        if any(day.shade or day.mark for day in days):
            found.append(Week(formats.short_day(monday), days))
        elif found and found[-1].days:
            found.append(Week("…", ()))
        monday += dt.timedelta(7)
    return tuple(found)


def _day(series: Series, by_day: dict[dt.date, Observation], ahead: Planned, day: dt.date) -> Day:
    one = by_day.get(day)
    if day in ahead:
        coming = next((phase for phase in series.phases if phase.code == ahead[day]), None)
        return Day(day, _shade(series, coming), "planned", coming.condition[:2] if coming else "")
    phase = _phase_of(series, day, one)
    mark: Literal["", "measured", "missed"] = "" if one is None else "measured" if one.value is not None else "missed"
    return Day(day, _shade(series, phase), mark, (one.missed or t("no measurement")) if one and mark == "missed" else "")


def _phase_of(series: Series, day: dt.date, one: Observation | None) -> Phase | None:
    if one is not None:
        return next((phase for phase in series.phases if phase.code == one.phase), None)
    return next((p for p in series.phases if p.from_day and p.from_day <= day and p.to_day and day <= p.to_day), None)


def _shade(series: Series, phase: Phase | None) -> Shade:
    """Light for the usual way, darker for the approach; two approaches in turns: the first is the light one."""
    if phase is None:
        return ""
    if phase.kind == PhaseKind.FOLLOW_UP:
        return "later"
    if phase.kind == PhaseKind.CONDITION:
        return "a" if phase == series.phases[0] else "b"
    return "a" if phase.kind == PhaseKind.BASELINE else "b"


def _turn(day: dt.date, days: Sequence[dt.date]) -> int | None:
    return place_of(day, days) if day <= days[-1] + CAUGHT_UP else None


def phase_on(
    phases: Sequence[tuple[str, Phase]], day: dt.date, order: Sequence[str], done: int, days: Sequence[dt.date] = ()
) -> str | None:
    """The id of the phase a new measurement most likely belongs to: the one of its day.

    With approaches that take turns: the one that was drawn for that planned day, or without planned `days` the next one of
    the order (`done` measurements are there already). More than a week after what was drawn only follow-up is left.
    """
    conditions = [(id_, phase) for id_, phase in phases if phase.kind == PhaseKind.CONDITION]
    after = next((id_ for id_, p in phases if p.kind == PhaseKind.FOLLOW_UP and p.from_day and p.from_day <= day), None)
    if conditions and after is None:
        turn = _turn(day, days) if days else done
        wanted = order[turn] if turn is not None and turn < len(order) else None
        return next((id_ for id_, phase in conditions if phase.code == wanted), None)
    if order and days and day > days[-1] + CAUGHT_UP:
        return after  # what was drawn ends with its last day; a score that comes later belongs to no drawn phase
    begun = [(id_, p) for id_, p in phases if p.from_day and p.from_day <= day]
    within = next((id_ for id_, p in reversed(begun) if p.to_day is None or day <= p.to_day), None)
    later = next((id_ for id_, p in phases if p.kind == PhaseKind.FOLLOW_UP), None)
    return after or within or (later if begun else None)
