"""Test scores: one place on every scale, and the checks of change and difference."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.scales import percentile, to_z
from guidance_app.stats.gates import Refusal
from guidance_app.stats.learning import (
    MEASUREMENTS_FOR_DYSLEXIA_CARE,
    didactic_age,
    learning_return,
    learning_return_between,
    lowest_in_a_row,
)
from guidance_app.stats.psychometrics import (
    SCALED,
    STANDARD,
    composite,
    index_difference,
    is_old,
    place,
    predicted_difference,
    regression_change,
    reliable_change,
    score_interval,
)


@given(
    st.sampled_from([("index", "index"), ("scaled", "scaled"), ("t", "t"), ("c", "c"), ("percentile", "percentile")]), st.data()
)
def test_it_agrees_with_the_axis_of_the_profile(kinds, data):
    value = data.draw(st.decimals(1, 10, places=1))
    there = place(kinds[0], value)
    assert float(there.z) == pytest.approx(to_z(kinds[1], value), rel=1e-12, abs=1e-12)
    if kinds[0] != "percentile":
        assert there.shown == percentile(float(there.z))


@pytest.mark.parametrize(
    ("share", "roman", "letter"),
    [
        ("9.9", "V", "E"),
        ("10", "V", "D"),
        ("20", "IV", "D"),
        ("25", "IV", "C"),
        ("50", "III", "B"),
        ("75", "II", "A"),
        ("80", "I", "A"),
    ],
)
def test_levels_go_up_on_their_limits(share, roman, letter):
    there = place("percentile", Decimal(share))
    assert (there.roman, there.letter) == (roman, letter)


def test_where_a_high_score_means_more_problems_the_place_is_turned():
    assert place("t", Decimal(70), higher=False).z == -2
    assert place("percentile", Decimal(97), higher=False).shown == "3"


def test_a_norm_of_its_own_comes_before_that_of_the_scale():
    assert place("standard", Decimal(60), (Decimal(50), Decimal(10))).z == 1


@pytest.mark.parametrize(("scale", "value"), [("percentile", 0), ("percentile", 100), ("avi", 3)])
def test_what_has_no_place_is_refused(scale, value):
    assert isinstance(place(scale, Decimal(value)), Refusal)


def test_a_percentile_as_typed_is_not_rounded_on_the_way():
    assert place("percentile", Decimal("2.5")).shown == "3"
    assert place("percentile", Decimal("99.5")).shown == ">99"


@given(st.integers(40, 160))
def test_there_and_back(value):
    assert place("index", Decimal(value)).on(STANDARD) == value
    assert place("scaled", Decimal(value)).on(SCALED) == value


def test_perfect_reliability_leaves_nothing_to_compute_with():
    assert isinstance(reliable_change(80, 90, 15, 1, 1), Refusal)
    assert isinstance(regression_change(80, 90, 100, 15, 1), Refusal)
    assert isinstance(index_difference(80, 90, 15, 1, 1, 0.5), Refusal)
    assert index_difference(80, 90, 15, 0.9, 0.9, None).base_rate is None
    assert predicted_difference(100, 15, 1, 90, 80).rate is None
    assert isinstance(composite([], 10, 3, []), Refusal)


def test_the_correction_only_makes_it_harder():
    for pairs in (1, 3, 10):
        found = index_difference(85, 104, 15, 0.88, 0.86, 0.45, comparisons=pairs)
        assert found.critical_corrected >= found.critical - 1e-12


def test_an_interval_round_the_true_score_lies_nearer_the_mean():
    found = score_interval(100, 15, 0.8, 70, 0.9)
    assert found.true[0] > found.obtained[0]
    assert found.true[1] - found.true[0] < found.obtained[1] - found.obtained[0]


def test_a_test_gets_old():
    assert is_old(2.1)
    assert not is_old(2.0)


@pytest.mark.parametrize(
    ("day", "months"),
    [("2025-09-01", 1), ("2026-06-30", 10), ("2026-08-15", 10), ("2029-03-31", 37), ("2031-07-01", 60), ("2040-01-01", 60)],
)
def test_didactic_age_counts_ten_months_a_year_from_groep_3(day, months):
    assert didactic_age(2025, dt.date.fromisoformat(day)) == months


def test_before_groep_3_there_is_no_didactic_age():
    assert isinstance(didactic_age(2025, dt.date(2025, 6, 1)), Refusal)


def test_learning_return_over_all_and_over_a_period():
    assert learning_return(Decimal(30), Decimal(40)) == 75
    assert learning_return_between((Decimal(20), Decimal(30)), (Decimal(29), Decimal(40))) == 90
    assert isinstance(learning_return(Decimal(3), Decimal(0)), Refusal)
    assert isinstance(learning_return_between((Decimal(20), Decimal(30)), (Decimal(29), Decimal(30))), Refusal)


def test_measurements_in_a_row_in_the_lowest_tenth():
    def row(*shares):
        return [place("percentile", Decimal(share)) for share in shares]

    assert lowest_in_a_row(row(40, 9, 8, 4)) == MEASUREMENTS_FOR_DYSLEXIA_CARE
    assert lowest_in_a_row(row(4, 8, 10)) == 0
    assert lowest_in_a_row([]) == 0
