"""From a verdict to the plan: which approaches of an experiment can become a measure, and which did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.alike_words import stems
from guidance_app.queries.experiment_figures import inputs_of
from guidance_app.queries.measuring import outcomes_of
from guidance_app.queries.names import join_names
from guidance_app.queries.read import Row, row, rows
from guidance_app.stats.picking import usual_way
from guidance_app.stats.proved import proved_best

ADOPTED = ("continue", "adapt")
"""The verdicts after which an approach goes into the plan."""


@dataclass(frozen=True)
class Adopted:
    """A measure that came out of an experiment. `on_a_goal`: whether it serves a goal, and so stands on the page of goals.

    `where` says where it stands, in the program and on paper. `reached`: all its goals were looked back on; `running` are the
    (id, title) of those it could serve now.
    """

    id: str
    title: str
    on_a_goal: bool
    where: str
    reached: bool
    running: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Adoption:
    """The approaches that can go into the plan, and the measures that came of them. `alike`: the (id, title) of measures that are
    in use already and have a title like that of an approach."""

    approaches: tuple[str, ...]
    measures: tuple[Adopted, ...]
    alike: tuple[tuple[str, str], ...] = ()


def adoption(s: Session, experiment: str) -> Adoption:
    """What of an experiment can go into the plan; nothing unless it was decided so, or when it is there already."""
    found = row(s, "experiment", experiment)
    if found is None:
        return Adoption((), ())
    there = rows(s, "measure", found.book, from_experiment=experiment)
    measures = tuple(_adopted(s, one) for one in there)
    can = found.verdict in ADOPTED and not measures
    offered = _offered(s, found) if can else ()
    return Adoption(offered, measures, _alike(s, found, offered))


def _alike(s: Session, experiment: Row, approaches: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Measures of the same place of which the title says the same as an approach, or a part of it."""
    said = frozenset().union(*map(stems, approaches))
    used = [m for m in rows(s, "measure", experiment.book) if m.status in (None, "active") and not m.from_experiment]
    found = [m for m in used if m.place == (experiment.place or "school") and said & stems(m.title)]
    return tuple((one.id, one.title) for one in found)


def _adopted(s: Session, measure: Row) -> Adopted:
    done = {one.goal for one in rows(s, "evaluation", measure.book) if one.status}
    goals = {one.id: str(one.title) for one in rows(s, "goal", measure.book)}
    own = [one for one in measure.goals or () if one in goals]
    running = tuple((id_, title) for id_, title in goals.items() if id_ not in done)
    where = f"{_stands([goals[one] for one in own])} {_papers(s, measure)}"
    return Adopted(measure.id, measure.title, bool(measure.goals), where, bool(own) and done.issuperset(own), running)


def _stands(goals: list[str]) -> str:
    if not goals:
        return t("It stands on the page Balance, without a goal.")
    return t("It stands with {goals}.", goals=join_names([f"“{title}”" for title in goals]))


def _papers(s: Session, measure: Row) -> str:
    """On which papers it appears: the joint plan, and that for parents while nobody wrote sentences of its own there."""
    newest = max(rows(s, "plan", measure.book), key=lambda plan: plan.version or 0, default=None)
    if measure.status not in (None, "active") or (newest and newest.continues and measure.id not in newest.continues):
        return t("It is on no paper now.")
    sheets = [one.id for one in rows(s, "sheet", measure.book, audience="parents")][:1]
    written = {part.heading for one in sheets for part in rows(s, "sheet_section", measure.book, sheet=one)}
    heading = t("What you do at home") if measure.place == "home" else t("What school does")
    if heading in written:
        return t("On paper it is in the joint plan. The plan for parents has sentences of its own, so write it there too.")
    return t("On paper it is in the joint plan and in the plan for parents.")


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
