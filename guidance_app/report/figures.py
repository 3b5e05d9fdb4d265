"""A measured series as the chart that stands in a plan."""

from __future__ import annotations

from typing import Literal

from guidance_app.charts import series as drawn
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.domain.series import Phase, PhaseKind, Series
from guidance_app.queries.plan import GoalLine

_KINDS: dict[PhaseKind, Literal["baseline", "approach", "later"]] = {
    PhaseKind.BASELINE: "baseline",
    PhaseKind.APPROACH: "approach",
    PhaseKind.FOLLOW_UP: "later",
}


def goal_chart(goal: GoalLine, *, tiny: bool = False) -> ChartSpec | None:
    """The course of a goal with its goal line; None when nothing was measured that can be drawn."""
    if goal.series is None or not goal.series.measured or goal.series.kind == "clock":
        return None
    target = drawn.Goal(goal.target_value) if goal.target_value is not None else None
    if goal.series.alternating and len(goal.series.phases_with_values) == 2:
        return make_chart("alternating", _alternating(goal.series, target), title=goal.title, caption=goal.series.name)
    if goal.series.alternating:
        return None
    return make_chart("tiny" if tiny else "phases", _phases(goal.series, target), title=goal.title, caption=goal.series.name)


def _phases(series: Series, goal: drawn.Goal | None) -> drawn.PhaseSeries:
    phases = tuple(
        drawn.Phase(phase.code, phase.label, _KINDS.get(phase.kind, "approach"), _sessions(series, phase))
        for phase in series.phases_with_values
    ) or (drawn.Phase("", "", "later", _sessions(series, None)),)
    return drawn.PhaseSeries(phases=phases, y_label=series.name, unit=_unit(series), goal=goal)


def _alternating(series: Series, goal: drawn.Goal | None) -> drawn.Alternating:
    one, two = (drawn.Condition(phase.label, _sessions(series, phase)) for phase in series.phases_with_values)
    return drawn.Alternating(conditions=(one, two), y_label=series.name, unit=_unit(series), goal=goal)


def _sessions(series: Series, phase: Phase | None) -> tuple[drawn.Session, ...]:
    observations = series.in_phase(phase.code) if phase else series.observations
    place: Literal["home", "school", "pupil"] = (
        "home" if series.place == "home" else "pupil" if series.place == "pupil" else "school"
    )
    return tuple(drawn.Session(o.day, o.value, f"{o.day}", place, o.missed or "") for o in observations)


def _unit(series: Series) -> str:
    return "%" if series.kind == "percent" else series.unit
