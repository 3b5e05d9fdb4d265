"""Long series in pages: more than 24 places of measuring are never squeezed into one plot.

Pages are half years of school (August to January, February to July), put together as long as they have room. What lasts half a
year or less, as an experiment does, is read as a whole, up to twice as many places. All pages share the value axis, and a
middle is that of its whole phase: a page shows less, it computes nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from guidance_app.charts.series import Alternating, Condition, Phase, PhaseSeries, sessions, shown_days, shown_values

MOST_PLACES = 24
MOST_IN_HALF_YEAR = 2 * MOST_PLACES
HALF_YEAR = 184

Some = TypeVar("Some", PhaseSeries, Alternating)
Line = TypeVar("Line", Phase, Condition)
Days = list[dt.date]


def pages(series: Some) -> tuple[Some, ...]:
    """The series itself, or its parts in order of time where it is long."""
    parts = stretches_of(s.date for s in sessions(series))
    if len(parts) < 2:
        return (series,)
    values, end = tuple(shown_values(series)), max(shown_days(series))
    return tuple(_page(series, first, last, values) for first, last in _spans(parts, end))


def _spans(parts: list[Days], end: dt.date) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each part; the last one runs on to the end of the axis."""
    return [(part[0], end if part is parts[-1] else part[-1]) for part in parts]


def stretches_of(some: Iterable[dt.date]) -> list[Days]:
    """These days in the parts that one plot can hold: one part, or half years of school."""
    days = sorted(set(some))
    if len(days) <= MOST_PLACES:
        return [days]
    halves = [days] if (days[-1] - days[0]).days <= HALF_YEAR else _half_years(days)
    return _joined([part for half in halves for part in _cut(half)])


def part_of(series: Some, first: dt.date, last: dt.date) -> Some:
    """What of a series lies in these days, on the value axis of the whole."""
    return _page(series, first, last, tuple(shown_values(series)))


def _half_years(days: Days) -> list[Days]:
    halves: dict[int, Days] = {}
    for day in days:
        halves.setdefault((day.year * 12 + day.month - 2) // 6, []).append(day)
    return list(halves.values())


def _cut(days: Days) -> list[Days]:
    """What has even more places, in equal parts."""
    if len(days) <= MOST_IN_HALF_YEAR:
        return [days]
    parts = -(-len(days) // MOST_PLACES)
    return [days[len(days) * i // parts : len(days) * (i + 1) // parts] for i in range(parts)]


def _joined(parts: list[Days]) -> list[Days]:
    """Neighbours put together as long as they have room."""
    made: list[Days] = []
    for part in parts:
        if made and len(made[-1]) + len(part) <= MOST_PLACES:
            made[-1] = made[-1] + part
        else:
            made.append(part)
    return made


def _page(series: Some, first: dt.date, last: dt.date, values: tuple[Decimal, ...]) -> Some:
    shown = replace(series, scale=values, window=(first, last))
    if isinstance(shown, PhaseSeries):
        kept = [_part(phase, first, last) for phase in shown.phases]
        return replace(shown, phases=tuple(phase for phase in kept if phase.sessions))
    return replace(shown, conditions=tuple(_part(c, first, last) for c in shown.conditions))


def _part(line: Line, first: dt.date, last: dt.date) -> Line:
    return replace(line, sessions=tuple(s for s in line.sessions if first <= s.date <= last), of=line.whole)
