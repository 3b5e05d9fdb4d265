"""What the experiments of a pupil say on paper: the answers in the whole file, all of them on pages of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries.experiments import ExperimentView, answers, experiments
from guidance_app.queries.read import row
from guidance_app.queries.whole_file import Entry, Part


@dataclass(frozen=True)
class ExperimentPages:
    """The experiments of one pupil as they are today."""

    name: str
    date: dt.date
    experiments: tuple[ExperimentView, ...]


def experiment_pages(s: Session, pupil: str, today: dt.date) -> ExperimentPages:
    """All experiments of a pupil."""
    child = row(s, "pupil", pupil)
    if child is None:
        raise Problem(t("This is no longer there."), t("Look at the page again."))
    found = [experiments(s, pupil, item.id).open for item in experiments(s, pupil).items]
    return ExperimentPages(child.first_name or "", today, tuple(one for one in found if one is not None))


def findings_parts(s: Session, pupil: str, experiment: str) -> tuple[Part, ...]:
    """The three answers about the main outcome, in the words of the page; nothing while there is nothing to compare."""
    one = experiments(s, pupil, experiment).open
    lines = answers(one, one.outcomes[0]) if one and one.id == experiment and one.outcomes else ()
    return (Part(t("What the figures say"), (Entry(f"findings/{experiment}", lines),)),) if lines else ()
