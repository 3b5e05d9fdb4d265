"""The days on which is planned to measure: some days of the week from a first day on, the holidays of the school left out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

Holidays = Sequence[tuple[dt.date, dt.date]]
LONGEST = 3660
"""So many days are looked ahead; a plan without a free day in ten years has no days."""
CAUGHT_UP = dt.timedelta(7)
"""So long after a planned day a measurement can still be that of this day."""


def session_days(
    first: dt.date,
    weekdays: Collection[str],
    times: int,
    holidays: Holidays = (),
    followed: Sequence[tuple[dt.date, Holidays]] = (),
) -> tuple[dt.date, ...]:
    """The days of so many times. `weekdays` as ISO 8601 numbers them ("1" is Monday); none at all: Monday to Friday.

    `followed`: up to which day the holidays were those that were known then, the first day first; after that `holidays` hold.
    """
    wanted = set(weekdays) or {"1", "2", "3", "4", "5"}
    found: list[dt.date] = []
    for day in _ahead(first):
        if len(found) == times:
            break
        known = next((then for until, then in followed if day <= until), holidays)
        if str(day.isoweekday()) in wanted and not in_holiday(day, known):
            found.append(day)
    return tuple(found)


def in_holiday(day: dt.date, holidays: Holidays) -> bool:
    """Whether the school is closed on this day."""
    return any(begin <= day <= end for begin, end in holidays)


def place_of(day: dt.date, days: Sequence[dt.date]) -> int | None:
    """Which planned time this day belongs to, counted from 0: its own, or the last one before it; None before the first."""
    place = bisect_right(days, day) - 1
    return place if place >= 0 else None


def fitted(days: Sequence[dt.date], planned: Sequence[dt.date]) -> list[int | None]:
    """The planned time of each of these days (in time order), counted from 0: its own, or the one before it that has none, up
    to a week later and before the next planned day. None where it belongs to no planned time."""
    own = {day: place for place, day in enumerate(planned)}
    on_time, taken, found = {own[day] for day in days if day in own}, set[int](), list[int | None]()
    for day in days:
        place = place_of(day, planned)
        late = day not in own and place is not None and (place in on_time or day > planned[place] + CAUGHT_UP)
        found.append(None if late or place in taken else place)
        taken |= {place} if place is not None and not late else set()
    return found


def _ahead(first: dt.date) -> Iterator[dt.date]:
    for n in range(min(LONGEST, (dt.date.max - first).days)):
        yield first + dt.timedelta(n)
