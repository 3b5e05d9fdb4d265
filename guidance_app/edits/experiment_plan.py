"""What a person does with the plan of an experiment: make it in one act, and let the program draw before the first score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random, SystemRandom
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.session_days import Holidays, session_days
from guidance_app.edits.records import get, insert_record
from guidance_app.queries.experiment_plan import cannot_draw, draws, shape_of
from guidance_app.queries.read import as_row, rows
from guidance_app.queries.session_plan import days_of, holidays_of
from guidance_app.stats.designs import Plan as Draws
from guidance_app.stats.drawn import Draw
from guidance_app.stats.planning import Shape, draws_for, least, plan_of
from guidance_app.store.records.experiments import Measurement, Phase
from guidance_app.workspace import Edit

USUAL, FOLLOW_UP = "A", "M"
MOST_WAYS: Final = 5


@dataclass(frozen=True)
class Measure:
    """Something that will be measured."""

    name: str
    unit: str | None = None
    kind: str = "number"
    higher_is_better: bool | None = True
    observer: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Plan:
    """All that is agreed about an experiment before it starts. `ways` are the approaches in words, the usual one first.

    `criteria`: what each stage asks, for a changing criterion. `draw`: what the program will draw, None when people choose.
    """

    title: str
    ways: tuple[str, ...]
    measures: tuple[Measure, ...]
    design: str
    sessions: int
    first_day: dt.date
    weekdays: tuple[str, ...] = ()
    fewest: int = 5
    draw: Draw | None = None
    in_a_row: int | None = None
    question: str | None = None
    invented_by: str | None = None
    convince: str | None = None
    follow_up_on: dt.date | None = None
    place: str = "school"
    goals: tuple[str, ...] = ()
    criteria: tuple[Decimal, ...] = ()

    @property
    def shape(self) -> Shape:
        """The plan in numbers."""
        return Shape(
            self.design, self.sessions, codes(self), self.fewest, self.draw, self.in_a_row,
            len(self.measures) if self.design == "baselines" else 1, len(self.criteria),
        )  # fmt: skip


def codes(plan: Plan) -> tuple[str, ...]:
    """A, B, C, ... for the approaches."""
    return tuple(chr(ord(USUAL) + n) for n in range(len(plan.ways)))


def check(plan: Plan, holidays: Holidays = ()) -> None:
    """Problem when the plan cannot be carried out, or not on days outside the holidays of the school."""
    _check_ways(plan)
    _check_times(plan)
    days = session_days(plan.first_day, plan.weekdays, plan.sessions, holidays)
    if len(days) < plan.sessions:
        raise Problem(t("There is no free day for this."), t("Choose another first day or other days of the week."))
    if plan.follow_up_on and plan.follow_up_on <= days[-1]:
        raise Problem(t("Looking once more comes after the last time."), t("Choose a later day."))


def _check_ways(plan: Plan) -> None:
    if len(plan.ways) < 2 or len(plan.ways) > MOST_WAYS:
        raise Problem(t("An experiment compares two to five approaches."), t("Say what is done as usual and what is new."))
    if len(plan.ways) > 2 and plan.design != "turns":
        raise Problem(t("More than two approaches can only take turns."), t("Choose taking turns, or leave an approach out."))
    if not plan.measures:
        raise Problem(t("Nothing is measured yet."), t("Say what is counted or rated."))
    if plan.design == "baselines" and len(plan.measures) < 2:
        missing = t("One after another needs two things to measure, or two moments.")
        raise Problem(missing, t("Add one, or choose another design."))
    if plan.design == "criterion" and len(plan.measures) > 1:
        raise Problem(
            t("Small stages are about one thing that is measured."), t("Leave the others out, or choose another design.")
        )
    if plan.design == "criterion" and len(plan.criteria) < 2:
        raise Problem(t("Small stages need at least two steps."), t("Type what each stage asks, such as 5, 8, 10."))


def _check_times(plan: Plan) -> None:
    if plan.sessions < least(plan.shape):
        raise Problem(t("This is too few times for the design."), t("Plan at least {n} times.", n=least(plan.shape)))
    if plan.design == "turns" and plan.sessions % len(plan.ways):
        raise Problem(t("Each approach has its turn as often."), t("Plan a number that {n} divides.", n=len(plan.ways)))
    drawn = plan_of(plan.shape)
    if drawn is not None and drawn.possibilities < 2:
        raise Problem(t("With so few times there is nothing to draw."), t("Plan more times."))
    if plan.draw is not None and plan.draw not in draws_for(plan.design, len(plan.ways)):
        raise Problem(t("This cannot be drawn for this design."), t("Choose another design."))


def begin(pupil: str, plan: Plan, drafts: tuple[str, ...] = ()) -> Edit:
    """Make an experiment of a plan, with its phases and what is measured. Gives its id. Problem when it cannot be done so.
    `drafts` are where it was being typed."""

    def apply(s: Session) -> str:
        check(plan, holidays_of(s, pupil))
        made = insert_record(
            s, "experiment", pupil,
            {
                "title": plan.title, "question": plan.question, "invented_by": plan.invented_by, "place": plan.place,
                "design_kind": plan.design, "convince": plan.convince, "sessions": plan.sessions, "first_day": plan.first_day,
                "weekdays": plan.weekdays, "fewest": plan.fewest, "longest_run": plan.in_a_row, "draw": plan.draw,
                "follow_up_on": plan.follow_up_on, "goals": plan.goals,
            },
        )  # fmt: skip
        outcomes = [_outcome(s, pupil, made.id, measure) for measure in plan.measures]
        _phases(s, pupil, made.id, plan, outcomes)
        return made.id

    return Edit(t("add experiment"), apply, drafts)


def _outcome(s: Session, pupil: str, experiment: str, one: Measure) -> str:
    values = {
        "experiment": experiment, "name": one.name, "unit": one.unit, "kind": one.kind,
        "higher_is_better": one.higher_is_better, "observer": one.observer, "place": one.place,
    }  # fmt: skip
    return insert_record(s, "outcome", pupil, values).id


def _phases(s: Session, pupil: str, experiment: str, plan: Plan, outcomes: Sequence[str]) -> None:
    """The phases of the design, or the approaches that take turns; without a draw the phases have their days at once."""
    for values in _drafts(plan, outcomes):
        insert_record(s, "phase", pupil, {"experiment": experiment, **values})
    _follow_up(s, get(s, "experiment", experiment))
    if plan.draw is None and plan.design != "turns":
        _set_days(s, get(s, "experiment", experiment), _evenly(plan))


def _drafts(plan: Plan, outcomes: Sequence[str]) -> Iterable[dict[str, Any]]:
    usual, new = plan.ways[0], plan.ways[1]
    if plan.design == "turns":
        return [{"code": code, "kind": "condition", "label": way} for code, way in zip(codes(plan), plan.ways, strict=True)]
    baseline, approach = {"kind": "baseline", "label": usual}, {"kind": "approach", "label": new}
    if plan.design == "criterion":
        stages = [{"code": f"B{n}", **approach, "criterion": asked} for n, asked in enumerate(plan.criteria, 1)]
        return [{"code": "A", **baseline}, *stages]
    if plan.design == "abab":
        return [{"code": f"{'AB'[n % 2]}{n // 2 + 1}", **(approach if n % 2 else baseline)} for n in range(4)]
    tiers = outcomes if plan.design == "baselines" else [None]
    return [{"code": "AB"[n], "outcome": tier, **(approach if n else baseline)} for tier in tiers for n in (0, 1)]


def _follow_up(s: Session, experiment: Any) -> None:
    """The follow-up of which the day was agreed on; none when there is no day any more."""
    wanted = select(Phase).where(Phase.experiment == experiment.id, Phase.deleted == False, Phase.kind == "follow_up")  # noqa: E712 - SQL
    found, day = list(s.scalars(wanted)), experiment.follow_up_on
    for phase in found:
        phase.from_date, phase.deleted = day, day is None
    if day and not found:
        later = {"code": FOLLOW_UP, "kind": "follow_up", "label": t("Follow-up"), "from_date": day}
        insert_record(s, "phase", experiment.book, {"experiment": experiment.id, **later})


def _evenly(plan: Plan) -> list[int]:
    """The first times of the next phases when nobody draws: as many times in each phase; series begin one after another."""
    parts = {"ab": 2, "abab": 4, "criterion": len(plan.criteria) + 1, "baselines": len(plan.measures) + 1}[plan.design]
    return [plan.sessions * n // parts + 1 for n in range(1, parts)]


def draw(experiment: str, today: dt.date, source: Random | None = None, *, again: bool = False) -> Edit:
    """Let the program draw the start, the moments of change or the order, and give the phases their days.

    Problem after the first score (also one that was taken out again), and when it was drawn before (also when that was undone),
    unless `again` is asked for: then the earlier draw stays in the history. `source` is where chance comes from. Gives the
    experiment's id.
    """

    def apply(s: Session) -> str:
        found = get(s, "experiment", experiment)
        if missing := cannot_draw(s, as_row(found)):
            raise missing
        shape = shape_of(s, as_row(found))
        plan = plan_of(shape) if shape else None
        if plan is None or plan.possibilities < 2:
            raise Problem(t("There is nothing to draw in this plan."), t("Make a plan with the wizard."))
        if (days := days_of(s, as_row(found))) and days[0] < today:
            raise Problem(
                t("The first time of this plan, {day}, has passed already.", day=formats.day(days[0])),
                t("Choose a first day from today on; then it can be drawn."),
            )
        if _scored(s, experiment):
            raise Problem(t("There is a score already, so nothing can be drawn any more."), t("Make a new experiment to draw."))
        if draws(s, experiment) and not again:
            until = t("Drawing again is possible until the first score; it stays in the history.")
            raise Problem(t("This was drawn already."), until)
        drawn = _drawn(plan, found.drawn_order, source or SystemRandom())
        found.drawn_order, found.drawn_on, found.drawn_by = tuple(map(str, drawn)), today, t("the program")
        if shape and shape.design != "turns":
            _set_days(s, found, [int(str(one)) for one in drawn])
        _follow_up(s, found)
        return experiment

    return Edit(t("draw again") if again else t("draw|act"), apply)


def _drawn(plan: Draws, standing: Sequence[str] | None, source: Random) -> tuple[object, ...]:
    """A draw that is not the one that stands: the same again would leave no trace in the history.

    Each assignment keeps the same chance: the first was any of them, the next is any of the others.
    """
    drawn = plan.draw(source)
    while tuple(map(str, drawn)) == tuple(standing or ()):
        drawn = plan.draw(source)
    return drawn


def _scored(s: Session, experiment: str) -> bool:
    """Whether a score was ever written down; one that was taken out again counts, since it may have been seen."""
    outcomes = [one.id for one in rows(s, "outcome", experiment=experiment)]
    wanted = select(Measurement.id).where(Measurement.outcome.in_(outcomes), Measurement.value.is_not(None)).limit(1)
    return s.scalar(wanted) is not None


def _set_days(s: Session, experiment: Any, starts: Sequence[int]) -> None:
    """Give the phases the days that these first times have. For series that begin one after another a start for each."""
    days = days_of(s, as_row(experiment))
    wanted = select(Phase).where(Phase.experiment == experiment.id, Phase.deleted == False, Phase.kind != "follow_up")  # noqa: E712 - SQL
    phases = list(s.scalars(wanted.order_by(Phase.position, Phase.id)))
    groups = _by_series(phases) if experiment.design_kind == "baselines" else [phases]
    split = [[start] for start in starts] if len(groups) > 1 else [list(starts)]
    for group, one in zip(groups, split, strict=True):
        firsts = [days[start - 1] for start in (1, *one)]
        for phase, first in zip(group, firsts, strict=True):
            phase.from_date = first
        for phase, following in pairwise(group):
            phase.to_date = following.from_date - dt.timedelta(1)


def _by_series(phases: Sequence[Any]) -> list[list[Any]]:
    found: dict[str | None, list[Any]] = {}
    for phase in phases:
        found.setdefault(phase.outcome, []).append(phase)
    return list(found.values())
