"""The course of a goal as a chart: what was measured, in its phases, with the goal line."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from guidance_app.charts import series as drawn
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.queries.course import Course
from guidance_app.stats.reading import reading

KINDS: dict[PhaseKind, Literal["baseline", "approach", "later"]] = {
    PhaseKind.BASELINE: "baseline",
    PhaseKind.APPROACH: "approach",
    PhaseKind.CONDITION: "approach",
    PhaseKind.FOLLOW_UP: "later",
}


def goal_chart(course: Course, names: Collection[str] = ()) -> ChartSpec | None:
    """The chart of a goal; None when nothing was measured that can be drawn (times of day cannot)."""
    series = course.series
    if series is None or series.kind == "clock":
        return None
    goal = drawn.Goal(course.target) if course.target is not None else None
    title = reading(series, names).sentence
    caption = ", ".join(part for part in (series.name, series.unit) if part)
    if series.alternating and len(series.phases_with_values) == 2:
        return make_chart("alternating", _alternating(series, goal), title=title, caption=caption)
    return make_chart("phases", _phases(series, goal), title=title, caption=caption)


def _phases(series: Series, goal: drawn.Goal | None) -> drawn.PhaseSeries:
    """Phases after one another; where they overlap in time there is one line without phases."""
    phases = tuple(_phase(series, phase) for phase in series.phases_with_values if not series.alternating)
    whole = drawn.PhaseSeries(phases=(_whole(series),), y_label=series.name, unit=unit(series), goal=goal, scale=_scale(series))
    try:
        return replace(whole, phases=phases) if phases else whole
    except ValueError:
        return whole


def _phase(series: Series, phase: Phase) -> drawn.Phase:
    return drawn.Phase(phase.code, phase.label, KINDS[phase.kind], _sessions(series, series.in_phase(phase.code)))


def _whole(series: Series) -> drawn.Phase:
    return drawn.Phase("", "", "later", _sessions(series, series.observations))


def _alternating(series: Series, goal: drawn.Goal | None) -> drawn.Alternating:
    one, two = (
        drawn.Condition(phase.label, _sessions(series, series.in_phase(phase.code))) for phase in series.phases_with_values
    )
    return drawn.Alternating(conditions=(one, two), y_label=series.name, unit=unit(series), goal=goal, scale=_scale(series))


def _sessions(series: Series, observations: tuple[Observation, ...]) -> tuple[drawn.Session, ...]:
    place: Literal["home", "school", "pupil"] = (
        "home" if series.place == "home" else "pupil" if series.place == "pupil" else "school"
    )
    return tuple(drawn.Session(o.day, o.value, f"{o.day} {at}", place, o.missed or "") for at, o in enumerate(observations))


def unit(series: Series) -> str:
    """The unit as it stands behind a value."""
    return "%" if series.kind == "percent" else series.unit


def _scale(series: Series) -> tuple[Decimal, ...]:
    """What the value axis shows in any case: the whole scale, where that is known."""
    most = re.search(r"(?:van|0-|0 tot) ?(\d+)$", series.unit)
    if series.kind == "percent":
        return (Decimal(0), Decimal(100))
    return (Decimal(10),) if series.kind == "rating" else (Decimal(most[1]),) if most else ()
