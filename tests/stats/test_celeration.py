"""Growth as a factor for each week: exact where it can be, and refused where a ratio means nothing."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats.celeration import Celeration, celeration
from guidance_app.stats.exact import Path, path
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, Refusal, Why
from guidance_app.stats.ratio import Zero


def weekly(*scores: float | str) -> Path:
    return path([Decimal(7 * week) for week in range(len(scores))], [Decimal(str(score)) for score in scores])


def found(scores: Path) -> Celeration:
    made = celeration(scores, Zero.COUNT)
    assert isinstance(made, Celeration)
    return made


def test_what_almost_doubles_each_week_has_a_factor_of_about_two() -> None:
    one = found(weekly(1, 2, 4, 8, 16, 33))
    assert one.factor == pytest.approx(2, abs=0.02)
    assert one.range.low < one.factor < one.range.high
    assert one.way == 1
    assert one.at(35) == pytest.approx(32.5, abs=0.5)


def test_the_slope_is_that_of_least_squares_of_the_logarithms_worked_by_hand() -> None:
    """log2 of the scores 0, 1, 1, 2, 2, 3 against weeks 0 to 5: slope 19/35, rest 1.5 + 4 - ... = 0.342857 on 4 df."""
    one = found(weekly(1, 2, 2, 4, 4, 8))
    assert math.log2(one.factor) == pytest.approx(19 / 35)
    se = math.sqrt((5.5 - 17.5 * (19 / 35) ** 2) / 4 / 17.5)
    reach = 1.5332062737 * se  # t for 80% on 4 degrees of freedom
    assert math.log2(one.range.high) == pytest.approx(19 / 35 + reach, rel=1e-6)
    assert math.log2(one.range.low) == pytest.approx(19 / 35 - reach, rel=1e-6)


def test_only_an_interval_on_one_side_says_which_way_it_goes() -> None:
    assert found(weekly(8, 4, 4, 2, 2, 1)).way == -1
    assert found(weekly(3, 5, 2, 4, 3, 4)).way == 0


@pytest.mark.parametrize("zero", [Zero.DURATION, Zero.PERCENTAGE, Zero.PROPORTION, Zero.OTHER])
def test_only_counts_and_rates_have_a_factor(zero: Zero) -> None:
    assert celeration(weekly(1, 2, 4, 8, 16, 33), zero) == Refusal(Why.NO_TRUE_ZERO)


def test_a_zero_too_few_scores_one_day_and_no_spread_are_refused() -> None:
    assert celeration(weekly(1, 2, 0, 8, 16, 33), Zero.COUNT) == Refusal(Why.NOT_FINITE)
    assert celeration(weekly(-1, 2, 3, 8, 16, 33), Zero.COUNT) == Refusal(Why.NO_TRUE_ZERO)
    assert celeration(weekly(*range(1, FEWEST_FOR_GROWTH)), Zero.COUNT) == Refusal(Why.TOO_FEW)
    assert celeration(path([Decimal(1)] * 6, [Decimal(n) for n in range(1, 7)]), Zero.COUNT) == Refusal(Why.ONE_TIME)
    assert celeration(weekly(3, 3, 3, 3, 3, 3), Zero.COUNT) == Refusal(Why.NO_WIDTH)


@given(st.lists(st.integers(1, 10**6), min_size=6, max_size=20), st.integers(2, 1000))
def test_ten_times_as_much_grows_by_the_same_factor_and_every_figure_is_finite(scores: list[int], times: int) -> None:
    one, other = celeration(weekly(*scores), Zero.RATE), celeration(weekly(*(score * times for score in scores)), Zero.RATE)
    assert isinstance(one, Celeration) == isinstance(other, Celeration) or len(set(scores)) == 1
    if isinstance(one, Celeration) and isinstance(other, Celeration):
        assert one.factor == pytest.approx(other.factor)
        assert all(math.isfinite(x) and x > 0 for x in (one.factor, one.range.low, one.range.high, one.at(0)))
