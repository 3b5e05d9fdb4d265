"""How a goal goes: its series, wherever that is measured, and where it began, stands now and should come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.amounts import kind_of_unit
from guidance_app.domain.entry import parse_number
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series, value_text
from guidance_app.queries.measuring import goal_outcomes, outcomes_of
from guidance_app.queries.read import Row, rows
from guidance_app.queries.session_plan import holidays_of
from guidance_app.stats.reading import now_vs_target
from guidance_app.stats.towards import Agreed, Towards, towards

Holidays = tuple[tuple[dt.date, dt.date], ...]

BEFORE, AFTER, ONLY = "", "0", "1"
"""Codes of the phases before and after an experiment, and of the one condition that is kept; without a letter there is no
box in the chart."""

SCORES = ("value", "scale_score", "raw", "percentile")
"""Which number of a test score is followed over time: the first of these that is filled in."""


@dataclass(frozen=True)
class Course:
    """One goal so far, ready to show.

    `series` is what can be drawn, `target` the goal line that belongs in that drawing (None when it has another unit).
    `begin`, `now`, `aim` are short words with their unit sign; `standing` says how far now is from the goal.
    """

    series: Series | None
    target: Decimal | None
    begin: str
    now: str
    now_on: dt.date | None
    aim: str
    unit: str
    standing: str
    reached: bool


class Courses:
    """The courses of all goals of one pupil. Each table is read once, however many goals there are."""

    def __init__(self, s: Session, pupil: str) -> None:
        self._session, self._pupil = s, pupil
        self._tables: dict[str, list[Row]] = {}
        self._measured: dict[str, list[Series]] = {}

    def of(self, goal: Row) -> Course:
        """The course of one goal."""
        own = self._own(goal)
        tried, same = self._tried(goal)
        series = _together(own, tried) if same else own if own and own.measured else tried
        other = series is not None and series is tried and not same  # it has another unit than the goal
        kind = kind_of_unit(goal.unit)
        now, now_on = self._now(goal, None if other else series)
        standing, higher = None, direction(goal, None if other else series)
        if isinstance(now, Decimal) and goal.target is not None:
            used = series.kind if series and same else kind
            standing = now_vs_target(now, goal.target, higher is not False, used, goal.unit or "")
        return Course(
            series=series if series and series.measured else None,
            target=None if other else goal.target,
            begin=_words(goal.baseline, kind),
            now=_words(now, kind),
            now_on=now_on,
            aim=_words(goal.target, kind),
            unit="" if goal.unit == "%" else goal.unit or "",
            standing=standing.words if standing else "",
            reached=bool(standing and standing.reached and (higher is not None or now == goal.target)),
        )

    def towards(self, goal: Row, course: Course) -> Towards | None:
        """What may be said of the pace towards a goal; None when nothing was measured."""
        if course.series is None:
            return None
        judged = any(e.status for e in self.evaluations(goal.id))
        agreed = agreed_for(goal, course.series, course.target, judged)
        return towards(course.series, replace(agreed, reached=course.standing if course.reached else ""))

    def evaluations(self, goal: str) -> list[Row]:
        """The looks back on a goal, oldest first; one without a date counts as the newest."""
        found = [e for e in self._rows("evaluation") if e.goal == goal]
        return sorted(found, key=lambda e: e.date or dt.date.max)

    def _holidays(self) -> Holidays:
        return holidays_of(self._session, self._pupil)

    def _rows(self, table: str) -> list[Row]:
        if table not in self._tables:
            self._tables[table] = rows(self._session, table, self._pupil)
        return self._tables[table]

    def _own(self, goal: Row) -> Series | None:
        """What is measured for the goal itself, and what it follows in tests or in the pupil's own marks."""
        there = any(outcome.goal == goal.id for outcome in self._rows("outcome"))
        found = [m.series for m in goal_outcomes(self._session, goal)] if there else []
        followed = self._scores(goal) or self._marks(goal) if goal.series else None
        parts = [one for one in (*found, followed) if one and one.measured]
        if not parts:
            return None
        observations = tuple(o for part in parts for o in part.observations)
        return replace(parts[0], observations=observations, place=parts[-1].place)

    def _scores(self, goal: Row) -> Series | None:
        days = {test.id: test.date for test in self._rows("assessment") if test.date}
        scores = [score for score in self._rows("score") if score.name == goal.series and score.assessment in days]
        for field in SCORES:
            values = [(days[score.assessment], _number(score[field])) for score in scores]
            if any(value is not None for _, value in values):
                return _plain(
                    goal, [Observation(day, value) for day, value in values if value is not None], "school", self._holidays()
                )
        return None

    def _marks(self, goal: Row) -> Series | None:
        days = {talk.id: talk.date for talk in self._rows("conversation")}
        marks = [mark for mark in self._rows("rating") if mark.item == goal.series and mark.conversation in days]
        observations = [Observation(days[mark.conversation], mark.value) for mark in marks if mark.value is not None]
        return _plain(goal, observations, "pupil", self._holidays()) if observations else None

    def _tried(self, goal: Row) -> tuple[Series | None, bool]:
        """What the experiments for this goal measured: first what has the goal's own unit, and whether it has."""
        experiments = [e.id for e in self._rows("experiment") if goal.id in (e.goals or ())]
        found = [series for id_ in experiments for series in self._of_experiment(id_)]
        same = [series for series in found if goal.unit and goal.unit in series.unit]
        return (same[0], True) if same else (found[0] if found else None, False)

    def _of_experiment(self, experiment: str) -> list[Series]:
        if experiment not in self._measured:
            found = outcomes_of(self._session, experiment)
            self._measured[experiment] = [m.series for m in found if m.series.measured]
        return self._measured[experiment]

    def _now(self, goal: Row, series: Series | None) -> tuple[Decimal | str | None, dt.date | None]:
        """What counts now: the last evaluation, or a measurement that is newer."""
        judged = [e for e in self.evaluations(goal.id) if e.result and e.date]
        last = series.measured[-1] if series and series.measured else None
        newest = judged[-1] if judged else None
        if newest and (last is None or newest.date >= last.day):
            number = _number(newest.result)
            return (newest.result if number is None else number), newest.date
        return (last.value, last.day) if last else (None, None)


def agreed_for(goal: Row, series: Series, target: Decimal | None, judged: bool) -> Agreed:
    """What was agreed for a goal; `target` None when the series has another unit."""
    return Agreed(target, goal.due, goal.baseline, goal.baseline_date, direction(goal, series), runs=not judged)


def direction(goal: Row, series: Series | None) -> bool | None:
    """Whether more is better: from begin to goal, else as was agreed for what is measured; None when nobody said."""
    if goal.baseline is not None and goal.target is not None and goal.baseline != goal.target:
        return bool(goal.target > goal.baseline)
    return series.higher_is_better if series else None


def _plain(goal: Row, observations: list[Observation], place: str, holidays: Holidays) -> Series:
    """Scores of a test, or own marks: there more is better, unless begin and goal say otherwise."""
    higher = direction(goal, None) is not False
    return Series(goal.series, tuple(observations), unit=goal.unit or "", place=place, higher_is_better=higher, holidays=holidays)


def _together(own: Series | None, tried: Series | None) -> Series | None:
    """One series: what was measured before the experiment, the experiment, what was measured after it."""
    if tried is None or own is None or not own.measured:
        return tried if tried is not None else own
    tried = _last_condition(tried)
    first, last = tried.observations[0].day, tried.observations[-1].day
    if any(first <= o.day <= last for o in own.observations):
        both = (*own.observations, *tried.observations)
        return replace(tried, phases=(), observations=tuple(replace(o, phase=None) for o in both))
    before = _phase(own, BEFORE, lambda o: o.day < first)
    after = _phase(own, AFTER, lambda o: o.day > last)
    begin = (Phase(BEFORE, t("Begin|goal"), PhaseKind.BASELINE),) if before else ()
    end = (Phase(AFTER, t("Afterwards"), PhaseKind.APPROACH),) if after else ()
    return replace(tried, phases=(*begin, *tried.phases, *end), observations=(*before, *tried.observations, *after))


def _phase(own: Series, code: str, belongs: Callable[[Observation], bool]) -> tuple[Observation, ...]:
    return tuple(replace(o, phase=code) for o in own.observations if belongs(o))


def _last_condition(series: Series) -> Series:
    """Of two approaches in turns the new one: that is the one a goal goes on with."""
    if not series.alternating or not series.phases_with_values:
        return series
    last = series.phases_with_values[-1]
    phase = replace(last, code=ONLY, kind=PhaseKind.APPROACH)
    kept = tuple(replace(o, phase=ONLY) for o in series.in_phase(last.code))
    return replace(series, phases=(phase,), observations=kept, alternating=False)


def _number(value: Decimal | str | None) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    try:
        return parse_number(value)
    except Problem:
        return None


def _words(value: Decimal | str | None, kind: str) -> str:
    if value is None:
        return ""
    return value_text(value.normalize() if value == value.to_integral() else value, kind) if isinstance(value, Decimal) else value


def day_words(day: dt.date | None) -> str:
    """A day without its year; "" for none."""
    return formats.day_month(day) if day else ""
