"""From the records of one outcome to what its figures are computed from: what the program drew, which zero, which goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.domain.series import Series
from guidance_app.queries.experiment_plan import lists_of
from guidance_app.queries.measuring import Measured
from guidance_app.queries.read import Row, row
from guidance_app.queries.session_plan import days_of, starts_of
from guidance_app.stats.drawn import MOMENTS, Draw, Logged
from guidance_app.stats.plain_figures import Inputs
from guidance_app.stats.ratio import Zero
from guidance_app.stats.shown import ZEROS as KINDS

ZEROS: Final = {
    "aantal": Zero.COUNT, "keer": Zero.COUNT, "fouten": Zero.COUNT, "number": Zero.COUNT, "times": Zero.COUNT,
    "minuten": Zero.DURATION, "seconden": Zero.DURATION, "uren": Zero.DURATION, "minutes": Zero.DURATION,
    "seconds": Zero.DURATION, "hours": Zero.DURATION,
}  # fmt: skip
"""The first word of a unit that says that zero is nothing at all."""
RATES: Final = (" per ",)


def logged(s: Session, one: Row, phases: Sequence[Row]) -> Logged | None:
    """What the record says that the program drew, when, and in which order or with which starts; None when it does not say all
    of it."""
    if not one.draw or not one.drawn_order or one.drawn_on is None:
        return None
    made = Logged(Draw(one.draw), on=one.drawn_on, days=days_of(s, one))
    if made.draw in MOMENTS:
        starts = starts_of(one)
        fits = bool(starts and made.days) and max(starts) <= len(made.days)
        return replace(made, fewest=int(one.fewest or 3), starts=starts, lists=lists_of(one)) if fits else None
    codes = {phase.code for phase in phases if phase.kind == "condition"}
    if not set(one.drawn_order) <= codes:
        return None
    order = tuple(code.rstrip("0123456789") or code for code in one.drawn_order)
    return replace(made, in_a_row=int(one.longest_run) if one.longest_run else None, order=order)


def zero_of(series: Series) -> Zero:
    """What the zero of this outcome means, as far as its kind and unit say so."""
    if series.kind in KINDS:
        return KINDS[series.kind]
    if series.kind != "number" or not series.unit:
        return Zero.OTHER
    unit = series.unit.casefold()
    if any(rate in unit for rate in RATES):
        return Zero.RATE
    return ZEROS.get(unit.split()[0], Zero.OTHER)


def goal_of(s: Session, one: Row, series: Series) -> Decimal | None:
    """The number agreed on in a goal of this experiment that has the unit of this outcome."""
    goals = [row(s, "goal", id_) for id_ in one.goals or ()]
    fits = [goal.target for goal in goals if goal and goal.unit and goal.target is not None and goal.unit in series.unit]
    return fits[0] if fits else None


def inputs_of(s: Session, one: Row, phases: Sequence[Row], measured: Measured, together: Sequence[Measured] = ()) -> Inputs:
    """All that the figures of one outcome of this experiment are computed from; `together`: all that it measures."""
    series, intervals = measured.series, measured.outcome.intervals
    tiers = {phase.outcome for phase in phases if phase.outcome}
    return Inputs(
        series, logged(s, one, phases), zero_of(series), goal_of(s, one, series), int(intervals) if intervals else None,
        tuple(other.series for other in together if other.outcome.id in tiers),
    )  # fmt: skip
