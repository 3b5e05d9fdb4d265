"""Comparing several approaches: every order of every round tried by hand gives the same chance figures."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats import rounds as module
from guidance_app.stats.gates import Range, Refusal, Why
from guidance_app.stats.rounds import every_pair, rounds_of, winner

cell = st.integers(0, 20).map(lambda n: Decimal(n) / 10)


def blocks(rows):
    return [{name: Decimal(y) for name, y in zip("ABCD", row, strict=False)} for row in rows]


@given(st.integers(2, 3).flatmap(lambda k: st.lists(st.lists(cell, min_size=k, max_size=k), min_size=1, max_size=6 - k)))
def test_it_equals_trying_every_order(rows):
    found = rounds_of(blocks(rows))
    every = [[sum(map(Fraction, column)) for column in zip(*order, strict=True)] for order in product(*map(permutations, rows))]
    seen, of = [sum(map(Fraction, column)) for column in zip(*rows, strict=True)], len(every)

    def share(measure, least):
        return Fraction(sum(measure(sums) >= least for sums in every), of)

    squares = sum(s * s for s in seen)
    assert found.possibilities == of
    assert found.omnibus.p == share(lambda sums: sum(s * s for s in sums), squares)
    for a, b in every_pair(found):
        i, j = found.names.index(a), found.names.index(b)
        gap = abs(seen[i] - seen[j])
        assert found.uncorrected(a, b).p == share(lambda sums, i=i, j=j: abs(sums[i] - sums[j]), gap)
        assert found.corrected(a, b).p == share(lambda sums: max(sums) - min(sums), gap)
        assert found.corrected(a, b).p >= found.uncorrected(a, b).p


def test_a_round_with_a_missed_session_is_left_out_and_counted():
    full = blocks([[1, 2], [2, 4], [3, 5]])
    with_gap = [*full, {"A": Decimal(9), "B": None}]
    assert rounds_of(with_gap).left_out == 1
    assert rounds_of(with_gap).corrected("A", "B") == rounds_of(full).corrected("A", "B")
    assert rounds_of([{"A": None, "B": None}]) == Refusal(Why.TOO_FEW)
    with pytest.raises(ValueError, match="every round"):
        rounds_of([{"A": Decimal(1), "B": Decimal(2)}, {"A": Decimal(1), "C": Decimal(2)}])


def test_the_winner_follows_the_direction_and_is_proved_only_after_the_correction():
    clear = rounds_of(blocks([[1, 9, 2]] * 6))
    best = winner(clear)
    assert (best.name, best.runner_up, best.lead, best.proved) == ("B", "C", 7, True)
    assert winner(clear, higher=False).name == "A"
    short = winner(rounds_of(blocks([[1, 9, 2]] * 2)))
    assert (short.name, short.proved) == ("B", False)
    tied = winner(rounds_of(blocks([[4, 4, 4]] * 6)))
    assert (tied.tied, tied.proved) == (True, False)


def test_a_difference_has_a_range_only_when_there_are_orders_enough():
    scores = [[12, 15, 13], [11, 16, 14], [13, 15, 12], [12, 18, 15]]
    found = rounds_of(blocks(scores)).between("A", "B")
    assert isinstance(found, Range)
    assert found.low < 4 < found.high
    assert rounds_of(blocks(scores[:1])).between("A", "B") == Refusal(Why.TOO_FEW)
    assert rounds_of(blocks([[1, 2, 3]] * 5)).between("A", "B") == Refusal(Why.NO_WIDTH)


def test_too_many_orders_to_count_are_drawn(monkeypatch):
    rows = [[Decimal(n * k % 7) for k in (1, 2, 3)] for n in range(1, 6)]
    exact = rounds_of(blocks(rows))
    monkeypatch.setattr(module, "MOST_STATES", 10)
    drawn = rounds_of(blocks(rows))
    assert not drawn.omnibus.exact
    assert drawn.omnibus.of == 10_000
    assert float(drawn.omnibus.p) == pytest.approx(float(exact.omnibus.p), abs=0.02)
    assert float(drawn.corrected("A", "B").p) == pytest.approx(float(exact.corrected("A", "B").p), abs=0.02)


def test_enormous_scores_stay_exact():
    small = [[Decimal(n * k % 5) for k in (1, 2, 3)] for n in range(1, 5)]
    large = [[y * Decimal("1E22") for y in row] for row in small]
    for a, b in every_pair(rounds_of(blocks(small))):
        assert rounds_of(blocks(large)).corrected(a, b) == rounds_of(blocks(small)).corrected(a, b)
        assert rounds_of(blocks(large)).uncorrected(a, b) == rounds_of(blocks(small)).uncorrected(a, b)
