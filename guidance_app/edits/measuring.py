"""What a person does when measuring: one value on one day, typed anew as often as it takes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.goals import add_measurement
from guidance_app.edits.records import change_many, get, insert_record, remove
from guidance_app.queries.read import row, rows
from guidance_app.workspace import Edit


def measure(outcome: str, day: dt.date, value: Decimal | None, drafts: tuple[str, ...] = ()) -> Edit:
    """The value of this day; the one that was there already is changed, and removed when there is none any more.

    A new value falls in the phase of that day. Gives the measurement's id. `drafts` are where it was being typed.
    """

    def apply(s: Session) -> str | None:
        book = get(s, "outcome", outcome).book
        known = rows(s, "measurement", book, outcome=outcome, date=day)
        if known and value is None:
            return str(remove("measurement", known[-1].id).apply(s))
        if known:
            return str(change_many("measurement", known[-1].id, {"value": value, "missed": None}).apply(s))
        if value is None:
            return None
        made = {"outcome": outcome, "date": day, "value": value, "phase": _phase_of_day(s, outcome, day)}
        return insert_record(s, "measurement", book, made).id

    return Edit(t("measure|act"), apply, drafts)


def measure_goal(goal: str, day: dt.date, value: Decimal | None, drafts: tuple[str, ...] = ()) -> Edit:
    """The value of this day for a goal; the first one begins what is measured for it."""

    def apply(s: Session) -> str | None:
        known = rows(s, "outcome", get(s, "goal", goal).book, goal=goal)
        if known:
            return measure(known[0].id, day, value).apply(s)  # type: ignore[no-any-return]
        return None if value is None else str(add_measurement(goal, day, value).apply(s))

    return Edit(t("measure|act"), apply, drafts)


def _phase_of_day(s: Session, outcome: str, day: dt.date) -> str | None:
    """The id of the phase in which a new measurement of this day falls; None outside experiments or when that is unknown.

    Phases have days; conditions that take turns follow the drawn order, one for each measurement so far.
    """
    found = row(s, "outcome", outcome)
    experiment = row(s, "experiment", found.experiment) if found else None
    if experiment is None:
        return None
    phases = rows(s, "phase", experiment.book, experiment=experiment.id)
    begun = [p for p in phases if p.from_date and p.from_date <= day]
    if begun:
        inside = [p for p in begun if p.to_date is None or p.to_date >= day]
        return (inside or begun)[-1].id
    order = experiment.drawn_order or ()
    turn = len(rows(s, "measurement", experiment.book, outcome=outcome))
    return next((p.id for p in phases if turn < len(order) and p.code == order[turn]), None)
