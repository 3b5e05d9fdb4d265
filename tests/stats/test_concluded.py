"""What is concluded of an experiment: never more than design and scores allow, and nothing before the last agreed time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from random import Random

import pytest

from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.criterion import Stage, following
from guidance_app.stats.designs import DrawnRounds, DrawnTurns
from guidance_app.stats.drawer import drawers
from guidance_app.stats.drawn import Draw, Logged, chance_of
from guidance_app.stats.findings import Findings, findings
from guidance_app.stats.plain_figures import Inputs
from guidance_app.stats.planning import lists_for
from guidance_app.stats.proved import proved_best
from guidance_app.stats.reading import reading
from guidance_app.stats.verdict import Drawn, Verdict

DAY = dt.date(2026, 1, 5)


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(n)


def told(inputs: Inputs) -> Findings:
    found = findings(inputs)
    assert found is not None
    return found


# --- more than two approaches in drawn rounds ------------------------------------------------------------------------------


def rounds(level: dict[str, int], first: str = "Gewoon", done: int = 18, planned: int = 6, missed: Sequence[int] = ()) -> Inputs:
    """Three approaches in drawn rounds, each around its own level; `done` times of the plan were measured."""
    order = DrawnRounds(("A", "B", "C"), planned).draw(Random(3))
    scores = [None if n in missed else Decimal(level[code] + n % 2) for n, code in enumerate(order)]
    seen = tuple(Observation(day(n), y, code) for n, (code, y) in enumerate(zip(order, scores, strict=True)))
    labels = zip("ABC", (first, "Stil", "Samen"), strict=True)
    phases = tuple(Phase(code, label, PhaseKind.CONDITION) for code, label in labels)
    days = tuple(day(n) for n in range(len(order)))
    series = Series("Tellen", seen[:done], phases, "woorden", alternating=True)
    return Inputs(series, Logged(Draw.ROUNDS, order=order, on=DAY, days=days))


USUAL_WINS, NEW_WINS = {"A": 12, "B": 5, "C": 5}, {"A": 5, "B": 12, "C": 5}


def test_where_the_usual_way_wins_the_others_did_not_help_and_nothing_goes_on():
    found = told(rounds(USUAL_WINS))
    assert found.answer == "Nee, de gewone manier kwam het beste uit."
    assert found.because.sentence.startswith("Gewoon is beter dan Stil en Samen")
    assert found.because.sentence.endswith("De andere aanpakken hielpen niet meer dan dat.")
    assert found.judgement.verdict is Verdict.STOP


def test_where_nobody_says_whether_the_first_is_the_usual_way_it_is_said_without_yes_or_no():
    found = told(rounds(USUAL_WINS, first="Meelezen"))
    assert found.answer == "“Meelezen” kwam het beste uit."
    assert found.judgement.verdict is Verdict.STOP
    assert proved_best(rounds(USUAL_WINS, first="Meelezen")) == "A"


def test_a_new_way_that_wins_did_help():
    found = told(rounds(NEW_WINS))
    assert (found.answer, found.judgement.verdict) == ("Ja.", Verdict.CONTINUE)


def test_a_usual_way_that_is_ahead_but_not_proved_is_no_reason_to_go_on():
    found = told(rounds({"A": 6, "B": 6, "C": 5}, planned=5, done=15))
    level = told(rounds({"A": 7, "B": 6, "C": 6}, planned=5, done=15, missed=(0, 4, 8)))
    assert Verdict.CONTINUE not in (found.judgement.verdict, level.judgement.verdict)


def test_the_chance_figure_counts_every_order_that_could_have_been_drawn():
    assert "Van de 46656 volgordes die geloot hadden kunnen worden" in told(rounds(NEW_WINS)).sure.sentence
    with_missed = told(rounds(NEW_WINS, missed=(4,))).sure
    assert "Van de 46656 volgordes" in with_missed.sentence
    count, of = with_missed.arithmetic.split("p = ")[1].split(" ")[0].replace(".", "").split("/")
    assert int(of) == DrawnRounds(("A", "B", "C"), 6).possibilities
    assert int(count) % 36 == 0  # six orders of the round held as it is, six of the one that was missed


# --- nothing before the last agreed time -----------------------------------------------------------------------------------


@pytest.mark.parametrize("done", [15, 17])
def test_rounds_that_are_not_over_give_no_verdict_and_no_chance_figure(done):
    found = told(rounds(NEW_WINS, done=done))
    assert found.judgement.verdict is Verdict.MEASURE_LONGER
    assert found.because.sentence.endswith(
        "er komt er nog 1." if done == 17 else "Nog niet alle afgesproken keren zijn gemeten; er komen er nog 3."
    )
    assert "komt na de laatste van de 18 afgesproken keren" in found.sure.sentence
    assert any(one.label == "Naast elkaar" for one in found.figures)
    assert proved_best(rounds(NEW_WINS, done=done)) is None


def start(done: int, missed: Sequence[int] = ()) -> Inputs:
    """A drawn start at time 15 of 29, clearly better from there on."""
    phases = (Phase("A", "Gewoon"), Phase("B", "Stil", PhaseKind.APPROACH))
    seen = [
        Observation(day(n), None if n in missed else Decimal((5 if n < 14 else 9) + n % 2), "AB"[n >= 14]) for n in range(done)
    ]
    days = tuple(day(n) for n in range(29))
    return Inputs(Series("Tellen", tuple(seen), phases, "woorden"), Logged(Draw.START, 5, on=DAY, days=days, starts=(15,)))


def test_a_drawn_start_is_judged_after_the_last_agreed_time():
    early = told(start(28))
    assert early.judgement.verdict is Verdict.MEASURE_LONGER
    assert early.because.sentence == "Nog niet alle afgesproken keren zijn gemeten; er komt er nog 1."
    assert "op 100" not in early.sure.sentence
    assert early.figures
    assert told(start(29)).judgement.verdict is Verdict.CONTINUE


def test_a_time_that_was_written_down_as_missed_is_over():
    assert told(start(29, missed=(27, 28))).judgement.verdict is Verdict.CONTINUE


# --- the exact rank test ---------------------------------------------------------------------------------------------------


def turns(done: int = 12) -> Inputs:
    order = DrawnTurns(6, 6).draw(Random(3))
    seen = [Observation(day(n), Decimal((5 if code == "A" else 9) + n % 2), code) for n, code in enumerate(order)]
    phases = (Phase("A", "Gewoon", PhaseKind.CONDITION), Phase("B", "Stil", PhaseKind.CONDITION))
    series = Series("Tellen", tuple(seen[:done]), phases, "woorden", alternating=True)
    return Inputs(series, Logged(Draw.TURNS, order=order, on=DAY))


def rank(inputs: Inputs) -> str:
    return drawers(inputs)[0].figures[-1].value


def test_the_rank_test_is_given_only_where_the_chance_figure_is():
    whole = turns()
    assert rank(whole) == "p = 1/924"
    first = whole.series.observations[0]
    other = replace(first, phase="B" if first.phase == "A" else "A")
    swapped = replace(whole, series=replace(whole.series, observations=(other, *whole.series.observations[1:])))
    before = replace(first, day=DAY - dt.timedelta(3))
    too_early = replace(whole, series=replace(whole.series, observations=(before, *whole.series.observations[1:])))
    for one in (swapped, too_early):
        assert rank(one) == told(one).sure.sentence
        assert "geen toevalscijfer" in rank(one)
    assert "er komen er nog 2" in rank(turns(10))


# --- series that begin one after another -----------------------------------------------------------------------------------

TWO = (Phase("A", "Gewoon"), Phase("B", "Stil", PhaseKind.APPROACH))


def series(begin: int, times: int = 24, a: int = 5, b: int = 9, grow: int = 0, name: str = "Woorden") -> Series:
    """One series in which the approach begins at this time, counted from 0."""
    seen = [Observation(day(n), Decimal((a if n < begin else b) + n % 2 + grow * n), "AB"[n >= begin]) for n in range(times)]
    return Series(name, tuple(seen), TWO, "woorden")


def together(*some: Series) -> Inputs:
    return Inputs(some[0], together=some)


def test_three_series_that_change_in_turn_are_three_changes():
    found = told(together(series(6), series(11), series(16)))
    assert found.because.sentence == "In alle 3 reeksen ging het beter toen de nieuwe aanpak begon."
    worse = told(together(*(series(n, a=9, b=5) for n in (6, 11, 16))))
    assert worse.judgement.verdict is Verdict.STOP


@pytest.mark.parametrize("begins", [(12, 12, 12), (6, 8, 10), (6, 12, 12), (6, 6, 12, 12)])
def test_series_that_change_at_one_moment_are_one_change(begins):
    found = told(together(*map(series, begins)))
    assert found.judgement.verdict is Verdict.CANNOT_SAY
    assert found.because.sentence.startswith("Er is een verandering. Met deze opzet is niet te zien waardoor.")


def test_a_series_counts_once_also_when_the_approach_was_taken_away_again():
    back = (*TWO, Phase("A2", "Gewoon"))

    def withdrawn(begin: int) -> Series:
        one = series(begin, 40)
        seen = [replace(o, phase="A2", value=Decimal(5)) if n >= 32 else o for n, o in enumerate(one.observations)]
        return replace(one, observations=tuple(seen), phases=back)

    found = told(together(withdrawn(13), withdrawn(26)))
    assert "reeksen" not in found.because.sentence
    assert found.judgement.verdict is not Verdict.CONTINUE


def test_series_that_merely_grow_do_not_change_when_it_is_their_turn():
    found = told(together(*(series(n, b=5, grow=1) for n in (6, 11, 16))))
    assert found.judgement.verdict is not Verdict.CONTINUE


# --- a changing criterion --------------------------------------------------------------------------------------------------


def stage(criterion: float, *scores: float) -> Stage:
    return Stage(Decimal(str(criterion)), tuple(Decimal(str(y)) for y in scores))


AT = [stage(5, 5, 6, 5, 5, 6), stage(8, 8, 8, 9, 8, 8), stage(11, 11, 12, 11, 11, 12), stage(14, 14, 14, 15, 14, 14)]


def test_scores_at_each_criterion_until_the_next_moved_along():
    assert following(AT).convincing


def test_steady_growth_does_not_follow_whether_or_not_it_reaches_the_criteria():
    far = [stage(c, *range(5 * n, 5 * n + 5)) for n, c in enumerate((50, 80, 110, 140))]
    near = [stage(c, *range(5 * n, 5 * n + 5)) for n, c in enumerate((2, 7, 12, 17))]
    assert (following(far).followed, following(far).growing) == (0, True)
    assert (following(near).followed, following(near).growing, following(near).convincing) == (3, True, False)


def test_scores_beyond_the_next_criterion_do_not_follow_this_one():
    beyond = [AT[0], stage(8, 12, 12, 12, 12, 12), stage(11, 13, 13, 13, 13, 13), AT[3]]
    assert following(beyond).followed < 3


def mirrored(stages: list[Stage], times: int, plus: int) -> list[Stage]:
    return [Stage(times * one.criterion + plus, tuple(times * y + plus for y in one.scores)) for one in stages]


@pytest.mark.parametrize("stages", [AT, AT[:3], [stage(c, *range(5 * n, 5 * n + 5)) for n, c in enumerate((2, 7, 12, 17))]])
def test_the_rule_of_the_stages_knows_no_unit_and_no_direction(stages):
    assert following(mirrored(stages, 10, 3)) == following(mirrored(stages, -1, 0)) == following(stages)


def in_stages(levels: Sequence[Sequence[float]], before: float = 3, criteria: Sequence[int] = (5, 8, 11, 14)) -> Inputs:
    coded = [("A", [before] * 5), *((f"B{n}", list(some)) for n, some in enumerate(levels, 1))]
    scores = [(code, y) for code, some in coded for y in some]
    seen = tuple(Observation(day(n), Decimal(str(y)), code) for n, (code, y) in enumerate(scores))
    phases = [Phase(f"B{n}", "Stapjes", PhaseKind.APPROACH, criterion=Decimal(c)) for n, c in enumerate(criteria, 1)]
    return Inputs(Series("Tellen", seen, (Phase("A", "Gewoon"), *phases), "woorden"))


def test_mere_growth_is_said_and_gets_no_causal_word():
    grown = in_stages([[3 + n / 2 + k / 10 for k in range(5)] for n in range(4)], criteria=(50, 80, 110, 140))
    even = in_stages([[5 * n + k for k in range(5)] for n in range(4)], before=0, criteria=(2, 7, 12, 17))
    found = told(even)
    assert found.judgement.verdict is Verdict.CANNOT_SAY
    assert found.because.sentence.startswith("De scores gingen gelijkmatig door, ook binnen de stappen.")
    assert "Ja" not in found.answer
    assert "gelijkmatig" in reading(even.series).sentence
    assert told(grown).judgement.verdict in (Verdict.CANNOT_SAY, Verdict.ADAPT)


def test_stages_under_which_it_went_less_well_or_no_better_are_a_reason_to_stop():
    worse = told(in_stages([[1, 2, 1, 2, 1]] * 4, before=6))
    assert (worse.judgement.verdict, worse.answer) == (Verdict.STOP, "Nee, het ging minder goed.")
    same = told(in_stages([[3] * 5] * 4))
    assert (same.judgement.verdict, same.answer) == (Verdict.STOP, "Het ging niet beter.")


# --- drawn starts of several series ------------------------------------------------------------------------------------------

LISTS = lists_for(24, 5, 3)
STARTS = (LISTS[1][0], LISTS[0][1], LISTS[2][1])


def staggered(units: Sequence[str] = ("woorden", "min", ""), seed: int = 7) -> tuple[Series, ...]:
    random = Random(seed)
    made = []
    for unit, begin in zip(units, STARTS, strict=True):
        scores = [Decimal((5 if n + 1 < begin else 7) + random.randrange(4)) for n in range(24)]
        seen = tuple(Observation(day(n), y, "AB"[n + 1 >= begin]) for n, y in enumerate(scores))
        made.append(Series(unit or "Tellen", seen, TWO, unit))
    return tuple(made)


def of(some: Sequence[Series]) -> Drawn:
    days = tuple(day(n) for n in range(24))
    found = chance_of(some[0], Logged(Draw.STAGGER, 5, on=DAY, days=days, starts=STARTS, lists=LISTS), tuple(some))
    assert isinstance(found, Drawn)
    return found


def changed(one: Series, times: int, plus: int = 0) -> Series:
    seen = tuple(replace(o, value=times * o.value + plus) for o in one.observations if o.value is not None)
    return replace(one, observations=seen, higher_is_better=bool(one.higher_is_better) == (times > 0))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("times", "plus"), [(10, 0), (60, 0), (1, 300), (-1, 0), (-10, 7)])
def test_series_of_different_units_give_one_figure_in_whatever_unit_or_direction_each_is_measured(seed, times, plus):
    a, b, c = staggered(seed=seed)
    assert of((a, changed(b, times, plus), c)) == of((a, b, c))
    assert of((changed(a, times, plus), b, c)) == of((a, b, c))


def test_series_of_one_unit_are_compared_by_their_means_and_of_others_by_their_pairs_which_is_said():
    same, other = staggered(("woorden",) * 3), staggered()
    days = tuple(day(n) for n in range(24))
    logged = Logged(Draw.STAGGER, 5, on=DAY, days=days, starts=STARTS, lists=LISTS)
    assert "paren" not in told(Inputs(same[0], logged, together=same)).sure.arithmetic
    assert "gewonnen paren min de verloren paren" in told(Inputs(other[0], logged, together=other)).sure.arithmetic
    both_less = tuple(changed(one, -1) for one in same)
    assert of(both_less) == of(same)


def test_the_figure_by_pairs_is_that_of_counting_every_timetable_by_hand():
    some = staggered(seed=2)
    values = [[o.value for o in one.observations if o.value is not None] for one in some]

    def won(starts: Sequence[int]) -> Fraction:
        total = Fraction(0)
        for row, begin in zip(values, starts, strict=True):
            a, b = row[: begin - 1], row[begin - 1 :]
            total += Fraction(sum((y > x) - (y < x) for x in a for y in b), len(a) * len(b))
        return total

    every = [won(starts) for dealt in permutations(LISTS) for starts in product(*dealt)]
    found = of(some)
    assert (found.wanted.count, found.wanted.of) == (sum(one >= won(STARTS) for one in every), len(every))
