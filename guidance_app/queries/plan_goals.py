"""The goals of a plan in words, with the series that shows their course. Test scores stay out of a plan.

Only a goal that still runs has its aim line and its pace there: of one that was looked back on, the outcome counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.alike_words import stems
from guidance_app.domain.series import Series
from guidance_app.queries.course import agreed_for
from guidance_app.queries.measuring import goal_outcomes, outcomes_of
from guidance_app.queries.plan import GoalLine
from guidance_app.queries.plan_source import Source, commas
from guidance_app.queries.read import Row, fields, rows
from guidance_app.stats.aim import Growth
from guidance_app.stats.towards import towards

_BEFORE = ("cijfer",)
"""Units that stand before their number."""


def goals(source: Source, *, reached: bool) -> tuple[GoalLine, ...]:
    """The goals that have been looked back on, or those that still run."""
    ended = {evaluation.goal: evaluation for evaluation in source.shown.rows("evaluation")}
    return tuple(_line(source, goal, ended.get(goal.id)) for goal in source.shown.rows("goal") if (goal.id in ended) == reached)


def _line(source: Source, goal: Row, evaluation: Row | None) -> GoalLine:
    result = fields("evaluation")["status"].kind.format(evaluation.status) if evaluation else ""
    if _is_about_a_test(source, goal):
        return GoalLine(goal.title, result=result)
    series = _course(source, goal)
    found = towards(series, agreed_for(goal, series, goal.target, False)) if series and not evaluation else None
    known = found is not None and found.found not in (None, Growth.EARLY)
    return GoalLine(
        title=goal.title,
        text="" if evaluation else goal.text or "",
        now="" if evaluation else _on(value_words(goal.baseline, goal.unit), goal.baseline_date),
        target=value_words(goal.target, goal.unit) if evaluation else _on(value_words(goal.target, goal.unit), goal.due),
        result=commas(result, value_words(evaluation.result, goal.unit)) if evaluation else "",
        series=series,
        target_value=goal.target if series else None,
        aim=found.aim if found else None,
        pace=found.sentence if found and known else "",
    )


def drawn_beside(written: Sequence[str], running: Sequence[GoalLine], reached: Sequence[GoalLine], name: str) -> GoalLine | None:
    """The goal of which a chart stands beside the sentences: one of those that they speak of; nothing of a goal they do not name.

    `written` are sentences that somebody wrote; without them the titles of the goals that run stand there.
    """
    said = stems(" ".join(written)) - stems(name)
    told = [goal for goal in (*running, *reached) if said & stems(goal.title)] if written else running
    return next((goal for goal in told if goal.series), None)


def _is_about_a_test(source: Source, goal: Row) -> bool:
    """Whether the goal follows the scores of a test; its numbers are test scores then."""
    return bool(goal.series) and bool(rows(source.shown.session, "score", source.shown.pupil, name=goal.series))


def _course(source: Source, goal: Row) -> Series | None:
    """What was measured for the goal in the goal's own unit, in an experiment or outside one."""
    session = source.shown.session
    tried = [e.id for e in source.shown.rows("experiment") if goal.id in (e.goals or ())]
    measured = [m for id_ in tried for m in outcomes_of(session, id_)] + goal_outcomes(session, goal)
    same = (m.series for m in measured if m.series.measured and _same_unit(goal.unit, m.series.unit))
    return next((replace(series, unit=goal.unit) for series in same), None)


def _same_unit(of_goal: str | None, of_series: str) -> bool:
    return of_goal is not None and of_goal in of_series


def value_words(value: Any, unit: str | None) -> str:
    """78%, 7,5 van 10; a text that already has words stays as it is."""
    if value is None or value == "":
        return ""
    text = value if isinstance(value, str) else formats.number(value)
    if not unit or not text.replace(",", "").isdigit():
        return text
    if unit == "%":
        return f"{text}%"
    return f"{unit} {text}" if unit in _BEFORE else f"{text} {unit}"


def _on(words: str, day: dt.date | None) -> str:
    return t("{what} on {day}", what=words, day=formats.day(day)) if words and day else words
