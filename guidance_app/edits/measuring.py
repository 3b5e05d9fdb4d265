"""What a person does when measuring: one value on one day, typed anew as often as it takes; or why there is none, and
whether it went as agreed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.amounts import Amount
from guidance_app.edits.goals import add_measurement, begin_outcome, counted
from guidance_app.edits.records import change_many, get, insert_record, remove
from guidance_app.queries.experiment_plan import phase_for, phases_for
from guidance_app.queries.read import row, rows
from guidance_app.workspace import Edit


def measure(outcome: str, day: dt.date, value: Decimal | Amount | None, drafts: tuple[str, ...] = ()) -> Edit:
    """The value of this day; the one that was there already is changed, and removed when there is none any more.

    A new value falls in the phase of that day. Gives the measurement's id. `drafts` are where it was being typed.
    """

    def apply(s: Session) -> str | None:
        book = get(s, "outcome", outcome).book
        known = rows(s, "measurement", book, outcome=outcome, date=day)
        if known and value is None and known[-1].value is None:
            return str(known[-1].id)  # it was missed, and still is
        if known and value is None:
            return str(remove("measurement", known[-1].id).apply(s))
        if known:
            return str(change_many("measurement", known[-1].id, {**counted(value), "missed": None}).apply(s))
        if value is None:
            return None
        made = {"outcome": outcome, "date": day, **counted(value), "phase": _phase_of_day(s, outcome, day)}
        return insert_record(s, "measurement", book, made).id

    return Edit(t("measure|act"), apply, drafts)


def measure_goal(goal: str, day: dt.date, value: Decimal | Amount | None, drafts: tuple[str, ...] = ()) -> Edit:
    """The value of this day for a goal; the first one begins what is measured for it."""

    def apply(s: Session) -> str | None:
        known = rows(s, "outcome", get(s, "goal", goal).book, goal=goal)
        if known:
            return measure(known[0].id, day, value).apply(s)  # type: ignore[no-any-return]
        return None if value is None else str(add_measurement(goal, day, value).apply(s))

    return Edit(t("measure|act"), apply, drafts)


def write(measurement: str, amount: Amount | None) -> Edit:
    """Another value for a measurement that is there."""
    return change_many("measurement", measurement, counted(amount) if amount else {"value": None, "part": None, "whole": None})


def miss(outcome: str, day: dt.date, why: str | None, drafts: tuple[str, ...] = ()) -> Edit:
    """Why nothing was measured on this day: the day keeps its place in time. Without a reason it is as if nobody looked."""

    def apply(s: Session) -> str | None:
        book = get(s, "outcome", outcome).book
        known = rows(s, "measurement", book, outcome=outcome, date=day)
        if known and why is None:
            return str(remove("measurement", known[-1].id).apply(s)) if known[-1].value is None else str(known[-1].id)
        if known:
            emptied = {"value": None, "part": None, "whole": None, "fidelity": None, "missed": why}
            return str(change_many("measurement", known[-1].id, emptied).apply(s))
        if why is None:
            return None
        made = {"outcome": outcome, "date": day, "missed": why, "phase": _phase_of_day(s, outcome, day)}
        return insert_record(s, "measurement", book, made).id

    return Edit(t("write down why not|act"), apply, drafts)


def miss_goal(goal: str, day: dt.date, why: str | None, drafts: tuple[str, ...] = ()) -> Edit:
    """Why nothing was measured for a goal on this day."""

    def apply(s: Session) -> str | None:
        known = rows(s, "outcome", get(s, "goal", goal).book, goal=goal)
        if not known and why is None:
            return None
        outcome = known[0].id if known else begin_outcome(s, get(s, "goal", goal))
        return miss(outcome, day, why).apply(s)  # type: ignore[no-any-return]

    return Edit(t("write down why not|act"), apply, drafts)


def tell_fidelity(measurement: str, code: str | None) -> Edit:
    """Whether it went as agreed: "yes", "partly" or "no"."""
    return change_many("measurement", measurement, {"fidelity": code}, label=t("say whether it went as agreed|act"))


def _phase_of_day(s: Session, outcome: str, day: dt.date) -> str | None:
    """The id of the phase in which a new measurement of this day falls; None outside experiments or when that is unknown.

    Phases have days; conditions that take turns follow the drawn order: that of the planned day, or else one for each
    measurement so far. After the last phase one measures on in it, unless its days were drawn.
    """
    found = row(s, "outcome", outcome)
    experiment = row(s, "experiment", found.experiment) if found else None
    if experiment is None:
        return None
    phase = phase_for(s, experiment, outcome, day)
    begun = [p for p in phases_for(s, experiment, outcome) if p.from_date and p.from_date <= day]
    return phase or (begun[-1].id if begun and not experiment.drawn_order else None)
