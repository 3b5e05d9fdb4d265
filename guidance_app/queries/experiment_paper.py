"""What the experiments of a pupil say on paper: the answers in the whole file, all of them on pages of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.series import Series
from guidance_app.queries.conflicts import count
from guidance_app.queries.experiments import ExperimentView, Outcome, answers, experiments
from guidance_app.queries.observers import in_plain_words
from guidance_app.queries.read import row
from guidance_app.queries.shown import narrowed
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.stats.drawer import Drawer
from guidance_app.stats.plain_figures import Figure
from guidance_app.stats.round_days import round_days


@dataclass(frozen=True)
class OneOutcome:
    """What was measured, with all that is said of it."""

    name: str
    caption: str
    reading: str
    series: Series
    answers: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    drawers: tuple[Drawer, ...]
    trust: str = ""
    """Whether it was done as agreed, and whether a second observer saw the same."""
    rounds: tuple[tuple[dt.date, dt.date], ...] = ()
    """First and last day of each drawn pair or round."""


@dataclass(frozen=True)
class OneExperiment:
    """One experiment."""

    title: str
    question: str
    asker: str
    pupil: str
    pupil_says: str
    caution: str
    outcomes: tuple[OneOutcome, ...]
    convince: str = ""
    """What would convince, as it was written down beforehand."""


@dataclass(frozen=True)
class ExperimentPages:
    """The experiments of one pupil as they are today. `apart`: how many differences between people are open."""

    name: str
    date: dt.date
    experiments: tuple[OneExperiment, ...]
    apart: int = 0


def experiment_pages(s: Session, pupil: str, today: dt.date) -> ExperimentPages:
    """All experiments of a pupil; all who read them may read every record that they are made of."""
    with narrowed(s, pupil, "experiments"):
        child = row(s, "pupil", pupil)
        if child is None:
            raise Problem(t("This is no longer there."), t("Look at the page again."))
        name = child.first_name or ""
        found = [experiments(s, pupil, item.id).open for item in experiments(s, pupil).items]
    return ExperimentPages(name, today, tuple(_one(view, name) for view in found if view is not None), count(s, pupil))


def _one(view: ExperimentView, name: str) -> OneExperiment:
    outcomes = tuple(_outcome(view, outcome) for outcome in view.outcomes)
    return OneExperiment(view.title, view.question, view.asker, name, view.pupil_says, view.caution, outcomes, view.plan.convince)


def _outcome(view: ExperimentView, one: Outcome) -> OneOutcome:
    found = one.findings
    told = answers(view, one)
    figures = found.beside if found else ()
    done = (one.fidelity.sentence, one.fidelity.warning) if one.fidelity else ()
    trust = " ".join(words for words in (*done, in_plain_words(view.checks, one.id)) if words)
    return OneOutcome(
        one.name, one.caption, one.reading.sentence, one.series, told, figures, one.drawers, trust, round_days(one.inputs)
    )


def findings_parts(s: Session, pupil: str, experiment: str) -> tuple[Part, ...]:
    """The three answers about the main outcome, in the words of the page; nothing while there is nothing to compare."""
    one = experiments(s, pupil, experiment).open
    lines = answers(one, one.outcomes[0]) if one and one.id == experiment and one.outcomes else ()
    return (Part(t("What the figures say"), (Entry(f"findings/{experiment}", lines),)),) if lines else ()
