"""An approach that was tried becomes a measure of the plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits.records import get, insert_record
from guidance_app.queries.adopting import ADOPTED
from guidance_app.queries.read import rows
from guidance_app.workspace import Edit


def adopt(experiment: str, approach: str, today: dt.date) -> Edit:
    """Write the approach of a decided experiment into the plan, with a link back; what is adapted says how.

    Gives the measure's id. Problem when nothing was decided, or when a measure of this experiment is there already.
    """

    def apply(s: Session) -> str:
        found = _decided(s, experiment)
        values = {
            "title": approach, "place": found.place or "school", "start": found.decided_on or today, "goals": found.goals,
            "text": found.decision if found.verdict == "adapt" else None, "status": "active", "from_experiment": experiment,
        }  # fmt: skip
        made = insert_record(s, "measure", found.book, values).id
        _goes_on(s, found.book, made)
        return made

    return Edit(t("put in the plan|act"), apply)


def link(experiment: str, measures: tuple[str, ...]) -> Edit:
    """Say of measures that are in use already that they came out of a decided experiment, instead of writing one more.

    Problem when nothing was decided, or when a measure of this experiment is there already.
    """

    def apply(s: Session) -> None:
        found = _decided(s, experiment)
        for one in measures:
            get(s, "measure", one).from_experiment = experiment
            _goes_on(s, found.book, one)

    return Edit(t("put in the plan|act"), apply)


def _decided(s: Session, experiment: str) -> Any:
    """The experiment, when something of it can go into the plan."""
    found = get(s, "experiment", experiment)
    if found.verdict not in ADOPTED:
        raise Problem(t("Nothing was decided that goes into the plan."), t("Choose first what you decide."))
    if rows(s, "measure", found.book, from_experiment=experiment):
        raise Problem(t("This is in the plan already."), t("Change the measure itself."))
    return found


def _goes_on(s: Session, pupil: str, measure: str) -> None:
    """Where the newest plan names the measures that go on, this one goes on too; a plan that names none has them all."""
    newest = max(rows(s, "plan", pupil), key=lambda plan: plan.version or 0, default=None)
    if newest is not None and newest.continues and measure not in newest.continues:
        get(s, "plan", newest.id).continues = (*newest.continues, measure)
