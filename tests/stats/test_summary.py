"""The typical score is exact, whatever the scores look like."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.entry import MOST_DIGITS
from guidance_app.stats.summary import by_phase, mean, median, rounded, summary
from tests.stats.mark import experiment, series

scores = st.lists(st.decimals(-1000, 1000, allow_nan=False, places=2), min_size=1, max_size=30)


def test_the_middle_of_marks_first_experiment_per_phase():
    found = by_phase(experiment(1))
    assert {code: s.median for code, s in found.items()} == {"A1": 45, "B1": Decimal("72.5"), "A2": 55, "B2": 80}
    assert (found["A1"].low, found["A1"].high, found["A1"].range, found["A1"].mean) == (40, 55, 15, 47)
    assert found["B2"].mean == 78


@given(scores)
def test_median_and_mean_equal_the_definition(some):
    exact = [Fraction(s) for s in some]
    assert Fraction(median(some)) == statistics.median(exact)
    assert mean(some) == sum(exact) / len(exact)


@given(scores, st.integers(-500, 500))
def test_moving_or_stretching_all_scores_moves_the_summary_along(some, shift):
    assert median([s + shift for s in some]) == median(some) + shift
    assert median([-s for s in some]) == -median(some)
    assert mean([s * 10 for s in some]) == mean(some) * 10


@given(scores)
def test_the_middle_lies_between_lowest_and_highest(some):
    one = summary(some)
    assert one.low <= one.median <= one.high
    assert one.low <= one.mean <= one.high
    assert abs(Fraction(one.mean_shown) - one.mean) <= Fraction(1, 2000)


def test_no_digit_is_lost_between_a_very_large_and_a_very_small_score():
    large, small = Decimal("9" * MOST_DIGITS), Decimal("0." + "0" * 13 + "1")
    assert Fraction(median([large, small])) == (Fraction(large) + Fraction(small)) / 2


def test_a_shown_mean_has_one_decimal_more_and_rounds_halves_away_from_zero():
    assert str(summary([Decimal(7), Decimal(8), Decimal(8)]).mean_shown) == "7.7"
    assert str(summary([Decimal("7.50"), Decimal("7.51")]).mean_shown) == "7.505"
    assert str(rounded(Fraction(5, 2), 0)) == "3"
    assert str(rounded(Fraction(-5, 2), 0)) == "-3"


def test_missed_sessions_are_counted_and_not_taken_for_zero():
    found = by_phase(series([5, None, 7], [None, None]))
    assert set(found) == {"A1"}
    assert (found["A1"].n, found["A1"].missed, found["A1"].median) == (2, 1, 6)


def test_without_scores_there_is_no_summary():
    assert summary([]) is None
    for function in (median, mean):
        with pytest.raises(ValueError, match="no scores"):
            function([])
