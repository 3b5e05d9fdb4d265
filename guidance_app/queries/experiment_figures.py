"""From the records of one outcome to what its figures are computed from: what the program drew, which zero, which goal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.domain.series import Series
from guidance_app.queries.measuring import Measured
from guidance_app.queries.read import Row, row
from guidance_app.stats.drawn import Draw, Logged
from guidance_app.stats.findings import Inputs
from guidance_app.stats.ratio import Zero

ZEROS: Final = {
    "aantal": Zero.COUNT, "keer": Zero.COUNT, "fouten": Zero.COUNT, "number": Zero.COUNT, "times": Zero.COUNT,
    "minuten": Zero.DURATION, "seconden": Zero.DURATION, "uren": Zero.DURATION, "minutes": Zero.DURATION,
    "seconds": Zero.DURATION, "hours": Zero.DURATION,
}  # fmt: skip
"""The first word of a unit that says that zero is nothing at all."""
RATES: Final = (" per ",)


def logged(one: Row, phases: Sequence[Row]) -> Logged | None:
    """What the record says that the program drew, when, and in which order; None when it does not say all of it."""
    if one.draw not in ("pairs", "turns") or not one.drawn_order or one.drawn_on is None:
        return None
    codes = {phase.code for phase in phases if phase.kind == "condition"}
    if not set(one.drawn_order) <= codes:
        return None
    order = tuple(code.rstrip("0123456789") or code for code in one.drawn_order)
    most = int(one.longest_run) if one.longest_run else None
    return Logged(Draw(one.draw), in_a_row=most, order=order, on=one.drawn_on)


def zero_of(series: Series) -> Zero:
    """What the zero of this outcome means, as far as its kind and unit say so."""
    if series.kind == "percent":
        return Zero.PERCENTAGE
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


def inputs_of(s: Session, one: Row, phases: Sequence[Row], measured: Measured) -> Inputs:
    """All that the figures of one outcome of this experiment are computed from."""
    series, intervals = measured.series, measured.outcome.intervals
    return Inputs(series, logged(one, phases), zero_of(series), goal_of(s, one, series), int(intervals) if intervals else None)
