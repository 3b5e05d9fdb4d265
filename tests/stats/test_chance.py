"""A randomization test counts exactly the assignments that could have been drawn: the same as trying all of them one by one."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats import orders, stagger
from guidance_app.stats.chance import drawn_reversal, drawn_start
from guidance_app.stats.designs import DrawnStagger, DrawnTurns
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.orders import drawn_pairs, drawn_turns
from guidance_app.stats.stagger import drawn_stagger

score = st.one_of(st.none(), st.integers(0, 30).map(lambda n: Decimal(n) / 10))


def apart(row, in_b):
    """Mean of B minus mean of A; None when one of them has no score."""
    a, b = ([Fraction(y) for y, side in zip(row, in_b, strict=True) if y is not None and side == one] for one in (0, 1))
    return sum(b) / len(b) - sum(a) / len(a) if a and b else None


def counted(values, seen):
    """What cannot be computed counts as at least as large, in every direction."""
    return (
        sum(v is None or v >= seen for v in values),
        sum(v is None or v <= seen for v in values),
        sum(v is None or abs(v) >= abs(seen) for v in values),
        len(values),
    )


def equals(test, values, seen):
    if seen is None:
        assert test == Refusal(Why.TOO_FEW)
    else:
        assert (test.up, test.down, test.either, test.of) == counted(values, seen)
        assert test.observed == seen
        assert test.exact


@given(st.lists(score, min_size=6, max_size=12), st.integers(1, 3), st.data())
def test_a_drawn_start(row, fewest, data):
    starts = range(fewest + 1, len(row) - fewest + 2)
    start = data.draw(st.sampled_from(starts))
    every = {one: apart(row, [day >= one for day in range(1, len(row) + 1)]) for one in starts}
    equals(drawn_start(row, start, fewest), list(every.values()), every[start])


@given(st.lists(score, min_size=8, max_size=12), st.integers(1, 2), st.data())
def test_drawn_changes_there_and_back(row, fewest, data):
    n = len(row)
    every = [
        (a, b, c)
        for a, b, c in combinations(range(2, n + 1), 3)
        if min(a - 1, b - a, c - b, n + 1 - c) >= fewest
    ]  # fmt: skip
    used = data.draw(st.sampled_from(every))
    found = {one: apart(row, [one[0] <= d < one[1] or d >= one[2] for d in range(1, n + 1)]) for one in every}
    equals(drawn_reversal(row, used, fewest), list(found.values()), found[used])


@given(st.lists(score, min_size=2, max_size=9), st.sampled_from([None, 1, 2, 3]), st.data())
def test_a_drawn_order_with_a_limit_in_a_row(row, limit, data):
    n_b = data.draw(st.integers(1, len(row) - 1))
    every = [one for one in product("AB", repeat=len(row)) if one.count("B") == n_b and longest(one) <= (limit or 99)]
    if not every:
        return
    used = data.draw(st.sampled_from(every))
    found = [apart(row, [side == "B" for side in one]) for one in every]
    equals(drawn_turns(row, used, limit), found, found[every.index(used)])
    assert DrawnTurns(len(row) - n_b, n_b, limit).possibilities == len(every)


def longest(order):
    return max(len(run) for run in "".join(order).replace("AB", "A B").replace("BA", "B A").split())


@given(st.lists(score, min_size=2, max_size=8).filter(lambda row: len(row) % 2 == 0), st.data())
def test_a_drawn_order_in_pairs(row, data):
    every = ["".join(one) for one in product(("AB", "BA"), repeat=len(row) // 2)]
    used = data.draw(st.sampled_from(every))
    found = [apart(row, [side == "B" for side in one]) for one in every]
    equals(drawn_pairs(row, used), found, found[every.index(used)])


@given(st.lists(st.lists(score, min_size=6, max_size=6), min_size=2, max_size=3), st.data())
def test_drawn_starts_of_several_series(series, data):
    k = len(series)
    lists = [data.draw(st.lists(st.integers(2, 6), min_size=1, max_size=3, unique=True)) for _ in range(k)]
    deals = [starts for deal in permutations(lists) for starts in product(*deal)]
    used = data.draw(st.sampled_from(deals))

    def mean(starts):
        parts = [apart(row, [d >= s for d in range(1, 7)]) for row, s in zip(series, starts, strict=True)]
        return None if None in parts else sum(parts) / k

    equals(drawn_stagger(series, used, lists), [mean(one) for one in deals], mean(used))
    assert DrawnStagger(tuple(map(tuple, lists))).possibilities == len(deals)


ROW = [Decimal(n) for n in (3, 2, 4, 7, 8, 6, 9, 8, 9, 10)]


@pytest.mark.parametrize(
    "test",
    [
        lambda: drawn_start(ROW, 3, 3),
        lambda: drawn_start(ROW, 9, 3),
        lambda: drawn_reversal(ROW, (3, 5, 7), 3),
        lambda: drawn_reversal(ROW, (3, 5), 2),
        lambda: drawn_turns(ROW, "AAABBBABAB", 2),
        lambda: drawn_turns(ROW, "ABABABABA", None),
        lambda: drawn_turns(ROW, "ABCABABABA", None),
        lambda: drawn_pairs(ROW, "AABBABABAB"),
        lambda: drawn_stagger([ROW, ROW], (4, 4), [[4, 5], [7, 8]]),
    ],
)
def test_what_could_not_have_been_drawn_gets_no_chance_figure(test):
    refused = test()
    assert isinstance(refused, Refusal)
    assert refused.why is Why.NOT_POSSIBLE


def test_twenty_four_sessions_in_turns_are_counted_one_and_all():
    row, order = [Decimal(n % 7) for n in range(24)], "AB" * 12
    assert drawn_turns(row, order, 2).of == 52_404
    assert drawn_turns(row, order).of == 2_704_156


def test_four_series_of_twenty_one_starts_are_counted_one_and_all():
    lists = [list(range(4, 25))] * 4
    test = drawn_stagger([[Decimal(n * k % 11) for n in range(30)] for k in (1, 2, 3, 5)], (5, 10, 15, 20), lists)
    assert (test.of, test.exact) == (24 * 21**4, True)


def test_too_many_to_count_are_drawn_and_the_used_one_counts_along(monkeypatch):
    row, order = [Decimal(n) for n in (1, 9, 2, 8, 1, 9, 2, 8, 1, 9, 2, 8)], "AB" * 6
    counted_all = drawn_turns(row, order, 2)
    pairs, lists = drawn_pairs(row, order), [[3, 4, 5], [6, 7, 8]]
    starts = drawn_stagger([row, row], (4, 7), lists)
    monkeypatch.setattr(orders, "MOST_ORDERS", 1)
    monkeypatch.setattr(stagger, "MOST_STARTS", 1)
    for exact, drawn in (
        (counted_all, drawn_turns(row, order, 2)),
        (pairs, drawn_pairs(row, order)),
        (starts, drawn_stagger([row, row], (4, 7), lists)),
    ):
        assert (drawn.of, drawn.exact, drawn.observed) == (10_000, False, exact.observed)
        for side in ("better", "worse", "two_sided"):
            assert float(getattr(drawn, side).p) == pytest.approx(float(getattr(exact, side).p), abs=0.02)
            assert getattr(drawn, side).count >= 1


def test_enormous_scores_stay_exact():
    row = [Decimal(n) * Decimal("1E25") + Decimal(n % 3) / 1000 for n in range(8)]
    every = [one for one in product("AB", repeat=8) if one.count("B") == 4]
    found = [apart(row, [side == "B" for side in one]) for one in every]
    equals(drawn_turns(row, "ABBAABBA"), found, apart(row, [side == "B" for side in "ABBAABBA"]))
