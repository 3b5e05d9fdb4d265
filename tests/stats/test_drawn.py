"""From what was logged to the chance figure of a series: only of what was drawn, in the direction that was wanted."""

import datetime as dt
from fractions import Fraction

import pytest

from guidance_app.stats.drawn import Draw, Logged, chance_of
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.verdict import Verdict, evidence, judge
from tests.stats.mark import experiment, series

A, B = [5, 4, 6, 5, 4, 5], [9, 8, 9, 10, 9, 8]
START = Logged(Draw.START, fewest=3)


def test_marks_second_experiment_was_drawn_in_pairs():
    for key, higher in (("value", True), ("second", False)):
        found = chance_of(experiment(2, key, higher=higher), Logged(Draw.PAIRS))
        assert found.wanted.p == Fraction(2, 64)
        assert judge(evidence(experiment(2, key, higher=higher), found)).verdict is Verdict.CONTINUE
    other_way = chance_of(experiment(2, "second", higher=True), Logged(Draw.PAIRS))
    assert (other_way.wanted.p, other_way.unwanted.p) == (1, Fraction(2, 64))


def test_a_drawn_start_is_looked_at_in_the_wanted_direction():
    assert chance_of(series(A, B), START).wanted.p == Fraction(1, 7)
    assert chance_of(series(A, B), START).what == "start"
    assert chance_of(series(B, A, higher=False), START).wanted.p == Fraction(1, 7)
    assert chance_of(series(B, A), START).unwanted.p == Fraction(1, 7)


def test_missed_sessions_are_sessions_all_the_same():
    with_gap = series([*A[:3], None, None, *A[3:]], B)
    assert chance_of(with_gap, START).wanted.of == 9


def test_there_and_back():
    found = chance_of(series(A[:3], B[:3], A[:3], B[:3]), Logged(Draw.REVERSAL, fewest=2))
    assert (found.wanted.count, found.wanted.of) == (1, 35)


def test_the_logged_order_must_be_the_one_that_was_kept_to():
    order = ("zonder", "met", "met", "zonder", "zonder", "met", "met", "zonder", "zonder", "met", "met", "zonder")
    kept = Logged(Draw.PAIRS, order=order, on=dt.date(2025, 11, 3))
    assert chance_of(experiment(2), kept).wanted.p == Fraction(2, 64)
    half = chance_of(experiment(2, first=7), kept)
    assert half.wanted.of == 64
    swapped = ("met", "zonder", *order[2:])
    assert chance_of(experiment(2), Logged(Draw.PAIRS, order=swapped)) == Refusal(Why.NOT_POSSIBLE)
    assert chance_of(experiment(2), Logged(Draw.PAIRS, on=dt.date(2026, 12, 1))) == Refusal(Why.NOT_POSSIBLE)


@pytest.mark.parametrize(
    ("one", "logged", "why"),
    [
        (series(A, B), None, Why.NOT_DRAWN),
        (series(A, B, higher=None), START, Why.NO_DIRECTION),
        (series(A, B), Logged(Draw.START, fewest=7), Why.NOT_POSSIBLE),
        (series(A, B), Logged(Draw.PAIRS), Why.NOT_POSSIBLE),
        (series(A, B), Logged(Draw.TURNS, in_a_row=2), Why.NOT_POSSIBLE),
        (series(A, B, A, B), START, Why.NOT_POSSIBLE),
        (series(A, []), START, Why.NOT_POSSIBLE),
        (series([None] * 6, B), START, Why.TOO_FEW),
    ],
)
def test_no_chance_figure_without_a_draw_that_fits(one, logged, why):
    assert chance_of(one, logged) == Refusal(why)
