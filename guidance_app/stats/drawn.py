"""From a series and what was drawn for it to its chance figure: the one way in which a screen comes to one.

Planned times without a measurement are sessions all the same: their score is missed, their place is kept. Where days were
planned, a score belongs to its own day, or to a missed one that it makes up for within a week and before the next planned day.
A score that fits no planned time could not have been drawn, so with it there is no chance figure: else the figure would be
about other scores than those the medians and pairs are about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guidance_app.domain.series import Observation, PhaseKind, Series
from guidance_app.domain.session_days import fitted
from guidance_app.stats.chance import Scores, Test, drawn_reversal, drawn_start, mean_difference, share_of_pairs
from guidance_app.stats.gates import Chance, Refusal, Why
from guidance_app.stats.orders import drawn_pairs, drawn_turns
from guidance_app.stats.stagger import drawn_stagger
from guidance_app.stats.verdict import Drawn


class Draw(StrEnum):
    """What the program drew before the first score."""

    START = "start"
    REVERSAL = "reversal"
    TURNS = "turns"
    PAIRS = "pairs"
    ROUNDS = "rounds"
    STAGGER = "stagger"


MOMENTS = (Draw.START, Draw.REVERSAL, Draw.STAGGER)
"""Draws of moments, which are looked at in the wanted direction; in an order either approach may win."""


@dataclass(frozen=True)
class Logged:
    """What was drawn, as logged: fewest sessions in a phase, or most of one approach in a row (None: any).

    `order`: the way of working of every planned session, where an order was drawn; sessions still to come count as missed.
    `starts`: the first session of each next phase, counted from 1 (of each series, for several). `on`: the day of the draw,
    which must not come after the first score. `days`: the planned days (none: every observation is a session). `lists`: for
    several series what each start could be.
    """

    draw: Draw
    fewest: int = 3
    in_a_row: int | None = None
    order: tuple[str, ...] = ()
    on: dt.date | None = None
    starts: tuple[int, ...] = ()
    days: tuple[dt.date, ...] = ()
    lists: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Time:
    """One planned time: how was worked, and the score; None where that is not known."""

    way: str | None
    value: Decimal | None


def times_of(series: Series, logged: Logged) -> list[Time]:
    """The planned times up to the last one that was kept to, follow-up left out."""
    if not logged.days:
        return [Time(_way(series, o), o.value) for o in _compared(series)]
    found, _ = _placed(series, logged)
    done = range(max(found, default=-1) + 1)
    return [Time(_way(series, found[n]), found[n].value) if n in found else Time(None, None) for n in done]


def as_drawn(series: Series, logged: Logged, planned: Sequence[str] | None = None) -> Refusal | None:
    """Why what was done cannot be what was drawn: a score before the draw, a score that was not planned, another way of working
    than that of its planned time (`planned`: all ways; None where no order was logged). None when it can."""
    if too_late(series, logged):
        return Refusal(Why.NOT_POSSIBLE, "the draw came after the first score")
    if planned is not None and not kept_to(times_of(series, logged), planned):
        return Refusal(Why.NOT_POSSIBLE, "what was done is not what was drawn")
    extra = len(_placed(series, logged)[1]) if logged.days else 0
    return Refusal(Why.NOT_PLANNED, "scores that belong to no planned time", extra) if extra else None


def _compared(series: Series) -> list[Observation]:
    later = {phase.code for phase in series.phases if phase.kind == PhaseKind.FOLLOW_UP}
    return [o for o in series.observations if o.phase is not None and o.phase not in later]


def _placed(series: Series, logged: Logged) -> tuple[dict[int, Observation], list[Observation]]:
    """The observation of each planned time, counted from 0, and the scores that belong to none."""
    scores = [o for o in _compared(series) if o.value is not None]
    places = fitted([o.day for o in scores], logged.days)
    found = {place: o for o, place in zip(scores, places, strict=True) if place is not None}
    for one in _compared(series):
        if one.value is None and one.day in logged.days:
            found.setdefault(logged.days.index(one.day), one)
    return found, [o for o, place in zip(scores, places, strict=True) if place is None]


def chance_of(series: Series, logged: Logged | None, together: Sequence[Series] = ()) -> Drawn | Refusal:
    """The chance figure of a series of two ways of working, or of several series that began one after another (`together`).
    Refused when nothing was drawn, when what was done could not have been drawn, or when neither direction is better.

    Drawn moments are looked at in the wanted direction; approaches in turns in both, since either may win.
    """
    if logged is None:
        return Refusal(Why.NOT_DRAWN)
    if series.higher_is_better is None or any(one.higher_is_better is None for one in together):
        return Refusal(Why.NO_DIRECTION)
    test = _over_series(together, logged) if logged.draw is Draw.STAGGER else _test(series, logged)
    if isinstance(test, Refusal):
        return test
    if logged.draw is Draw.STAGGER:  # every series is turned so that more is better
        return Drawn(test.better, test.worse, what="plan")
    up_wanted = series.higher_is_better
    if logged.draw in MOMENTS:
        sides = (test.better, test.worse) if up_wanted else (test.worse, test.better)
        return Drawn(*sides, what="start" if logged.draw is Draw.START else "plan")
    as_wanted = test.observed != 0 and (test.observed > 0) == up_wanted
    nothing = Chance(test.of, test.of, test.exact)
    return Drawn(*((test.two_sided, nothing) if as_wanted else (nothing, test.two_sided)))


def too_late(series: Series, logged: Logged) -> bool:
    """Whether there was a score before the draw."""
    return logged.on is not None and any(o.day < logged.on for o in series.measured)


def kept_to(times: Sequence[Time], planned: Sequence[str]) -> bool:
    """Whether what was done is what was drawn."""
    return len(times) <= len(planned) and all(one.way in (None, way) for one, way in zip(times, planned, strict=False))


def _test(series: Series, logged: Logged) -> Test | Refusal:
    """The test that belongs to the draw, over every planned session, missed ones too."""
    planned = _planned(series, logged) if logged.order or logged.starts else None
    if (refused := as_drawn(series, logged, planned)) is not None:
        return refused
    times = times_of(series, logged)
    scores, ways = [one.value for one in times], [one.way or "" for one in times]
    if planned is not None:
        scores, ways = scores + [None] * (len(planned) - len(ways)), planned
    names = _names(series, ways)
    if names is None:
        return Refusal(Why.NOT_POSSIBLE, "there are not two ways of working")
    return _by_design(scores, ways, names, logged)


def _planned(series: Series, logged: Logged) -> list[str]:
    """The way of working of every planned session, as drawn."""
    if logged.order:
        return list(logged.order)
    usual, other = _two_ways(series)
    return [other if sum(n >= start for start in logged.starts) % 2 else usual for n in range(1, len(logged.days) + 1)]


def _two_ways(series: Series) -> tuple[str, str]:
    """The condition of the baseline and that of the approach; "" where there is none."""
    told = {phase.kind == PhaseKind.BASELINE: phase.condition for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP}
    return told.get(True, ""), told.get(False, "")


def _by_design(scores: Scores, ways: list[str], names: tuple[str, str], logged: Logged) -> Test | Refusal:
    if logged.draw is Draw.TURNS:
        return drawn_turns(scores, ways, logged.in_a_row, names)
    if logged.draw in (Draw.PAIRS, Draw.ROUNDS):
        return drawn_pairs(scores, ways, names)
    changes = [n for n in range(1, len(ways)) if ways[n] != ways[n - 1]]
    if ways[0] != names[0] or len(changes) != (1 if logged.draw is Draw.START else 3):
        return Refusal(Why.NOT_POSSIBLE, "the phases are not those of the plan")
    starts = [n + 1 for n in changes]
    if logged.draw is Draw.START:
        return drawn_start(scores, starts[0], logged.fewest)
    return drawn_reversal(scores, starts, logged.fewest)


def _over_series(together: Sequence[Series], logged: Logged) -> Test | Refusal:
    """Several series with a drawn start each: tested together, over every deal of the lists and every start from them."""
    if logged.days and len(together) < len(logged.starts):
        return Refusal(Why.SERIES_GONE)
    if not logged.days or len(together) != len(logged.starts):
        return Refusal(Why.NOT_POSSIBLE, "the series are not those of the plan")
    rows: list[Scores] = []
    for series, start in zip(together, logged.starts, strict=True):
        one = Logged(Draw.START, starts=(start,), days=logged.days, on=logged.on)
        if (refused := as_drawn(series, one, _planned(series, one))) is not None:
            return refused
        times = times_of(series, one)
        turned = [y if y is None or series.higher_is_better else y.copy_negate() for y in (time.value for time in times)]
        rows.append(turned + [None] * (len(logged.days) - len(times)))
    statistic = mean_difference if one_unit(together) else share_of_pairs
    return drawn_stagger(rows, logged.starts, logged.lists, statistic=statistic)


def one_unit(together: Sequence[Series]) -> bool:
    """Whether the scores of these series can be added up: of one kind and unit, and better in one direction. Of a series without
    a unit that is not known."""
    units = {(one.kind, one.unit.strip().casefold(), one.higher_is_better) for one in together}
    kind, unit, _ = next(iter(units), ("", "", None))
    return len(units) == 1 and bool(unit or kind in ("clock", "percent"))


def _way(series: Series, one: Observation) -> str:
    return next(phase.condition for phase in series.phases if phase.code == one.phase)


def _names(series: Series, ways: Sequence[str]) -> tuple[str, str] | None:
    """The usual way first: the baseline, else the first approach in the plan."""
    usual = [phase.condition for phase in series.phases if phase.kind == PhaseKind.BASELINE]
    order = list(dict.fromkeys([*usual, *(phase.condition for phase in series.phases)]))
    found = [name for name in order if name in ways]
    return (found[0], found[1]) if len(found) == 2 else None
