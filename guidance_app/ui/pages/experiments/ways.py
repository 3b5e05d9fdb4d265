"""In which ways the measurements of an experiment can be drawn: the usual chart, all things under each other where the approach
begins at different times, and for the adviser the ratio scale of what is counted.
"""

from __future__ import annotations

from typing import Final

from guidance_app.base.i18n import t
from guidance_app.charts.lines import expert_lines
from guidance_app.charts.measured import measured_chart
from guidance_app.charts.series import Event
from guidance_app.charts.several import ratio_chart, staggered, tiers_chart
from guidance_app.charts.spec import ChartSpec
from guidance_app.queries.experiments import ExperimentView, Outcome
from guidance_app.stats.round_days import round_days

USUAL: Final = "usual"
TIERS: Final = "tiers"
RATIO: Final = "ratio"
EXPERT: Final = "expert"
"""The drawer for experts, and the switch for the lines of its figures."""


def ways(one: ExperimentView, shown: Outcome) -> list[tuple[str, str, str]]:
    """What one may choose from (code, words, icon), the first unless somebody chooses; a single way is no choice."""
    found = [(TIERS, t("All under each other"), "")] if _tiers(one) else []
    found.append((USUAL, t("One thing") if found else t("Usual chart"), ""))
    if _ratio(shown) is not None:
        found.append((RATIO, t("Ratio scale, for the adviser"), ""))
    return found


def has_lines(shown: Outcome, way: str) -> bool:
    """Whether the expert's figures have lines that can be drawn in this way."""
    return way in ("", USUAL) and bool(expert_lines(shown.series))


def chart_of(one: ExperimentView, shown: Outcome, way: str, events: tuple[Event, ...], *, lines: bool = False) -> ChartSpec:
    """The chart in this way; the first that is possible when this one is not. `lines`: with those of the expert's figures."""
    possible = [code for code, _, _ in ways(one, shown)]
    way = way if way in possible else possible[0]
    if way == TIERS:
        return tiers_chart([(outcome.series, outcome.ids) for outcome in _tiers(one)])
    ratio = _ratio(shown) if way == RATIO else None
    if ratio is not None:
        return ratio
    return measured_chart(
        shown.series,
        shown.ids,
        title=shown.reading.sentence,
        caption=shown.caption,
        events=events,
        ruled=expert_lines(shown.series) if lines else (),
        rounds=round_days(shown.inputs),
    )


def _tiers(one: ExperimentView) -> list[Outcome]:
    """What belongs under each other; nothing unless the approach begins at different times."""
    return [outcome for outcome in one.outcomes if outcome.series.phases] if staggered([o.series for o in one.outcomes]) else []


def _ratio(shown: Outcome) -> ChartSpec | None:
    return None if shown.series.alternating else ratio_chart(shown.series, shown.inputs.zero, shown.ids, shown.inputs.goal)
