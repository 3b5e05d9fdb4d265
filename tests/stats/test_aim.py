"""The aim line, and what may be said of growth against it."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats.aim import Growth, aim_line, progress, school_day
from guidance_app.stats.cue import false_alarm
from guidance_app.stats.exact import path
from guidance_app.stats.gates import Refusal

BASE = path([Decimal(d) for d in (0, 2, 4)], [Decimal(y) for y in (42, 45, 41)])
AIM = aim_line(BASE, Fraction(72), Fraction(140))


def weekly(*scores, first=7):
    days = [Decimal(first + 7 * n) for n in range(len(scores))]
    return path(days, [None if y is None else Decimal(str(y)) for y in scores])


def test_it_starts_at_the_median_of_all_baseline_probes():
    assert (AIM.day, AIM.level, AIM.at(Fraction(140))) == (2, 42, 72)


def test_the_line_is_flat_in_holidays_and_reaches_the_goal_all_the_same():
    holidays = ((Fraction(30), Fraction(44)), (Fraction(40), Fraction(50)), (Fraction(90), Fraction(97)))
    aim = aim_line(BASE, Fraction(72), Fraction(140), holidays)
    assert aim.at(Fraction(30)) == aim.at(Fraction(45)) == aim.at(Fraction(50)) < aim.at(Fraction(51))
    assert aim.at(Fraction(140)) == 72
    assert aim.per_day == Fraction(30, 138 - 20 - 7)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4), st.integers(0, 80))
def test_school_days_are_the_days_outside_every_holiday(holidays, day):
    spans = [(Fraction(a), Fraction(a + n)) for a, n in holidays]
    free = sum(any(a <= d < b for a, b in spans) for d in range(day))
    assert school_day(Fraction(day), spans) == day - free


def test_growth_is_measured_over_the_same_days_of_school_as_the_aim():
    holidays = ((Fraction(28), Fraction(42)),)
    aim = aim_line(BASE, Fraction(72), Fraction(140), holidays)
    days = [Decimal(d) for d in (7, 14, 21, 28, 49, 56, 63)]
    on_plan = path(days, [Decimal(round(float(aim.at(Fraction(d))), 3)) for d in days])
    assert float(progress(aim, on_plan).line.slope) == pytest.approx(float(aim.per_day), rel=1e-3)


@pytest.mark.parametrize(
    ("scores", "growth"),
    [
        ((44, 47, 45, 49, 50, 49, 53, 52), Growth.BEHIND),
        ((47, 50, 52, 55, 58, 60, 63, 66), Growth.AHEAD),
        ((43, 50, 40, 52, 41, 55, 46, 51), Growth.BOTH),
        ((40, 39, 38, 37, 36), Growth.EARLY),
        ((40, None, 39, None, 38, None, 37, 36), Growth.EARLY),
        ((50, 50, 50, 50, 50, 50, 50), Growth.EARLY),
    ],
)
def test_behind_and_ahead_only_by_the_whole_interval(scores, growth):
    assert progress(AIM, weekly(*scores)).growth() is growth


def test_a_score_on_the_line_breaks_the_four():
    on = [AIM.at(Fraction(7 * n)) for n in range(1, 6)]
    below = path([Decimal(7 * n) for n in range(1, 5)], [Decimal(30)] * 4)
    assert progress(AIM, below).four == "all_below"
    line = aim_line(path([Decimal(0)], [Decimal(40)]), Fraction(60), Fraction(140))
    assert progress(line, weekly(30, 30, 43, 30)).four == "mixed"
    assert progress(AIM, weekly(30, 30, 30)).four == "too_few"
    assert len(on) == 5


def test_only_scores_since_the_change_of_teaching_count():
    assert len(progress(AIM, weekly(*range(8)), since=Fraction(42)).scores) == 3


def test_no_line_without_probes_or_without_days():
    assert isinstance(aim_line(path([], []), Fraction(72), Fraction(140)), Refusal)
    assert isinstance(aim_line(BASE, Fraction(72), Fraction(2)), Refusal)
    assert isinstance(aim_line(BASE, Fraction(72), Fraction(20), ((Fraction(2), Fraction(20)),)), Refusal)


@pytest.mark.parametrize("weekly_check", [False, True])
def test_the_rate_of_false_alarms_of_the_cue_is_what_simulated_pupils_on_plan_give(weekly_check):
    days = [Fraction(7 * n) for n in range(1, 9)]
    told = false_alarm(AIM, 3, days, weekly_check)
    random, times, hits = np.random.default_rng(99), 1500, 0
    for _ in range(times):
        start = np.median(random.normal(42, 10, 3))
        line = [start + (72 - start) * float((d - 2) / 138) for d in days]
        under = [y < aim for y, aim in zip(random.normal([float(AIM.at(d)) for d in days], 10), line, strict=True)]
        runs = [all(under[k : k + 4]) for k in range(5)]
        hits += any(runs) if weekly_check else runs[-1]
    assert told == pytest.approx(hits / times, abs=4 * (0.25 / times) ** 0.5)
    assert isinstance(false_alarm(AIM, 3, days[:3]), Refusal)
