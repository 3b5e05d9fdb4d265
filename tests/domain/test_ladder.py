"""The ladder of backups: the last good one never goes, nothing stays beyond ten weeks, and the weeks are covered."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.ladder import ALL, APART, WEEKLY, Rung, to_keep

START = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MOST = 96 + 14 + 11 + 2
"""Two days of half hours, a day each for two weeks, a week each for ten, and the two that never go."""


def lived(hours: list[float], good: list[bool], jumps: list[float]) -> list[tuple[list[Rung], set[int], dt.datetime]]:
    """After each new backup: what there was, what stayed, and what the clock said. A jump (days) moves the clock for good."""
    now, rungs, found = START, [], []
    for number, (later, verified, jump) in enumerate(zip(hours, good, jumps, strict=True)):
        now += dt.timedelta(hours=later, days=jump)
        rungs = [*rungs, Rung(number, now, verified)]
        kept = to_keep(rungs, now)
        found.append((rungs, kept, now))
        rungs = [rung for rung in rungs if rung.number in kept]
    return found


Timeline = tuple[list[float], list[bool], list[float]]
timelines = st.integers(1, 30).flatmap(
    lambda n: st.tuples(
        st.lists(st.floats(0, 400), min_size=n, max_size=n),
        st.lists(st.booleans(), min_size=n, max_size=n),
        st.lists(st.sampled_from([0.0] * 12 + [400.0, -400.0, -20000.0, 3.0, -3.0]), min_size=n, max_size=n),
    )
)


@given(timelines)
def test_the_last_verified_backup_never_goes_whatever_the_clock_does(
    timeline: Timeline,
) -> None:
    for rungs, kept, _now in lived(*timeline):
        good = [rung.number for rung in rungs if rung.verified]
        assert not good or good[-1] in kept


@given(timelines)
def test_with_a_true_clock_nothing_stays_beyond_ten_weeks_but_the_two_last_good_ones(
    timeline: Timeline,
) -> None:
    hours, good, _jumps = timeline
    for rungs, kept, now in lived(hours, good, [0.0] * len(hours)):
        old = [rung for rung in rungs if rung.number in kept and now - rung.at > WEEKLY]
        assert len(old) <= 2
        assert all(rung.verified for rung in old)
        assert len(kept) <= MOST


def test_daily_work_leaves_one_of_each_day_and_each_week() -> None:
    *_, (rungs, kept, now) = lived([24.0] * 120, [True] * 120, [0.0] * 120)
    ages = sorted((now - rung.at).days for rung in rungs if rung.number in kept)
    assert ages[:15] == list(range(15))
    assert len(ages) in range(15 + 7, 15 + 10)
    assert ages[-1] <= 70


def test_many_on_one_day_stay_half_an_hour_apart_and_the_newest_always() -> None:
    *_, (rungs, kept, now) = lived([1 / 6] * 12, [True] * 12, [0.0] * 12)
    moments = [rung.at for rung in rungs if rung.number in kept]
    assert moments[-1] == now
    assert [b - a for a, b in pairwise(moments[:-1])] == [APART] * (len(moments) - 2)
    assert len(moments) == 5
    assert now - moments[0] < ALL


def test_a_clock_that_is_a_year_ahead_for_a_day_does_not_take_the_past_along() -> None:
    *_, (rungs, kept, _now) = lived([24.0] * 30, [True] * 30, [0.0] * 29 + [365.0])
    assert {29, 28} <= kept
    *_, (rungs, kept, _now) = lived([24.0] * 31, [True] * 31, [0.0] * 29 + [365.0, -365.0])
    assert {rung.number for rung in rungs} >= {28, 29, 30}
    assert {28, 30} <= kept


def test_a_clock_that_is_behind_takes_nothing_away() -> None:
    *_, (rungs, kept, _now) = lived([24.0] * 40, [True] * 40, [0.0] * 39 + [-20000.0])
    assert kept == {rung.number for rung in rungs}


def test_one_from_the_future_goes_in_time() -> None:
    *_, (rungs, kept, now) = lived([24.0] * 120, [True] * 120, [0.0, 5000.0, -5000.0] + [0.0] * 117)
    assert not [rung for rung in rungs if rung.number in kept and rung.at > now]
