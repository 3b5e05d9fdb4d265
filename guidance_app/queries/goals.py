"""The goals of a pupil: the list, and one goal with everything that belongs to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.amounts import kind_of_unit
from guidance_app.queries.course import Course, Courses
from guidance_app.queries.measures import MeasureLine, measure_lines
from guidance_app.queries.measuring import caption_of
from guidance_app.queries.read import Row, fields, row, rows
from guidance_app.stats.towards import Towards

ICONS = {
    "achieved": "circle-check",
    "partly_achieved": "circle-dot",
    "not_achieved": "lightbulb",
    "stopped": "minus",
    "": "circle-dashed",
}
"""Status of a goal ("" while it runs) -> the line icon that stands before its word."""


@dataclass(frozen=True)
class GoalItem:
    """One line of the list. `status` is the code of its last evaluation, "" while it runs; `word` says it."""

    id: str
    title: str
    about: str
    status: str
    word: str


@dataclass(frozen=True)
class GoalEvaluation:
    """One look back on a goal, in words."""

    id: str
    date: str
    result: str
    status: str
    word: str
    text: str


@dataclass(frozen=True)
class GoalDetail:
    """The goal that is open. `continues` and `continued` are (id, title) of the goal before and after it.

    `towards` is what may be said of the pace; None when nothing was measured. `measured` is the id of what is measured for the
    goal itself ("" while nothing is), `kind` its kind, `caption` what stands under the chart.
    """

    id: str
    title: str
    text: str
    area: str
    outcome: str
    due: dt.date | None
    course: Course
    towards: Towards | None
    evaluations: tuple[GoalEvaluation, ...]
    home: tuple[MeasureLine, ...]
    school: tuple[MeasureLine, ...]
    not_used: tuple[MeasureLine, ...]
    continues: tuple[str, str] | None
    continued: tuple[str, str] | None
    measured: str
    kind: str
    caption: str


@dataclass(frozen=True)
class Goals:
    """The whole page; `detail` is None when there is no goal yet."""

    first_name: str
    running: tuple[GoalItem, ...]
    finished: tuple[GoalItem, ...]
    detail: GoalDetail | None

    @property
    def ids(self) -> tuple[str, ...]:
        """All goals in the order of the list."""
        return tuple(item.id for item in (*self.running, *self.finished))


def goals(s: Session, pupil: str, chosen: str = "") -> Goals:
    """The goals of a pupil with one of them open: the chosen one, else the first of the list."""
    child = row(s, "pupil", pupil)
    found = rows(s, "goal", pupil)
    courses = Courses(s, pupil)
    items = [goal_item(courses, goal) for goal in found]
    running = tuple(item for item in items if not item.status)
    finished = tuple(item for item in items if item.status)
    ids = [item.id for item in (*running, *finished)]
    opened = chosen if chosen in ids else ids[0] if ids else ""
    detail = next((_detail(s, goal, found, courses) for goal in found if goal.id == opened), None)
    return Goals(child.first_name if child else "", running, finished, detail)


def goal_item(courses: Courses, goal: Row) -> GoalItem:
    """One goal as a line of a list."""
    now, said = courses.of(goal), [e for e in courses.evaluations(goal.id) if e.status]
    about = (t("now {value}", value=now.now) if now.now else "", t("goal {value}", value=now.aim) if now.aim else "")
    status = said[-1].status if said else ""
    word = _status(status) if status else now.standing or t("is running")
    return GoalItem(goal.id, goal.title, ", ".join(part for part in about if part), status, word)


def _status(code: str) -> str:
    return fields("evaluation")["status"].kind.format(code)


def _detail(s: Session, goal: Row, found: list[Row], courses: Courses) -> GoalDetail:
    measures = measure_lines(s, goal.book)
    used = [m for m in measures if goal.id in m.goals and m.status != "not_used"]
    before = next((one for one in found if one.id == goal.continues), None)
    after = next((one for one in found if one.continues == goal.id), None)
    course = courses.of(goal)
    own = next(iter(rows(s, "outcome", goal.book, goal=goal.id)), None)
    return GoalDetail(
        id=goal.id,
        title=goal.title,
        text=goal.text or "",
        area=goal.area or "",
        outcome=goal.outcome or "",
        due=goal.due,
        course=course,
        towards=courses.towards(goal, course),
        evaluations=_evaluations(courses, goal),
        home=tuple(m for m in used if m.place == "home"),
        school=tuple(m for m in used if m.place == "school"),
        not_used=tuple(m for m in measures if m.status == "not_used"),
        continues=(before.id, before.title) if before else None,
        continued=(after.id, after.title) if after else None,
        measured=own.id if own else "",
        kind=(own.kind if own else None) or kind_of_unit(goal.unit),
        caption=caption_of(course.series) if course.series else "",
    )


def _evaluations(courses: Courses, goal: Row) -> tuple[GoalEvaluation, ...]:
    return tuple(
        GoalEvaluation(
            e.id, formats.day(e.date) if e.date else "", e.result or "", e.status or "", _status(e.status) if e.status else "",
            e.text or "",
        )
        for e in reversed(courses.evaluations(goal.id))
    )  # fmt: skip
