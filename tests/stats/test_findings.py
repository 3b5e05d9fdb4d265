"""What is said of an outcome: whatever was typed, no figure without its gate and no number that is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.drawer import drawers
from guidance_app.stats.drawn import Draw, Logged
from guidance_app.stats.findings import findings, rounds_in
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.plain_figures import Inputs
from guidance_app.stats.ratio import Zero
from guidance_app.stats.verdict import Verdict
from tests.stats.mark import series

SCORE = st.none() | st.decimals(-1000, 1000, places=2) | st.integers(0, 20).map(Decimal)
PHASES = (
    Phase("A", "Gewoon"), Phase("B", "Timer", PhaseKind.APPROACH), Phase("A2", "Gewoon"),
    Phase("B2", "Timer", PhaseKind.APPROACH), Phase("M", "Later", PhaseKind.FOLLOW_UP),
)  # fmt: skip
DAY = dt.date(2026, 1, 5)
THREE = ("x", "y", "z")


def all_words(inputs: Inputs) -> str:
    found, told = findings(inputs), []
    if found:
        told = [found.answer, found.because.sentence, found.because.arithmetic, found.sure.sentence, found.sure.arithmetic]
        told += [words for one in found.figures for words in (one.sentence, one.arithmetic)]
    told += [words for one in drawers(inputs) for figure in one.figures for words in (figure.value, one.inputs)]
    return " ".join(told).casefold()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["A", "B", "A2", "B2", "M", None]), SCORE), max_size=30),
    st.sampled_from([True, False, None]), st.booleans(), st.sampled_from(list(Zero)), st.none() | st.decimals(-9, 99, places=1),
    st.sampled_from([None, *Draw]), st.sampled_from(["number", "percent", "clock"]),
)  # fmt: skip
def test_whatever_was_typed_is_told_without_a_number_that_is_none(seen, higher, alternating, zero, goal, draw, kind):
    observations = tuple(Observation(DAY + dt.timedelta(day), score, code) for day, code, score in seen)
    one = Series("Tellen", observations, PHASES, kind=kind, higher_is_better=higher, alternating=alternating)
    words = all_words(Inputs(one, Logged(draw) if draw else None, zero, goal, 20)).split()
    assert not {"nan", "inf", "-inf", "infinity"} & set(words)
    assert "p = 0;" not in " ".join(words)


def test_a_date_out_of_order_leaves_out_what_needs_time_and_nothing_else():
    one = series([5, 4, 6, 5, 5], [9, 8, 9, 10, 9])
    late = replace(one.observations[0], day=DAY + dt.timedelta(60))
    inputs = Inputs(replace(one, observations=(late, *one.observations[1:])))
    found = findings(inputs)
    assert found is not None
    assert "100 van de 100" in found.figures[1].sentence
    assert drawers(inputs) == ()


def of_three(best: int, rounds: int = 6) -> Inputs:
    """Three approaches in drawn rounds, the last better by so much."""
    phases = tuple(Phase(code, code.upper(), PhaseKind.CONDITION) for code in THREE)
    order = tuple(code for number in range(rounds) for code in (THREE if number % 2 else THREE[::-1]))
    scores = [Decimal(5 + number % 3 + (best if code == "z" else 0)) for number, code in enumerate(order)]
    seen = tuple(Observation(DAY + dt.timedelta(n), y, c) for n, (c, y) in enumerate(zip(order, scores, strict=True)))
    return Inputs(Series("Tellen", seen, phases, alternating=True), Logged(Draw.PAIRS, order=order, on=DAY))


def test_of_three_methods_the_winner_is_corrected_for_being_picked():
    found = findings(of_three(best=9))
    assert found is not None
    assert found.judgement.verdict is Verdict.CONTINUE
    assert found.because.sentence == "Z is beter dan X en Y (9 punten), ook als meetelt dat de beste is uitgekozen."
    assert "gecorrigeerd voor het kiezen van de winnaar" in found.sure.arithmetic
    assert sum(one.label == "Naast elkaar" for one in found.figures) == 3


def test_of_three_methods_without_a_draw_nobody_is_called_the_best():
    found = findings(replace(of_three(best=9), logged=None))
    assert found is not None
    assert found.judgement.verdict is Verdict.CANNOT_SAY
    assert found.sure.sentence.startswith("De start of de volgorde is niet vooraf geloot")


def test_an_order_that_is_not_the_drawn_one_gives_no_rounds():
    one = of_three(best=9)
    assert one.logged is not None
    other = replace(one, logged=replace(one.logged, order=THREE * 6))
    assert rounds_in(other) == Refusal(Why.NOT_POSSIBLE)
