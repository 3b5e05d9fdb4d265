"""What is agreed before a score and cannot be changed after it: else the same scores could be made to say the opposite."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.store.records.experiments import Experiment, Measurement

OF_OUTCOME: Final = ("higher_is_better", "kind", "unit")


def refuse_fixed(s: Session, record: Any, values: dict[str, Any]) -> None:
    """Problem when which way is better, the kind or the unit of something that an experiment measures would change after its
    first score. Where the program drew, a score that was taken out again counts, since it was seen."""
    if record.__tablename__ != "outcome" or not record.experiment:
        return
    changed = any(name in OF_OUTCOME and value != getattr(record, name) for name, value in values.items())
    if changed and _scored(s, record):
        why = t("Which way is better, the kind and the unit stay as they are once there is a score.")
        raise Problem(why, t("Was it meant otherwise? Then make a new experiment."))


def _scored(s: Session, outcome: Any) -> bool:
    wanted = select(Measurement.id).where(Measurement.outcome == outcome.id, Measurement.value.is_not(None))
    experiment = s.get(Experiment, outcome.experiment)
    if experiment is None or experiment.drawn_on is None:
        wanted = wanted.where(Measurement.deleted == False)  # noqa: E712 - SQL
    return s.scalar(wanted.limit(1)) is not None
