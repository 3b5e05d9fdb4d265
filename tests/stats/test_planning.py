"""What a plan can show at best, what to change when that is too little, and that every draw has the same chance."""

import datetime as dt
import itertools
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from guidance_app.domain.session_days import place_of, session_days
from guidance_app.stats.designs import can_convince
from guidance_app.stats.drawn import Draw
from guidance_app.stats.exact import path
from guidance_app.stats.planning import (
    Shape,
    advice,
    at_best,
    draws_for,
    enough,
    least,
    lists_for,
    needed,
    plan_of,
    usual_times,
    would_notice,
)

MONDAY = dt.date(2026, 3, 2)
DRAWS = 6_000
SHAPES = [
    Shape("ab", 9, fewest=3, draw=Draw.START),
    Shape("abab", 13, fewest=3, draw=Draw.REVERSAL),
    Shape("turns", 6, draw=Draw.PAIRS),
    Shape("turns", 6, draw=Draw.TURNS, in_a_row=2),
    Shape("turns", 6, ("A", "B", "C"), draw=Draw.ROUNDS),
    Shape("baselines", 9, fewest=2, draw=Draw.STAGGER, series=2),
]


def scored(*scores: int):
    """A score a day."""
    return path([Decimal(day) for day in range(len(scores))], [Decimal(one) for one in scores])


def everything(shape: Shape) -> set[tuple[object, ...]]:
    """All that could be drawn, by trying."""
    n, k = shape.sessions, shape.fewest
    match shape.draw:
        case Draw.START:
            return {(start,) for start in range(1, n + 1) if k < start <= n - k + 1}
        case Draw.REVERSAL:
            edges = itertools.combinations(range(1, n + 1), 3)
            return {e for e in edges if all(b - a >= k for a, b in itertools.pairwise((1, *e, n + 1)))}
        case Draw.STAGGER:
            lists = lists_for(n, k, shape.series)
            return {starts for dealt in itertools.permutations(lists) for starts in itertools.product(*dealt)}
        case Draw.TURNS:
            orders = set(itertools.permutations("A" * (n // 2) + "B" * (n // 2)))
            return {o for o in orders if not any(len(set(o[i : i + 3])) == 1 for i in range(n - 2))}
        case _:
            rounds = itertools.product(itertools.permutations(shape.ways), repeat=n // len(shape.ways))
            return {tuple(itertools.chain(*one)) for one in rounds}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.draw.value)
def test_everything_that_can_be_drawn_has_the_same_chance(shape):
    plan, possible, source = plan_of(shape), everything(shape), random.Random(7)
    assert plan.possibilities == len(possible)
    counted = Counter(plan.draw(source) for _ in range(DRAWS))
    assert set(counted) <= possible
    expected = DRAWS / len(possible)
    chi_square = sum((counted[one] - expected) ** 2 / expected for one in possible)
    degrees = len(possible) - 1
    assert chi_square < degrees + 4 * (2 * degrees) ** 0.5


@pytest.mark.parametrize(("series", "sessions"), [(2, 25), (3, 30), (4, 50)])
def test_what_begins_one_after_another_keeps_its_distance_and_its_least(series, sessions):
    shape = Shape("baselines", sessions, fewest=5, draw=Draw.STAGGER, series=series)
    source = random.Random(3)
    for _ in range(200):
        starts = sorted(plan_of(shape).draw(source))
        assert starts[0] > 5
        assert sessions - starts[-1] + 1 >= 5
        assert all(later - earlier >= 5 for earlier, later in itertools.pairwise(starts))


def test_the_floor_is_said_in_words():
    assert at_best(Shape("ab", 25, fewest=3, draw=Draw.START)).sentence.startswith(
        "Op zijn best kan dit plan laten zien dat toeval zo'n verschil in 5 van de 100 gevallen geeft"
    )
    assert "p = 1/20" in at_best(Shape("ab", 25, fewest=3, draw=Draw.START)).arithmetic
    assert "minder dan 1" in at_best(Shape("turns", 24, draw=Draw.PAIRS)).sentence
    assert "geen toevalscijfer" in at_best(Shape("ab", 20)).sentence
    assert "Een toevalscijfer volgt niet" in at_best(Shape("criterion", 20, stages=4)).sentence


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.draw.value)
def test_a_plan_that_cannot_convince_says_with_how_many_times_it_can(shape):
    more = needed(shape)
    if can_convince(plan_of(shape)):
        assert more is None
        return
    assert more > shape.sessions
    assert can_convince(plan_of(Shape(shape.design, more, shape.ways, shape.fewest, shape.draw, shape.in_a_row, shape.series)))
    fits = enough(shape)
    assert can_convince(plan_of(fits))
    assert fits.sessions >= more
    assert [str(fits.sessions) in words for words in advice(shape)] == [True]  # one advice, which is enough for all


def test_known_numbers_of_times():
    assert needed(Shape("ab", 12, fewest=3, draw=Draw.START)) == 25
    assert needed(Shape("ab", 12, fewest=5, draw=Draw.START)) == 29
    assert needed(Shape("turns", 6, draw=Draw.PAIRS)) == 12
    assert needed(Shape("turns", 3, ("A", "B", "C"), draw=Draw.ROUNDS)) == 9
    assert needed(Shape("ab", 12)) is None


def test_without_a_draw_one_is_asked_to_draw_and_few_stages_are_not_enough():
    assert advice(Shape("ab", 30)) == ("Laat het programma loten: dan is toeval uit te sluiten.",)
    assert any("minstens 4 stappen" in one for one in advice(Shape("criterion", 20, stages=3)))
    assert advice(Shape("criterion", 25, stages=4)) == ()
    assert any("minstens 5 keer" in one for one in advice(Shape("turns", 8, draw=Draw.PAIRS)))


def test_what_it_would_notice_is_said_from_five_scores_of_the_usual_way_on():
    shape = Shape("turns", 24, draw=Draw.PAIRS)
    few, enough = scored(5, 7, 4, 6), scored(5, 7, 4, 6, 6)
    said = would_notice(shape, enough, lambda gap: f"{round(gap, 1)} punten").sentence
    assert "in 8 van de 10 keer" in said
    assert "nog niet te zeggen" in would_notice(shape, few, str).sentence
    assert "nog niet te zeggen" in would_notice(shape, None, str).sentence
    assert "klein genoeg" in would_notice(Shape("turns", 6, draw=Draw.PAIRS), enough, str).sentence
    assert would_notice(Shape("ab", 20), enough, str).sentence == ""


def test_planned_days_skip_the_holidays_and_keep_the_weekdays():
    closed = [(dt.date(2026, 3, 9), dt.date(2026, 3, 13))]
    days = session_days(MONDAY, ("1", "4"), 4, closed)
    assert [day.isoformat() for day in days] == ["2026-03-02", "2026-03-05", "2026-03-16", "2026-03-19"]
    assert len(session_days(MONDAY, (), 10)) == 10
    assert session_days(MONDAY, ("1",), 3, [(MONDAY, dt.date(2100, 1, 1))]) == ()
    assert [place_of(MONDAY + dt.timedelta(n), days) for n in (-1, 0, 2, 3, 13, 30)] == [None, 0, 0, 1, 1, 3]


def test_the_least_of_a_design_is_enough_to_carry_it_out():
    for shape in SHAPES:
        fits = Shape(shape.design, least(shape), shape.ways, shape.fewest, shape.draw, shape.in_a_row, shape.series)
        assert plan_of(fits).possibilities >= 1
    assert draws_for("criterion", 2) == ()
    assert draws_for("turns", 3) == (Draw.ROUNDS,)
    assert plan_of(Shape("ab", 20)) is None
    assert Fraction(1, 2) == plan_of(Shape("turns", 4, draw=Draw.PAIRS)).floor


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.draw.value)
def test_the_usual_number_of_times_can_convince_and_is_enough_for_a_conclusion(shape):
    usual = usual_times(replace(shape, sessions=0, fewest=5))
    fits = replace(shape, sessions=usual, fewest=5)
    assert can_convince(plan_of(fits))
    assert advice(fits) == ()


def test_one_advice_has_each_approach_often_enough_and_can_convince():
    three = Shape("turns", 6, ("A", "B", "C"), draw=Draw.ROUNDS)
    assert advice(three) == ("Met 15 keer, minstens 5 keer voor elke aanpak of fase, kan het wel overtuigen.",)
    assert enough(three).sessions == 15
    assert advice(enough(three)) == ()
    assert "Neem 15 keer, minstens 5 keer voor elke" in " ".join(advice(replace(three, sessions=12)))
    assert enough(Shape("ab", 12, fewest=3, draw=Draw.START)) == Shape("ab", 29, fewest=5, draw=Draw.START)


def test_of_each_stage_one_time_may_be_missed():
    assert usual_times(Shape("criterion", 0, stages=4)) == 30
