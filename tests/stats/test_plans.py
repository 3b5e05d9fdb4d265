"""What a plan would notice, agreement of observers, and a changing criterion."""

import time
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats.agreement import agreement, agreement_of_counts
from guidance_app.stats.criterion import Stage, following
from guidance_app.stats.designs import DrawnReversal, DrawnRounds, DrawnStagger, DrawnStart, DrawnTurns
from guidance_app.stats.drawn import Draw
from guidance_app.stats.exact import path
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.planning import Shape, plan_of
from guidance_app.stats.power import _assignments, more_rounds, noticed, power, smallest_shift
from guidance_app.stats.rounds import rounds_of


def baseline(*scores):
    return path([Decimal(n) for n in range(len(scores))], [Decimal(y) for y in scores])


@pytest.mark.parametrize(("rounds", "known"), [(4, 0.09), (6, 0.45), (8, 0.80), (10, 0.93)])
def test_three_methods_one_of_them_two_sds_better(rounds, known):
    assert power(DrawnRounds(("A", "B", "C"), rounds), 2.0) == pytest.approx(known, abs=0.08)


@pytest.mark.parametrize(("pairs", "known"), [(6, 0.77), (8, 0.99)])
def test_two_methods_in_pairs(pairs, known):
    assert power(DrawnRounds(("A", "B"), pairs), 2.0) == pytest.approx(known, abs=0.08)


@pytest.mark.parametrize(
    "plan",
    [DrawnStart(30, 3), DrawnReversal(20, 3), DrawnTurns(6, 6, 2), DrawnStagger(((4, 5, 6), (7, 8, 9), (10, 11, 12)))],
    ids=str,
)
def test_a_larger_change_is_noticed_more_often_and_no_change_rarely(plan):
    assert power(plan, 0.0) <= 0.08
    assert power(plan, 0.0) < power(plan, 2.0) <= power(plan, 5.0)
    assert 0.5 < smallest_shift(plan) < 5


def test_what_is_noticed_is_told_in_the_unit_of_the_scores():
    plan = DrawnTurns(6, 6, 2)
    small, large = noticed(plan, baseline(5, 6, 5, 4, 5)), noticed(plan, baseline(50, 60, 50, 40, 50))
    assert large.change == pytest.approx(10 * small.change)


def test_below_five_scores_without_spread_or_without_a_chance_it_is_not_known():
    plan = DrawnTurns(6, 6, 2)
    assert noticed(plan, baseline(5, 6, 5, 4)) == Refusal(Why.NOT_KNOWN)
    assert noticed(plan, baseline(5, 5, 5, 5, 5)) == Refusal(Why.NOT_KNOWN)
    assert noticed(DrawnStart(12, 3), baseline(5, 6, 5, 4, 5)) == Refusal(Why.CANNOT_SHOW)
    assert noticed(DrawnRounds(("A", "B", "C"), 3), baseline(5, 6, 5, 4, 5)) == Refusal(Why.CANNOT_SHOW)


def test_about_how_many_rounds_more():
    rows = [(50, 58, 47), (55, 60, 52), (46, 59, 49), (52, 55, 51)]
    seen = rounds_of([dict(zip("ABC", map(Decimal, row), strict=True)) for row in rows])
    assert more_rounds(seen) in range(1, 13)
    tied = rounds_of([dict.fromkeys("ABC", Decimal(4))] * 4)
    assert more_rounds(tied) == Refusal(Why.NOT_KNOWN)


def test_how_many_rounds_more_is_known_before_anybody_waits():
    rows = [(50, 58, 47), (55, 60, 52), (46, 59, 49), (52, 55, 51), (50, 57, 52)]
    seen = rounds_of([dict(zip("ABC", map(Decimal, row), strict=True)) for row in rows])
    quickest = min(_seconds(lambda: more_rounds(seen)) for _ in range(3))
    assert quickest < 0.15


def _seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began


def test_fewer_rounds_are_needed_for_a_larger_lead():
    def more(lead):
        rows = [(50 + lead, 58, 47), (55 + lead, 60, 52), (46 + lead, 59, 49), (52 + lead, 55, 51), (50 + lead, 51, 53)]
        return more_rounds(rounds_of([dict(zip("ABC", map(Decimal, row), strict=True)) for row in rows]))

    assert more(13) > more(16) > more(24) > 0


def test_series_that_begin_one_after_another_are_simulated_over_all_times_of_the_plan():
    shape = Shape("baselines", 24, ("A", "B"), 5, Draw.STAGGER, None, 3)
    plan = plan_of(shape)
    assert plan.sessions == 24
    assert _assignments(plan, np.random.default_rng(1)).shape[1] == 3 * 24


def test_agreement_known_by_hand():
    first, second = "yynnyynnyy", "yynnyynyyn"
    found = agreement(first, second)
    assert (found.share, found.kappa) == (Fraction(8, 10), (Fraction(8, 10) - Fraction(52, 100)) / Fraction(48, 100))
    assert agreement("yyy", "yyy").kappa == Refusal(Why.NO_SPREAD)
    assert agreement([None], ["y"]) == Refusal(Why.TOO_FEW)
    counts = [[Decimal(n) for n in row] for row in ((4, 0, 10), (5, 0, 8))]
    assert agreement_of_counts(*counts) == (Fraction(4, 5) + 1 + Fraction(4, 5)) / 3
    assert agreement_of_counts([Decimal(-1)], [Decimal(2)]) == Refusal(Why.NO_TRUE_ZERO)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_agreement_does_not_depend_on_who_is_first(seen):
    first, second = zip(*seen, strict=True)
    assert agreement(first, second) == agreement(second, first)


def test_a_criterion_that_scores_follow_three_times():
    def stage(criterion, *scores):
        return Stage(Decimal(criterion), tuple(map(Decimal, scores)))

    stages = [stage(5, 5, 6, 5), stage(7, 7, 8, 7), stage(9, 9, 9, 10), stage(8, 8, 8, 7)]
    assert (following(stages).changes, following(stages).convincing) == (3, True)
    assert stages[0].met() == 3
    assert stages[3].met(higher=False) == 3
    assert not following([*stages[:3], stage(8, 9, 10, 10)]).convincing
    assert not following([*stages[:3], stage(8, 8, 8)]).convincing
