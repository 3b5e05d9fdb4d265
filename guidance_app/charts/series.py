"""What a chart of measurements is told: sessions in phases or conditions, a goal, events. Plain data and its rules.

The one rule that everything hangs on is `runs`: a line joins only sessions between which nothing is missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Literal

from guidance_app.charts.lines import Ruled
from guidance_app.charts.voices import Place
from guidance_app.stats.aim import AimLine
from guidance_app.stats.gates import FEWEST_TO_DESCRIBE

LONG_GAP = 14
"""Days: phases that lie further apart than this, and than twice the longest step within them, do not join."""

MISSING_BREAKS = 2
"""More planned measurements than this missing between two sessions: the path breaks."""


@dataclass(frozen=True, slots=True)
class Session:
    """One planned moment of measuring. Without a value it was missed, for the reason in one word ("ziek")."""

    date: dt.date
    value: Decimal | None
    id: str
    place: Place = "school"
    missed: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and not self.value.is_finite():
            raise ValueError("a measured value must be finite")


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of the same way of working. Code "A2" shows as the letter A; without code there is no box.

    `criterion`: what a stage of a changing criterion asks. `of`: all sessions, where only some of them are shown. `until`: the
    day on which it ended, where that was agreed.
    """

    code: str
    label: str
    kind: Literal["baseline", "approach", "later"]
    sessions: tuple[Session, ...]
    criterion: Decimal | None = None
    of: tuple[Session, ...] = ()
    until: dt.date | None = None

    @property
    def whole(self) -> tuple[Session, ...]:
        """All of its sessions, also those that are on another page: what its middle is computed from."""
        return self.of or self.sessions


@dataclass(frozen=True, slots=True)
class Goal:
    """What was agreed to reach, and by when."""

    value: Decimal
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened meanwhile (a holiday, a move): it is marked and the path goes on."""

    date: dt.date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """What both kinds of series share. `scale` has values that the axis shows in any case.

    `holidays`: first and last day of each. `window`: the days that are shown, where they are only a part of the series.
    """

    y_label: str
    unit: str = ""
    from_zero: bool = True
    scale: tuple[Decimal, ...] = ()
    goal: Goal | None = None
    events: tuple[Event, ...] = ()
    planned: tuple[dt.date, ...] = ()
    holidays: tuple[tuple[dt.date, dt.date], ...] = ()
    window: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSeries(_Series):
    """A single-case series: phases after one another. `aim`: the line towards the goal, `ruled`: other straight lines, all as
    they were used."""

    phases: tuple[Phase, ...]
    aim: AimLine | None = None
    ruled: tuple[Ruled, ...] = ()

    def __post_init__(self) -> None:
        spans = [sorted(s.date for s in phase.sessions) for phase in self.phases if phase.sessions]
        if any(before[-1] >= after[0] for before, after in pairwise(spans)):
            raise ValueError("phases must follow one another without sharing a day")

    @property
    def lines(self) -> tuple[Phase, ...]:
        """What has a line of its own."""
        return self.phases


@dataclass(frozen=True, slots=True)
class Round:
    """One drawn round of turns (a pair, with two approaches): the days of its first and its last session."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the approaches that take turns. The usual way comes first. `of`: all sessions, where only some are shown."""

    label: str
    sessions: tuple[Session, ...]
    of: tuple[Session, ...] = ()

    @property
    def whole(self) -> tuple[Session, ...]:
        """All of its sessions, also those that are on another page."""
        return self.of or self.sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternating(_Series):
    """Two or more approaches that take turns over one stretch of days, each with its own path and mark. `rounds`: those in
    which each came once by a drawn order."""

    conditions: tuple[Condition, ...]
    rounds: tuple[Round, ...] = ()

    @property
    def lines(self) -> tuple[Condition, ...]:
        """What has a line of its own."""
        return self.conditions


Series = PhaseSeries | Alternating


def sessions(series: Series) -> list[Session]:
    """Every session of the series, missed ones too, by day."""
    return sorted((s for line in series.lines for s in line.sessions), key=lambda s: s.date)


def measured(some: Iterable[Session]) -> list[Decimal]:
    """The values of those that were not missed."""
    return [s.value for s in some if s.value is not None]


def middle(some: Iterable[Session]) -> Decimal | None:
    """The median of what was measured; none below FEWEST_TO_DESCRIBE values, or when home, school and pupil are mixed."""
    kept = [s for s in some if s.value is not None]
    if len(kept) < FEWEST_TO_DESCRIBE or len({s.place for s in kept}) > 1:
        return None
    return median(measured(kept))


def runs(some: Iterable[Session], planned: Iterable[dt.date] = ()) -> Iterator[list[Session]]:
    """The unbroken stretches of one line: per place, cut at every missed session and wherever more than two planned
    measurements were not made."""
    ordered = sorted(some, key=lambda s: s.date)
    for place in dict.fromkeys(s.place for s in ordered):
        run: list[Session] = []
        for session in (s for s in ordered if s.place == place):
            if run and (session.value is None or _much_missing(run[-1].date, session.date, planned)):
                yield run
                run = []
            if session.value is not None:
                run.append(session)
        if run:
            yield run


def silent_gaps(some: Iterable[Session], planned: Iterable[dt.date]) -> Iterator[dt.date]:
    """The middle day of each gap that breaks the path while nobody wrote down that a session was missed."""
    ordered = sorted(some, key=lambda s: s.date)
    for before, after in pairwise(ordered):
        if before.value is not None and after.value is not None and _much_missing(before.date, after.date, planned):
            yield before.date + (after.date - before.date) // 2


def apart_from(before: Phase, after: Phase) -> tuple[int, int] | None:
    """The days (ordinals) on which a phase ended and the next one began, where a long time lies between in which nothing was
    measured; None where they join."""
    days = [sorted(s.date.toordinal() for s in phase.sessions) for phase in (before, after)]
    begin = days[1][0]
    until = before.until.toordinal() if before.until else days[0][-1]
    end = max(days[0][-1], until) if until < begin else days[0][-1]
    steps = [b - a for some in days for a, b in pairwise(some)]
    return (end, begin) if steps and begin - end > max(LONG_GAP, 2 * max(steps)) else None


def aim_corners(aim: AimLine, window: tuple[dt.date, dt.date] | None = None) -> list[tuple[float, Decimal]]:
    """Where the aim line begins, bends at the ends of a holiday, and ends: days (ordinals) with their heights. Of a window
    only the part of the line inside it; nothing when it lies elsewhere."""
    first, last = aim.day, aim.goal_day
    if window:
        first, last = max(first, Fraction(window[0].toordinal())), min(last, Fraction(window[1].toordinal()))
    if first >= last:
        return []
    bends = {day for holiday in aim.holidays for day in holiday if first < day < last}
    heights = [(day, aim.at(day)) for day in (first, *sorted(bends), last)]
    return [(float(day), Decimal(y.numerator) / Decimal(y.denominator)) for day, y in heights]


def shown_values(series: Series) -> list[Decimal]:
    """Every value that must fit on the value axis."""
    goal = [series.goal.value] if series.goal else []
    asked: list[Decimal] = []
    if isinstance(series, PhaseSeries):
        asked = [phase.criterion for phase in series.phases if phase.criterion is not None and phase.sessions]
        asked += [y for _, y in aim_corners(series.aim, series.window)] if series.aim else []
    return measured(sessions(series)) + goal + asked + list(series.scale)


def shown_days(series: Series) -> list[dt.date]:
    """Every day that must fit on the day axis; the goal's day only when a line leads to it."""
    if series.window:
        return list(series.window)
    aim = series.aim if isinstance(series, PhaseSeries) else None
    aimed = [dt.date.fromordinal(int(day)) for day in (aim.day, aim.goal_day)] if aim else []
    return [s.date for s in sessions(series)] + aimed


def _much_missing(before: dt.date, after: dt.date, planned: Iterable[dt.date]) -> bool:
    return sum(before < day < after for day in planned) > MISSING_BREAKS
