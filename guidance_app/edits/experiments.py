"""What a person does with experiments: begin one, begin a phase, measure, decide."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.amounts import Amount
from guidance_app.edits.goals import counted
from guidance_app.edits.records import get, insert_record
from guidance_app.queries.read import as_row
from guidance_app.queries.session_plan import days_of
from guidance_app.store.records.experiments import Phase
from guidance_app.workspace import Edit

USUAL, APPROACH = "A", "B"


def add_experiment(pupil: str, title: str, question: str | None, place: str, measured: str | None) -> Edit:
    """Begin an experiment: what it is called, the question, where, and what is measured. Gives its id."""

    def apply(s: Session) -> str:
        made = insert_record(s, "experiment", pupil, {"title": title, "question": question, "place": place})
        if measured:
            values = {"experiment": made.id, "name": measured, "kind": "number", "higher_is_better": True}
            insert_record(s, "outcome", pupil, values)
        return made.id

    return Edit(t("add experiment"), apply)


def add_outcome(experiment: str, name: str, kind: str = "number") -> Edit:
    """Measure one thing more, of one of the kinds of outcome. Gives its id."""

    def apply(s: Session) -> str:
        owner = get(s, "experiment", experiment)
        values = {"experiment": experiment, "name": name, "kind": kind, "higher_is_better": True}
        return insert_record(s, "outcome", owner.book, values).id

    return Edit(t("add what is measured"), apply)


def add_phase(experiment: str, today: dt.date, outcome: str | None = None) -> Edit:
    """Begin a new phase today: after the usual way an approach, after an approach the usual way again.

    The phase that ran until now ends the day before. A phase that comes back keeps its name (A, A2). Where outcomes begin one
    after another it is a phase of this `outcome`. Problem while drawn phases still run. Gives its id.
    """

    def apply(s: Session) -> str:
        owner = get(s, "experiment", experiment)
        every = [phase for phase in _phases(s, experiment) if phase.kind != "follow_up"]
        tier = outcome if any(phase.outcome for phase in every) else None
        before = [phase for phase in every if phase.outcome in (None, tier)]
        days = days_of(s, as_row(owner)) if owner.draw else ()
        if owner.draw and (not owner.drawn_order or (days and today <= days[-1])):
            raise Problem(t("The phases of this experiment are drawn by the program."), t("Follow the drawn days."))
        usual = not before or before[-1].kind != "baseline"
        letter = USUAL if usual else APPROACH
        same = [p for p in before if (p.code or "").rstrip("0123456789") == letter]
        if before:
            _end(before[-1], today - dt.timedelta(1))
        values = {
            "experiment": experiment, "code": f"{letter}{len(same) + 1}" if same else letter,
            "kind": "baseline" if usual else "approach", "label": same[0].label if same else None, "from_date": today,
            "outcome": tier,
        }  # fmt: skip
        return insert_record(s, "phase", owner.book, values).id

    return Edit(t("begin phase"), apply)


def _phases(s: Session, experiment: str) -> list[Any]:
    wanted = select(Phase).where(Phase.experiment == experiment, Phase.deleted == False)  # noqa: E712 - SQL
    return list(s.scalars(wanted.order_by(Phase.position, Phase.id)))


def _end(phase: Any, day: dt.date) -> None:
    """End a phase on this day, unless it ended before or began later."""
    if phase.from_date and phase.from_date <= day and (phase.to_date is None or phase.to_date > day):
        phase.to_date = day


def add_measurement(
    outcome: str,
    date: dt.date | None,
    phase: str | None,
    value: Decimal | Amount | None,
    missed: str | None,
    fidelity: str | None = None,
) -> Edit:
    """Write down one measurement, or why there is none; and whether it went as agreed. Problem when both are missing. Gives
    its id.
    """

    def apply(s: Session) -> str:
        owner = get(s, "outcome", outcome)
        if value is None and not missed:
            raise Problem(t("There is no value yet."), t("Type the value, or why was not measured."))
        seen = {"missed": missed} if value is None else {**counted(value), "fidelity": fidelity}
        values = {"outcome": outcome, "date": date, "phase": phase, **seen}
        return insert_record(s, "measurement", owner.book, values).id

    return Edit(t("add measurement"), apply)


def decide(experiment: str, verdict: str | None, today: dt.date) -> Edit:
    """What is decided; the first time, the day is today."""

    def apply(s: Session) -> str:
        found = get(s, "experiment", experiment)
        found.verdict = verdict
        if verdict and found.decided_on is None:
            found.decided_on = today
        return experiment

    return Edit(t("decide about the experiment"), apply, (f"experiment/{experiment}/verdict",))
