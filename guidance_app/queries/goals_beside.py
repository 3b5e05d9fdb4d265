"""All goals beside each other: of each its name, what is seen, the arithmetic under it, and its series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base.i18n import upper_first
from guidance_app.domain.series import Series
from guidance_app.queries.course import Courses
from guidance_app.queries.goals import goal_item
from guidance_app.queries.names import short_names
from guidance_app.queries.read import Row, rows
from guidance_app.stats.reading import reading


@dataclass(frozen=True)
class GoalBeside:
    """One goal. `sentence` is "" and `series` None where nothing was measured; `caption` says what is known of it all the same.
    `runs`: nobody has looked back on it for good."""

    id: str
    name: str
    sentence: str
    caption: str
    series: Series | None
    target: Decimal | None
    runs: bool


def goals_beside(s: Session, pupil: str) -> tuple[GoalBeside, ...]:
    """All goals, those that run first."""
    courses, names = Courses(s, pupil), set(short_names(s, pupil).values())
    found = [_beside(goal, courses, names) for goal in rows(s, "goal", pupil)]
    return tuple(sorted(found, key=lambda one: not one.runs))


def measured_goals(s: Session, pupil: str) -> tuple[GoalBeside, ...]:
    """Those of which something was measured."""
    return tuple(goal for goal in goals_beside(s, pupil) if goal.series is not None)


def _beside(goal: Row, courses: Courses, names: set[str]) -> GoalBeside:
    course, runs = courses.of(goal), not any(e.status for e in courses.evaluations(goal.id))
    series = course.series
    item = goal_item(courses, goal)
    measured = ", ".join(part for part in (series.name, series.unit) if part) if series else ""
    state = upper_first(item.word) if item.status else ""
    caption = ". ".join(part for part in (upper_first(item.about), state, measured) if part)
    if series is None:
        return GoalBeside(goal.id, goal.title, "", caption, None, None, runs)
    return GoalBeside(goal.id, goal.title, reading(series, names).sentence, caption, series, course.target, runs)
