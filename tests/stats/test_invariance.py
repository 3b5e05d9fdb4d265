"""The same measurements in another unit, moved, or looked at upside down give the same ranks, ties and conclusions; and whatever
was measured, nothing that is not a number, no range without width and no chance of 0 gets out."""

import dataclasses
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.stats import literature
from guidance_app.stats.baseline import tau_bc, two_lines
from guidance_app.stats.chance import drawn_start
from guidance_app.stats.exact import decimal_of, two_phases
from guidance_app.stats.gates import Chance, Range, Refusal
from guidance_app.stats.overlap import pairs_won
from guidance_app.stats.ranks import rank_test
from guidance_app.stats.ratio import Zero
from guidance_app.stats.shown import figures
from guidance_app.stats.trend import theil_sen

tenths = st.integers(-40, 40).map(lambda n: Decimal(n) / 10)
phase = st.lists(st.one_of(st.none(), tenths), min_size=1, max_size=9)
any_score = st.one_of(st.none(), st.decimals("-1e12", "1e12", allow_nan=False, places=3), st.integers(0, 3).map(Decimal))
any_phase = st.lists(any_score, max_size=9)


def moved(scores, act):
    return [None if y is None else act(y) for y in scores]


def facts(a, b, higher=True):
    """Everything that rests on order alone."""
    both = two_phases(a, b, None, higher)
    if not both.a.n or not both.b.n:
        return None
    corrected, lines = tau_bc(both), two_lines(both)
    return (
        pairs_won(*(one.scores for one in both.directed)),
        corrected and (corrected.estimate, corrected.overlap, corrected.tau_b),
        lines and (lines.beyond, lines.p),
        rank_test(both),
        literature.tau_u(both),
        literature.pand_sorted(both),
        literature.pand(both),
    )


@given(phase, phase, st.integers(-300, 300))
def test_ten_times_and_moved(a, b, shift):
    assert facts(moved(a, lambda y: 10 * y + shift), moved(b, lambda y: 10 * y + shift)) == facts(a, b)


@given(phase, phase)
def test_mirrored_with_the_direction_turned(a, b):
    assert facts(moved(a, lambda y: -y), moved(b, lambda y: -y), higher=False) == facts(a, b)


@given(phase, phase)
def test_typed_with_a_comma(a, b):
    def typed(scores):
        return moved(scores, lambda y: decimal_of(str(y).replace(".", ",")))

    assert facts(typed(a), typed(b)) == facts(a, b)


@given(phase, phase, st.integers(1, 3))
def test_chance_figures_too(a, b, fewest):
    row, start = a + b, len(a) + 1
    plain = drawn_start(row, start, fewest)
    tenfold = drawn_start(moved(row, lambda y: 10 * y + 7), start, fewest)
    mirrored = drawn_start(moved(row, lambda y: -y), start, fewest)
    if isinstance(plain, Refusal):
        assert (tenfold, mirrored) == (plain, plain)
        return
    assert (tenfold.up, tenfold.down, tenfold.either) == (plain.up, plain.down, plain.either)
    assert (mirrored.up, mirrored.down, mirrored.either) == (plain.down, plain.up, plain.either)


def test_a_line_that_is_simply_carried_on_shows_nothing_new():
    a, b = [[Decimal(n) / 10 for n in numbers] for numbers in ((11, 12, 13, 14, 15), (16, 17, 18, 19, 20))]
    assert tau_bc(two_phases(a, b)).overlap.tied == 25


def test_a_missed_session_keeps_its_place_in_time():
    scores = [Decimal(n) for n in (2, 4, 5, 6)]
    with_gap = two_phases([scores[0], None, None, None, *scores[1:]], [Decimal(8)])
    assert theil_sen(with_gap.a).slope != theil_sen(two_phases(scores, [Decimal(8)]).a).slope


def every_figure(found):
    """All values inside, however deep."""
    if dataclasses.is_dataclass(found) and not isinstance(found, Refusal):
        for field in dataclasses.fields(found):
            yield from every_figure(getattr(found, field.name))
    yield found


@given(any_phase, any_phase, st.booleans(), st.sampled_from(Zero), st.booleans(), st.integers(-5, 5).map(Decimal))
def test_whatever_was_measured_only_figures_that_can_be_shown_come_out(a, b, higher, zero, drawn, goal):
    shown = figures(two_phases(a, b, None, higher), zero, goal, 20, drawn)
    for one in every_figure(shown):
        if isinstance(one, float):
            assert math.isfinite(one)
        if isinstance(one, Range):
            assert one.low < one.high
        if isinstance(one, Chance):
            assert 0 < one.p <= 1
        if isinstance(one, Refusal):
            assert one.words


@pytest.mark.parametrize(("a", "b"), [([5, 5, 5, 5, 5], [9, 9, 9, 9, 9]), ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])])
def test_scores_without_any_spread_have_no_range_but_for_the_pairs(a, b):
    shown = figures(two_phases([Decimal(n) for n in a], [Decimal(n) for n in b]), Zero.COUNT, Decimal(20))
    assert isinstance(shown.expert.level, Refusal)
    assert shown.pairs_range.low == pytest.approx(0.642702823931043)
    assert shown.pairs_range.high == 1


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", "", True, None, "1e99", Decimal("1E-50")])
def test_what_is_no_number_is_no_score(bad):
    with pytest.raises(ValueError, match="not a number"):
        decimal_of(bad)


def test_a_range_without_width_and_a_chance_of_nothing_cannot_be_made():
    for low, high in ((1.0, 1.0), (2.0, 1.0), (0.0, math.inf), (math.nan, 1.0)):
        with pytest.raises(ValueError, match="interval"):
            Range(low, high, 0.95)
    for count in (0, -1, 11):
        with pytest.raises(ValueError, match="chance"):
            Chance(count, 10)
    assert Chance(1, 10).p == Fraction(1, 10)
