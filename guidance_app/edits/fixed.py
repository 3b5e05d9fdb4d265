"""What is agreed before a score and cannot be changed after it: else the same scores could be made to say the opposite."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits.records import change, get
from guidance_app.store.records.experiments import Experiment, Measurement
from guidance_app.workspace import Edit


def agree(outcome: str, field: str, value: Any) -> Edit:
    """Agree which way is better, the kind or the unit of something that an experiment measures. Problem after its first score;
    where the program drew, a score that was taken out again counts, since it was seen."""
    made = change("outcome", outcome, field, value)

    def apply(s: Session) -> str:
        if _scored(s, get(s, "outcome", outcome)):
            why = t("Which way is better, the kind and the unit stay as they are once there is a score.")
            raise Problem(why, t("Was it meant otherwise? Then make a new experiment."))
        return str(made.apply(s))

    return Edit(made.label, apply, made.drafts)


def _scored(s: Session, outcome: Any) -> bool:
    wanted = select(Measurement.id).where(Measurement.outcome == outcome.id, Measurement.value.is_not(None))
    experiment = s.get(Experiment, outcome.experiment)
    if experiment is None or experiment.drawn_on is None:
        wanted = wanted.where(Measurement.deleted == False)  # noqa: E712 - SQL
    return s.scalar(wanted.limit(1)) is not None
