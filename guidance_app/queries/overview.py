"""The first page of a pupil: what the child says, the three questions, how goals go, who does what, and what is next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.domain.series import Series
from guidance_app.queries.conversations import next_meeting
from guidance_app.queries.course import Course, Courses
from guidance_app.queries.goals import ICONS, GoalItem, goal_item
from guidance_app.queries.measures import MeasureLine, in_use, measure_lines
from guidance_app.queries.read import Row, row, rows

MOST_GOALS, MOST_MEASURES = 6, 4

UNSAID, LONGEST_UNIT = ("cijfer",), 14
"""Units that say nothing behind a number, and how long one may be to stand there; the title says the same."""


@dataclass(frozen=True)
class Spoken:
    """What the child said, and when. `row` is the quote."""

    row: str
    text: str
    caption: str


@dataclass(frozen=True)
class MarkLine:
    """The child's own mark for one statement, earlier and now."""

    row: str
    item: str
    earlier: Decimal | None
    now: Decimal


@dataclass(frozen=True)
class Marks:
    """The child's own marks; `when` says of which months."""

    lines: tuple[MarkLine, ...]
    when: str


@dataclass(frozen=True)
class QuestionLine:
    """One of the three questions: whose voice, the field it stands in, its heading, what it is ("" when not asked yet)."""

    voice: str
    field: str
    heading: str
    text: str
    hint: str


@dataclass(frozen=True)
class GoalRow:
    """One goal: what it is, where it stands (icon and word), and the series that can be drawn."""

    id: str
    title: str
    about: str
    icon: str
    word: str
    series: Series | None
    target: Decimal | None


@dataclass(frozen=True)
class Doing:
    """Who does what in one place; `more` is how many there are besides those shown."""

    lines: tuple[MeasureLine, ...]
    more: int


@dataclass(frozen=True)
class NextDate:
    """The next talk: when it is, what it is. `row` is the meeting."""

    row: str
    when: str
    about: str


@dataclass(frozen=True)
class Overview:
    """The whole page. `more_goals` is how many there are besides those shown; `all_run` says that all of them still run."""

    first_name: str
    quote: Spoken | None
    marks: Marks
    questions: tuple[QuestionLine, ...]
    goals: tuple[GoalRow, ...]
    more_goals: int
    all_run: bool
    home: Doing
    school: Doing
    next: NextDate | None


def overview(s: Session, pupil: str, today: dt.date) -> Overview:
    """Everything on the first page of a pupil."""
    child = row(s, "pupil", pupil)
    name = str(child.first_name) if child else ""
    courses = Courses(s, pupil)
    found = [(goal, goal_item(courses, goal)) for goal in rows(s, "goal", pupil)]
    listed = sorted(found, key=lambda one: bool(one[1].status))  # what runs comes first
    kept = _kept(s, pupil)
    home, school = (_doing(kept, place) for place in ("home", "school"))
    return Overview(
        first_name=name,
        quote=spoken(s, pupil),
        marks=own_marks(s, pupil),
        questions=_questions(name, child),
        goals=tuple(_goal(goal, item, courses.of(goal)) for goal, item in listed[:MOST_GOALS]),
        more_goals=max(0, len(listed) - MOST_GOALS),
        all_run=not any(item.status for _goal, item in found),
        home=home,
        school=school,
        next=next_date(s, pupil, today),
    )


def spoken(s: Session, pupil: str) -> Spoken | None:
    """What the child said that parents and school may both read: what it wants itself, else the last thing it said."""
    talks = sorted(rows(s, "conversation", pupil), key=lambda talk: talk.date, reverse=True)
    said = [(quote, talk) for talk in talks for quote in rows(s, "quote", pupil, conversation=talk.id)]
    shared = [(quote, talk) for quote, talk in said if {"parents", "school"} <= set(quote.share_with or ())]
    wishes = [(quote, talk) for quote, talk in shared if quote.topic == t("What do you want yourself?")]
    for quote, talk in (*wishes, *shared):
        caption = t("{name}, conversation {day}", name=_first_name(s, pupil), day=formats.day(talk.date))
        return Spoken(quote.id, t("“{words}”", words=quote.text), f"{caption}  ·  {t('may be shared')}")
    return None


def _first_name(s: Session, pupil: str) -> str:
    child = row(s, "pupil", pupil)
    return str(child.first_name) if child else ""


def own_marks(s: Session, pupil: str) -> Marks:
    """The marks of the last talk that has any, beside those of the first talk before it that has the same statement."""
    talks = sorted(rows(s, "conversation", pupil), key=lambda talk: talk.date)
    given = [(talk, rows(s, "rating", pupil, conversation=talk.id)) for talk in talks]
    with_marks = [(talk, [m for m in marks if m.value is not None]) for talk, marks in given]
    with_marks = [(talk, marks) for talk, marks in with_marks if marks]
    if not with_marks:
        return Marks((), "")
    (last, now), before = with_marks[-1], with_marks[:-1]
    earlier = {mark.item: mark.value for _talk, marks in reversed(before) for mark in marks}
    lines = tuple(MarkLine(mark.id, mark.item, earlier.get(mark.item), mark.value) for mark in now)
    return Marks(lines, _months([talk.date for talk, _ in before[:1]] + [last.date]))


def _months(days: list[dt.date]) -> str:
    """from 0 to 10, September → January"""
    one_year = days[0].year == days[-1].year or (days[-1] - days[0]).days < 300
    words = [formats.month_year(day).split()[0] if one_year else formats.month_year(day) for day in days]
    return t("from 0 to 10, {months}", months=" → ".join(dict.fromkeys(words)))


def _questions(name: str, child: Row | None) -> tuple[QuestionLine, ...]:
    texts = child.values if child else {}
    asked = (
        ("pupil", "question_pupil", t("{name} asks", name=name), t("What does {name} want to know?", name=name)),
        ("home", "question_parents", t("The parents ask"), t("What do the parents want to know?")),
        ("school", "question_school", t("The school asks"), t("What does the school want to know?")),
    )
    return tuple(QuestionLine(voice, field, heading, texts.get(field) or "", hint) for voice, field, heading, hint in asked)


def _goal(goal: Row, item: GoalItem, so_far: Course) -> GoalRow:
    same = so_far.target is not None or goal.target is None  # else what was measured is not what the goal is about
    begin = t("begin {value}", value=so_far.begin) if so_far.begin and not so_far.now else ""
    numbers = ", ".join(part for part in (begin, item.about) if part)
    about = f"{numbers} {so_far.unit}" if numbers and _is_said(so_far.unit) else numbers
    series = drawable(so_far.series) if so_far.series and same else None
    return GoalRow(item.id, item.title, upper_first(about.strip()), ICONS[item.status], item.word, series, so_far.target)


def _is_said(unit: str) -> bool:
    return unit not in UNSAID and len(unit) <= LONGEST_UNIT


def drawable(series: Series) -> Series | None:
    """The series as a chart without axes can show it: one course, broken where phases follow each other; None when it cannot."""
    if series.kind == "clock" or not series.measured:
        return None
    spans = [[o.day for o in series.in_phase(phase.code)] for phase in series.phases_with_values]
    apart = all(max(before) < min(after) for before, after in pairwise(spans))
    if apart and not series.alternating:
        return series
    together = tuple(replace(o, phase=None) for o in series.observations)
    return replace(series, phases=(), alternating=False, observations=together)


def _kept(s: Session, pupil: str) -> list[MeasureLine]:
    """The measures in use: those that the newest plan says go on, or all when it does not say."""
    plans = rows(s, "plan", pupil)
    kept = max(plans, key=lambda plan: plan.version or 0).continues if plans else None
    return [m for m in in_use(measure_lines(s, pupil)) if not kept or m.id in kept]


def _doing(measures: list[MeasureLine], place: str) -> Doing:
    found = [m for m in measures if m.place == place]
    return Doing(tuple(found[:MOST_MEASURES]), max(0, len(found) - MOST_MEASURES))


def next_date(s: Session, pupil: str, today: dt.date) -> NextDate | None:
    """The first talk of a pupil that is to come."""
    ahead = next_meeting(s, today, pupil)
    if ahead is None:
        return None
    name = _first_name(s, pupil)
    where = t("{kind}, {place}", kind=ahead.kind, place=ahead.place) if ahead.place else ahead.kind
    until = t("until {time}", time=clock_words(ahead.time_to)) if ahead.time_to else ""
    there = t("{name} is there: {when}", name=name, when=ahead.pupil_present) if ahead.pupil_present else ""
    first = ", ".join(part for part in (where, until) if part)
    about = ". ".join(part for part in (first, there) if part) + "."
    return NextDate(ahead.row, upper_first(when_words(ahead.date, ahead.time_from, today)), about)


def when_words(day: dt.date, time: dt.time | None, today: dt.date) -> str:
    """today, 14.45; Tuesday 9 June, 15.00; with the year when it is another one."""
    away = (day - today).days
    named = f"{formats.weekday(day)} {formats.day_month(day)}" if day.year == today.year else formats.full_day(day)
    words = {0: t("today"), 1: t("tomorrow")}.get(away, named)
    return ", ".join(part for part in (words, clock_words(time)) if part)


def clock_words(time: dt.time | None) -> str:
    """14.45 with the word for hours; "" for none."""
    return t("{time} h", time=formats.clock(time)) if time else ""


def consent_words(s: Session, pupil: str, today: dt.date) -> str:
    """How it stands with consents in one line: "2 consents, 1 not asked"; "" when there are none."""
    if not rows(s, "consent", pupil):
        return ""
    given = given_consents(s, pupil, today)
    return ", ".join([tn("{n} consent", "{n} consents", given), *open_consents(s, pupil, today)])


def given_consents(s: Session, pupil: str, today: dt.date) -> int:
    """How many consents hold today."""
    return sum(c.status == "given" and not (c.valid_until and c.valid_until < today) for c in rows(s, "consent", pupil))


def open_consents(s: Session, pupil: str, today: dt.date) -> list[str]:
    """What is still to be done about consents, counted: "1 expired", "1 not asked"."""
    found = rows(s, "consent", pupil)
    expired = [c for c in found if c.status == "given" and c.valid_until and c.valid_until < today]
    asked = [c for c in found if c.status in (None, "not_asked")]
    return [
        *([t("{n} expired", n=len(expired))] if expired else []),
        *([t("{n} not asked", n=len(asked))] if asked else []),
    ]
