"""Which backups stay: many of the last days, fewer of the weeks before, none beyond ten weeks.

All of the last two days (30 minutes or more apart), the last of each day up to two weeks, the last of each week up to
ten weeks. Whatever the clock says, two never go: the last one that was verified, and the last verified one of a day
before it, so that a clock which jumps ahead for a day cannot take the past along. While most of them lie in the future
the clock is behind, and nothing goes at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

APART = dt.timedelta(minutes=30)
ALL, DAILY, WEEKLY = dt.timedelta(days=2), dt.timedelta(days=14), dt.timedelta(days=70)
"""How long all are kept, one a day, one a week."""

Moments = dict[int, dt.datetime]


@dataclass(frozen=True)
class Rung:
    """One backup: its place in the order of making, when the clock said it was made, and whether it was verified."""

    number: int
    at: dt.datetime
    verified: bool


def to_keep(rungs: Sequence[Rung], now: dt.datetime) -> set[int]:
    """The numbers of the backups that stay."""
    in_order = sorted(rungs, key=lambda rung: rung.number)
    if 2 * sum(rung.at > now for rung in in_order) > len(in_order):
        return {rung.number for rung in in_order}
    moments = _moments(in_order, now)
    good = {rung.number: moments[rung.number] for rung in in_order if rung.verified}
    kept = {n for n in _apart(good) if now - good[n] <= ALL}
    kept |= _last_of_each(good, now - DAILY, lambda at: at.date())
    kept |= _last_of_each(good, now - WEEKLY, lambda at: at.isocalendar()[:2])
    kept |= {rung.number for rung in in_order if not rung.verified and now - moments[rung.number] <= WEEKLY}
    return kept | _never_lost(good)


def _moments(in_order: Sequence[Rung], now: dt.datetime) -> Moments:
    """When each was made. One that lies in the future was made with a wrong clock: no later than the one after it."""
    found, later = {}, now
    for rung in reversed(in_order):
        if rung.at <= now:
            later = rung.at
        found[rung.number] = later
    return found


def _apart(good: Moments) -> set[int]:
    """Those that lie far enough from the one before. From the oldest on: from the newest on, each would oust the last."""
    found: list[int] = []
    for n, at in good.items():
        if not found or not dt.timedelta(0) <= at - good[found[-1]] < APART:
            found.append(n)
    return set(found)


def _last_of_each(good: Moments, since: dt.datetime, part: Callable[[dt.datetime], Hashable]) -> set[int]:
    """The last one of each day or week."""
    return set({part(at): n for n, at in good.items() if at >= since}.values())


def _never_lost(good: Moments) -> set[int]:
    numbers = sorted(good)
    if not numbers:
        return set()
    day = good[numbers[-1]].date()
    return {numbers[-1], *[n for n in numbers if good[n].date() != day][-1:]}
