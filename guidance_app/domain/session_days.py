"""The days on which is planned to measure: some days of the week from a first day on, the holidays of the school left out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

Holidays = Sequence[tuple[dt.date, dt.date]]
LONGEST = 3660
"""So many days are looked ahead; a plan without a free day in ten years has no days."""


def session_days(
    first: dt.date, weekdays: Collection[str], times: int, holidays: Holidays = (), kept: Collection[dt.date] = ()
) -> tuple[dt.date, ...]:
    """The days of so many times. `weekdays` as ISO 8601 numbers them ("1" is Monday); none at all: Monday to Friday.

    `kept`: days on which it happened, also in a holiday.
    """
    wanted = set(weekdays) or {"1", "2", "3", "4", "5"}
    found: list[dt.date] = []
    for day in _ahead(first):
        if len(found) == times:
            break
        if str(day.isoweekday()) in wanted and (day in kept or not in_holiday(day, holidays)):
            found.append(day)
    return tuple(found)


def in_holiday(day: dt.date, holidays: Holidays) -> bool:
    """Whether the school is closed on this day."""
    return any(begin <= day <= end for begin, end in holidays)


def place_of(day: dt.date, days: Sequence[dt.date]) -> int | None:
    """Which planned time this day belongs to, counted from 0: its own, or the last one before it; None before the first."""
    place = bisect_right(days, day) - 1
    return place if place >= 0 else None


def _ahead(first: dt.date) -> Iterator[dt.date]:
    for n in range(min(LONGEST, (dt.date.max - first).days)):
        yield first + dt.timedelta(n)
