"""The planned days of an experiment and the days of its phases: one calendar, from what was agreed and what was drawn.

Drawn phases have no days of their own: they begin at the planned time that was drawn. So holidays that become known later move
the days, never the draw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from sqlalchemy.orm import Session

from guidance_app.domain.session_days import session_days
from guidance_app.queries.holidays_then import holidays_followed
from guidance_app.queries.read import Row, row, rows, whole
from guidance_app.stats.drawn import MOMENTS, Draw

RUNNING: Final = (None, "measure_longer")
"""The verdicts with which an experiment goes on."""


def holidays_of(s: Session, pupil: str) -> tuple[tuple[dt.date, dt.date], ...]:
    """The holidays of this pupil's school, each by its first and last day."""
    found = row(s, "pupil", pupil)
    known = rows(s, "holiday", school=found.school) if found and found.school else []
    return tuple(sorted((one.from_date, one.to_date or one.from_date) for one in known if one.from_date))


def days_of(s: Session, one: Row) -> tuple[dt.date, ...]:
    """The planned days of an experiment; none when it has no plan. Up to the last day on which something was written down they
    stay as they were then, whatever becomes known of holidays later: what was done by the schedule keeps its number."""
    if not one.sessions or one.first_day is None:
        return ()
    with whole(s):  # of what is read here only the days come out; they are the same for every reader
        holidays, followed = holidays_of(s, one.book), holidays_followed(s, one)
    return session_days(one.first_day, one.weekdays or (), int(one.sessions), holidays, followed)


def starts_of(one: Row) -> tuple[int, ...]:
    """The first times of the next phases, as drawn; none when an order or nothing was drawn."""
    told = one.drawn_order or ()
    return tuple(map(int, told)) if one.draw in MOMENTS and one.drawn_on and all(map(str.isdecimal, told)) else ()


def phases_of(s: Session, one: Row) -> list[Row]:
    """The phases of an experiment in their order; those whose beginning was drawn with the days that follow from it, and
    follow-up after the last planned day."""
    found = rows(s, "phase", one.book, experiment=one.id)
    starts, days = starts_of(one), days_of(s, one)
    groups = drawn_groups(found, one.draw, starts) if starts and max(starts) <= len(days) else []
    moved = {phase.id: phase for group in groups for phase in _with_days(*group, days)}
    return [_after(moved.get(phase.id, phase), one, days) for phase in found]


def _after(phase: Row, one: Row, days: Sequence[dt.date]) -> Row:
    """Follow-up from the day that was agreed on, and never before the last planned day is over; other phases as they are."""
    if phase.kind != "follow_up" or not days:
        return phase
    agreed = (one.follow_up_on if one.draw else None) or phase.from_date or one.follow_up_on
    first = max(agreed or days[-1], days[-1] + dt.timedelta(1))
    return phase if first == phase.from_date else replace(phase, values={**phase.values, "from_date": first})


def letters_of(phases: Sequence[Row]) -> dict[str, str]:
    """The letter of each phase by its id: A1 and A2 are A, a stage of a changing criterion keeps its number, and approaches in
    turns are A, B, C by their order."""
    turns = [phase.id for phase in phases if phase.kind == "condition"]
    return {phase.id: chr(ord("A") + turns.index(phase.id)) if phase.id in turns else _letter(phase) for phase in phases}


def _letter(phase: Row) -> str:
    code = phase.code or ""
    return code if phase.criterion is not None else code.rstrip("0123456789") or code


def drawn_groups(phases: Sequence[Row], draw: str, starts: Sequence[int]) -> list[tuple[list[Row], list[int]]]:
    """The phases that follow each other and the first times of each; for several series a group for each."""
    planned = [phase for phase in phases if phase.kind != "follow_up"]
    if draw != Draw.STAGGER:
        return [(planned[: len(starts) + 1], [1, *starts])]
    tiers = list(dict.fromkeys(phase.outcome for phase in planned))
    if len(tiers) != len(starts):
        return []  # a series was taken out: whose start is whose stands in the phases
    groups = [[phase for phase in planned if phase.outcome == tier][:2] for tier in tiers]
    return [(group, [1, start]) for group, start in zip(groups, starts, strict=False)]


def _with_days(phases: Sequence[Row], firsts: Sequence[int], days: Sequence[dt.date]) -> list[Row]:
    begun = [
        replace(phase, values={**phase.values, "from_date": days[first - 1]})
        for phase, first in zip(phases, firsts, strict=False)
    ]
    ended = [
        replace(phase, values={**phase.values, "to_date": following.from_date - dt.timedelta(1)})
        for phase, following in pairwise(begun)
    ]
    return [*ended, *begun[-1:]]
