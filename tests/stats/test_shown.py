"""What is shown follows the gates: numbers only, so far, or in full; and each figure says where it comes from."""

import ast
import dataclasses
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import guidance_app
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.ambition import ambitious, history
from guidance_app.stats.exact import path, two_phases
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.picking import judge_rounds
from guidance_app.stats.ratio import Zero, distance, percent_change
from guidance_app.stats.rounds import rounds_of
from guidance_app.stats.shown import METHODS, Expert, Figures, figures, phases_of
from guidance_app.stats.verdict import Verdict
from tests.stats.mark import experiment, series


def phases(n_a, n_b):
    return two_phases([Decimal(n % 3 + 4) for n in range(n_a)], [Decimal(n % 4 + 6) for n in range(n_b)])


def given(figure):
    return not isinstance(figure, Refusal)


@pytest.mark.parametrize(
    ("n_a", "n_b", "shown"),
    [
        (2, 9, set()),
        (9, 2, set()),
        (3, 3, {"log_ratio", "to_goal"}),
        (4, 9, {"log_ratio", "to_goal"}),
        (5, 4, {"log_ratio", "to_goal", "tau_bc", "level", "slope"}),
        (5, 5, {"log_ratio", "to_goal", "tau_bc", "level", "slope", "lines"}),
    ],
)
def test_what_the_number_of_scores_allows(n_a, n_b, shown):
    found = figures(phases(n_a, n_b), Zero.COUNT, Decimal(20))
    enough = min(n_a, n_b) >= 3
    assert given(found.pairs) == given(found.pairs_range) == given(found.percent) == enough
    assert {f.name for f in dataclasses.fields(Expert) if given(getattr(found.expert, f.name))} == shown


def test_a_rank_figure_only_where_the_order_was_drawn():
    assert figures(phases(5, 5)).expert.rank == Refusal(Why.NOT_DRAWN)
    assert given(figures(phases(5, 5), drawn_order=True).expert.rank)


def test_percent_of_change_only_with_a_true_zero():
    both = two_phases([Decimal(4)] * 3, [Decimal(6)] * 3)
    assert percent_change(both, Zero.COUNT) == 50
    for zero in (Zero.OTHER, Zero.PERCENTAGE, Zero.PROPORTION):
        assert percent_change(both, zero) == Refusal(Why.NO_TRUE_ZERO)
    below = two_phases([Decimal(-4)] * 3, [Decimal(6)] * 3)
    assert percent_change(below, Zero.COUNT) == Refusal(Why.NO_TRUE_ZERO)
    nothing = two_phases([Decimal(0)] * 3, [Decimal(6)] * 3)
    assert percent_change(nothing, Zero.COUNT) == Refusal(Why.NOT_FINITE)


def test_the_way_to_a_goal_that_lies_behind_is_not_told():
    assert figures(phases(5, 5), Zero.COUNT, Decimal(1)).expert.to_goal == Refusal(Why.NO_GOAL)
    assert distance(Fraction(5), Fraction(8)) == 3
    assert distance(Fraction(5), Fraction(8), higher=False) == -3


def test_marks_third_experiment_over_its_real_dates():
    found = figures(phases_of(experiment(3, "battery")))
    assert (found.n_a, found.n_b, found.typical_a, found.typical_b) == (7, 14, 5, 7)
    assert found.pairs.won == 91
    assert found.expert.tau_bc == Fraction(6, 7)


def test_days_between_measurements_count_as_days():
    one = series([1, 2, 4, 5, 7], [9, 9, 9, 9, 9])
    later = tuple(dataclasses.replace(o, day=o.day.replace(month=3)) if o.phase == "B1" else o for o in one.observations)
    assert phases_of(one).b.times != phases_of(dataclasses.replace(one, observations=later)).b.times


def test_more_phases_or_no_direction_have_no_two_phases():
    assert phases_of(series([1, 2, 3], [4, 5, 6], [1, 2, 3])) == Refusal(Why.NOT_KNOWN)
    assert phases_of(series([1, 2, 3], [4, 5, 6], higher=None)) == Refusal(Why.NO_DIRECTION)
    base = series([5] * 5, [7] * 5)
    after = (Observation(base.observations[-1].day.replace(month=6), Decimal(9), "F"),)
    longer = Series("x", base.observations + after, (*base.phases, Phase("F", "Later", PhaseKind.FOLLOW_UP)))
    assert phases_of(longer).b.n == 5


def test_every_figure_has_its_method_and_source():
    named = {f.name for kind in (Figures, Expert) for f in dataclasses.fields(kind)}
    counts = {"n_a", "n_b", "missed_a", "missed_b", "typical_a", "typical_b", "expert"}
    assert named - counts <= set(METHODS)


def test_the_indices_of_the_literature_are_used_by_nothing_on_screen():
    root = Path(guidance_app.__file__).parent
    users = {
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and ("literature" in (node.module or "") or any(alias.name == "literature" for alias in node.names))
    }
    assert {user.replace("\\", "/") for user in users} == {"stats/cases/two_phases.py"}


def blocks(rows):
    return rounds_of([{name: Decimal(y) for name, y in zip("ABC", row, strict=True)} for row in rows])


@pytest.mark.parametrize(
    ("rows", "drawn", "verdict", "words"),
    [
        ([(1, 9, 2)] * 6, True, Verdict.CONTINUE, "Sam is beter dan Ali en Bo (7 punten)"),
        ([(1, 9, 2)] * 6, False, Verdict.CANNOT_SAY, "staat voor"),
        ([(50, 58, 47), (55, 60, 52), (46, 59, 49), (52, 55, 51)], True, Verdict.MEASURE_LONGER, "rondes extra nodig"),
        ([(1, 9, 2), (2, 9, 1), (1, 8, 2), (2, 9, 2)], True, Verdict.MEASURE_LONGER, "Sam staat voor"),
        ([(5, 9, 2)] * 2, True, Verdict.CANNOT_SAY, "Nog geen conclusie"),
        ([(5, 5, 2)] * 4, True, Verdict.MEASURE_LONGER, "staan de beste twee aanpakken gelijk"),
    ],
)
def test_picking_among_three(rows, drawn, verdict, words):
    labels = {"A": "Ali", "B": "Sam", "C": "Bo"}
    found = judge_rounds(blocks(rows), True, labels, lambda lead: f"{lead} punten", drawn)
    assert found.verdict is verdict
    assert words in found.why.sentence


def test_what_the_pupil_has_shown_and_an_ambitious_aim():
    one = path([Decimal(7 * n) for n in range(8)], [Decimal(y) for y in (40, 42, 41, 44, 43, 46, 45, 48)])
    own = history(one)
    assert (own.low, own.middle, own.high) == (40, Fraction(87, 2), 48)
    assert own.growth.low < 1 < own.growth.high
    assert ambitious(one, Fraction(77)) > 48 + 4 * own.growth.low
    assert isinstance(ambitious(one, Fraction(49)), Refusal)
    assert isinstance(history(one.first(5)).growth, Refusal)
    assert isinstance(ambitious(one.first(5), Fraction(77)), Refusal)
    assert isinstance(history(one.first(2)), Refusal)
