"""From a verdict to the plan: which approaches of an experiment can become a measure, and which did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.queries.experiment_figures import inputs_of
from guidance_app.queries.measuring import outcomes_of
from guidance_app.queries.read import Row, row, rows
from guidance_app.stats.picking import usual_way
from guidance_app.stats.proved import proved_best

ADOPTED = ("continue", "adapt")
"""The verdicts after which an approach goes into the plan."""


@dataclass(frozen=True)
class Adopted:
    """A measure that came out of an experiment. `on_a_goal`: whether it serves a goal, and so stands on the page of goals."""

    id: str
    title: str
    on_a_goal: bool


@dataclass(frozen=True)
class Adoption:
    """The approaches that can go into the plan, and the measures that came of them."""

    approaches: tuple[str, ...]
    measures: tuple[Adopted, ...]


def adoption(s: Session, experiment: str) -> Adoption:
    """What of an experiment can go into the plan; nothing unless it was decided so, or when it is there already."""
    found = row(s, "experiment", experiment)
    if found is None:
        return Adoption((), ())
    there = rows(s, "measure", found.book, from_experiment=experiment)
    measures = tuple(Adopted(one.id, one.title, bool(one.goals)) for one in there)
    can = found.verdict in ADOPTED and not measures
    return Adoption(_offered(s, found) if can else (), measures)


def _offered(s: Session, experiment: Row) -> tuple[str, ...]:
    """What was tried; of more than two approaches in drawn rounds only what was proved best, and never the usual way."""
    measured = outcomes_of(s, experiment.id)
    phases = rows(s, "phase", experiment.book, experiment=experiment.id)
    if len(phases) < 3 or not measured:
        return approaches(s, experiment)
    inputs = [inputs_of(s, experiment, phases, one, measured) for one in measured]
    best = {code for one in inputs if (code := proved_best(one)) is not None}
    if not best:
        return approaches(s, experiment)
    best -= {usual_way(one.series) for one in inputs}
    return tuple(one.label for one in phases if one.label and one.code in best)


def approaches(s: Session, experiment: Row) -> tuple[str, ...]:
    """What was tried, in words: every way of working but the usual one; the title when no words were given."""
    phases = [one for one in rows(s, "phase", experiment.book, experiment=experiment.id) if one.kind != "follow_up"]
    tried = [one for one in phases if one.kind != "baseline"]
    if len(tried) == len(phases) > 1:  # approaches in turns: the usual way comes first
        tried = [one for one in tried if one.code != phases[0].code]
    return tuple(dict.fromkeys(one.label for one in tried if one.label)) or (str(experiment.title),)
