"""The course of a goal as the chart that stands in a plan."""

from __future__ import annotations

from guidance_app.charts.measured import measured_chart
from guidance_app.charts.series import PhaseSeries
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.queries.plan import GoalLine


def goal_chart(goal: GoalLine, *, tiny: bool = False) -> ChartSpec | None:
    """The course of a goal with its goal line; None when nothing was measured.

    A plan says what was reached, not what did it, so no line of a baseline is carried on in it. A tiny chart has no axes;
    approaches that take turns have no tiny chart.
    """
    if goal.series is None or not goal.series.measured:
        return None
    aim = None if tiny else goal.aim
    spec = measured_chart(
        goal.series, title=goal.title, caption=goal.series.name, target=goal.target_value, aim=aim, carried=False
    )
    if not tiny:
        return spec
    return make_chart("tiny", spec.data, title=spec.title, caption=spec.caption) if isinstance(spec.data, PhaseSeries) else None
