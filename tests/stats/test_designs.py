"""What is drawn could be drawn, everything that can be drawn is drawn equally often, and the floor is reached, never undercut."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from guidance_app.stats.chance import drawn_reversal, drawn_start
from guidance_app.stats.designs import (
    DrawnReversal,
    DrawnRounds,
    DrawnStagger,
    DrawnStart,
    DrawnTurns,
    can_convince,
)
from guidance_app.stats.orders import drawn_pairs, drawn_turns
from guidance_app.stats.stagger import drawn_stagger

PLANS = [
    DrawnStart(12, 3), DrawnReversal(11, 2), DrawnTurns(4, 4), DrawnTurns(4, 4, 2), DrawnTurns(3, 4, 2),
    DrawnRounds(("A", "B"), 4), DrawnRounds(("A", "B", "C"), 2), DrawnStagger(((3, 4), (6, 7), (9,))),
]  # fmt: skip
SEED = 20260303


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_everything_that_can_be_drawn_is_drawn_equally_often(plan):
    times, source = 60 * plan.possibilities, Random(SEED)
    drawn = Counter(plan.draw(source) for _ in range(times))
    assert len(drawn) == plan.possibilities, SEED
    spread = sum((n - 60) ** 2 / 60 for n in drawn.values())  # chi-square: mean and variance follow from the possibilities
    free = plan.possibilities - 1
    assert spread < free + 6 * (2 * free) ** 0.5, SEED


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_the_same_source_draws_the_same(plan):
    assert plan.draw(Random(1)) == plan.draw(Random(1))


def test_a_drawn_order_keeps_to_its_rule_and_a_drawn_test_accepts_it():
    row, source = [Decimal(n % 5) for n in range(12)], Random(SEED)
    for _ in range(50):
        order = DrawnTurns(6, 6, 2).draw(source)
        assert drawn_turns(row, order, 2).of == DrawnTurns(6, 6, 2).possibilities
        assert drawn_pairs(row, DrawnRounds(("A", "B"), 6).draw(source)).of == 64
        assert drawn_start(row, *DrawnStart(12, 3).draw(source), 3).of == 7
        assert drawn_reversal(row, DrawnReversal(12, 2).draw(source), 2).of == DrawnReversal(12, 2).possibilities
        lists = ((3, 4), (6, 7), (9, 10))
        assert drawn_stagger([row] * 3, DrawnStagger(lists).draw(source), lists).of == 48


def test_the_smallest_chance_figure_is_known_before_starting():
    assert DrawnStart(25, 3).floor == Fraction(1, 20)
    assert can_convince(DrawnStart(25, 3))
    assert not can_convince(DrawnStart(24, 3))
    assert (can_convince(DrawnStart(28, 5)), can_convince(DrawnStart(29, 5))) == (False, True)
    assert DrawnRounds(("A", "B"), 5).floor == Fraction(1, 16)
    assert DrawnRounds(("A", "B"), 6).floor == Fraction(1, 32)
    for names, fewest in (("AB", 6), ("ABC", 3), ("ABCD", 2)):
        assert [can_convince(DrawnRounds(tuple(names), n)) for n in (fewest - 1, fewest)] == [False, True]


def test_the_floor_is_what_complete_separation_reaches():
    low_high = [Decimal(n) for n in (1, 9) * 6]
    assert drawn_pairs(low_high, "AB" * 6).two_sided.p == DrawnRounds(("A", "B"), 6).floor
    assert drawn_turns(low_high, "AB" * 6).two_sided.p == DrawnTurns(6, 6).floor
    rising = [Decimal(0)] * 6 + [Decimal(9)] * 6
    assert drawn_start(rising, 7, 3).better.p == DrawnStart(12, 3).floor


@pytest.mark.parametrize("plan", [DrawnStart(5, 3), DrawnReversal(11, 3), DrawnTurns(9, 2, 2), DrawnStagger(((), (3,)))], ids=str)
def test_a_plan_with_nothing_to_draw_says_so(plan):
    assert plan.possibilities == 0
    with pytest.raises(ValueError, match=r"session|order|list"):
        plan.draw(Random(1))
