"""The schedule of an experiment to tick off on paper: the day, the approach of that day, and room for what is seen.

No score is ever on it: it is filled in by hand, and lies about in a classroom.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.series import value_text
from guidance_app.queries.experiment_plan import phases_for, plan_words, planned_days
from guidance_app.queries.names import short_names
from guidance_app.queries.read import Row, row, rows
from guidance_app.queries.session_plan import RUNNING, letters_of
from guidance_app.queries.shown import narrowed

BLANK: Final = 15
"""So many empty lines where no days were planned."""


@dataclass(frozen=True)
class Line:
    """One time: its number, its day (None: not planned), and the letter of what is done for each thing that is measured ("" is
    not known)."""

    number: int
    day: dt.date | None
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The schedule of one experiment. `ways`: letter and words of each approach; `measured`: what is measured, in which unit;
    `apart`: whether each of these has its own approach on a day."""

    title: str
    question: str
    asker: str
    about: str
    convince: str
    ways: tuple[tuple[str, str], ...]
    measured: tuple[str, ...]
    by: str
    lines: tuple[Line, ...]
    apart: bool
    drawn: bool


@dataclass(frozen=True)
class TickOff:
    """The schedules of one pupil, as they are today."""

    name: str
    date: dt.date
    sheets: tuple[Sheet, ...]


def tick_off_pages(s: Session, pupil: str, today: dt.date, experiment: str = "") -> TickOff:
    """The schedule of one experiment, or of all that run; of all there are when none runs."""
    with narrowed(s, pupil, "schedule"):
        return _tick_off(s, pupil, today, experiment)


def _tick_off(s: Session, pupil: str, today: dt.date, experiment: str) -> TickOff:
    child = row(s, "pupil", pupil)
    if child is None:
        raise Problem(t("This is no longer there."), t("Look at the page again."))
    every = rows(s, "experiment", pupil)
    chosen = [one for one in every if one.id == experiment or (not experiment and one.verdict in RUNNING)]
    names = short_names(s, pupil)
    sheets = tuple(_sheet(s, one, names) for one in chosen or ([] if experiment else every))
    return TickOff(child.first_name or "", today, sheets)


def _sheet(s: Session, one: Row, names: dict[str, str]) -> Sheet:
    outcomes = rows(s, "outcome", one.book, experiment=one.id)
    phases = rows(s, "phase", one.book, experiment=one.id)
    plan, apart = plan_words(s, one), any(phase.outcome for phase in phases)
    who = list(dict.fromkeys(names[outcome.observer] for outcome in outcomes if outcome.observer in names))
    return Sheet(
        one.title, one.question or "", names.get(one.book, ""), ", ".join(p for p in (plan.design, plan.agreed) if p),
        one.convince or "", _ways(phases, outcomes), tuple(_named(outcome) for outcome in outcomes), ", ".join(who),
        _lines(s, one, outcomes if apart else outcomes[:1]), apart, plan.was_drawn or not plan.by_program,
    )  # fmt: skip


def _named(outcome: Row) -> str:
    return (
        f"{outcome.name} ({outcome.unit})"
        if outcome.unit and outcome.unit.casefold() != outcome.name.casefold()
        else outcome.name
    )


def _ways(phases: Sequence[Row], outcomes: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Each approach once: its letter and what is done; a stage with what it asks."""
    kind = outcomes[0].kind or "number" if outcomes else "number"
    found: dict[str, str] = {}
    letters = letters_of(phases)
    for phase in phases:
        asks = t("asks {value}", value=value_text(phase.criterion, kind)) if phase.criterion is not None else ""
        found.setdefault(letters[phase.id], ", ".join(part for part in (phase.label or "", asks) if part))
    return tuple(found.items())


def _lines(s: Session, one: Row, outcomes: Sequence[Row]) -> tuple[Line, ...]:
    """Every planned time with its letters, the follow-up last; empty lines where no days are planned."""
    letters = letters_of(rows(s, "phase", one.book, experiment=one.id))
    each = [planned_days(s, one, outcome.id) for outcome in outcomes] or [planned_days(s, one)]
    told = [
        Line(times[0].number, times[0].day, tuple(letters.get(time.phase or "", "") for time in times))
        for times in zip(*each, strict=True)
    ]
    if not told:
        return tuple(Line(n, None, ("",) * len(each)) for n in range(1, BLANK + 1))
    later = next((p for p in phases_for(s, one, None) if p.kind == "follow_up" and p.from_date), None)
    if later is not None:
        told.append(Line(len(told) + 1, later.from_date, (letters[later.id],) * len(each)))
    return tuple(told)
