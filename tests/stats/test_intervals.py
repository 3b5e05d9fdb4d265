"""Intervals and ranks equal their definition, solved or counted another way."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guidance_app.stats.distributions import coin_needed, coin_tail, quantile, t_between, t_for, two_sided, z_for
from guidance_app.stats.exact import path, two_phases
from guidance_app.stats.overlap import nap_limits
from guidance_app.stats.ranks import rank_test
from guidance_app.stats.rounds import studentized_range
from guidance_app.stats.trend import kendall_s, least_squares, piecewise, rising, theil_sen

tenths = st.integers(-30, 30).map(lambda n: Decimal(n) / 10)
group = st.lists(tenths, min_size=2, max_size=5)
sizes = st.integers(2, 12)


@given(sizes, sizes, st.data(), st.sampled_from([0.8, 0.9, 0.95]))
def test_the_limits_of_nap_solve_their_equation_and_always_have_width(m, n, data, confidence):
    found = Fraction(data.draw(st.integers(0, 2 * m * n)), 2 * m * n)
    low, high = nap_limits(found, m, n, confidence)
    assert low <= float(found) <= high
    assert 0 <= low < high <= 1
    assert nap_limits(1 - found, m, n, confidence) == pytest.approx((1 - high, 1 - low), abs=1e-9)
    h, z = (m + n) / 2 - 1, z_for(confidence)
    for x in (low, high):
        left = m * n * (float(found) - x) ** 2 * (2 - x) * (1 + x)
        right = z * z * x * (1 - x) * (2 + h + (1 + 2 * h) * x * (1 - x))
        assert left == pytest.approx(right, abs=1e-6 * m * n)
    assert high - low < (nap_limits(found, m, n, 0.99)[1] - nap_limits(found, m, n, 0.99)[0])


def test_three_against_three_all_better_is_not_certain():
    low, high = nap_limits(Fraction(1), 3, 3)
    assert (round(low, 2), high) == (0.50, 1)
    assert nap_limits(Fraction(1), 1, 5) is None


@given(group, group)
def test_ranks_equal_every_regrouping(a, b):
    scores = [*a, *b]
    ranks = [sum(x < y for x in scores) + Fraction(sum(x == y for x in scores) + 1, 2) for y in scores]
    seen = sum(ranks[len(a) :])
    sums = [sum(one) for one in combinations(ranks, len(b))]
    found = rank_test(two_phases(a, b))
    assert (found.count, found.of) == (sum(s >= seen for s in sums), len(sums))


@given(st.lists(tenths, min_size=3, max_size=9))
def test_lines_equal_another_way_to_compute_them(scores):
    times = [Decimal(n * n) for n in range(len(scores))]
    one = path(times, scores)
    line, sen = least_squares(one), theil_sen(one)
    slope, intercept = np.polyfit([float(t) for t in times], [float(y) for y in scores], 1)
    assert float(line.slope) == pytest.approx(slope, abs=1e-9)
    assert float(line.intercept) == pytest.approx(intercept, abs=1e-9)
    steps = sorted((Fraction(y2) - Fraction(y1)) / (Fraction(t2) - Fraction(t1)) for (t1, y1), (t2, y2) in
                   combinations(zip(times, scores, strict=True), 2))  # fmt: skip
    half = len(steps) // 2
    assert sen.slope == (steps[half] if len(steps) % 2 else (steps[half - 1] + steps[half]) / 2)
    assert rising(one) == kendall_s(one.times, one.scores)


@given(st.lists(tenths, min_size=3, max_size=7), st.lists(tenths, min_size=3, max_size=7))
def test_two_lines_equal_one_regression_with_four_terms(a, b):
    m, n = len(a), len(b)
    phases = two_phases(a, b)
    step = piecewise(phases.a, phases.b, phases.first, phases.first_b)
    t, in_b = np.arange(1.0, m + n + 1), np.arange(m + n) >= m
    terms = np.stack([np.ones(m + n), t - 1, in_b, (t - m - 1) * in_b], axis=1)
    y = np.array([float(one) for one in (*a, *b)])
    found, *_ = np.linalg.lstsq(terms, y, rcond=None)
    assert [float(x) for x in (step.start, step.trend, step.level, step.slope)] == pytest.approx(list(found), abs=1e-8)
    assume(m + n > 4)
    variance = float(((y - terms @ found) ** 2).sum()) / (m + n - 4)
    errors = np.sqrt(np.diag(np.linalg.inv(terms.T @ terms)) * variance)
    assert list(step.se.values()) == pytest.approx(list(errors), abs=1e-7)


@pytest.mark.parametrize(
    ("df", "t"), [(1, 12.70620474), (2, 4.30265273), (5, 2.570581836), (30, 2.042272456), (200, 1.971896224)]
)
def test_t_equals_the_tables(df, t):
    assert t_for(0.95, df) == pytest.approx(t, rel=1e-9)
    assert t_between(t_for(0.95, df), df) == pytest.approx(0.95, rel=1e-13)


def test_normal_shares_reach_far_into_the_tail():
    assert two_sided(30) == pytest.approx(9.813427854297537e-198, rel=1e-9)
    assert quantile(0.975) == pytest.approx(z_for(0.95))


@given(st.integers(1, 40))
def test_coins(throws):
    assert coin_tail(0, throws) == 1
    assert coin_tail(throws, throws) == Fraction(1, 2**throws)
    needed = coin_needed(throws)
    assert (needed is None) == (throws < 5)
    if needed is not None:
        assert coin_tail(needed, throws) < Fraction(1, 20) <= coin_tail(needed - 1, throws)


@pytest.mark.parametrize(("k", "df", "q"), [(2, 5, 3.635), (3, 6, 4.339), (3, 8, 4.041), (4, 9, 4.415)])
def test_the_range_of_several_equals_the_tables(k, df, q):
    assert studentized_range(k, df, 0.95) == pytest.approx(q, rel=0.01)
    assert math.isfinite(studentized_range(k, df, 0.8))
