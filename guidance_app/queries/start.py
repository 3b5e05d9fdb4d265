"""The first page of the program: what is due over all pupils, what is good to know, and what comes after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from guidance_app.base import formats, place
from guidance_app.base.i18n import t, tn, upper_first
from guidance_app.queries.balance import number_words
from guidance_app.queries.conversations import ActionLine, Ahead, open_actions, planned_meetings
from guidance_app.queries.measure_rows import MeasureRow, measure_rows
from guidance_app.queries.names import join_names
from guidance_app.queries.overview import clock_words
from guidance_app.queries.pupils import PupilHead, all_pupils
from guidance_app.queries.read import Row, rows

WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=31)
SOON = dt.timedelta(days=30)
"""A consent that ends within this time is told."""
LONG = dt.timedelta(days=21)
"""Longer than this without a measurement is told."""
MOST_TO_KNOW, MOST_FURTHER = 4, 6
CARD = "card"
"""What a line of "good to know" opens when it is about the emergency card."""


@dataclass(frozen=True)
class TalkLine:
    """One talk: when (a time today, else a day), what it is, and more in small."""

    row: str
    pupil: str
    when: str
    what: str
    about: str


@dataclass(frozen=True)
class EvaluationLine:
    """One goal to look back on, and when that is due in words."""

    goal: str
    pupil: str
    name: str
    what: str
    icon: str
    when: str


@dataclass(frozen=True)
class AgreementLine:
    """One agreement that is still open."""

    row: str
    pupil: str
    name: str
    what: str
    about: str


@dataclass(frozen=True)
class ToKnow:
    """One thing that is good to know, with one act. `opens` is what of the pupil's file, CARD, or "measure:" and a place here."""

    icon: str
    title: str
    text: str
    act: str = ""
    pupil: str = ""
    opens: str = ""


@dataclass(frozen=True)
class Further:
    """One thing that comes later: day, words, and on which page of which pupil it stands."""

    when: str
    what: str
    pupil: str
    tab: int


@dataclass(frozen=True)
class Start:
    """The whole page. The sentence sums up today; `talks_later` says that no talk is near, so that only the next is shown."""

    sentence: str
    talks: tuple[TalkLine, ...]
    talks_later: bool
    measures: tuple[MeasureRow, ...]
    evaluations: tuple[EvaluationLine, ...]
    evaluations_later: bool
    agreements: tuple[AgreementLine, ...]
    to_know: tuple[ToKnow, ...]
    further: tuple[Further, ...]
    further_more: int
    any_pupils: bool


TALKS_TAB, GOALS_TAB = 7, 5


def greeting(name: str, hour: int) -> str:
    """Good morning, Petra; by the hour of the day."""
    first = name.split()[0] if name.split() else ""
    if hour < 12:
        return t("Good morning, {name}", name=first)
    return t("Good afternoon, {name}", name=first) if hour < 18 else t("Good evening, {name}", name=first)


def start(s: Session, today: dt.date, *, has_card: bool = True) -> Start:
    """Everything on the page. `has_card` says whether there is an emergency card."""
    pupils = {head.id: head for head in all_pupils(s, today)}
    ahead = [a for a in planned_meetings(s, today) if a.pupil in pupils]
    near = [a for a in ahead if a.date <= today + WEEK]
    due = _goals_due(s, pupils)
    ready = [goal for goal in due if goal.due <= today + WEEK]
    actions = [a for a in open_actions(s) if a.pupil in pupils]
    soon = [a for a in actions if a.due is None or a.due <= today + MONTH]
    every = [line for pupil in pupils for line in measure_rows(s, pupil, today)]
    measures = tuple(sorted(every, key=lambda line: not line.planned))
    shown_talks, shown_goals = near or ahead[:1], ready or due[:1]
    further = _further(
        pupils,
        [a for a in ahead if a not in shown_talks],
        [g for g in due if g not in shown_goals],
        [a for a in actions if a not in soon],
        today,
    )
    return Start(
        sentence=_sentence(today, [a for a in near if a.date == today], ready, [m for m in measures if m.value is None]),
        talks=tuple(_talk(a, pupils[a.pupil], today) for a in shown_talks),
        talks_later=not near,
        measures=measures,
        evaluations=tuple(_evaluation(g, pupils[g.book], today) for g in shown_goals),
        evaluations_later=not ready,
        agreements=tuple(_agreement(a, pupils[a.pupil], today) for a in soon),
        to_know=tuple(_to_know(s, pupils, measures, today, has_card)[:MOST_TO_KNOW]),
        further=tuple(further[:MOST_FURTHER]),
        further_more=max(0, len(further) - MOST_FURTHER),
        any_pupils=bool(pupils),
    )


def to_do(s: Session, today: dt.date) -> int:
    """How many things are due today or late: talks of today, goals to look back on, agreements."""
    pupils = {head.id: head for head in all_pupils(s, today)}
    talks = [a for a in planned_meetings(s, today) if a.date == today]
    goals = [g for g in _goals_due(s, pupils) if g.due <= today]
    return len(talks) + len(goals) + sum(a.due is not None and a.due <= today for a in open_actions(s))


def _sentence(today: dt.date, talks: list[Ahead], goals: list[Row], measures: list[MeasureRow]) -> str:
    """Thursday 12 February. Two talks, two evaluations and three measurements."""
    counted = (
        tn("{number} talk", "{number} talks", len(talks), number=number_words(len(talks))) if talks else "",
        tn("{number} evaluation", "{number} evaluations", len(goals), number=number_words(len(goals))) if goals else "",
        tn("{number} measurement", "{number} measurements", len(measures), number=number_words(len(measures)))
        if measures
        else "",
    )
    words = join_names([part for part in counted if part]) or t("nothing is fixed for today")
    first = upper_first(words).replace("Éé", "Eé")  # Dutch leaves the accent out on a capital that is doubled
    return f"{upper_first(formats.weekday(today))} {formats.day_month(today)}. {first}."


def _short(day: dt.date, today: dt.date) -> str:
    """Fri 13 Feb, with the year when it is another one."""
    short = f"{formats.weekday(day)[:2]} {formats.short_day(day)}"
    return short if day.year == today.year else f"{short} {day.year}"


def _talk(ahead: Ahead, pupil: PupilHead, today: dt.date) -> TalkLine:
    time = formats.clock(ahead.time_from) if ahead.time_from else ""
    when = (time or t("today")) if ahead.date == today else _short(ahead.date, today)
    hour = "" if ahead.date == today else clock_words(ahead.time_from)
    there = t("{name} is there: {when}", name=pupil.first_name, when=ahead.pupil_present) if ahead.pupil_present else ""
    group = pupil.about.split("  ·  ")[0]
    about = "  ·  ".join(part for part in (hour, ahead.place, there, group) if part)
    return TalkLine(ahead.row, ahead.pupil, when, f"{ahead.kind} {pupil.full_name}", about)


def _goals_due(s: Session, pupils: dict[str, PupilHead]) -> list[Row]:
    """The goals that run and have a day on which they are looked back on, the first on top."""
    ended = {evaluation.goal for evaluation in rows(s, "evaluation")}
    found = [g for g in rows(s, "goal") if g.due and g.id not in ended and g.book in pupils]
    return sorted(found, key=lambda goal: goal.due)


def _evaluation(goal: Row, pupil: PupilHead, today: dt.date) -> EvaluationLine:
    if goal.due < today:
        when = t("planned for {day}, still open", day=formats.day_month(goal.due))
    else:
        when = t("today") if goal.due == today else t("on {day}", day=formats.day_month(goal.due))
    return EvaluationLine(goal.id, pupil.id, pupil.full_name, goal.title, "clock" if goal.due < today else "target", when)


def _agreement(action: ActionLine, pupil: PupilHead, today: dt.date) -> AgreementLine:
    if action.due is None:
        when = t("no date yet")
    elif action.due < today:
        when = t("planned for {day}, still open", day=formats.day_month(action.due))
    else:
        when = t("by {day}", day=formats.day_month(action.due))
    about = ", ".join(part for part in (upper_first(action.who), when) if part)
    return AgreementLine(action.row, action.pupil, pupil.full_name, action.what, about)


def _to_know(
    s: Session, pupils: dict[str, PupilHead], measures: tuple[MeasureRow, ...], today: dt.date, has_card: bool
) -> list[ToKnow]:
    consents = [c for c in rows(s, "consent") if c.book in pupils]
    ending = [c for c in consents if c.status == "given" and c.valid_until and c.valid_until <= today + SOON]
    found = [_consent_ends(c, pupils[c.book], today) for c in sorted(ending, key=lambda c: c.valid_until)]
    found += [_not_measured(m) for m in measures if m.value is None and m.last_on and m.last_on < today - LONG]
    found += [_consent_open(c, pupils[c.book]) for c in consents if c.status in (None, "not_asked")]
    if not has_card:
        why = t("With it you can still get in when the passphrase is forgotten.")
        found.insert(
            MOST_TO_KNOW - 1, ToKnow("shield-check", t("There is no emergency card yet"), why, t("Make the card"), opens=CARD)
        )
    return found


def about_place(folder: Path) -> tuple[ToKnow, ...]:
    """One quiet line when the store stands in a place that is not good for it."""
    trouble = place.trouble(folder)
    return (ToKnow("info", t("The place of the store"), f"{trouble} {place.better()}"),) if trouble else ()


def _consent_ends(consent: Row, pupil: PupilHead, today: dt.date) -> ToKnow:
    over = consent.valid_until < today
    until = t("valid until {day}", day=f"{formats.weekday(consent.valid_until)} {formats.day_month(consent.valid_until)}")
    title = t("A consent has ended") if over else t("A consent is ending")
    text = f"{pupil.full_name}, {consent.purpose}, {until}."
    return ToKnow("key-round", title, text, t("Ask again"), pupil.id, f"consent/{consent.id}")


def _consent_open(consent: Row, pupil: PupilHead) -> ToKnow:
    text = f"{pupil.full_name}, {consent.purpose}."
    return ToKnow("key-round", t("Consent not asked yet"), text, t("Look at it"), pupil.id, f"consent/{consent.id}")


def _not_measured(line: MeasureRow) -> ToKnow:
    last = formats.day_month(line.last_on) if line.last_on else ""
    text = t("{name}, {what}. The last measurement was on {day}.", name=line.name, what=line.what, day=last)
    return ToKnow("chart-line", t("Three weeks without a measurement"), text, t("Measure now"), opens=f"measure:{line.place}")


def _further(
    pupils: dict[str, PupilHead], talks: list[Ahead], goals: list[Row], actions: list[ActionLine], today: dt.date
) -> list[Further]:
    """What comes later, in time order."""
    found = [(a.date, f"{a.kind} {pupils[a.pupil].first_name}", a.pupil, TALKS_TAB) for a in talks]
    found += [(g.due, t("Look back: {goal}", goal=g.title), g.book, GOALS_TAB) for g in goals]
    found += [(a.due, a.what, a.pupil, TALKS_TAB) for a in actions if a.due]
    in_order = sorted(found, key=lambda one: one[0])
    return [Further(_short(day, today), what, pupil, tab) for day, what, pupil, tab in in_order]


@dataclass(frozen=True)
class PupilLine:
    """One line of the list of pupils; `sentence` says all of it."""

    id: str
    name: str
    group: str
    next: str
    sentence: str


def pupil_lines(s: Session, today: dt.date) -> tuple[PupilLine, ...]:
    """All pupils by last name, each with the first talk to come."""
    ahead = planned_meetings(s, today)
    groups = {pupil.id: pupil.group_name or "" for pupil in rows(s, "pupil")}
    found = []
    for head in all_pupils(s, today):
        talk = next((a for a in ahead if a.pupil == head.id), None)
        when = f"{_short(talk.date, today)}, {talk.kind}" if talk else ""
        group = t("group {group}", group=groups[head.id]) if groups[head.id] else ""
        sentence = ", ".join(part for part in (head.full_name, group, when) if part)
        found.append(PupilLine(head.id, head.full_name, groups[head.id], when, sentence))
    return tuple(found)
