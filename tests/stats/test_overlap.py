"""The overlap of two phases equals counting all pairs by hand."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats.overlap import nap, overlap
from guidance_app.stats.summary import mean, median
from tests.stats.mark import experiment, series

CASES = json.loads(Path(__file__).with_name("two_phases.json").read_text(encoding="utf-8"))
group = st.lists(st.decimals(-5, 5, allow_nan=False, places=1), min_size=1, max_size=15)


@pytest.mark.parametrize(
    ("number", "key", "won", "pairs"), [(1, "value", "109.5", 110), (2, "value", "36", 36), (3, "battery", "91", 98)]
)
def test_marks_three_experiments_as_counted_by_hand(number, key, won, pairs):
    found = overlap(experiment(number, key))
    assert (found.won, found.pairs) == (Fraction(won), pairs)


def test_fewer_minutes_are_better_where_that_was_agreed():
    found = overlap(experiment(2, "second", higher=False))
    assert found.complete
    assert overlap(experiment(2, "second", higher=True)).better == 0


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_reference_cases(case):
    a, b = ([Decimal(x) for x in case[side] if x is not None] for side in "ab")
    found = nap(a, b, case["improvement"] == "increase")
    assert (found.better, found.worse, found.tied) == (case["better"], case["worse"], case["tied"])
    assert float(found.nap) == pytest.approx(case["nap"], rel=1e-9)
    assert float(median(a)) == pytest.approx(case["median_a"], rel=1e-9)
    assert float(median(b)) == pytest.approx(case["median_b"], rel=1e-9)
    assert float(mean(a)) == pytest.approx(case["mean_a"], rel=1e-9)
    assert float(mean(b)) == pytest.approx(case["mean_b"], rel=1e-9)


@given(group, group, st.booleans())
def test_it_equals_counting_every_pair(a, b, higher):
    found = nap(a, b, higher)
    pairs = [(x, y) for x in a for y in b]
    assert found.better == sum((y > x) if higher else (y < x) for x, y in pairs)
    assert found.tied == sum(x == y for x, y in pairs)
    assert found.better + found.worse + found.tied == found.pairs == len(pairs)
    assert 0 <= found.nap <= 1


@given(group, group)
def test_mirroring_scores_and_direction_changes_nothing(a, b):
    mirrored = nap([-x for x in a], [-x for x in b], higher_is_better=False)
    assert mirrored == nap(a, b)
    assert nap(b, a).nap == 1 - nap(a, b).nap


@given(group, group, st.integers(-100, 100))
def test_ten_times_as_large_or_moved_scores_have_the_same_ties(a, b, shift):
    assert nap([x * 10 + shift for x in a], [x * 10 + shift for x in b]) == nap(a, b)


def test_decimals_are_compared_as_typed():
    assert nap([Decimal("0.1") + Decimal("0.2")], [Decimal("0.30")]).tied == 1


def test_nothing_to_compare_gives_no_number():
    assert nap([], [Decimal(1)]) is None
    assert nap([Decimal(1)], []) is None
    assert overlap(series([1, 2], [])) is None
    assert overlap(series([1, 2], [3], higher=None)) is None
